"""Many tickets at once: the first call at once, the others together, a group within its limit, nothing lost."""

import asyncio
from itertools import pairwise

import msgspec
import pytest

from bot.desk import rows
from bot.desk.facts import Changes
from bot.engine import storms
from bot.engine.outbox import LIMIT
from bot.engine.service import Options
from bot.engine.throttles import Throttles
from bot.messages import Lane, Place, RetryAt, Undeliverable, Unknown
from bot.ports import Waiting
from tests.engine.fakes import BOT, open_bench
from tests.engine.storm import GROUP, WANG, at_seconds, in_any_minute, redraws, reports

STATE = rows.Outbox.__struct_fields__.index("state")


def _waiting(*levels: int, kind: str = "card", shown: int = 0) -> list[Waiting]:
    return [Waiting(at, kind, level, at, shown) for at, level in enumerate(levels, 1)]


async def _states(bench, tickets) -> list[str]:
    found = [row for ticket in tickets for row in await bench.rows("outbox_of_ticket", ticket.id)]
    return [row[STATE] for row in found]


def test_calls_go_one_by_one_as_long_as_their_chat_bears_them():
    assert storms.calls(_waiting(2, 2, 3), 3) == [1]
    assert storms.calls(_waiting(2, 2, 3, 3), 3) == [1, 2, 3, 4]


def test_a_single_call_of_level_one_goes_alone_and_first():
    assert storms.calls(_waiting(1, 2, 2, 2, 3), 2) == [1]
    assert storms.calls(_waiting(1, 1, 2, 2, 3), 2) == [1, 2, 3, 4, 5]


def test_lower_calls_wait_for_company_in_a_rush_and_level_one_does_not():
    assert storms.calls(_waiting(2, 3), 1, patient=True) == []
    assert storms.calls(_waiting(1, 2, 3), 1, patient=True) == [1]
    assert len(storms.calls(_waiting(*[2] * 12), 1, patient=True)) == 12


def test_no_message_carries_more_calls_than_can_be_read():
    assert len(storms.calls(_waiting(*[2] * 40), 1)) == storms.TOGETHER


def test_the_list_goes_before_cards_and_urgent_new_cards_before_edits():
    waiting = [*_waiting(3, 2, 1), Waiting(9, "card", 1, 9, 1)]
    assert storms.drawing([*waiting, Waiting(10, "list", 9, None, 0)], 1, may_edit=True).id == 10
    assert storms.drawing(waiting, 7, may_edit=True).id == 3
    assert storms.drawing(waiting[:2] + waiting[3:], 7, may_edit=True).id == 9
    assert storms.drawing(waiting[:2] + waiting[3:], 7, may_edit=False).id == 2
    assert storms.drawing(waiting, storms.KEPT, may_edit=False) is None


def test_a_new_card_goes_before_a_topic_and_the_newest_first():
    waiting = [Waiting(1, "card", 2, 1, 0), Waiting(2, "card", 2, 2, 0), Waiting(3, "topic", 2, 3, 0)]
    assert storms.drawing(waiting, 7, may_edit=True).id == 2
    assert storms.drawing(waiting[2:], 7, may_edit=True).id == 3


async def test_a_few_calls_are_messages_of_their_own_as_ever(bench):
    await reports(bench, [2, 2, 1], calls=True)
    await bench.settle()
    assert bench.channel.texts("wang") == ["page"] * 3


async def test_of_many_calls_the_first_goes_at_once_and_the_rest_in_one_message(bench):
    begun_at = bench.clock.wall()
    await reports(bench, [2], calls=True)
    await bench.settle()
    tickets = await reports(bench, [2] * 9, calls=True)
    await bench.fast_forward(seconds=10)
    assert bench.channel.texts("wang")[0] == "page"
    assert at_seconds(bench.channel.at, begun_at)[0] == 0
    assert [text for text in bench.channel.texts("wang") if text != "page"] == [
        "list of 9: " + " ".join(f"{ticket.number} new" for ticket in tickets)
    ]
    assert await _states(bench, tickets) == ["sent"] * 9


async def test_a_storm_of_calls_keeps_to_one_message_a_second_and_loses_none(bench):
    begun_at, tickets = bench.clock.wall(), []
    for second in range(10):
        tickets += await reports(bench, [3] * 5 if second else [3] * 6, calls=True)
        await bench.settle()
        await bench.fast_forward(seconds=1)
    await bench.fast_forward(seconds=20)
    assert set(await _states(bench, tickets)) == {"sent"}
    instants = at_seconds(bench.channel.at, begun_at)
    assert instants[0] == 0
    assert all(sum(1 for other in instants if 0 <= other - one < 4) <= 4 for one in instants)
    listed = [text.split(":")[0] for text in bench.channel.texts("wang") if text.startswith("list")]
    singles = bench.channel.texts("wang").count("page")
    assert singles + sum(int(text.split()[2]) for text in listed) == len(tickets)
    assert max(int(text.split()[2]) for text in listed) <= storms.TOGETHER


async def test_a_call_of_level_one_is_not_delayed_by_lower_ones(bench):
    await reports(bench, [3] * 30, calls=True)
    await bench.settle()
    sent = len(bench.channel.sent)
    urgent = (await reports(bench, [1], calls=True))[0]
    await bench.fast_forward(seconds=4)
    assert bench.channel.sent[sent].body.text == "page"
    (row,) = await bench.rows("outbox_of_ticket", urgent.id)
    assert row[STATE] == "sent"


async def test_somebody_called_again_and_again_is_called_together_every_few_seconds(bench):
    begun_at, tickets = bench.clock.wall(), []
    for _ in range(30):
        tickets += await reports(bench, [3], calls=True)
        await bench.settle()
        await bench.fast_forward(seconds=1)
    await bench.fast_forward(seconds=10)
    assert set(await _states(bench, tickets)) == {"sent"}
    instants = at_seconds(bench.channel.at, begun_at)
    assert instants[:4] == [0, 1, 2, 3]
    assert all(later - before >= 5 for before, later in pairwise(instants[3:]))
    assert await reports(bench, [3], calls=True)
    await bench.settle()
    assert bench.channel.texts("wang")[-1] == "page"


async def test_an_acknowledgement_takes_its_call_out_of_the_message_to_come(bench):
    tickets = await reports(bench, [3] * 60, calls=True)
    await bench.settle()
    last = tickets[-1]
    await bench.engine.core.save("ack", lambda _now: Changes(withdraw_pages_of=[last.id]))
    await bench.fast_forward(seconds=10)
    assert not any(last.number in text for text in bench.channel.texts("wang"))
    assert (await _states(bench, [last]), set(await _states(bench, tickets[:-1]))) == (["expired"], {"sent"})


@pytest.mark.parametrize(
    ("outcome", "state", "times"),
    [
        (RetryAt(2, "busy"), "sent", 2),
        (Unknown("lost"), "sent", 2),
        (Undeliverable("blocked", unreachable=True), "undeliverable", 1),
    ],
)
async def test_what_becomes_of_a_message_becomes_of_every_call_in_it(bench, outcome, state, times):
    bench.channel.outcomes[:] = [outcome]
    tickets = await reports(bench, [3] * 9, calls=True)
    await bench.fast_forward(seconds=15)
    assert set(await _states(bench, tickets)) == {state}
    assert len(bench.channel.sent) == times
    doubles = bench.measures.counted.count(("double", "unknown_outcome"))
    assert doubles == (9 if isinstance(outcome, Unknown) else 0)


async def test_a_ticket_taken_by_another_changes_its_line_in_the_message_once_for_many(bench):
    tickets = await reports(bench, [3] * 9, calls=True)
    await bench.settle()
    bench.channel.sent.clear()
    taken = [msgspec.structs.replace(ticket, state="working", assignee=1) for ticket in tickets[:5]]
    await bench.engine.core.save("taken", lambda _now: Changes(tickets=taken))
    for ticket in taken:
        request = bench.desk.say(WANG, "", bench.clock.now(), kind="card", body="", ticket=ticket.id, lane=2)
        await bench.puts(request)
    await bench.fast_forward(seconds=10)
    assert [one.kind for one in bench.channel.sent] == ["card"]
    assert bench.channel.sent[0].edit_id != ""
    assert bench.channel.texts()[0].count("working") == 5


async def test_quiet_times_know_no_list(bench):
    for _ in range(20):
        await reports(bench, [2], cards=True)
        await bench.fast_forward(seconds=10)
    assert len(bench.channel.sent) == 20
    assert all(text.startswith("card") for text in bench.channel.texts())


async def test_fifty_tickets_in_a_minute_are_listed_at_once_and_each_gets_its_card_in_time(bench):
    tickets = []
    for _ in range(50):
        tickets += await reports(bench, [3], cards=True)
        await bench.fast_forward(seconds=1.2)
    lists = [one for one in bench.channel.sent if one.body.text.startswith("list")]
    assert lists[0].edit_id == ""
    assert len({one.edit_id for one in lists[1:]}) == 1
    await bench.fast_forward(minutes=6)
    assert set(await _states(bench, tickets)) == {"sent"}
    cards = [one.body.text for one in bench.channel.sent if one.body.text.startswith("card")]
    assert sorted(cards) == sorted(f"card {ticket.number} new of Li" for ticket in tickets)
    assert bench.channel.texts()[-1] == "list of 0: "
    assert in_any_minute(bench.channel.at) <= 14


async def test_pages_find_their_room_in_a_group_that_is_full_of_cards(bench):
    await reports(bench, [3] * 40, cards=True)
    await bench.fast_forward(seconds=40)
    before = len(bench.channel.sent)
    for at in range(6):
        await bench.puts(bench.desk.say(GROUP, f"page {at}", bench.clock.now(), lane=int(Lane.PAGE)))
    await bench.fast_forward(seconds=8)
    assert [text for text in bench.channel.texts()[before:] if text.startswith("page")] == [
        f"page {at}" for at in range(6)
    ]
    await bench.fast_forward(minutes=5)
    assert in_any_minute(bench.channel.at) <= 20


async def test_the_most_urgent_card_goes_first_then_the_newest(bench):
    await reports(bench, [3] * 20, cards=True)
    await bench.fast_forward(seconds=50)
    urgent, newest = await reports(bench, [1, 3], cards=True)
    before = len(bench.channel.sent)
    await bench.fast_forward(minutes=2)
    cards = [text for text in bench.channel.texts()[before:] if text.startswith("card")]
    assert [urgent.number in cards[0], newest.number in cards[1]] == [True, True]


async def test_a_storm_of_changes_is_an_edit_now_and_then_and_the_last_state_wins(bench):
    tickets = await reports(bench, [3] * 8, cards=True)
    await bench.fast_forward(seconds=65)
    bench.channel.sent.clear()
    bench.channel.at.clear()
    for _ in range(60):
        await redraws(bench, tickets)
        await bench.fast_forward(seconds=1)
    assert in_any_minute(bench.channel.at) <= 14
    last = [msgspec.structs.replace(ticket, state="solved") for ticket in tickets]
    await bench.engine.core.save("solved", lambda _now: Changes(tickets=last))
    await redraws(bench, tickets)
    await bench.fast_forward(minutes=3)
    shown = {one.edit_id: one.body.text for one in bench.channel.sent}
    assert len(shown) == 8
    assert all("solved" in text for text in shown.values())
    assert in_any_minute(bench.channel.at) <= 14


async def test_a_list_that_is_open_at_a_restart_is_edited_on_and_closed(bench):
    await reports(bench, [3] * 30, cards=True)
    await bench.fast_forward(seconds=45)
    (first,) = [one for one in bench.channel.sent if one.body.text.startswith("list") and not one.edit_id]
    again = await open_bench(store=bench.store, clock=bench.clock)
    await again.fast_forward(minutes=6)
    lists = [one for one in again.channel.sent if one.body.text.startswith("list")]
    assert {one.edit_id for one in lists} == {f"x{first.id}"}
    assert lists[-1].body.text == "list of 0: "


async def test_a_list_that_cannot_be_shown_is_not_asked_for_again_and_again(bench):
    send = bench.channel.send

    async def refuses_lists(delivery):
        arrived = await send(delivery)
        return Undeliverable("no rights") if delivery.body.text.startswith("list") else arrived

    bench.channel.send = refuses_lists
    await reports(bench, [3] * 30, cards=True)
    await bench.fast_forward(seconds=55)
    assert [one.body.text[:4] for one in bench.channel.sent] == ["card"] * 11 + ["list"] * 3


async def test_a_press_is_answered_and_a_call_goes_though_nothing_comes_back():
    crowded = await open_bench(options=Options(throttles=Throttles({})))
    crowded.channel.hold = asyncio.Event()
    now = crowded.clock.now()
    rows_of_crowd = [crowded.desk.say(Place(BOT, f"c{at}"), "news", now, lane=1) for at in range(300)]
    await crowded.puts(*rows_of_crowd)
    draining = asyncio.create_task(crowded.engine.sender.drain())
    await crowded.until(lambda: len(crowded.channel.sent) == LIMIT)
    press = crowded.desk.say(WANG, "ok", now, kind="answer_press", press="p", chat_key=f"{WANG.bot}/press/p")
    await crowded.puts(press, crowded.desk.say(WANG, "page", now, lane=0))
    await crowded.until(lambda: len(crowded.channel.sent) == LIMIT + 2)
    assert [one.body.text for one in crowded.channel.sent[LIMIT:]] == ["ok", "page"]
    crowded.channel.hold.set()
    assert await draining == 302
    await crowded.store.close()


async def test_a_press_is_answered_at_once_however_much_waits(bench):
    now = bench.clock.now()
    crowd = [bench.desk.say(msgspec.structs.replace(WANG, chat=f"c{at}"), "news", now, lane=4) for at in range(600)]
    await bench.puts(*crowd)
    await reports(bench, [3] * 30, calls=True, cards=True)
    await bench.settle()
    before = len(bench.channel.sent)
    press = bench.desk.say(WANG, "ok", now, kind="answer_press", press="p", chat_key=f"{WANG.bot}/press/p")
    await bench.puts(press)
    await bench.settle()
    assert [one.press for one in bench.channel.sent[before:]] == ["p"]

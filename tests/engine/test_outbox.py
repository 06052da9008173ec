"""What is sent, in which order, and what becomes of it."""

import asyncio
from datetime import timedelta

import pytest

from bot.desk import rows
from bot.desk.facts import Changes
from bot.messages import Lane, Place, RetryAt, Sent, Undeliverable, Unknown
from bot.ports import StoreError
from tests.engine.fakes import BOT, MINUTE, SECOND, FailingStore, open_bench

LI = Place(BOT, "li")
GROUP = Place(BOT, "-100")


async def _state(bench, outbox_id: int) -> str:
    states = ("pending", "claimed", "sent", "undeliverable", "unknown", "expired")
    found = {row[0]: state for state in states for row in await bench.rows("outbox_by_state", state, 1000)}
    return found[outbox_id]


async def _one(bench, lane: Lane = Lane.REPLY, **more) -> int:
    row = bench.desk.say(LI, "words", bench.clock.now(), lane=int(lane), **more)
    await bench.puts(row)
    return row.id


async def test_what_arrived_is_not_sent_again(bench):
    sent = await _one(bench)
    assert await bench.engine.sender.drain() == 1
    assert await bench.engine.sender.drain() == 0
    assert await _state(bench, sent) == "sent"


async def test_a_page_and_a_reply_of_unknown_outcome_are_sent_once_more_after_ten_seconds(bench):
    for lane in (Lane.PAGE, Lane.REPLY, Lane.UPDATE):
        bench.channel.sent.clear()
        bench.channel.outcomes[:] = [Unknown("connection lost"), Unknown("connection lost")]
        row = await _one(bench, lane)
        await bench.settle()
        await bench.fast_forward(seconds=9)
        assert len(bench.channel.sent) == 1, lane
        await bench.fast_forward(seconds=1)
        assert len(bench.channel.sent) == 2, lane
        await bench.fast_forward(minutes=2)
        assert len(bench.channel.sent) == 2, lane
        assert await _state(bench, row) == "unknown"


async def test_a_survey_and_an_announcement_of_unknown_outcome_are_not_sent_again(bench):
    for lane in (Lane.SURVEY, Lane.ANNOUNCEMENT):
        bench.channel.sent.clear()
        bench.channel.outcomes[:] = [Unknown("connection lost")]
        row = await _one(bench, lane)
        await bench.fast_forward(minutes=1)
        assert len(bench.channel.sent) == 1
        assert await _state(bench, row) == "unknown"


async def test_a_double_is_counted_with_its_cause(bench):
    bench.channel.outcomes[:] = [Unknown("connection lost")]
    await _one(bench)
    await bench.fast_forward(seconds=11)
    assert bench.measures.counted.count(("double", "unknown_outcome")) == 1


async def test_an_answer_to_a_press_is_never_tried_again(bench):
    for outcome in (RetryAt(1, "too many"), Unknown("lost"), Undeliverable("too old")):
        bench.channel.sent.clear()
        bench.channel.outcomes[:] = [outcome]
        row = bench.desk.say(
            LI,
            "ok",
            bench.clock.now(),
            kind="answer_press",
            press="p",
            not_after=bench.clock.now() + 10 * SECOND,
        )
        await bench.puts(row)
        await bench.fast_forward(seconds=12)
        assert len(bench.channel.sent) == 1
        assert await _state(bench, row.id) == "undeliverable"


async def test_an_answer_to_a_press_that_comes_too_late_is_not_sent(bench):
    row = bench.desk.say(LI, "ok", bench.clock.now(), kind="answer_press", not_after=bench.clock.now() + 10 * SECOND)
    await bench.puts(row)
    bench.clock.advance(timedelta(seconds=11))
    await bench.settle()
    assert bench.channel.sent == []
    assert await _state(bench, row.id) == "expired"


async def test_when_the_platform_asks_to_wait_the_chat_waits_that_long_pages_too(bench):
    bench.channel.outcomes[:] = [RetryAt(20, "too many requests")]
    await _one(bench)
    await bench.settle()
    await _one(bench, Lane.PAGE)
    await bench.fast_forward(seconds=19)
    assert len(bench.channel.sent) == 1
    await bench.fast_forward(seconds=2)
    assert [one.lane for one in bench.channel.sent[1:]] == [Lane.PAGE, Lane.REPLY]


async def test_the_wait_a_platform_asked_for_outlives_a_restart(bench):
    bench.channel.outcomes[:] = [RetryAt(20, "too many requests", whole_bot=True)]
    await _one(bench)
    await bench.settle()
    again = await open_bench(store=bench.store)
    await again.puts(again.desk.say(Place(BOT, "zhao"), "words", again.clock.now(), id=77))
    await again.settle()
    assert again.channel.sent == []
    await again.fast_forward(seconds=21)
    assert len(again.channel.sent) == 2


async def test_a_page_that_cannot_arrive_calls_the_next_rung_at_once(bench):
    await bench.says("outage")
    bench.channel.outcomes[:] = [Undeliverable("blocked", unreachable=True)]
    before = bench.desk.rosters
    await bench.engine.sender.drain()
    assert await bench.engine.deadlines.next_due() == bench.clock.now()
    assert bench.desk.rosters == before + 1
    await bench.settle()
    assert bench.channel.texts("engineer") == ["page", "page"]


async def test_nobody_is_paged_after_the_acknowledgement(bench):
    await bench.says("outage")
    await bench.settle()
    assert bench.channel.texts("engineer") == ["page"]
    bench.clock.advance(timedelta(minutes=5))
    await bench.engine.deadlines.run_due()
    await bench.says("ack", who="engineer")
    await bench.fast_forward(minutes=20)
    assert bench.channel.texts("engineer") == ["page", "heard ack"]


async def test_a_page_on_its_way_at_the_acknowledgement_is_counted(bench):
    await bench.says("outage")
    bench.channel.hold = asyncio.Event()
    draining = asyncio.create_task(bench.engine.sender.drain())
    await bench.until(lambda: "page" in bench.channel.texts())
    await bench.says("ack")
    bench.channel.hold.set()
    await draining
    assert ("double", "page_after_acknowledgement") in bench.measures.counted


async def test_a_page_goes_first_and_waits_for_no_slow_chat(bench):
    bench.channel.hold = asyncio.Event()
    await _one(bench, Lane.ANNOUNCEMENT)
    draining = asyncio.create_task(bench.engine.sender.drain())
    await bench.until(lambda: bench.channel.sent)
    await bench.puts(bench.desk.say(Place(BOT, "wang"), "page", bench.clock.now(), lane=0))
    await bench.until(lambda: len(bench.channel.sent) == 2)
    assert bench.channel.texts() == ["words", "page"]
    bench.channel.hold.set()
    assert await draining == 2


async def test_a_group_gets_fourteen_a_minute_and_pages_still_go_out(bench):
    now = bench.clock.now()
    for at in range(30):
        await bench.puts(bench.desk.say(GROUP, f"update {at}", now, lane=int(Lane.UPDATE)))
    await bench.fast_forward(seconds=55)
    assert len(bench.channel.sent) == 14
    for at in range(8):
        await bench.puts(bench.desk.say(GROUP, f"page {at}", now, lane=int(Lane.PAGE)))
    await bench.fast_forward(seconds=4)
    assert bench.channel.texts()[14:] == [f"page {at}" for at in range(4)]
    await bench.fast_forward(minutes=5)
    assert len(bench.channel.sent) == 38
    updates = [text for text in bench.channel.texts() if text.startswith("update")]
    assert updates == [f"update {at}" for at in range(30)]
    assert max(_in_any_minute(bench.channel.at)) <= 20


def _in_any_minute(instants: list[int]) -> list[int]:
    return [sum(1 for other in instants if 0 <= other - one < 60 * SECOND) for one in instants]


async def test_a_broadcast_keeps_to_the_bots_rate(bench):
    now = bench.clock.now()
    await bench.puts(*(bench.desk.say(Place(BOT, f"c{at}"), "news", now, lane=4) for at in range(60)))
    await bench.settle()
    assert len(bench.channel.sent) == 25
    await bench.fast_forward(seconds=2)
    assert len(bench.channel.sent) == 60


async def test_a_card_is_drawn_from_its_ticket_as_it_stands_when_it_is_sent(bench):
    await bench.says("outage")
    (ticket,) = await bench.rows("tickets_open")
    await _show_card(bench, ticket[0])
    await bench.settle()
    (card,) = [one for one in bench.channel.sent if one.kind == "card"]
    assert card.body.text == f"card {ticket[1]} new of Li"
    assert card.edit_id == ""
    await _show_card(bench, ticket[0])
    await bench.settle()
    assert bench.channel.sent[-1].edit_id == f"x{card.id}"


async def test_an_edit_of_unknown_outcome_is_tried_until_it_is_known(bench):
    await bench.says("outage")
    (ticket,) = await bench.rows("tickets_open")
    await _show_card(bench, ticket[0])
    await bench.settle()
    bench.channel.sent.clear()
    bench.channel.outcomes[:] = [Unknown("lost")] * 3
    await _show_card(bench, ticket[0])
    await bench.fast_forward(minutes=2)
    assert len([one for one in bench.channel.sent if one.kind == "card"]) == 4


async def test_a_card_that_cannot_be_drawn_holds_up_no_other_message(bench):
    def broken(*_details):
        raise KeyError("state")

    await bench.says("outage")
    (ticket,) = await bench.rows("tickets_open")
    bench.desk.render_card = broken
    await _show_card(bench, ticket[0])
    await bench.puts(bench.desk.say(GROUP, "words", bench.clock.now(), lane=int(Lane.UPDATE)))
    await bench.settle()
    assert bench.channel.texts("-100") == ["words"]
    assert ("alarm", "unsendable") in bench.measures.counted


async def test_a_message_without_a_channel_waits_and_an_operator_is_told(bench):
    await bench.puts(bench.desk.say(Place("wecom:9", "wang"), "words", bench.clock.now()))
    await bench.settle()
    assert ("alarm", "no-channel") in bench.measures.counted
    assert bench.channel.texts("wang") == []
    bench.channel.bot = "wecom:9"
    bench.engine.connect(bench.channel)
    await bench.fast_forward(seconds=61)
    assert bench.channel.texts("wang") == ["words"]


async def test_a_channel_that_breaks_its_promise_is_an_unknown_outcome(bench):
    async def breaks(delivery):
        bench.channel.sent.append(delivery)
        raise RuntimeError("not my fault")

    bench.channel.send = breaks
    row = await _one(bench, Lane.SURVEY)
    await bench.settle()
    assert await _state(bench, row) == "unknown"


async def test_a_send_without_an_answer_is_an_unknown_outcome(bench, monkeypatch):
    monkeypatch.setattr("bot.engine.outbox.SEND_WITHIN", 0.05)
    bench.channel.hold = asyncio.Event()
    row = await _one(bench, Lane.SURVEY)
    await bench.engine.sender.drain()
    assert await _state(bench, row) == "unknown"


async def test_a_message_whose_sender_died_is_sent_once_more_and_marked(bench):
    await _one(bench)
    now = bench.clock.now()
    await bench.engine.core.run("die", lambda work: work.claim(10, now, now, now + MINUTE))
    again = await open_bench(store=bench.store)
    await again.engine.sender.drain()
    assert again.channel.sent == []
    await again.fast_forward(seconds=62)
    assert len(again.channel.sent) == 1
    assert ("double", "unknown_outcome") in again.measures.counted


async def test_messages_of_a_chat_keep_their_order(bench):
    await bench.puts(*(bench.desk.say(LI, f"line {at}", bench.clock.now()) for at in range(9)))
    bench.channel.outcomes[:] = [RetryAt(2, "busy"), Sent("1")]
    await bench.fast_forward(minutes=1)
    assert bench.channel.texts() == ["line 0", *(f"line {at}" for at in range(9))]


async def _show_card(bench, ticket: int) -> None:
    card = rows.Card(ticket=ticket, chat_key=GROUP.key, bot=GROUP.bot, chat=GROUP.chat, thread="", language="en")
    request = bench.desk.say(GROUP, "", bench.clock.now(), kind="card", body="", ticket=ticket, lane=int(Lane.UPDATE))
    await bench.engine.core.save("card", lambda _now: Changes(cards=[card], outbox=[request]))


async def test_what_was_sent_but_could_not_be_recorded_is_recorded_later_and_not_sent_again(bench):
    row = await _one(bench)
    bench.engine.core.store = FailingStore(bench.store, "settle")
    with pytest.raises(StoreError):
        await bench.engine.sender.drain()
    assert await _state(bench, row) == "claimed"
    await bench.engine.sender.drain()
    assert await _state(bench, row) == "sent"
    assert len(bench.channel.sent) == 1


async def test_a_card_whose_ticket_was_never_there_is_undeliverable(bench):
    row = bench.desk.say(GROUP, "", bench.clock.now(), kind="card", body="", ticket=4711)
    await bench.puts(row)
    await bench.settle()
    assert await _state(bench, row.id) == "undeliverable"
    assert bench.channel.texts(GROUP.chat) == []


async def test_a_message_that_takes_the_place_of_another_is_sent_as_its_edit(bench):
    await _one(bench, edits="m17")
    await bench.engine.sender.drain()
    assert [(delivery.kind, delivery.edit_id) for delivery in bench.channel.sent] == [("card", "m17")]


async def test_a_call_that_is_lost_for_no_fault_of_its_reader_is_an_alarm(bench):
    await bench.says("outage")
    bench.channel.outcomes[:] = [Undeliverable("BUTTON_DATA_INVALID")]
    await bench.settle()
    await bench.settle()
    assert ("alarm", "page-lost") in bench.measures.counted
    assert any("page-lost" in text and "BUTTON_DATA_INVALID" in text for text in bench.channel.texts("admin"))


async def test_a_call_to_somebody_who_blocked_us_is_no_alarm_of_a_lost_one(bench):
    await bench.says("outage")
    bench.channel.outcomes[:] = [Undeliverable("blocked", unreachable=True)]
    await bench.settle()
    assert ("alarm", "page-lost") not in bench.measures.counted


async def test_what_arrived_otherwise_than_it_was_meant_keeps_the_reason(bench):
    bench.channel.outcomes[:] = [Sent("7", "in plain form: can't parse entities")]
    row = await _one(bench)
    await bench.settle()
    (found,) = [one for one in await bench.rows("outbox_by_state", "sent", 10) if one[0] == row]
    assert found[-2] == "in plain form: can't parse entities"

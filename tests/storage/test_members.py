"""Groups, leavers, accounts out of reach: what is written about them, and whom the next call goes to."""

import pytest

from bot.desk import rows
from bot.desk.facts import Changes, Gone, Keys
from tests.storage.things import (
    BOT,
    MINUTE,
    NOW,
    account,
    ask,
    card,
    family,
    more,
    outbox,
    page,
    person,
    save,
    states,
    ticket,
    timer,
    with_ticket,
)


def run(**fields) -> rows.Run:
    return rows.Run(
        **{"id": 61, "ticket": 51, "cause": "unacknowledged", "rung": 0, "round": 0, "started_at": NOW} | fields
    )


def called(number: int, who: int, **fields) -> rows.Page:
    told = {"id": number, "ticket": 51, "run": 61, "rung": 0, "round": 0, "person": who, "outbox": number, "at": NOW}
    return rows.Page(**told | fields)


async def on_call(store, *pages: rows.Page, **of_run) -> None:
    """A ticket whose present rung called these people; the next one is due in five minutes."""
    sent = [page(each.id, f"p{each.person}", person=each.person) for each in pages]
    changes = Changes(
        runs=[run(**of_run)], pages=list(pages), outbox=sent, timers=[timer(71, NOW + 5 * MINUTE, run=61)]
    )
    await save(store, with_ticket())
    await save(store, changes)


async def rung_due_at(store) -> int:
    (found,) = [rows.Timer(*values) for values in await ask(store, "timers_of_ticket", 51)]
    return found.due_at


async def test_a_group_is_known_by_bot_and_chat_and_replaced(store):
    chat = rows.Chat(bot=BOT, chat="-100", configured="-100", title="Staff", status="member")
    await save(store, Changes(chats=[chat]))
    moved = rows.Chat(bot=BOT, chat="-100", configured="-100", title="Staff", status="kicked", moved_to="-1005")
    await save(store, Changes(chats=[moved]))
    assert [rows.Chat(*values) for values in await ask(store, "chats")] == [moved]
    assert (await more(store, Keys(group=(BOT, "-100")))).group == moved
    assert (await more(store, Keys(group=(BOT, "-5")))).group is None


async def test_of_whoever_is_gone_the_next_call_is_due_at_once(store):
    await on_call(store, called(81, 2))
    await save(store, Changes(gone=[Gone(person=2, at=NOW, account=12)]))
    assert await rung_due_at(store) == NOW
    (found,) = [rows.Timer(*values) for values in await ask(store, "timers_of_ticket", 51)]
    assert found.data == '{"lost":2,"account":12}'


@pytest.mark.parametrize(
    ("others", "of_run"),
    [((called(82, 3),), {}), ((), {"ended_at": NOW}), ((), {"rung": 1})],
    ids=["another of the rung was called", "the ladder has ended", "a later rung was taken"],
)
async def test_the_next_call_waits_while_it_is_not_needed(store, others, of_run):
    await on_call(store, called(81, 2), *others, **of_run)
    await save(store, Changes(gone=[Gone(person=2, at=NOW)]))
    assert await rung_due_at(store) == NOW + 5 * MINUTE


async def test_a_call_that_cannot_arrive_calls_the_next_unless_another_of_the_rung_was_called(store):
    await on_call(store, called(81, 2), called(82, 3))
    await store.turn(lambda work: work.execute("rung_now", 81, NOW, "{}"))
    assert await rung_due_at(store) == NOW + 5 * MINUTE


async def test_what_waits_for_somebody_who_has_left_is_kept_back_as_far_as_it_is_about_tickets(store):
    await on_call(store, called(81, 2))
    await save(store, Changes(outbox=[outbox(91, "p2", person=2), outbox(92, "p3", person=3, ticket=51)]))
    await save(store, Changes(gone=[Gone(person=2, at=NOW)]))
    assert await states(store) == {81: "expired", 92: "pending"}
    assert [values[0] for values in await ask(store, "outbox_by_state", "pending", 9)] == [92, 91]


async def test_whoever_is_admitted_again_is_no_longer_suspended(store):
    await save(store, Changes(persons=[person(2, staff="wang", suspended_at=NOW)]))
    await save(store, Changes(readmitted=[2]))
    assert [rows.Person(*values) for values in await ask(store, "person_by_id", 2)] == [person(2, staff="wang")]


async def test_a_card_whose_message_is_forgotten_has_none_any_more(store):
    await save(store, with_ticket())
    await save(store, Changes(cards=[card(external_id="7"), card("other", external_id="8")]))
    await save(store, Changes(forget_cards_in=[f"{BOT}/room"]))
    kept = {
        rows.Card(*values).chat: rows.Card(*values).external_id for values in await ask(store, "cards_of_ticket", 51)
    }
    assert kept == {"room": "", "other": "8"}


async def test_a_lost_account_is_told_about_once_with_everything_it_concerns(store):
    await save(store, with_ticket())
    await save(store, Changes(new_tickets=[ticket(52, assignee=1)], accounts=[account()]))
    for number in (71, 72):
        about = (number, NOW, '{"account":11}', 11)
        await store.turn(lambda work, about=about: work.execute("reach_lost", *about))
        await save(store, Changes(accounts=[account(reachable=0)]))
    facts = await store.turn(lambda work: work.due(71))
    assert (facts.timer.kind, facts.account.reachable, facts.person.id) == ("reach", 0, 1)
    assert {each.row.id for each in facts.own} == {51, 52}
    assert [row.id for row in facts.held] == [52]
    assert await store.turn(lambda work: work.due(72)) is None


async def test_an_account_that_is_gone_concerns_nobody(store):
    await save(store, family())
    await save(store, Changes(timers=[rows.Timer(id=71, kind="reach", due_at=NOW, data='{"account":99}')]))
    facts = await store.turn(lambda work: work.due(71))
    assert (facts.account, facts.person, facts.own, facts.held) == (None, None, (), ())


async def test_an_alarm_that_is_over_is_over_once_and_the_next_of_its_kind_is_a_new_one(store):
    alarm = rows.Alarm(id=1, kind="telegram-conflict", detail="two", at=NOW)
    await save(store, Changes(alarms=[alarm]))
    over = await store.turn(lambda work: work.execute("alarm_clear", "telegram-conflict", NOW))
    again = await store.turn(lambda work: work.execute("alarm_clear", "telegram-conflict", NOW))
    assert (len(over), len(again)) == (1, 0)
    await save(store, Changes(alarms=[rows.Alarm(id=2, kind="telegram-conflict", detail="two", at=NOW + MINUTE)]))
    assert [values[0] for values in await ask(store, "alarms_newest", 5)] == [2, 1]

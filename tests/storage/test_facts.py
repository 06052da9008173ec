"""What a decision is given: found by account, by button, by reply, by timer."""

import asyncio

import pytest

from bot.desk import rows
from bot.desk.facts import Changes, Facts, Keys, Seen
from bot.ports import Conflict
from tests.storage.things import (
    BOT,
    MINUTE,
    NOW,
    POLICY,
    account,
    answer,
    ask,
    begin,
    card,
    changed,
    claim,
    conversation,
    event,
    family,
    incoming,
    more,
    outbox,
    outcome,
    person,
    prompt,
    save,
    settle,
    step,
    ticket,
    timeline,
    timer,
    with_ticket,
)


async def test_a_stranger_brings_no_facts(store):
    assert await begin(store, incoming()) == Facts()


async def test_a_known_account_brings_its_person_and_the_talk_in_this_chat(store):
    elsewhere = conversation(22, chat="group")
    await save(store, family(conversations=[conversation(), elsewhere]))
    found = await begin(store, incoming())
    assert (found.account, found.person, found.conversation) == (account(), person(), conversation())
    assert (await begin(store, incoming("d2", chat="group"))).conversation == elsewhere
    assert (await begin(store, incoming("d3", thread="7"))).conversation is None


async def test_a_repeat_is_answered_as_then(store):
    assert isinstance(await answer(store, incoming(), Changes(answer=b"told")), Facts)
    assert await answer(store, incoming(), Changes(answer=b"other")) == Seen(b"told")
    # The same number from another bot is another message.
    assert isinstance(await begin(store, incoming(bot="telegram:2")), Facts)


async def test_a_turn_that_fails_does_not_count_as_taken_in(store):
    async def failing(work):
        await work.begin(incoming())
        raise ValueError("poison")

    with pytest.raises(ValueError, match="poison"):
        await store.turn(failing)
    assert isinstance(await begin(store, incoming()), Facts)


async def test_a_parked_message_is_not_taken_in_again(store):
    parked = rows.Parked(id=1, bot=BOT, delivery_id="d1", at=NOW, reason="Poison", payload=b"{}")
    await store.turn(lambda work: work.park(parked, b"kept"))
    assert await begin(store, incoming()) == Seen(b"kept")
    assert await ask(store, "parked") == [(1, BOT, "d1", NOW, "Poison", b"{}")]


async def test_a_press_finds_its_prompt_by_the_token_before_the_last_dot(store):
    pressed = prompt(token="a.b")
    await save(store, family(prompts=[pressed]))
    assert (await begin(store, incoming(choice="a.b.2", text=""))).prompt == pressed
    assert (await begin(store, incoming("d2", choice="unknown.0"))).prompt is None


async def test_a_reply_finds_the_prompt_of_that_message_in_that_chat_only(store):
    await save(store, family(prompts=[prompt()], outbox=[outbox(61, prompt=31)]))
    (sent,) = await claim(store)
    await settle(store, outcome(sent, external_id="700"))
    assert (await begin(store, incoming(reply_to="700"))).prompt.id == 31
    assert (await begin(store, incoming("d2", reply_to="700", chat="other"))).prompt is None
    assert (await begin(store, incoming("d3"))).prompt is None


async def test_the_newest_open_question_from_outside_is_found(store):
    asked = [
        prompt(31, kind="asked", account=11),
        prompt(32, kind="asked", account=11),
        prompt(33, kind="asked", account=11, expires_at=NOW - 1),
        prompt(34, kind="asked", account=11),
        prompt(35, kind="state", account=11),
        prompt(36, kind="asked", account=12),
    ]
    await save(store, family(prompts=asked))
    await save(store, Changes(answered=[34]))
    assert (await begin(store, incoming())).asked.id == 32


async def test_a_ticket_comes_with_its_people_promises_ladders_and_cards(store):
    await save(store, with_ticket(cards=[card()]))
    for keys in (Keys(ticket=51), Keys(number="N51")):
        found = (await more(store, keys)).ticket
        assert (found.row, found.policy, found.reporter, found.account) == (ticket(), "{}", person(), account())
        assert found.cards == (card(),)
    assert (await more(store, Keys(number="nobody's"))).ticket is None
    assert (await more(store, Keys(ticket=99))).ticket is None


async def test_lists_of_tickets_hold_the_open_ones_newest_first(store):
    closed = ticket(53, state="closed")
    await save(store, family(policies=[POLICY], new_tickets=[ticket(51), ticket(52), closed]))
    assert [facts.row.id for facts in (await more(store, Keys(tickets_of=1))).own] == [52, 51]
    assert [row.id for row in (await more(store, Keys(open_tickets=True))).tickets] == [52, 51]
    assert (await more(store, Keys(tickets_of=2))).own == ()


async def test_storms_are_counted_by_guests_and_by_the_account_that_wrote(store):
    guests = [person(1), person(2), person(3, customer="metro")]
    accounts = [account(11), account(12, person=2), account(13, person=3)]
    tickets = [
        ticket(51),
        ticket(52, reporter=2, account=12),
        ticket(53, reporter=3, account=13),
        ticket(54, opened_at=NOW - 61 * MINUTE, state="closed"),
        ticket(55, severity=2),
    ]
    await save(store, Changes(persons=guests, accounts=accounts, policies=[POLICY], new_tickets=tickets))

    async def storm(work):
        await work.begin(incoming())
        return await work.more(Keys(guest_pages_since=NOW - 60 * MINUTE))

    found = await store.turn(storm)
    assert (found.guest_pages, found.account_pages) == (2, 1)


async def test_a_timer_is_read_again_with_what_it_is_about(store):
    timers = [timer(71), timer(72, kind="idle", ticket=None, conversation=21)]
    await save(store, with_ticket(timers=timers))
    about_ticket = await store.turn(lambda work: work.due(71))
    assert (about_ticket.timer, about_ticket.ticket.row.id) == (timers[0], 51)
    about_talk = await store.turn(lambda work: work.due(72))
    assert (about_talk.conversation, about_talk.account, about_talk.person) == (conversation(), account(), person())
    await store.turn(lambda work: work.drop_timer(71))
    assert await store.turn(lambda work: work.due(71)) is None


async def test_two_decisions_on_one_ticket_do_not_write_over_each_other(store):
    await save(store, with_ticket())
    events, _personal, head = timeline(51, ["opened"])
    await save(store, Changes(events=events))
    sequences = []

    def noting(name):
        async def turn(work):
            row = (await work.more(Keys(ticket=51))).ticket.row
            link, _words = event(51, row.sequence + 1, row.head)
            sequences.append((name, link.sequence))
            await work.save(Changes(tickets=[changed(row, sequence=link.sequence, head=link.hash)], events=[link]))

        return turn

    await asyncio.gather(store.turn(noting("a")), store.turn(noting("b")))
    assert sorted(sequence for _name, sequence in sequences) == [2, 3]

    # A decision made on a row that has moved meanwhile is not written.
    stale, _words = event(51, 2, head)
    with pytest.raises(Conflict):
        await save(store, Changes(tickets=[ticket(sequence=2)], events=[stale]))


async def test_a_number_or_a_token_that_is_taken_is_a_conflict_and_the_turn_is_drawn_again(store):
    await save(store, with_ticket(prompts=[prompt()]))
    numbers = iter(["N51", "N51", "fresh"])

    async def drawing(work):
        number = next(numbers)
        await work.save(Changes(new_tickets=[ticket(52, number=number)]))
        return number

    assert await store.turn(drawing) == "fresh"
    with pytest.raises(Conflict):
        await save(store, Changes(prompts=[prompt(32, token="t31")]))
    # The same prompt written again is no conflict.
    await save(store, Changes(prompts=[prompt(choices="[1]")]))
    assert (await begin(store, incoming(choice="t31.0"))).prompt.choices == "[1]"


async def test_steps_of_a_conversation_are_kept_in_order(store):
    await save(store, family(steps=[step(41), step(42)]))
    await save(store, Changes(steps=[step(43)]))
    assert [values[0] for values in await ask(store, "steps_of_conversation", 21)] == [41, 42, 43]

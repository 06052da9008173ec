"""What a claim asks its gate, what goes together, and what is known of it after a restart."""

# A fake takes all that the real one is given, and needs little of it.
# ruff: noqa: ARG002, ARG005

from dataclasses import dataclass, field

import pytest

from bot.desk.facts import Changes, Keys
from bot.ports import Drawn
from tests.storage.things import (
    BOT,
    MINUTE,
    NOW,
    POLICY,
    SECOND,
    ask,
    begin,
    card,
    card_request,
    family,
    incoming,
    more,
    outbox,
    outcome,
    page,
    prompt,
    save,
    settle,
    states,
    ticket,
    with_ticket,
)


@dataclass
class FakeGate:
    """Lets through what it was told to; picks by `pick`, and asks about what waits when there is a `pick`."""

    refused: set[int] = field(default_factory=set)
    held: tuple[str, ...] = ()
    pick: object = None
    waiting: list = field(default_factory=list)

    windowed = ()

    def admits(self, row):
        return row.id not in self.refused

    def looks_around(self, row):
        return self.pick is not None

    def choose(self, row, waiting):
        self.waiting = [one.id for one in waiting]
        return self.pick(waiting)

    def leaves(self, row):
        return 1


async def claim(store, gate, at: int = NOW, limit: int = 10):
    return await store.turn(lambda work: work.claim(limit, at, at, at + MINUTE, gate), engine=True)


def _calls(count: int, first: int = 61, severities=()) -> Changes:
    """Return so many tickets, each with a call and a card for the same engineer."""
    numbers = range(count)
    levels = {**dict.fromkeys(numbers, 2), **dict(enumerate(severities))}
    return family(
        policies=[POLICY],
        new_tickets=[ticket(51 + at, severity=levels[at]) for at in numbers],
        prompts=[prompt(31 + at, kind="card", ticket=51 + at) for at in numbers],
        cards=[card("wang", ticket=51 + at, prompt=31 + at) for at in numbers],
        outbox=[page(first + at, "wang", ticket=51 + at, prompt=31 + at, person=1) for at in numbers],
    )


async def test_what_the_gate_refuses_waits_without_a_trace(store):
    await save(store, with_ticket(outbox=[outbox(61, ticket=51), outbox(62, "c12", ticket=51)]))
    assert [one.row.id for one in await claim(store, FakeGate(refused={61}))] == [62]
    assert await states(store) == {61: "pending", 62: "claimed"}
    assert [one.attempt for one in await claim(store, FakeGate())] == [1]


async def test_what_may_have_been_sent_is_known_before_anything_is_sent(store):
    await save(store, family(outbox=[outbox(61), outbox(62, "c12")]))
    await claim(store, FakeGate(refused={62}))
    assert await ask(store, "sendings_since", NOW - 1) == [(BOT, "c11", NOW, 1)]
    assert await ask(store, "sendings_since", NOW) == []


async def test_what_has_left_is_forgotten_in_time(store):
    await save(store, family(outbox=[outbox(61), outbox(62)]))
    (first,) = await claim(store, FakeGate())
    await settle(store, outcome(first))
    await claim(store, FakeGate(), NOW + MINUTE)
    await store.turn(lambda work: work.execute("sendings_prune", NOW + 1))
    assert [at for _bot, _chat, at, _weight in await ask(store, "sendings_since", 0)] == [NOW + MINUTE]


async def test_answers_to_presses_go_before_everything_else(store):
    press = outbox(90, "press/p", kind="answer_press", press="p")
    await save(store, with_ticket(outbox=[page(61, "a"), outbox(62, "b"), press]))
    assert [one.row.id for one in await claim(store, FakeGate(), limit=1)] == [90]


async def test_of_a_bot_whose_rate_is_used_up_only_calls_and_answers_to_presses_are_looked_at(store):
    other = outbox(70, "z", bot="telegram:10", chat_key="telegram:10/z")
    press = outbox(90, "x", chat_key=f"{BOT}/press/p", kind="answer_press", press="p")
    crowd = [outbox(100 + at, f"c{at}") for at in range(5)]
    await save(store, with_ticket(outbox=[*crowd, page(61, "wang"), other, press]))
    gate = FakeGate(held=(BOT,), refused=set(range(100, 105)))
    assert [one.row.id for one in await claim(store, gate)] == [90, 61, 70]


async def test_calls_that_go_together_are_one_message_and_each_is_recorded_in_it(store):
    await save(store, _calls(3, severities=(3, 2, 1)))
    gate = FakeGate(pick=lambda waiting: [one.id for one in waiting])
    (one,) = await claim(store, gate)
    assert gate.waiting == [63, 62, 61]
    assert (one.row.id, [carried.row.id for carried in one.carried], one.total) == (63, [62, 61], 3)
    assert [line.ticket.id for line in one.lines] == [53, 52, 51]
    assert [line.prompt.id for line in one.lines] == [33, 32, 31]
    sent = [outcome(each, external_id="700", bundle=63) for each in (one, *one.carried)]
    await settle(store, *sent)
    assert {**await states(store, 51), **await states(store, 52), **await states(store, 53)} == {
        61: "sent",
        62: "sent",
        63: "sent",
    }
    for of in (51, 52, 53):
        # None of them is the message of one ticket's card, nor of one question.
        assert await ask(store, "card_bundle", of, f"{BOT}/wang") == [(63, 0)]
        (found,) = (await more(store, Keys(ticket=of))).ticket.cards
        assert found.external_id == ""
    assert (await begin(store, incoming(reply_to="700", chat="wang"))).prompt is None


async def test_an_acknowledgement_takes_back_its_own_call_alone(store):
    await save(store, _calls(2))
    gate = FakeGate(pick=lambda waiting: [one.id for one in waiting])
    (one,) = await claim(store, gate)
    await save(store, Changes(withdraw_pages_of=[52]))
    # The message comes back as failed: what was taken back is not tried again.
    await settle(store, *(outcome(each, "pending", again_at=NOW) for each in (one, *one.carried)))
    assert (await states(store, 51), await states(store, 52)) == ({61: "pending"}, {62: "expired"})
    (again,) = await claim(store, gate, NOW + SECOND)
    assert (again.row.id, again.carried, again.bundle) == (61, (), None)


async def test_calls_whose_sender_died_go_again_and_all_are_marked(store):
    await save(store, _calls(2))
    gate = FakeGate(pick=lambda waiting: [one.id for one in waiting])
    await claim(store, gate)
    (again,) = await claim(store, gate, NOW + MINUTE + SECOND)
    assert [(one.row.id, one.resent, one.attempt) for one in (again, *again.carried)] == [(61, True, 2), (62, True, 2)]


async def test_a_call_that_goes_before_an_older_one_is_recorded_as_overtaking(store):
    await save(store, _calls(2, severities=(3, 1)))
    (one,) = await claim(store, FakeGate(pick=lambda waiting: [waiting[0].id]))
    assert one.row.id == 62
    found = await ask(store, "outbox_overtaken", 0)
    assert [values[:3] for values in found] == [(62, 61, 52)]


async def test_a_call_does_not_wait_for_another_that_is_to_be_tried_again(store):
    await save(store, _calls(2))
    (first,) = await claim(store, FakeGate())
    await settle(store, outcome(first, "unknown", again_at=NOW + 10 * SECOND))
    assert [one.row.id for one in await claim(store, FakeGate())] == [62]


async def test_a_line_of_a_message_is_a_card_again_for_whoever_takes_the_ticket(store):
    await save(store, _calls(2))
    gate = FakeGate(pick=lambda waiting: [one.id for one in waiting])
    (one,) = await claim(store, gate)
    await settle(store, *(outcome(each, external_id="700", bundle=61) for each in (one, *one.carried)))
    await save(store, Changes(tickets=[ticket(51, severity=2, assignee=1)]))
    await save(store, Changes(outbox=[card_request(81, "wang"), card_request(82, "wang", ticket=52)]))
    (own,) = await claim(store, FakeGate())
    assert (own.row.id, own.bundle, own.own, own.card.external_id) == (81, 61, True, "")
    await settle(store, outcome(own, external_id="701"))
    (line,) = await claim(store, FakeGate())
    assert (line.row.id, line.bundle, line.own) == (82, 61, False)
    assert await ask(store, "card_bundle", 51, f"{BOT}/wang") == []


async def test_a_message_of_several_calls_is_drawn_anew_from_its_tickets(store):
    await save(store, _calls(2))
    gate = FakeGate(pick=lambda waiting: [one.id for one in waiting])
    (one,) = await claim(store, gate)
    await settle(store, *(outcome(each, external_id="700", bundle=61) for each in (one, *one.carried)))
    await save(store, Changes(outbox=[outbox(91, "wang", kind="bundle", body="", lane=2, depends_on=61)]))
    assert await ask(store, "bundle_renewal_waits", 61) == [(1,)]
    (renewal,) = await claim(store, FakeGate())
    assert ([line.ticket.id for line in renewal.lines], renewal.total, renewal.edit_id) == ([51, 52], 2, "700")
    await settle(store, outcome(renewal, external_id="777"))
    assert await ask(store, "message_of", 61) == [("777",)]


def _cards(count: int) -> Changes:
    numbers = range(count)
    return family(
        policies=[POLICY],
        new_tickets=[ticket(51 + at, severity=3 - at % 3) for at in numbers],
        cards=[card("-100", ticket=51 + at) for at in numbers],
        outbox=[card_request(61 + at, "-100", ticket=51 + at) for at in numbers],
    )


async def test_a_list_shows_the_tickets_whose_cards_wait_the_most_urgent_and_newest_first(store):
    await save(store, _cards(5))
    await save(store, Changes(outbox=[outbox(90, "-100", kind="list", body="", lane=2)]))
    (one,) = await claim(store, FakeGate(pick=lambda waiting: [90]))
    assert [line.ticket.id for line in one.lines] == [53, 55, 52, 54, 51]
    assert (one.total, one.shown, one.edit_id) == (5, "51,52,53,54,55", "")
    await settle(store, outcome(one, external_id="700", drawn=Drawn(one.shown, NOW)))
    assert await ask(store, "list_of", f"{BOT}/-100") == [("700", "51,52,53,54,55", NOW)]
    assert await ask(store, "lists_open") == [(BOT, "-100")]


async def test_a_list_that_shows_nothing_any_more_is_closed(store):
    await save(store, _cards(1))
    await save(store, Changes(outbox=[outbox(90, "-100", kind="list", body="", lane=2)]))
    (one,) = await claim(store, FakeGate(pick=lambda waiting: [90]))
    await settle(store, outcome(one, external_id="700", drawn=Drawn("51", NOW)))
    (shown,) = await claim(store, FakeGate())
    await settle(store, outcome(shown, external_id="701"))
    await save(store, Changes(outbox=[outbox(91, "-100", kind="list", body="", lane=2)]))
    (last,) = await claim(store, FakeGate())
    assert (last.lines, last.total, last.edit_id) == ((), 0, "700")
    await settle(store, outcome(last, external_id="700", drawn=Drawn("", NOW)))
    assert await ask(store, "lists_open") == []


async def test_what_waits_to_be_drawn_is_told_with_its_level_and_whether_it_is_an_edit(store):
    await save(store, _cards(2))
    (first,) = await claim(store, FakeGate())
    await settle(store, outcome(first, external_id="700"))
    await save(store, Changes(outbox=[card_request(71, "-100", ticket=51)]))
    found = await ask(store, "drawings_waiting", f"{BOT}/-100", NOW, NOW)
    assert found == [(62, "card", 2, 52, 0), (71, "card", 3, 51, 1)]


@pytest.mark.parametrize("lane", [0, 1])
async def test_what_is_put_back_is_known_with_its_reason_when_it_has_arrived(store, lane):
    await save(store, with_ticket(outbox=[outbox(61, ticket=51, lane=lane)]))
    (first,) = await claim(store, FakeGate())
    await settle(store, outcome(first, "unknown", again_at=NOW, reason="no answer in time"))
    (again,) = await claim(store, FakeGate())
    await settle(store, outcome(again, external_id="7"))
    (row,) = await ask(store, "outbox_of_ticket", 51)
    assert row[-2] == "no answer in time"

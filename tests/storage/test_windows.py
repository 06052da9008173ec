"""What a contact allows is spent and kept in rows; a message of a platform that counts nothing never asks for them."""

# A fake takes all that the real one is given, and needs little of it.
# ruff: noqa: ARG002, ARG005

from dataclasses import dataclass, field

import pytest

from bot.desk.facts import Changes, Held
from bot.desk.ways import Refund, Routed
from bot.messages import Lane
from tests.storage.things import (
    BOT,
    MINUTE,
    NOW,
    SECOND,
    account,
    ask,
    begin,
    changed,
    family,
    incoming,
    outbox,
    outcome,
    page,
    person,
    save,
    settle,
    ticket,
    with_ticket,
)
from tests.storage.things import prompt as a_prompt


def opening(chat="c11", kind="message", count=5, at=NOW):
    return ("window_open", BOT, chat, kind, count, at, at + MINUTE, at - SECOND)


OPEN = opening()
KEY = f"{BOT}/c11"


@dataclass
class Counting:
    """A gate that routes as it is told, and remembers what it was shown."""

    routed: object = None
    windowed: tuple[str, ...] = (BOT,)
    held: tuple[str, ...] = ()
    left: list = field(default_factory=list)
    parcels: list = field(default_factory=list)

    def admits(self, row):
        return True

    def looks_around(self, row):
        return False

    def route(self, row, left, parcels):
        self.left, self.parcels = list(left), list(parcels)
        return self.routed(row) if self.routed else Routed(together=(row.id,), route="service", spends=("message",))

    def leaves(self, row):
        return 1


async def claim(store, gate, at=NOW):
    """Claim through a gate."""
    return await store.turn(lambda work: work.claim(10, at, at, at + MINUTE, gate))


async def left(store, at=NOW):
    return await ask(store, "windows_left", BOT, "c11", at)


async def in_state(store, state):
    return sorted(values[0] for values in await ask(store, "outbox_by_state", state, 100))


async def test_a_contact_opens_and_renews_what_may_be_sent(store):
    await store.turn(lambda work: work.execute(*OPEN))
    one = await claim_one(store)
    await settle(store, outcome(one))
    assert await left(store) == [("message", 4)]
    later = NOW + MINUTE // 2
    await store.turn(lambda work: work.execute(*opening(at=later)))
    assert await left(store, NOW + MINUTE) == [("message", 5)]
    assert await left(store, later + MINUTE) == []


async def claim_one(store, number=1):
    await save(store, Changes(outbox=[outbox(number)]))
    return (await claim(store, Counting()))[0]


async def test_a_claim_that_is_rolled_back_has_spent_nothing(store):
    await store.turn(lambda work: work.execute(*OPEN))
    await save(store, Changes(outbox=[outbox(1)]))

    async def fails(work):
        await work.claim(10, NOW, NOW, NOW + MINUTE, Counting())
        raise LookupError("the turn fails")

    with pytest.raises(LookupError, match="the turn fails"):
        await store.turn(fails)
    assert await left(store) == [("message", 5)]


async def test_what_was_not_spent_is_given_back_to_the_contact_that_paid(store):
    await store.turn(lambda work: work.execute(*OPEN))
    one = await claim_one(store)
    await settle(store, outcome(one, "pending", again_at=NOW + SECOND, refund=Refund(("message",), 1, NOW)))
    assert await left(store) == [("message", 5)]


async def test_a_later_contact_gets_nothing_back(store):
    await store.turn(lambda work: work.execute(*OPEN))
    one = await claim_one(store)
    await store.turn(lambda work: work.execute(*opening(at=NOW + SECOND)))
    await settle(store, outcome(one, "pending", again_at=NOW + SECOND, refund=Refund(("message",), 1, NOW)))
    # Whether the platform had counted it before or after the contact, nobody knows.
    assert await left(store) == [("message", 4)]


async def test_what_left_since_the_contact_was_made_counts_to_it_already(store):
    await store.turn(lambda work: work.execute(*OPEN))
    one = await claim_one(store)
    await settle(store, outcome(one))
    await store.turn(lambda work: work.execute(*opening(at=NOW + SECOND)))
    assert await left(store) == [("message", 4)]
    await store.turn(lambda work: work.execute(*opening(at=NOW + 3 * SECOND)))
    assert await left(store) == [("message", 5)]


async def test_what_is_on_its_way_counts_however_long_it_takes(store):
    await store.turn(lambda work: work.execute(*OPEN))
    await claim_one(store)
    await store.turn(lambda work: work.execute(*opening(at=NOW + 9 * SECOND)))
    assert await left(store) == [("message", 4)]


async def test_a_contact_made_meanwhile_is_not_closed_by_what_left_before_it(store):
    await store.turn(lambda work: work.execute(*OPEN))
    one = await claim_one(store)
    await store.turn(lambda work: work.execute(*opening(at=NOW + SECOND)))
    await settle(store, outcome(one, "pending", again_at=0, closes=NOW))
    assert await left(store) == [("message", 4)]


async def test_a_window_found_closed_is_closed_for_the_whole_chat(store):
    await store.turn(lambda work: work.execute(*OPEN))
    await store.turn(lambda work: work.execute(*opening(kind="touch", count=3)))
    await store.turn(lambda work: work.execute(*opening("c12")))
    one = await claim_one(store)
    await settle(store, outcome(one, "pending", again_at=0, closes=NOW))
    assert await left(store) == []
    assert await ask(store, "windows_left", BOT, "c12", NOW) == [("message", 5)]


async def test_the_gate_sees_what_waits_and_what_is_kept_with_the_talk_it_is_of(store):
    asked = a_prompt(31, kind="asked", flow="confirm_repair")
    waiting = [outbox(1), outbox(2, prompt=31), outbox(3, state="kept"), outbox(4, "c12"), outbox(5, due_at=NOW + 1)]
    late = [outbox(6, not_after=NOW - 1), outbox(7, kind="mark"), outbox(8, depends_on=5), outbox(9, state="sent")]
    await save(store, Changes(prompts=[asked], outbox=[*waiting, *late]))
    gate = Counting(lambda row: Routed(together=(row.id,)))
    await store.turn(lambda work: work.claim(1, NOW, NOW, NOW + MINUTE, gate))
    assert [(one.row.id, one.flow) for one in gate.parcels] == [(1, ""), (2, "confirm_repair"), (3, "")]


async def test_several_rows_leave_as_one_and_each_is_settled(store):
    await save(store, Changes(outbox=[outbox(1), outbox(2), outbox(3, state="kept")]))
    gate = Counting(lambda row: Routed(together=(1, 3, 2), route="service", body='{"text":"all"}'))
    (one,) = await claim(store, gate)
    assert (one.row.id, one.row.body, [each.row.id for each in one.carried]) == (1, '{"text":"all"}', [3, 2])
    assert await in_state(store, "claimed") == [1, 2, 3]
    await settle(store, *(outcome(each, route="service") for each in (one, *one.carried)))
    assert await in_state(store, "sent") == [1, 2, 3]
    # What each of them said is still known.
    assert sorted(row[7] for row in await ask(store, "outbox_by_state", "sent", 9)) == [
        '{"text":"1"}',
        '{"text":"2"}',
        '{"text":"3"}',
    ]


async def test_what_is_kept_leaves_no_more_until_a_contact_frees_it(store):
    await save(store, Changes(outbox=[outbox(1), outbox(2), outbox(3, "c12")]))
    gate = Counting(lambda row: Routed(kept=(1, 2)) if row.chat == "c11" else Routed(together=(row.id,)))
    assert [one.row.id for one in await claim(store, gate)] == [3]
    assert await in_state(store, "kept") == [1, 2]
    assert await claim(store, gate, NOW + MINUTE) == []
    await store.turn(lambda work: work.execute("outbox_unkeep", KEY))
    assert await in_state(store, "pending") == [1, 2]


async def test_what_goes_by_a_form_brings_its_ticket(store):
    await save(store, with_ticket(outbox=[outbox(1, ticket=51)]))
    form = Counting(lambda row: Routed(together=(row.id,), route="template", template="ticket"))
    (one,) = await claim(store, form)
    assert one.ticket.id == ticket().id
    assert one.routed.template == "ticket"


async def test_a_held_message_waits_and_its_claim_knows_it_may_have_gone_out(store):
    await save(store, Changes(outbox=[outbox(1)], held=[Held(1, NOW + 6 * SECOND)]))
    gate = Counting(windowed=())
    assert await claim(store, gate) == []
    (one,) = await claim(store, gate, NOW + 6 * SECOND)
    assert (one.attempt, one.resent) == (1, True)


async def test_behind_a_held_message_its_chat_waits_but_no_call_does(store):
    held = Held(1, NOW + 6 * SECOND)
    await save(store, Changes(outbox=[outbox(1), outbox(2), page(3), outbox(4, lane=int(Lane.UPDATE))], held=[held]))
    assert [one.row.id for one in await claim(store, Counting(windowed=()))] == [3]


async def test_only_one_of_answered_and_claimed_counts(store):
    await save(store, Changes(outbox=[outbox(1)], held=[Held(1, NOW + 6 * SECOND)]))
    assert await store.turn(lambda work: work.execute("outbox_answered", 1, NOW))
    assert await store.turn(lambda work: work.execute("outbox_unanswered", 1)) == []
    await save(store, Changes(outbox=[outbox(2)], held=[Held(2, NOW)]))
    await claim(store, Counting(windowed=()))
    assert await store.turn(lambda work: work.execute("outbox_answered", 2, NOW)) == []


async def test_the_newest_message_asks_what_any_of_its_parts_asked(store):
    asked = a_prompt(31, account=11, choices='[["a","","b"]]')
    asks = [outbox(1, account=11, prompt=31), outbox(2, account=11)]
    await save(store, family(prompts=[asked], outbox=asks))
    gate = Counting(lambda row: Routed(together=(1, 2), route="service"))
    await claim(store, gate)
    assert [row[0] for row in await ask(store, "prompt_listed", 11)] == [31]


async def test_an_answer_that_is_held_asks_already(store):
    asked = a_prompt(31, account=11, choices='[["a","","b"]]')
    await save(store, family(prompts=[asked], outbox=[outbox(1, account=11, prompt=31)], held=[Held(1, NOW)]))
    assert [row[0] for row in await ask(store, "prompt_listed", 11)] == [31]


async def test_forgetting_somebody_takes_what_was_kept_for_them_and_what_they_allowed(store):
    secret = '{"text":"the red lift"}'
    await save(store, family(outbox=[outbox(1, account=11, body=secret, state="kept")]))
    await store.turn(lambda work: work.execute(*OPEN))
    await save(store, Changes(erase_persons=[1]))
    assert await left(store) == []
    assert await in_state(store, "kept") == []
    assert "red lift" not in repr(await ask(store, "outbox_by_state", "expired", 9))


async def test_what_others_are_kept_and_allowed_stays(store):
    other = account(12, person=2)
    await save(store, family(outbox=[outbox(1, "c12", account=12, state="kept")]))
    await save(store, Changes(persons=[person(2)], accounts=[other]))
    await store.turn(lambda work: work.execute(*opening("c12")))
    await save(store, Changes(erase_persons=[1]))
    assert await in_state(store, "kept") == [1]
    assert await ask(store, "windows_left", BOT, "c12", NOW) == [("message", 5)]


async def test_a_message_of_a_platform_that_counts_nothing_asks_for_none_of_this(store):
    """Not one statement of these tables is run from a message in to its answer out."""
    said: list[str] = []

    async def listen(work):
        connection = work._run._execute.__self__  # noqa: SLF001 - what is run is looked at where it is run
        connection.set_trace_callback(said.append)

    await save(store, family())
    await store.turn(listen)
    await begin(store, incoming())
    await save(store, Changes(outbox=[outbox(1)]))
    (one,) = await claim(store, Counting(windowed=()))
    await settle(store, changed(outcome(one), external_id="9"))
    assert said
    named = ("windows", "unreached", "kept", "route", "resent = 1")
    assert [text for text in said if any(word in text for word in named)] == []

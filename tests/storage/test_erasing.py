"""Forgetting a person: their words are gone, the timeline is still whole, open tickets wait for their end."""

import contextlib
import sqlite3

import pytest

from bot.commands.chains import verify_all
from bot.desk.facts import Changes, Keys
from bot.engine.anchors import drop_anchor
from bot.messages import Body
from storage.sqlite.mailbox import StoredMailbox
from tests.storage.engines import SqliteBench
from tests.storage.things import (
    BOT,
    NOW,
    POLICY,
    account,
    answer,
    ask,
    attachment,
    begin,
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
    save,
    settle,
    step,
    ticket,
    timeline,
)

#: What Li said in this story; none of it may be found anywhere afterwards.
SECRET = "the red lift of hall 7"
#: What belongs to the ticket that is still open.
OPEN = "the cashier of hall 8"


async def tell(store):
    """Store a person with a closed and an open ticket, and their words wherever words lie."""
    events, personal, head = timeline(51, ["opened", SECRET, "closed"])
    open_events, open_personal, open_head = timeline(52, [OPEN])
    changes = family(
        persons=[person(name=SECRET, phone=SECRET)],
        accounts=[account(name=SECRET)],
        conversations=[
            conversation(answers=f'{{"symptom":"{SECRET}"}}', suspended=f'["{SECRET}"]', flow="report_fault")
        ],
        policies=[POLICY],
        new_tickets=[
            ticket(51, state="closed", sequence=3, head=head, record=SECRET, waiting_for=SECRET),
            ticket(52, head=open_head, record=OPEN),
        ],
        steps=[step(said=SECRET)],
        events=[*events, *open_events],
        personal=[*personal, *open_personal],
        attachments=[
            attachment(81, ticket=51, state="stored", digest="aa", name=SECRET),
            attachment(82, ticket=52, state="stored", digest="bb", name=OPEN),
            attachment(83, conversation=21, state="stored", digest="cc", name=SECRET),
        ],
        outbox=[outbox(61, account=11, body=SECRET), outbox(62, "wang", ticket=51, body=SECRET)],
    )
    await answer(store, incoming(raw=SECRET.encode()), changes)
    await settle(store, *(outcome(claimed, external_id="700") for claimed in await claim(store)))
    mailbox = StoredMailbox(store)
    await mailbox.put("c11", "k1", NOW, 11, Body(text=SECRET))
    await mailbox.put("wang", "700", NOW, 0, Body(text=SECRET))


async def everything(store):
    """Return all that is stored, as text."""
    found = []
    for query, *args in (
        ("account_by_address", BOT, "u11"),
        ("conversations_of_account", 11),
        ("steps_of_conversation", 21),
        ("events_of_ticket", 51),
        ("tickets_after", 0, 100),
        ("attachments_of_ticket", 51),
        ("outbox_by_state", "sent", 100),
        ("mailbox_since", "c11", 0, 100),
        ("mailbox_since", "wang", 0, 100),
        ("parked",),
    ):
        found += await ask(store, query, *args)
    return repr(found)


async def test_an_erased_persons_words_are_found_nowhere(store):
    await tell(store)
    assert SECRET in await everything(store)
    await save(store, Changes(erase_persons=[1]))
    assert SECRET not in await everything(store)


async def test_an_open_ticket_keeps_its_words_until_it_ends(store):
    await tell(store)
    await save(store, Changes(erase_persons=[1]))
    assert (await more(store, Keys(ticket=52))).ticket.row.record == OPEN
    assert OPEN in repr(await ask(store, "events_of_ticket", 52))
    assert [values[0] for values in await ask(store, "attachments_of_ticket", 52)] == [82]


async def test_files_to_delete_are_remembered_until_they_are_gone(store):
    await tell(store)
    # The same photo also belongs to somebody else.
    await save(store, Changes(attachments=[attachment(84, person=2, digest="cc", state="stored")]))
    await save(store, Changes(erase_persons=[1]))
    assert await ask(store, "erased_files") == [("aa",)]
    await store.turn(lambda work: work.execute("erased_file_gone", "aa"))
    assert await ask(store, "erased_files") == []


async def test_the_timeline_still_verifies_after_an_erasure(store):
    await tell(store)
    await store.turn(lambda work: drop_anchor(work, 1, NOW))
    await save(store, Changes(erase_persons=[1]))
    found = await verify_all(store.reads())
    assert (found.problems, found.tickets, found.events, found.anchors) == ([], 2, 4, 1)


async def test_when_a_person_was_forgotten_is_kept_and_they_can_write_again(store):
    await tell(store)
    await answer(store, incoming("d2"), Changes(erase_persons=[1]))
    found = (await begin(store, incoming("d3"))).person
    assert (found.name, found.phone, found.forgotten_at) == ("", "", NOW)


async def test_a_stranger_is_not_touched_by_somebody_elses_erasure(store):
    await tell(store)
    other = account(12, person=2)
    await save(store, Changes(persons=[person(2, name="Zhao")], accounts=[other]))
    talk = conversation(22, chat="c12", account=12, answers='{"a":1}')
    await save(store, Changes(conversations=[talk], steps=[step(42, conversation=22, said="hello")]))
    await save(store, Changes(erase_persons=[1]))
    found = await begin(store, incoming("d9", chat="c12", sender=changed(incoming().sender, address="u12")))
    assert (found.person.name, found.conversation) == ("Zhao", talk)
    assert "hello" in repr(await ask(store, "steps_of_conversation", 22))


TAMPERING = {
    "changed": (
        "UPDATE events SET data = '{\"x\":1}' WHERE ticket = 51 AND sequence = 2",
        "event 2 (noted) was changed",
    ),
    "removed": ("DELETE FROM events WHERE ticket = 51 AND sequence = 2", "event 2 was removed"),
    "cut off": ("DELETE FROM events WHERE ticket = 51 AND sequence = 3", "event 3 was cut off"),
    "reworded": ("UPDATE personal SET words = '{}' WHERE event = 5102", "event 2 (noted) was changed"),
}


@pytest.mark.parametrize("how", TAMPERING)
async def test_tampering_with_the_timeline_is_found(engine, how):
    store = await engine.open()
    await tell(store)
    assert (await verify_all(store.reads())).problems == []
    statement, expected = TAMPERING[how]
    await engine.tamper(store, statement)
    assert any(expected in problem for problem in (await verify_all(store.reads())).problems)


async def test_a_tail_cut_off_with_the_ticket_adjusted_is_found_by_the_anchor(engine):
    store = await engine.open()
    await tell(store)
    await store.turn(lambda work: drop_anchor(work, 1, NOW))
    before = (await ask(store, "events_of_ticket", 51))[1][9]
    await engine.tamper(
        store,
        "DELETE FROM events WHERE ticket = 51 AND sequence = 3",
        # Whoever cuts the tail off makes the ticket fit, too.
        f"UPDATE tickets SET sequence = 2, head = x'{before.hex()}' WHERE id = 51",  # noqa: S608  # our own bytes
    )
    (problem,) = (await verify_all(store.reads())).problems
    assert "event 3 was removed after it had been anchored" in problem


async def test_a_ticket_removed_behind_our_back_is_found(tmp_path):
    bench = SqliteBench(tmp_path)
    store = await bench.open()
    await tell(store)
    with contextlib.closing(sqlite3.connect(tmp_path / "desk.db", isolation_level=None)) as intruder:
        intruder.execute("DELETE FROM tickets WHERE id = 51")
    assert (await verify_all(store.reads())).problems == ["ticket 51 was removed, its events are still there"]
    await bench.close()


async def test_an_anchor_takes_only_the_tickets_that_moved(store):
    await tell(store)
    assert await store.turn(lambda work: drop_anchor(work, 1, NOW)) == 2
    assert await store.turn(lambda work: drop_anchor(work, 2, NOW)) == 0
    row = (await more(store, Keys(ticket=52))).ticket.row
    link, _words = event(52, 2, row.head)
    await save(store, Changes(tickets=[changed(row, sequence=2, head=link.hash)], events=[link]))
    assert await store.turn(lambda work: drop_anchor(work, 3, NOW)) == 1
    assert (await verify_all(store.reads())).problems == []

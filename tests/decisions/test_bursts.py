"""Floods and people who are not listened to: the first report always counts, nothing said is lost (X11)."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.decisions.room import Room, words

LIMIT = 20


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    opened = await Room.open(messages_a_minute=LIMIT)
    yield opened
    await opened.store.close()


async def test_a_flood_gets_one_notice_and_is_taken_as_one(room: Room):
    ticket = await room.reports("li")
    await room.waits(minutes=2)
    await room.says("wang", f"/ack {ticket.number}")
    before = len(room.got)
    for number in range(LIMIT + 15):
        await room.says("li", f"word {number}")
    told = room.told("li", before)
    assert sum(words("too-fast").split("\n")[0] in text for text in told) == 1
    assert len(told) == LIMIT + 1
    events = await room.events(ticket)
    await room.waits(minutes=2)
    assert len(await room.events(ticket)) == len(events) + 1
    last = next(text for text in reversed(room.told("wang")) if "word" in text)
    assert all(f"word {number}" in last for number in range(LIMIT, LIMIT + 15))


async def test_whoever_does_not_stop_hears_no_second_notice(room: Room):
    await room.reports("li")
    await room.waits(minutes=2)
    before = len(room.got)
    for number in range(3 * LIMIT):
        await room.says("li", f"word {number}")
        await room.waits(seconds=2.5)
    told = room.told("li", before)
    assert sum(words("too-fast").split("\n")[0] in text for text in told) == 1
    await room.waits(minutes=3)
    before = len(room.got)
    await room.says("li", "all quiet again")
    assert len(room.told("li", before)) == 1


async def test_the_first_report_of_a_flood_is_never_dropped(room: Room):
    for _ in range(LIMIT - 4):
        await room.says("li", "hello")
    await room.says("li", "/report")
    await room.says("li", "All is dark")
    await room.says("li", "1")
    assert [ticket.severity for ticket in await room.tickets()] == [1]


async def test_what_came_too_fast_into_a_report_is_more_of_its_symptom(room: Room):
    await room.says("li", "/report")
    await room.says("li", "The fan hums")
    for number in range(LIMIT + 3):
        await room.says("li", f"more {number}")
    await room.waits(minutes=2)
    for text in ("2", "4", "no", *["skip"] * 4):
        await room.says("li", text)
    await room.presses("li", "@choice-send")
    (ticket,) = await room.tickets()
    assert f"more {LIMIT + 2}" in ticket.record


async def test_staff_are_never_held_up(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    for number in range(LIMIT + 5):
        await room.says("wang", f"/note {ticket.number} note {number}")
    assert (await room.events(ticket)).count("noted") == LIMIT + 5


async def test_a_gathered_flood_survives_a_restart(room: Room):
    ticket = await room.reports("li")
    await room.waits(minutes=2)
    for number in range(LIMIT + 2):
        await room.says("li", f"word {number}")
    await room.restart()
    await room.waits(minutes=2)
    personal = [row[-1] or "" for row in await room.rows("events_of_ticket", ticket.id)]
    assert any(f"word {LIMIT + 1}" in text for text in personal)


async def test_somebody_who_is_blocked_is_told_once_and_nothing_more_is_taken(room: Room):
    ticket = await room.reports("li")
    await room.says("rose", f"/block {ticket.number} spam")
    assert "reporter_blocked" in await room.events(ticket)
    room.clock.advance(timedelta(seconds=1))
    events, before = await room.events(ticket), len(room.got)
    await room.says("li", "and another thing")
    room.clock.advance(timedelta(seconds=1))
    await room.says("li", "/report")
    assert [words("blocked-notice").split("{")[0][:20] in text for text in room.told("li", before)] == [True]
    assert await room.events(ticket) == events
    assert (await room.ticket(ticket.number)).state == "new"


async def test_whoever_is_unblocked_is_heard_again(room: Room):
    ticket = await room.reports("li")
    await room.says("rose", f"/block {ticket.number} spam")
    room.clock.advance(timedelta(seconds=1))
    await room.says("rose", f"/unblock {ticket.number}")
    await room.says("li", "It is rack 3")
    assert "customer_wrote" in await room.events(ticket)


async def test_an_engineer_may_not_block_and_colleagues_cannot_be_blocked(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/block {ticket.number} spam")
    assert words("refused-role").split("{")[0][:15] in room.told("wang")[-1]
    await room.says("rose", f"/block {ticket.number}")
    assert room.told("rose")[-1].startswith("Write: /block")
    await room.says("rose", f"/unblock {ticket.number}")
    assert words("not-blocked")[:10] in room.told("rose")[-1]


async def test_commands_and_presses_in_a_flood_are_answered_one_by_one(room: Room):
    ticket = await room.reports("li")
    await room.waits(minutes=2)
    for number in range(LIMIT + 2):
        await room.says("li", f"word {number}")
    for text in ("/help", "help", f"/status {ticket.number}"):
        (got,) = await room.says("li", text)
        assert got.chat == "li"
    await room.presses("li", "@choice-back")
    assert await room.says("li", "one more word") == []
    await room.waits(minutes=2)
    personal = [row[-1] or "" for row in await room.rows("events_of_ticket", ticket.id)]
    gathered = next(text for text in reversed(personal) if "one more word" in text)
    assert "/help" not in gathered

"""An interruption that turns ten minutes old is asked about once, and again only where the answer is needed (SV-06)."""

import pytest

from bot.desk import rows
from tests.decisions.room import Room, words

ASKED = words("ask-raise-outage")


async def interrupted(room: Room) -> rows.TicketRow:
    """Let Li report an interruption that has just begun, and ask about it when it is ten minutes old."""
    for text in ("The pump stops now and then", "1", "2", "@choice-down-now", "@choice-just-now", "@choice-no"):
        await (room.presses("li", text) if text[0] == "@" else room.says("li", text))
    for _ in range(4):
        await room.says("li", "skip")
    await room.presses("li", "@choice-send")
    (ticket,) = await room.tickets()
    await room.waits(minutes=11)
    return ticket


async def test_who_talks_with_an_engineer_is_not_asked_about_the_level_again(room: Room):
    ticket = await interrupted(room)
    await room.says("wang", f"/ack {ticket.number}")
    await room.presses("li", "@choice-still-down")
    assert ASKED in room.last("li").body.text
    for text in ("It smells odd", "The lamp blinks"):
        (got,) = [one for one in await room.says("li", text) if one.chat == "li"]
        assert ASKED not in got.body.text
        assert words("notice-received") in got.body.text
    await room.presses("li", "@choice-accept-level")
    assert (await room.ticket(ticket.number)).severity == 1


async def test_while_nobody_has_the_ticket_the_question_stands_under_each_answer(room: Room):
    await interrupted(room)
    await room.presses("li", "@choice-still-down")
    (got,) = [one for one in await room.says("li", "It smells odd") if one.chat == "li"]
    assert ASKED in got.body.text


@pytest.mark.parametrize("meanwhile", ["/solved {} new fuse", "/severity {} 1 all lines are down"])
async def test_a_question_about_the_level_that_nobody_needs_any_more_is_dropped(room: Room, meanwhile: str):
    ticket = await interrupted(room)
    await room.presses("li", "@choice-still-down")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", meanwhile.format(ticket.number))
    got = await room.says("li", "Well done so far")
    assert not any(ASKED in one.body.text for one in got)

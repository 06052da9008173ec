"""Albums: the pictures that were sent as one are one message, whenever and in whatever pieces they come (T18)."""

from typing import Any

from bot.messages import Media
from tests.decisions.room import ROOM, Room, words

DIGEST = "d" * 64


def photo(number: int) -> Media:
    return Media("photo", f"{number}.jpg", "image/jpeg", 100, digest=DIGEST[:-1] + str(number))


async def item(room: Room, who: str, number: int, text: str = "", **more: Any):
    """Let somebody send one picture of an album; return what was delivered at once."""
    fields = {"album": "a1", "media": (photo(number),), "message_id": f"{who}-{number}", **more}
    return await room.says(who, text, **fields)


async def test_an_album_is_one_report_with_one_answer(room: Room):
    for number in range(3):
        assert await item(room, "li", number, "Pump P-7 leaks" if number == 1 else "") == []
    got = await room.waits(seconds=2)
    assert len(got) == 1
    assert words("ask-kind") in got[0].body.text
    await room.presses("li", "@choice-report-fault")
    for text in ("2", "4", "no", *["skip"] * 2):
        await room.says("li", text)
    assert "3" in room.last("li").body.text
    await room.presses("li", "@choice-photos-done")
    await room.says("li", "skip")
    await room.presses("li", "@choice-send")
    (ticket,) = await room.tickets()
    assert ticket.media == 3
    assert "Pump P-7 leaks" in ticket.record


async def test_an_album_for_an_open_ticket_is_one_addition_with_one_answer(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    for number in range(4):
        await item(room, "li", number, "The plate and the rack" if number == 3 else "")
    got = await room.waits(seconds=2)
    assert [one.chat for one in got if one.kind == "send"].count("li") == 1
    told = [one for one in got if one.chat == "wang" and one.kind == "send"]
    assert ["The plate and the rack" in one.body.text for one in told] == [True]
    after = await room.ticket(ticket.number)
    assert after.media == 4
    assert (await room.events(ticket)).count("attached") == 1


async def test_what_comes_after_the_album_was_taken_is_added_in_silence(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await item(room, "li", 1)
    await room.waits(seconds=2)
    before = len(room.got)
    await item(room, "li", 2, "late words")
    assert room.told("li", before) == []
    assert ["late words" in text for text in room.told("wang", before)] == [True]
    assert (await room.ticket(ticket.number)).media == 2


async def test_a_late_picture_of_a_draft_counts_there_in_silence(room: Room):
    await room.says("li", "/report")
    await item(room, "li", 1, "The rectifier hums")
    await room.waits(seconds=2)
    before = len(room.got)
    await item(room, "li", 2)
    assert room.told("li", before) == []
    for text in ("2", "4", "no", *["skip"] * 2):
        await room.says("li", text)
    await room.presses("li", "@choice-photos-done")
    await room.says("li", "skip")
    await room.presses("li", "@choice-send")
    assert [ticket.media for ticket in await room.tickets()] == [2]
    assert len(await room.rows("attachments_to_hand_on", 10)) == 2


async def test_a_picture_that_is_repeated_counts_once(room: Room):
    ticket = await room.reports("li")
    first = room.message("li", album="a1", media=(photo(1),), message_id="m1")
    for _ in range(3):
        await room.take(first)
    await room.waits(seconds=2)
    await room.take(first)
    assert (await room.ticket(ticket.number)).media == 1


async def test_an_album_survives_a_restart_between_its_pictures(room: Room):
    ticket = await room.reports("li")
    await item(room, "li", 1)
    await room.restart()
    await item(room, "li", 2)
    await room.waits(seconds=2)
    assert (await room.ticket(ticket.number)).media == 2
    assert (await room.events(ticket)).count("attached") == 1


async def test_two_people_may_send_albums_of_the_same_name(room: Room):
    await item(room, "li", 1)
    await item(room, "mia", 1)
    await room.waits(seconds=2)
    assert {one.chat for one in room.got} == {"li", "mia"}


async def test_an_album_of_the_staff_reaches_the_customer_as_one(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("li", "Here is more")
    line = next(one for one in reversed(room.got) if one.chat == "wang" and one.kind == "send")
    for number in range(2):
        text = "Check these two" if number else ""
        await item(room, "wang", number, text, reply_to=line.id)
    got = await room.waits(seconds=2)
    assert [one for one in got if one.chat == "li" and "Check these two" in one.body.text]
    assert (await room.ticket(ticket.number)).media == 2


async def test_an_album_among_colleagues_in_the_group_is_theirs(room: Room):
    ticket = await room.reports("li")
    before = len(room.got)
    for number in range(2):
        await item(room, "wang", number, group=True)
    await room.waits(seconds=2)
    assert room.told("li", before) == []
    assert room.told(ROOM, before) == []
    assert (await room.ticket(ticket.number)).media == 0


async def test_the_words_of_an_album_may_be_edited_while_it_comes(room: Room):
    ticket = await room.reports("li")
    await item(room, "li", 1, "Rack 3")
    await item(room, "li", 1, "Rack 4", edited=True)
    await item(room, "li", 2)
    await room.waits(seconds=2)
    folded = [event[-1] for event in await room.rows("events_of_ticket", ticket.id)]
    assert any("Rack 4" in (text or "") for text in folded)
    assert not any("Rack 3" in (text or "") for text in folded)

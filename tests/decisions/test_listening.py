"""Where a message goes: buttons and who may press them, replies, groups, questions asked from outside."""

import pytest

from tests.decisions.room import ROOM, Got, Room


def token_of(got: Got, label: str) -> str:
    return next(button.token for line in got.body.rows for button in line if button.label == label)


async def reply(room: Room, who: str, to: Got, text: str = "", **more: object) -> list[Got]:
    """Let somebody answer to one message of their chat."""
    return await room.says(who, text, reply_to=to.id, **more)


async def test_a_button_of_another_persons_message_is_an_old_button(room: Room):
    ticket = await room.reports("li")
    token = room.button("wang", "I'll take it")
    await room.says("thief", "hello")
    got = await room.says("thief", choice=token)
    assert "out of date" in got[0].body.text
    assert (await room.ticket(ticket.number)).state == "new"


@pytest.mark.parametrize("forged", ["x.0", ".", "", "0", ".0"])
async def test_a_made_up_button_is_an_old_button(room: Room, forged: str):
    await room.reports("li")
    got = await room.says("li", choice=forged or "nothing")
    assert "out of date" in got[0].body.text


@pytest.mark.parametrize("place", ["99", "-1", "one", "²", ""])
async def test_a_button_that_names_no_choice_is_an_old_button(room: Room, place: str):
    ticket = await room.reports("li")
    token = room.button("wang", "I'll take it").rpartition(".")[0]
    got = await room.says("wang", choice=f"{token}.{place}")
    assert "out of date" in got[0].body.text
    assert (await room.ticket(ticket.number)).state == "new"


async def test_a_button_of_the_room_of_staff_is_for_staff_alone(room: Room):
    ticket = await room.reports("li")
    token = room.button(ROOM, "I'll take it")
    got = await room.says("li", choice=token, group=True)
    assert [one.body.text for one in got] == ["Only our own staff can act here."]
    assert (await room.ticket(ticket.number)).state == "new"
    await room.says("zhao", choice=token, group=True)
    assert (await room.ticket(ticket.number)).state == "acknowledged"


async def test_a_button_of_the_room_pressed_elsewhere_does_nothing(room: Room):
    ticket = await room.reports("li")
    token = room.button(ROOM, "I'll take it")
    got = await room.says("zhao", choice=token)
    assert "out of date" in got[0].body.text
    assert (await room.ticket(ticket.number)).state == "new"


async def test_a_private_question_cannot_be_answered_in_the_room(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.presses("wang", "Solved", ROOM)
    asked = room.last("wang")
    token = token_of(asked, asked.labels[0])
    await room.says("wang", choice=token, group=True)
    again = await room.says("wang", "/duty", group=True)
    assert len(again) == 1
    assert again[0].labels == []


async def test_a_button_without_its_message_gives_no_look_at_another_ticket(room: Room):
    """A web page may send a press and words at once: the words name a ticket of somebody else."""
    theirs = await room.reports("vega", symptom="Secret pump")
    mine = await room.reports("li")
    await room.says("wang", f"/ack {mine.number}")
    await room.says("wang", f"/solved {mine.number} fuse")
    token = room.button("li", "Still a problem")
    before = len(room.got)
    await room.says("li", f"/status {theirs.number}", choice=token)
    await room.says("li", "It is dark again")
    assert not any(theirs.number[4:] in text for text in room.told("li", before))
    assert (await room.ticket(mine.number)).state == "new"
    assert (await room.ticket(theirs.number)).state == "new"


async def test_a_reply_about_one_ticket_never_answers_a_question_about_another(room: Room):
    first, second = await room.reports("li"), await room.reports("li", symptom="Door jammed")
    for ticket in (first, second):
        await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {first.number} fuse")
    asked_first = room.last("li")
    await room.presses("li", "Yes, it works")
    await room.says("wang", f"/solved {second.number} oil")
    await reply(room, "li", asked_first, "1")
    assert (await room.ticket(second.number)).state == "closed"
    assert await room.events(first) == [
        "opened", "paged", "acknowledged", "solved", "confirmed", "closed"
    ]  # fmt: skip

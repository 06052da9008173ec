"""What must not be left behind: rights of those who have left, and messages that nobody can ever receive."""

from datetime import time

import pytest

from bot.desk import codec
from tests.decisions.forum import in_topic, open_forum
from tests.decisions.room import ROOM, Room, words
from tests.decisions.test_calls import PHONE, chats_with_us, logs
from tests.decisions.test_digest import arm
from tests.decisions.test_handover import holder, wangs
from tests.decisions.test_lists import many
from tests.decisions.test_staff import hire


async def leaves(room: Room, who: str) -> None:
    """Let somebody of staff leave the staff's group."""
    await room.says(who, event="left", group=True)
    await room.waits(seconds=0)


async def waiting(room: Room) -> list:
    """Return what is still to be sent."""
    return await room.rows("outbox_by_state", "pending", 100)


@pytest.mark.parametrize("answer", ["@choice-accept-offer", "/accept"])
async def test_whoever_was_asked_to_take_a_ticket_may_not_once_they_have_left(room: Room, answer: str):
    ticket = await wangs(room)
    await room.says("wang", f"/give {ticket.number} zhao")
    await leaves(room, "zhao")
    if answer.startswith("@"):
        await room.presses("zhao", answer)
    else:
        await room.says("zhao", f"{answer} {ticket.number}")
    assert await holder(room, ticket) == "wang"


async def test_whoever_wrote_a_call_down_changes_nothing_more_once_they_have_left(room: Room):
    for text in ("/new", "Pump 3 stands still", "1"):
        await room.says("rose", text)
    await leaves(room, "rose")
    await room.says("rose", "P-300")
    (ticket,) = await room.tickets()
    assert "equipment" not in codec.from_text(ticket.record)


async def test_words_for_a_caller_typed_in_the_topic_are_confirmed_and_leave_nothing_waiting():
    room, _ = await open_forum()
    ticket = await logs(room)
    await room.says("wang", f"/ack {ticket.number}")
    got = await room.says("wang", f"/say {ticket.number} call us back", group=True, thread="1", message_id="w1")
    assert any(words("done-said-phone", "zh") in one.body.text for one in in_topic(got))
    assert await waiting(room) == []


async def test_an_edit_of_words_for_a_caller_is_sent_nowhere(room: Room):
    ticket = await logs(room)
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/say {ticket.number} call us back", message_id="w1")
    await room.says("wang", f"/say {ticket.number} call us back soon", message_id="w1", edited=True)
    assert await waiting(room) == []
    assert not [one for one in room.got if one.kind == "edit"]


async def test_what_staff_wrote_down_of_a_call_goes_with_the_caller(room: Room):
    await chats_with_us(room)
    ticket = await logs(room, phone=PHONE)
    for who, text in (("wang", f"/ack {ticket.number}"), ("wang", f"/say {ticket.number} P-300 is an old one"),
                      ("wang", f"/solved {ticket.number} P-300 replaced"), ("li", "1"), ("li", "/forget")):  # fmt: skip
        await room.says(who, text, message_id="m")
    await room.presses("li", "@choice-forget-yes")
    sent = repr(await room.rows("outbox_by_state", "sent", 1000))
    said = repr(await room.steps())
    for words_of_theirs in ("Pump 3", "P-300", "North plant", "Mr Li of Acme", PHONE):
        assert words_of_theirs not in said
        assert words_of_theirs not in sent


async def test_nobody_turns_the_pages_of_a_search_they_may_not_make(room: Room):
    await hire(room, "max", "marketing")
    await many(room, 11)
    await room.says("rose", "/find lamp", group=True)
    token = room.button(ROOM, "@choice-next-page")
    got = await room.says("max", choice=token, press="p1", group=True)
    assert not any("Lamp" in one.body.text for one in got)
    got = await room.says("rose", choice=token, press="p2", group=True)
    assert any("Lamp" in one.body.text for one in got)


async def test_the_first_of_staff_who_join_a_running_desk_read_the_digest():
    room = await Room.open(digest_at=time(8))
    room.desk.with_roster(())
    await arm(room)
    await room.meet()
    await room.waits(hours=10)
    assert any(words("digest-desk") in text for text in room.told("lin"))
    await room.store.close()

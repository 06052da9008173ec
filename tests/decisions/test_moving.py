"""A staff group that gets another id: all goes on there, the operators hear of it once, and a restart is no matter."""

from __future__ import annotations

import pytest

from bot.desk import rows
from bot.messages import Moved, Sent
from tests.decisions.room import BOT, ROOM, Room, words

NEW = "room:moved"


async def migrates(room: Room, old: str = ROOM, new: str = NEW) -> None:
    """Let the platform tell that the group has moved."""
    event = room.message("lin", chat=old, chat_kind="group", event="migrated", moved_to=new)
    await room.take(event)


def chats(room: Room, since: int) -> set[str]:
    """Return which groups were written to."""
    return {one.chat for one in room.got[since:] if one.chat.startswith("room:")}


async def test_cards_go_to_the_new_group_as_new_messages(room: Room):
    ticket = await room.reports("li")
    await migrates(room)
    before = len(room.got)
    await room.says("wang", f"/ack {ticket.number}")
    assert chats(room, before) == {NEW}
    keys = [rows.Card(*row).chat_key for row in await room.rows("cards_of_ticket", ticket.id)]
    assert f"{BOT}/{NEW}" in keys
    assert f"{BOT}/{ROOM}" not in keys


async def test_a_restart_under_the_old_configuration_changes_nothing(room: Room):
    ticket = await room.reports("li")
    await migrates(room)
    await room.restart()
    before = len(room.got)
    await room.says("wang", f"/ack {ticket.number}")
    await room.reports("mei")
    assert chats(room, before) == {NEW}


async def test_buttons_and_commands_work_in_the_new_group(room: Room):
    await room.reports("li")
    token = room.button(ROOM, "@btn-ack")
    await migrates(room)
    await room.take(room.message("wang", chat=NEW, chat_kind="group", choice=token))
    assert (await room.tickets())[0].state == "acknowledged"


async def test_a_press_that_still_comes_from_the_old_group_counts(room: Room):
    await room.reports("li")
    token = room.button(ROOM, "@btn-ack")
    await migrates(room)
    await room.take(room.message("wang", chat=ROOM, chat_kind="group", choice=token))
    assert (await room.tickets())[0].state == "acknowledged"


async def test_a_reply_to_a_new_message_of_an_old_number_means_no_ticket(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    line = next(one for one in reversed(room.got) if one.chat == ROOM)
    await migrates(room)
    fields = {"chat": NEW, "chat_kind": "group", "reply_to": line.id}
    assert not [one for one in await room.take(room.message("wang", "Hm", **fields)) if one.chat == "li"]


async def test_the_operators_hear_of_it_once_however_often_it_is_told(room: Room):
    for _ in range(3):
        await migrates(room)
    told = [text for text in room.told("ann") if words("group-moved") in text]
    assert len(told) == 1
    assert NEW in told[0]


async def test_what_was_about_to_leave_goes_to_the_new_group_once(room: Room):
    room.platform = lambda one: Moved(NEW) if one.row.chat == ROOM else Sent(f"m{one.row.id}")
    await room.reports("li")
    assert [one.kind for one in room.got if one.chat == NEW] == ["card"]


async def test_the_refusal_first_and_the_message_after_it_move_it_once(room: Room):
    room.platform = lambda one: Moved(NEW) if one.row.chat == ROOM else Sent(f"m{one.row.id}")
    await room.reports("li")
    await migrates(room)
    assert [one.kind for one in room.got if one.chat == NEW] == ["card"]
    assert len([text for text in room.told("ann") if words("group-moved") in text]) == 1


@pytest.mark.parametrize("new", ["", ROOM])
async def test_a_move_to_nowhere_is_none(room: Room, new: str):
    await migrates(room, new=new)
    assert await room.rows("chats") == []


async def test_a_group_that_moves_once_more_is_found_all_the_same(room: Room):
    ticket = await room.reports("li")
    await migrates(room)
    await migrates(room, old=NEW, new="room:again")
    await room.restart()
    before = len(room.got)
    await room.says("wang", f"/ack {ticket.number}")
    assert chats(room, before) == {"room:again"}


async def test_a_strangers_group_that_moves_alarms_nobody(room: Room):
    await migrates(room, old="room:other", new="room:elsewhere")
    assert not [text for text in room.told("ann") if words("group-moved") in text]


async def test_an_album_begun_just_before_the_move_reaches_the_customer(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/ticket {ticket.number}", group=True)
    line = next(one for one in reversed(room.got) if one.chat == ROOM and one.body.style == "card")
    for number, text in enumerate(("Check these", "")):
        album = {"album": "a1", "media": room.photos(1), "message_id": f"w{number}", "reply_to": line.id}
        await room.says("wang", text, group=True, **album)
    await migrates(room)
    before = len(room.got)
    await room.waits(seconds=2)
    assert any("Check these" in text for text in room.told("li", before))
    assert (await room.ticket(ticket.number)).media == 2

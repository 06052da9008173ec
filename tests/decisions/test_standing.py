"""How the bot stands in the staff's group: what is missing is said in plain words, what was missing is made good."""

from typing import Any

import pytest

from bot.desk import rows
from bot.desk.groups import Groups, lacks
from bot.messages import Place, Standing
from tests.decisions.room import BOT, ROOM, Got, Room, words

WELL = Standing(status="administrator", title="Night shift", can_manage_topics=True)


async def stands(room: Room, **how: Any) -> list[Got]:
    """Let the platform tell how we stand in the staff's group."""
    fields = {"status": "administrator", "title": "Night shift", "can_manage_topics": True, **how}
    return await room.says("bot", event="standing", group=True, standing=Standing(**fields))


async def known(room: Room) -> rows.Chat:
    (row,) = await room.rows("chats")
    return rows.Chat(*row)


LACKS = {
    "gone": {"status": "gone"},
    "out": {"status": "kicked"},
    "muted": {"status": "restricted", "can_write": False},
    "deaf": {"status": "member", "sees_all": False},
    "topics": {"is_forum": True, "can_manage_topics": False},
}


@pytest.mark.parametrize("lack", LACKS)
async def test_each_lack_is_told_once_in_plain_words_and_its_mending_too(room: Room, lack: str):
    await stands(room)
    got = await stands(room, **LACKS[lack])
    told = [one.body.text for one in got if one.chat == "ann"]
    assert len(told) == 1
    assert words(f"group-{lack}") in told[0]
    assert "Night shift" in told[0]
    assert [row[1] for row in await room.rows("alarms_newest", 9)] == [f"group-{lack}"]
    assert await stands(room, **LACKS[lack]) == []
    got = await stands(room)
    assert [words("group-mended") in one.body.text for one in got if one.chat == "ann"] == [True]


async def test_at_a_start_what_is_missing_is_said_again(room: Room):
    await stands(room, status="left")
    assert words("group-out") in (await stands(room, status="left", asked=True))[0].body.text


async def test_a_group_where_all_is_well_says_nothing(room: Room):
    assert await stands(room) == []
    assert (await known(room)).title == "Night shift"
    assert (await known(room)).configured == ROOM


def test_a_member_that_reads_everything_lacks_nothing():
    assert lacks(Standing(status="member", sees_all=True)) == ()
    assert lacks(rows.Chat(bot=BOT, chat="1", status="member", sees_all=0, is_forum=1)) == ("deaf", "topics")


async def test_a_group_that_is_none_of_the_staffs_is_not_remembered(room: Room):
    got = await room.says("bot", event="standing", chat="-5", chat_kind="group", standing=WELL)
    assert got == []
    assert await room.rows("chats") == []


async def test_while_we_are_out_of_the_group_pages_go_on_and_nothing_is_sent_there(room: Room):
    await stands(room, status="kicked")
    before = len(room.got)
    await room.reports("li", level="1")
    chats = [one.chat for one in room.got[before:]]
    assert "wang" in chats
    assert ROOM not in chats


async def test_back_in_the_group_the_cards_of_open_tickets_are_posted_anew(room: Room):
    seen = await room.reports("li")
    ended = await room.reports("pablo")
    await room.says("pablo", f"/status {ended.number}")
    await stands(room, status="kicked")
    missed = await room.reports("vega")
    await room.says("wang", f"/ack {seen.number}")
    await room.says("lin", f"/drop {ended.number} a double")
    await stands(room)
    got = [one for one in await room.waits(minutes=1) if one.chat == ROOM]
    shown = " ".join(one.body.text for one in got)
    assert _number(missed) in shown
    assert _number(seen) in shown
    assert _number(ended) not in shown
    assert all(one.kind == "card" for one in got)
    # Sent as new messages: the earlier ones lie far above.
    (row,) = [row for row in await room.rows("cards_of_ticket", seen.id) if row[1] == f"{BOT}/{ROOM}"]
    assert rows.Card(*row).external_id == next(one.id for one in reversed(got) if _number(seen) in one.body.text)
    # And their buttons work.
    token = next(one for one in got if _number(missed) in one.body.text).body.rows[0][0].token
    await room.says("zhao", choice=token, group=True)
    assert (await room.ticket(missed.number)).state == "acknowledged"


def _number(ticket: rows.TicketRow) -> str:
    return f"BX-{ticket.number[:4]}-{ticket.number[4:]}"


def test_a_group_that_has_moved_is_found_where_it_is_now_and_a_circle_ends():
    here, there = Place("t:1", "-5"), Place("t:1", "-1005")
    groups = Groups.of([("t:1", "-5", "-5", "", "member", 0, 0, 1, 1, "-1005", 0)])
    assert groups.live(here) == there
    assert groups.live(there) == there
    circle = Groups({("t:1", "-5"): rows.Chat(bot="t:1", chat="-5", moved_to="-5")})
    assert circle.live(here) == here


def test_groups_that_put_us_out_are_not_written_to_and_unknown_ones_are():
    out = Groups({("t:1", "-5"): rows.Chat(bot="t:1", chat="-5", status="kicked")})
    assert out.open_places([Place("t:1", "-5"), Place("t:1", "-6")]) == (Place("t:1", "-6"),)

"""Each ticket has its topic in a forum of staff: what goes there, what takes its place, and where there is none."""

from __future__ import annotations

import pytest

from bot.desk import rows
from bot.desk.facts import Keys
from bot.domain import numbers
from bot.messages import RetryAt
from tests.decisions.forum import in_topic, open_forum, tell
from tests.decisions.room import BOT, ROOM, Room, words


async def test_a_ticket_gets_its_topic_first_and_its_card_in_it():
    room, _ = await open_forum()
    ticket = await room.reports("li")
    here = [one for one in room.got if one.chat == ROOM]
    assert [one.kind for one in here] == ["topic", "card"]
    topic, card = here
    assert topic.body.text.startswith(numbers.show(ticket.number))
    assert "No picture on C-14" in topic.body.text
    assert topic.body.style == "level-2"
    assert card.thread == "1"


async def test_two_tickets_have_two_topics():
    room, _ = await open_forum()
    await room.reports("li")
    await room.reports("mei")
    assert [one.thread for one in room.got if one.chat == ROOM and one.kind == "card"] == ["1", "2"]


@pytest.mark.parametrize("lacking", [{"is_forum": 0}, {"can_manage_topics": 0}])
async def test_without_a_forum_or_the_right_there_is_one_plain_card(lacking):
    room, forum = await open_forum(**lacking)
    await room.reports("li")
    assert [(one.kind, one.thread) for one in room.got if one.chat == ROOM] == [("card", "")]
    assert forum.count == 0


async def test_when_the_right_comes_new_tickets_use_topics_again():
    room, _ = await open_forum(can_manage_topics=0)
    await room.reports("li")
    await tell(
        room, rows.Chat(bot=BOT, chat=ROOM, configured=ROOM, status="administrator", is_forum=1, can_manage_topics=1)
    )
    await room.reports("mei")
    await room.says("wang", f"/ack {(await room.tickets())[0].number}")
    assert [(one.kind, one.thread) for one in room.got if one.chat == ROOM] == [
        ("card", ""), ("topic", ""), ("card", "1"), ("card", ""),
    ]  # fmt: skip


async def test_a_topic_that_is_refused_leaves_a_plain_card_and_is_not_asked_for_again():
    room, forum = await open_forum()
    forum.refuses = "not enough rights to create a topic"
    await room.reports("li")
    assert [(one.kind, one.thread) for one in room.got if one.chat == ROOM] == [("card", "")]
    await room.meet()
    forum.refuses = ""
    await room.reports("mei")
    assert forum.count == 0
    assert [(one.kind, one.thread) for one in room.got if one.chat == ROOM] == [("card", "")] * 2


async def test_without_a_topic_the_customers_lines_do_not_fill_the_group():
    room, forum = await open_forum()
    forum.refuses = "the chat is not a forum"
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    before = len(room.got)
    await room.says("li", "It smokes now")
    assert not [one for one in room.got[before:] if one.chat == ROOM and one.kind == "send"]


async def test_what_the_customer_says_and_sends_appears_in_the_topic_too():
    room, _ = await open_forum()
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    before = len(room.got)
    await room.says("li", "It smokes now")
    assert [one.body.text for one in in_topic(room.got[before:]) if "It smokes now" in one.body.text]
    assert [one for one in room.got[before:] if one.chat == "wang" and "It smokes now" in one.body.text]


async def test_the_assignees_plain_line_reaches_the_customer_and_is_marked():
    room, _ = await acknowledged()
    got = await room.says("wang", "Please press the red button", group=True, thread="1", message_id="77")
    assert any("Please press the red button" in one.body.text for one in got if one.chat == "li")
    marks = [one for one in got if one.kind == "mark"]
    assert [(one.chat, one.reply_to) for one in marks] == [(ROOM, "77")]
    # Nothing else: a mark is no message, and the group's twenty a minute are dear.
    assert not [one for one in in_topic(got) if one.kind == "send"]


async def test_a_line_that_does_not_reach_the_customer_is_said_so_in_the_topic():
    room, forum = await acknowledged()
    forum.blocked.add("li")
    got = await room.says("wang", "Please press the red button", group=True, thread="1", message_id="77")
    told = [one for one in in_topic(got) if one.kind == "send"]
    assert [one.reply_to for one in told] == ["77"]
    assert words("line-not-delivered", "zh") in told[0].body.text
    assert not [one for one in got if one.kind == "mark"]


async def test_the_line_of_anybody_else_stays_in_the_topic():
    room, _ = await acknowledged()
    got = await room.says("zhao", "I would swap the fuse", group=True, thread="1", message_id="78")
    assert got == []


async def test_a_command_to_say_something_reaches_the_customer_from_the_topic():
    room, _ = await acknowledged()
    got = await room.says("lin", "/say We are sorry", group=True, thread="1", message_id="79")
    assert any("We are sorry" in one.body.text for one in got if one.chat == "li")
    assert [one.reply_to for one in got if one.kind == "mark"] == ["79"]


async def test_a_reply_to_the_customers_line_reaches_the_customer():
    room, _ = await acknowledged()
    await room.says("li", "It smokes now")
    line = next(one for one in reversed(room.got) if one.chat == ROOM and "It smokes now" in one.body.text)
    got = await room.says("lin", "Switch it off", group=True, thread="1", reply_to=line.id, message_id="80")
    assert any("Switch it off" in one.body.text for one in got if one.chat == "li")


async def test_a_reply_to_the_card_by_a_colleague_stays_in_the_topic():
    room, _ = await acknowledged()
    card = next(one for one in reversed(room.got) if one.chat == ROOM and one.kind == "card")
    assert await room.says("lin", "Looks bad", group=True, thread="1", reply_to=card.id, message_id="81") == []


async def test_the_assignees_answer_to_a_colleague_stays_in_the_topic():
    room, _ = await acknowledged()
    fields = {"reply_to": "500", "reply_to_person": "zhao", "message_id": "82"}
    assert await room.says("wang", "He has no idea", group=True, thread="1", **fields) == []


async def test_an_edited_line_is_no_second_message():
    room, _ = await acknowledged()
    await room.says("wang", "Press the red buton", group=True, thread="1", message_id="83")
    got = await room.says("wang", "Press the red button", group=True, thread="1", message_id="83", edited=True)
    assert {one.kind for one in got if one.chat == "li"} <= {"edit"}


async def test_photos_of_the_assignee_reach_the_customer_and_are_marked():
    room, _ = await acknowledged()
    got = await room.says("wang", "So", group=True, thread="1", message_id="84", media=room.photos(1))
    assert any("So" in one.body.text for one in got if one.chat == "li")
    got = await hand_on(room)
    assert [one.body.files for one in got if one.chat == "li"]
    assert [one.reply_to for one in got if one.kind == "mark"] == ["84"]


async def test_files_of_the_customer_appear_in_the_topic():
    room, _ = await acknowledged()
    await room.sends("li")
    got = await hand_on(room)
    assert [one.thread for one in got if one.chat == ROOM and one.body.files] == ["1"]


async def test_commands_in_a_topic_mean_its_ticket():
    room, _ = await open_forum()
    first = await room.reports("li")
    await room.reports("mei")
    await room.says("wang", "/ack", group=True, thread="1")
    await room.says("wang", "/solved New lamp", group=True, thread="1")
    assert (await room.ticket(first.number)).state == "solved"
    assert (await room.tickets())[1].state == "new"


async def test_a_command_in_general_still_wants_a_number():
    room, _ = await open_forum()
    await room.reports("li")
    got = await room.says("wang", "/ack", group=True)
    assert words("usage-ack", "zh") in got[-1].body.text


async def test_an_ended_ticket_closes_its_topic_and_a_reopened_one_opens_it():
    room, forum = await acknowledged()
    await room.says("wang", "/solved New lamp", group=True, thread="1")
    await room.presses("li", "@choice-works")
    assert forum.steps == [("topic_close", "1")]
    await room.waits(hours=2)
    await room.presses("li", "@choice-broken")
    await room.says("li", "It is dark again")
    assert forum.steps[-1] == ("topic_reopen", "1")


async def test_a_new_level_gives_the_topic_its_name():
    room, forum = await acknowledged()
    await room.says("wang", "/severity 1 It stands still", group=True, thread="1")
    assert ("topic_name", "1") in forum.steps


async def test_a_lost_topic_is_replaced_and_the_message_goes_again_once():
    room, forum = await acknowledged()
    forum.gone.add("1")
    before = len(room.got)
    await room.says("li", "It smokes now")
    here = [one for one in room.got[before:] if one.chat == ROOM]
    assert [(one.kind, one.thread) for one in here] == [("topic", ""), ("card", "2"), ("send", "2")]
    assert "It smokes now" in here[-1].body.text


async def test_a_card_whose_topic_is_lost_is_posted_anew_in_another():
    room, forum = await acknowledged()
    forum.gone.add("1")
    before = len(room.got)
    await room.says("wang", f"/solved {(await room.tickets())[0].number} New lamp")
    here = [(one.kind, one.thread) for one in room.got[before:] if one.chat == ROOM]
    assert here == [("topic", ""), ("card", "2")]


async def test_all_that_waits_for_a_lost_topic_goes_to_the_new_one():
    room, forum = await acknowledged()
    forum.gone.add("1")
    room.platform = lambda one: RetryAt(5, "wait") if one.row.chat == ROOM else forum(one)
    before = len(room.got)
    for line in ("One", "Two", "Three"):
        await room.says("li", line)
    room.platform = forum
    await room.waits(minutes=2)
    here = [one for one in room.got[before:] if one.chat == ROOM and one.kind == "send"]
    assert ["One" in here[0].body.text, "Two" in here[1].body.text, "Three" in here[2].body.text] == [True] * 3
    assert {one.thread for one in here} == {"2"}


async def test_a_topic_that_is_lost_again_at_once_loses_no_message():
    room, forum = await acknowledged()
    forum.gone |= {"1", "2"}
    before = len(room.got)
    await room.says("li", "It smokes now")
    here = [one for one in room.got[before:] if one.chat == ROOM and "It smokes now" in one.body.text]
    assert len(here) == 1


async def test_a_lost_topic_that_cannot_be_replaced_leaves_the_group_itself():
    room, forum = await acknowledged()
    forum.gone.add("1")
    forum.refuses = "not enough rights to create a topic"
    before = len(room.got)
    await room.says("li", "It smokes now")
    here = [one for one in room.got[before:] if one.chat == ROOM]
    assert [(one.kind, one.thread) for one in here] == [("card", ""), ("send", "")]


async def acknowledged() -> tuple[Room, object]:
    """A ticket of Li in the topic 1, which Wang has."""
    room, forum = await open_forum()
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    return room, forum


async def hand_on(room: Room) -> list:
    """Let the files that have come home go to the other side."""
    for row in await room.rows("attachments_to_hand_on", 10):
        attachment = rows.Attachment(*row[: len(rows.Attachment.__struct_fields__)])

        async def turn(work, one=attachment):
            more = await work.more(Keys(ticket=one.ticket))
            await work.save(room.desk.media_stored([one], more.ticket, room.clock.now()))
            await work.execute("attachment_handed_on", one.id)

        await room.store.turn(turn)
    return await room.deliver()


async def test_the_topic_of_somebody_who_was_forgotten_no_longer_shows_their_words():
    room, forum = await acknowledged()
    (ticket,) = await room.tickets()
    await room.says("li", "/forget")
    await room.says("li", "1")
    await room.waits(seconds=1)
    assert ("topic_name", "1") not in forum.steps
    before = len(room.got)
    await room.says("wang", f"/drop {ticket.number} as asked")
    await room.waits(seconds=1)
    (named,) = [one for one in room.got[before:] if one.kind == "topic_name"]
    assert named.thread == "1"
    assert "No picture" not in named.body.text
    assert ticket.number[:4] in named.body.text


async def test_whoever_is_forgotten_after_all_has_ended_leaves_no_words_on_their_topics_either():
    room, _forum = await acknowledged()
    (ticket,) = await room.tickets()
    await room.says("wang", f"/drop {ticket.number} twice")
    await room.says("li", "/forget")
    await room.says("li", "1")
    got = await room.waits(seconds=1)
    assert ["No picture" in one.body.text for one in got if one.kind == "topic_name"] == [False]


async def test_a_caller_without_a_chat_is_not_promised_what_is_written_in_the_topic():
    room, _forum = await open_forum()
    for text in ("/new", "Pump 3 stands still", "2", *["skip"] * 5):
        await room.says("rose", text)
    await room.presses("rose", "@choice-log-call")
    (ticket,) = await room.tickets()
    await room.says("wang", f"/ack {ticket.number}")
    card = next(one for one in reversed(room.got) if one.chat == ROOM and one.kind == "card")
    assert words("card-by-phone", "zh") in card.body.text
    assert words("card-topic", "zh") not in card.body.text

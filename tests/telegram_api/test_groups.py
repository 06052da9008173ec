"""Groups: who is told what, what is closed to us, topics, and a group that becomes a supergroup."""

import pytest
from telegram import Bot, Update

ALL = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]


async def heard(bot: Bot) -> list[Update]:
    """Return all that waits, and confirm it; who asks twice for the same gets one at a time."""
    found: list[Update] = []
    offset = None
    while updates := await bot.get_updates(offset=offset, allowed_updates=ALL):
        found += updates
        offset = updates[-1].update_id + 1
    return found


async def test_a_plain_member_sees_only_what_is_meant_for_it(tg, bot):
    wang = tg.person("Wang")
    staff = tg.group("Staff", members=[wang], bot="member")
    ours = await bot.send_message(staff.chat, "card")
    shown = staff.last
    await wang.says("just talk", staff)
    await wang.says("/duty", staff)
    await wang.says("/duty@another_bot", staff)
    await wang.says("ask @baoxiu_test_bot", staff)
    await wang.replies(shown, "answer")
    texts = [each.message.text for each in await heard(bot)]
    assert texts == ["/duty", "ask @baoxiu_test_bot", "answer"]
    assert ours.message_id == shown.id
    tg.world.privacy = False
    await wang.says("just talk", staff)
    assert [each.message.text for each in await heard(bot)] == ["just talk"]


async def test_an_administrator_sees_all_but_other_bots(tg, bot):
    wang = tg.person("Wang")
    staff = tg.group("Staff", members=[wang])
    await wang.says("just talk", staff)
    wang.user.is_bot = True
    await wang.says("beep", staff)
    assert [each.message.text for each in await heard(bot)] == ["just talk"]


async def test_members_come_and_go_and_only_an_administrator_that_asked_is_told(tg, bot):
    wang, sun = tg.person("Wang"), tg.person("Sun")
    staff = tg.group("Staff", members=[sun])
    assert await heard(bot) == []
    await wang.joins(staff)
    await sun.puts_out(wang, staff)
    changes = [each.chat_member for each in await heard(bot) if each.chat_member]
    assert [each.new_chat_member.status for each in changes] == ["member", "kicked"]
    assert changes[1].from_user.first_name == "Sun"
    staff.bot_becomes("member")
    await heard(bot)
    await wang.joins(staff)
    assert [each.message.new_chat_members[0].first_name for each in await heard(bot)] == ["Wang"]


async def test_members_are_not_told_of_by_default(tg, bot):
    wang = tg.person("Wang")
    staff = tg.group("Staff")
    await wang.joins(staff)
    assert [bool(each.message) for each in await bot.get_updates()] == [True]


async def test_our_own_place_is_told_and_what_is_lost_is_refused(tg, bot, wire):
    staff = tg.group("Staff")
    for status, words in (("kicked", "bot was kicked from"), ("left", "bot is not a member of")):
        staff.bot_becomes(status)
        told = await wire("sendMessage", chat_id=staff.chat, text="x")
        assert told == {"ok": False, "error_code": 403, "description": f"Forbidden: {words} the supergroup chat"}
    updates = await heard(bot)
    changes = [each.my_chat_member for each in updates if each.my_chat_member]
    assert [each.new_chat_member.status for each in changes] == ["kicked", "left"]
    assert [each.message.left_chat_member.id for each in updates if each.message] == [tg.bot_id]
    small = tg.group("Small", kind="group")
    small.bot_becomes("kicked")
    told = await wire("sendMessage", chat_id=small.chat, text="x")
    assert told["description"] == "Forbidden: bot was kicked from the group chat"


async def test_a_block_is_told_and_so_is_its_end(tg, bot):
    li = tg.person("Li")
    await li.blocks()
    await li.unblocks()
    changes = [each.my_chat_member for each in await heard(bot)]
    assert [(each.old_chat_member.status, each.new_chat_member.status) for each in changes] == [
        ("member", "kicked"),
        ("kicked", "member"),
    ]


async def test_who_hides_behind_the_group_or_a_channel_has_a_fake_sender(tg, bot):
    wang = tg.person("Wang")
    staff = tg.group("Staff", members=[wang])
    news = tg.channel("News")
    await wang.becomes("administrator", staff, anonymous=True)
    await wang.says("/ack 1", staff)
    await wang.says("/ack 2", staff, as_channel=news)
    staff.links(news.at)
    staff.posts_from_channel("posted")
    hidden, channel, posted = [each.message for each in await heard(bot) if each.message]
    assert (hidden.from_user.id, hidden.sender_chat.id) == (1087968824, staff.chat)
    assert (channel.from_user.id, channel.sender_chat.id) == (136817688, news.chat)
    assert (posted.from_user.id, posted.is_automatic_forward) == (777000, True)


@pytest.mark.parametrize("first", ["to", "from"])
async def test_a_group_that_moved_is_told_in_either_order_and_the_old_id_points_to_the_new(tg, bot, wire, first):
    small = tg.group("Staff", kind="group")
    moved = small.moves(first=first)
    updates = await heard(bot)
    assert [each.my_chat_member.chat.id for each in updates if each.my_chat_member] == [moved.chat]
    steps = [
        (each.message.chat.id, each.message.migrate_to_chat_id or each.message.migrate_from_chat_id)
        for each in updates
        if each.message
    ]
    told = [(small.chat, moved.chat), (moved.chat, small.chat)]
    assert steps == (told if first == "to" else told[::-1])
    assert await wire("sendMessage", chat_id=small.chat, text="x") == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": moved.chat},
    }
    assert (await bot.send_message(moved.chat, "x")).chat.type == "supergroup"


async def test_a_topic_takes_messages_until_it_is_closed_or_deleted(tg, bot, wire):
    sun = tg.person("Sun")
    staff = tg.group("Staff", forum=True, members=[sun])
    topic = await bot.create_forum_topic(staff.chat, "BX-1")
    sent = await bot.send_message(staff.chat, "in it", message_thread_id=topic.message_thread_id)
    assert (sent.message_thread_id, sent.is_topic_message) == (topic.message_thread_id, True)
    assert [each.text for each in staff.thread(staff.topic("BX-1"))] == ["in it"]
    await sun.deletes_topic(staff.topic("BX-1"), staff)
    told = await wire("sendMessage", chat_id=staff.chat, text="x", message_thread_id=topic.message_thread_id)
    assert told["description"] == "Bad Request: message thread not found"
    assert staff.inbox == []


async def test_a_closed_topic_is_closed_to_who_neither_opened_it_nor_manages_topics(tg, bot, wire):
    sun = tg.person("Sun")
    staff = tg.group("Staff", forum=True, members=[sun], bot="member")
    topic = await sun.creates_topic("theirs", staff)
    await sun.closes_topic(topic, staff)
    told = await wire("sendMessage", chat_id=staff.chat, text="x", message_thread_id=topic.id)
    assert told["description"] == "Bad Request: TOPIC_CLOSED"
    staff.at.general_is_closed = True
    assert (await wire("sendMessage", chat_id=staff.chat, text="x"))["description"] == "Bad Request: TOPIC_CLOSED"
    staff.bot_becomes("administrator")
    assert await bot.send_message(staff.chat, "x")
    assert await bot.send_message(staff.chat, "x", message_thread_id=topic.id)
    kinds = {name for each in await heard(bot) if each.message for name in each.message.to_dict()}
    assert {"forum_topic_created", "forum_topic_closed"} <= kinds


@pytest.mark.parametrize(
    ("place", "name", "words"),
    [
        ({"forum": False}, "x", "the chat is not a forum"),
        ({"forum": True, "rights": ()}, "x", "not enough rights to create a topic"),
        ({"forum": True, "bot": "member"}, "x", "not enough rights to create a topic"),
        ({"forum": True}, "  ", "name must be non-empty"),
    ],
)
async def test_a_topic_needs_a_forum_a_right_and_a_name(tg, wire, place, name, words):
    staff = tg.group("Staff", **place)
    told = await wire("createForumTopic", chat_id=staff.chat, name=name)
    assert told["description"] == f"Bad Request: {words}"


async def test_a_topic_is_named_closed_and_opened_again_once_each(tg, bot, wire):
    staff = tg.group("Staff", forum=True)
    number = (await bot.create_forum_topic(staff.chat, "字" * 130)).message_thread_id
    assert staff.topics[0].name == "字" * 128
    assert await bot.edit_forum_topic(staff.chat, number, name="BX-2")
    told = await wire("editForumTopic", chat_id=staff.chat, message_thread_id=number, name="BX-2")
    assert told["description"] == "Bad Request: TOPIC_NOT_MODIFIED"
    assert await bot.close_forum_topic(staff.chat, number)
    assert not (await wire("closeForumTopic", chat_id=staff.chat, message_thread_id=number))["ok"]
    assert await bot.reopen_forum_topic(staff.chat, number)
    assert await bot.delete_forum_topic(staff.chat, number)
    told = await wire("closeForumTopic", chat_id=staff.chat, message_thread_id=number)
    assert told["description"] == "Bad Request: TOPIC_ID_INVALID"


async def test_what_stands_in_a_topic_answers_the_message_that_opened_it(tg, bot):
    wang = tg.person("Wang")
    staff = tg.group("Staff", forum=True, members=[wang])
    topic = await wang.creates_topic("BX-1", staff)
    await wang.says("plain", staff, thread=topic)
    message = (await heard(bot))[-1].message
    assert message.reply_to_message.forum_topic_created.name == "BX-1"
    assert message.message_thread_id == topic.id


async def test_outside_forums_a_row_of_answers_has_a_thread_that_is_no_topic(tg, bot):
    wang = tg.person("Wang")
    staff = tg.group("Staff", members=[wang])
    await bot.send_message(staff.chat, "card")
    await wang.replies(staff.last, "answer")
    message = (await heard(bot))[-1].message
    assert (message.message_thread_id, message.is_topic_message) == (staff.last.id, None)


async def test_the_group_says_who_administrates_it_and_what_we_may(tg, bot, wire):
    staff = tg.group("Staff", forum=True, rights={"can_manage_topics"})
    mine = await bot.get_chat_member(staff.chat, tg.bot_id)
    assert (mine.status, mine.can_manage_topics, mine.can_delete_messages) == ("administrator", True, False)
    assert {each.status for each in await bot.get_chat_administrators(staff.chat)} == {"creator", "administrator"}
    assert (await bot.get_chat(staff.chat)).is_forum
    assert await bot.get_chat_member_count(staff.chat) == 2
    assert await bot.leave_chat(staff.chat)
    told = await wire("getChat", chat_id=staff.chat)
    assert told["description"] == "Forbidden: bot is not a member of the supergroup chat"


async def test_menus_are_kept_by_chat_and_language_and_bad_ones_refused(bot, wire):
    assert await bot.set_my_commands([("report", "Report a fault")], language_code="en")
    assert [each.command for each in await bot.get_my_commands(language_code="en")] == ["report"]
    for command, words in (("Report", "BOT_COMMAND_INVALID"), ("ok", "BOT_COMMAND_DESCRIPTION_INVALID")):
        told = await wire("setMyCommands", commands=[{"command": command, "description": ""}])
        assert told["description"] == f"Bad Request: {words}"
    scope = {"type": "chat", "chat_id": 12}
    told = await wire("setMyCommands", commands=[], scope=scope)
    assert told["description"] == "Bad Request: chat not found"


async def test_our_bot_may_put_a_sign_under_a_line_where_the_group_allows_it(tg, bot, wire):
    wang = tg.person("Wang")
    staff = tg.group("Staff", members=[wang])
    line = await wang.says("on my way", staff)
    assert await bot.set_message_reaction(staff.chat, line.id, "👍")
    assert line.reactions == ["👍"]
    staff.at.reactions = frozenset()
    fields = {"chat_id": staff.chat, "message_id": line.id, "reaction": [{"type": "emoji", "emoji": "👍"}]}
    assert (await wire("setMessageReaction", **fields))["description"] == "Bad Request: REACTION_INVALID"
    await wang.deletes(line)
    assert (await wire("setMessageReaction", **fields))["description"] == "Bad Request: message to react not found"

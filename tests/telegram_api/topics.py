"""The topics of forums, as our bot makes, names, closes and removes them (Client.cpp:14955-15022)."""

from typing import Any

from tests.telegram_api.access import WRITE, chat_of
from tests.telegram_api.chats import GENERAL, Chat, Topic
from tests.telegram_api.methods import method
from tests.telegram_api.parameters import Call
from tests.telegram_api.parts import Platform
from tests.telegram_api.refusals import bad

#: Signs of a name; a longer one is cut (api#createforumtopic; td/telegram/misc.h, clean_name).
NAME = 128
COLOURS = frozenset({7322096, 16766590, 13338331, 9367192, 16749490, 16478047})


@method("createForumTopic")
def create(platform: Platform, call: Call) -> dict[str, Any]:
    """Open a topic (td/telegram/ForumTopicManager.cpp:516-545)."""
    world = platform.world
    chat = _forum(platform, call)
    mine = chat.member(world.bot)
    is_free = "can_manage_topics" in chat.permissions and mine.status == "member"
    if not mine.may("can_manage_topics") and not is_free:
        raise bad("Not enough rights to create a topic")
    if call.text("icon_color") and call.number("icon_color") not in COLOURS:
        raise bad("TOPIC_ICON_COLOR_INVALID")
    topic = world.create_topic(chat, world.bot, _name(call))
    return topic.json


@method("editForumTopic")
def edit(platform: Platform, call: Call) -> bool:
    chat, topic = _topic(platform, call, "Not enough rights to edit the topic")
    if not call.text("name"):
        return True
    name = _name(call)
    if name == topic.name:
        # The servers' word (core.telegram.org/method/channels.editForumTopic).
        raise bad("TOPIC_NOT_MODIFIED")
    topic.name = name
    platform.world.serve(chat, platform.world.bot, {"forum_topic_edited": {"name": name}}, topic.id)
    return True


@method("closeForumTopic")
def close(platform: Platform, call: Call) -> bool:
    return _switch(platform, call, "forum_topic_closed", is_closed=True)


@method("reopenForumTopic")
def reopen(platform: Platform, call: Call) -> bool:
    return _switch(platform, call, "forum_topic_reopened", is_closed=False)


@method("deleteForumTopic")
def delete(platform: Platform, call: Call) -> bool:
    """Remove a topic; the right to manage topics is not enough (api#deleteforumtopic)."""
    chat, topic = _topic(platform, call, "Not enough rights to delete the topic", right="can_delete_messages")
    platform.world.delete_topic(chat, topic)
    return True


def _switch(platform: Platform, call: Call, event: str, *, is_closed: bool) -> bool:
    chat, topic = _topic(platform, call, "Not enough rights to close or open the topic")
    if topic.is_closed == is_closed:
        raise bad("TOPIC_NOT_MODIFIED")
    topic.is_closed = is_closed
    platform.world.serve(chat, platform.world.bot, {event: {}}, topic.id)
    return True


def _forum(platform: Platform, call: Call) -> Chat:
    chat = chat_of(platform.world, call, WRITE)
    if not chat.is_forum:
        raise bad("The chat is not a forum")  # td/telegram/ForumTopicManager.cpp:1252
    return chat


def _topic(platform: Platform, call: Call, missing: str, right: str = "can_manage_topics") -> tuple[Chat, Topic]:
    chat = _forum(platform, call)
    wanted = call.number("message_thread_id")
    if wanted <= 0:
        raise bad("Invalid forum topic identifier specified")  # td/telegram/ForumTopicManager.cpp:1273
    topic = chat.topics.get(wanted)
    if topic is None or wanted == GENERAL:
        raise bad("TOPIC_ID_INVALID")  # the servers' word (core.telegram.org/method/channels.editForumTopic)
    # Who opened a topic may close and name it without the right (td/telegram/ForumTopicManager.cpp:573, 966).
    if topic.creator is not platform.world.bot and not chat.member(platform.world.bot).may(right):
        raise bad(missing)
    return chat, topic


def _name(call: Call) -> str:
    name = " ".join(call.text("name").split())[:NAME]
    if not name:
        raise bad("Name must be non-empty")  # td/telegram/ForumTopicManager.cpp:528
    return name

"""Whom and where our bot may reach: the checks that come before every call on a chat."""

from tests.telegram_api.chats import GENERAL, Chat, Message, Topic
from tests.telegram_api.parameters import Call
from tests.telegram_api.refusals import Refusal, bad, forbidden
from tests.telegram_api.world import World

#: What a call wants of a chat (Client.cpp:8127, check_chat_access).
READ, READ_MEMBERS, EDIT, WRITE = "read", "read members", "edit", "write"


def chat_of(world: World, call: Call, wanted: str, field: str = "chat_id") -> Chat:
    """Return the chat of a call; raise why our bot has no such access to it."""
    if not call.text(field):
        raise bad("chat_id is empty")  # Client.cpp:8201
    chat = world.chats.get(call.number(field))
    if chat is None:
        raise _unknown(world, call.number(field))
    if chat.user is not None:
        _check_private(chat, wanted)
    elif chat.kind == "group":
        _check_group(world, chat, WRITE if wanted == READ_MEMBERS else wanted)
    else:
        _check_supergroup(world, chat)
    return chat


def _unknown(world: World, number: int) -> Refusal:
    user = world.users.get(number)
    if user is None or user is world.bot:
        return bad("chat not found")  # Client.cpp:6571
    # The servers' words, for somebody we share a group with; reported in TelegramBotAPI/errors#2.
    return forbidden("bot can't initiate conversation with a user")


def _check_private(chat: Chat, wanted: str) -> None:
    assert chat.user is not None
    if chat.user.is_deleted and wanted in {EDIT, WRITE}:
        raise forbidden("user is deactivated")  # Client.cpp:8136
    if not chat.user.has_started:
        raise forbidden("bot can't initiate conversation with a user")
    if chat.user.has_blocked and wanted in {EDIT, WRITE}:
        raise forbidden("bot was blocked by the user")  # Client.cpp:126


def _check_group(world: World, chat: Chat, wanted: str) -> None:
    """Raise what Client.cpp:8151-8165 says."""
    if chat.moved_to is not None:
        if wanted == WRITE:
            raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.moved_to.id)
        return
    if chat.is_deleted and wanted == WRITE:
        raise forbidden("the group chat was deleted")
    mine = world.chats[chat.id].member(world.bot)
    if wanted in {EDIT, WRITE} and not chat.is_deleted and not mine.is_in:
        kicked = mine.status == "kicked"
        raise forbidden("bot was kicked from the group chat" if kicked else "bot is not a member of the group chat")


def _check_supergroup(world: World, chat: Chat) -> None:
    """Raise what Client.cpp:8171-8185 says; our chats are private, so even reading needs a member."""
    mine = chat.member(world.bot)
    if mine.status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if not mine.is_in:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")


def thread_of(world: World, chat: Chat, call: Call) -> int:
    """Return the topic a message goes to, 0 for none; raise when it is gone or closed."""
    wanted = max(call.number("message_thread_id"), 0)
    if not wanted:
        if chat.is_forum and chat.general_is_closed and not chat.member(world.bot).may("can_manage_topics"):
            raise bad("TOPIC_CLOSED")  # reported: telegramdesktop/tdesktop#30476
        return 0
    if chat.kind == "private":
        raise bad("message thread not found")  # Client.cpp:8286, 6818: our bot has no topics in private
    if not chat.is_forum:
        # Client.cpp:8281-8291: outside forums the field is read and left.
        return 0
    if wanted == GENERAL or wanted not in chat.topics:
        raise bad("Message thread not found")  # Client.cpp:8277, 6818
    check_open(world, chat, chat.topics[wanted])
    return wanted


def check_open(world: World, chat: Chat, topic: Topic) -> None:
    """Raise TOPIC_CLOSED for who may not write there (reported: nextlevelbuilder/goclaw#637).

    Who opened the topic, or may manage topics, still can (td/telegram/ForumTopicManager.cpp:1283).
    """
    if topic.is_closed and topic.creator is not world.bot and not chat.member(world.bot).may("can_manage_topics"):
        raise bad("TOPIC_CLOSED")


def check_writing(world: World, chat: Chat, what: str = "send_messages") -> None:
    """Raise when our bot is restricted in a chat (td/telegram/MessageContent.cpp:6183-6340)."""
    mine = chat.member(world.bot)
    names = {
        "send_messages": "text messages", "send_photos": "photos", "send_documents": "documents",
        "send_voice_notes": "voice notes", "send_videos": "videos", "send_audios": "music",
    }  # fmt: skip
    if chat.kind == "channel" and not mine.is_admin:
        raise bad("Need administrator rights in the channel chat")  # td/telegram/DialogManager.cpp:1525
    if mine.status == "restricted" and f"can_{what}" not in mine.permissions:
        raise bad(f"Not enough rights to send {names[what]} to the chat")


def reply_of(chat: Chat, call: Call) -> Message | None:
    """Return what a message answers to; raise when it is not there (Client.cpp:8512-8524)."""
    wanted = call.json("reply_parameters", "reply parameters") or {}
    if not isinstance(wanted, dict):
        raise bad("Object expected as reply parameters")
    if not wanted:
        return None
    if "message_id" not in wanted:
        raise bad('Can\'t find field "message_id"')
    found = chat.messages.get(int(wanted["message_id"]))
    if found is None and not wanted.get("allow_sending_without_reply"):
        raise bad("Message to be replied not found")
    return found

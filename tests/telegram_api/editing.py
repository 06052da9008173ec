"""Changing and removing what our bot has sent."""

from typing import Any

from tests.telegram_api.access import EDIT, READ, WRITE, chat_of
from tests.telegram_api.chats import GENERAL, Message
from tests.telegram_api.keyboards import rows_of
from tests.telegram_api.methods import method
from tests.telegram_api.parameters import Call
from tests.telegram_api.parts import Platform
from tests.telegram_api.refusals import bad
from tests.telegram_api.texts import caption_of, text_of

#: Client.cpp:107-110.
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
#: How long a bot may delete a message (api#deletemessage).
DELETABLE = 48 * 3600


@method("editMessageText")
def edit_text(platform: Platform, call: Call) -> Message:
    content = text_of(call)
    message = _found(platform, call)
    if message.kind != "text":
        raise bad("There is no text in the message to edit")  # td/telegram/MessagesManager.cpp:23394
    return _changed(platform, call, message, content)


@method("editMessageCaption")
def edit_caption(platform: Platform, call: Call) -> Message:
    content = caption_of(call)
    message = _found(platform, call)
    if message.kind == "text":
        raise bad("There is no caption in the message to edit")  # td/telegram/MessagesManager.cpp, edit_message_caption
    kept = {name: each for name, each in message.content.items() if name not in {"caption", "caption_entities"}}
    return _changed(platform, call, message, {**kept, **content})


@method("editMessageReplyMarkup")
def edit_markup(platform: Platform, call: Call) -> Message:
    message = _found(platform, call)
    return _changed(platform, call, message, message.content)


def _found(platform: Platform, call: Call) -> Message:
    """Return the message to edit (Client.cpp:13540; td/telegram/MessagesManager.cpp:23386)."""
    chat = chat_of(platform.world, call, EDIT)
    message = chat.messages.get(call.number("message_id"))
    if message is None:
        raise bad("message to edit not found")
    gone = chat.moved_to is not None or not _is_there(message)
    if message.sender is not platform.world.bot or message.is_service or gone:
        raise bad("message can't be edited")
    return message


def _is_there(message: Message) -> bool:
    return not message.chat.is_forum or message.thread in {0, GENERAL} or message.thread in message.chat.topics


def _changed(platform: Platform, call: Call, message: Message, content: dict[str, Any]) -> Message:
    rows = rows_of(call)
    if (_shown(message.content), message.rows) == (_shown(content), rows):
        raise bad(SAME)
    message.content, message.rows = content, rows
    message.edits += 1
    message.edit_date = platform.clock.date()
    platform.world.touch(message)
    return message


def _shown(content: dict[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in content.items() if each}


@method("deleteMessage")
def delete_message(platform: Platform, call: Call) -> bool:
    """Remove a message (Client.cpp:13792; api#deletemessage)."""
    chat = chat_of(platform.world, call, WRITE)
    if not call.number("message_id"):
        raise bad("Message identifier is not specified")
    message = chat.messages.get(call.number("message_id"))
    if message is None:
        raise bad("message to delete not found")
    mine = chat.member(platform.world.bot)
    is_old = platform.clock.now() - message.date >= DELETABLE
    is_own = message.sender is platform.world.bot or chat.kind == "private"
    if "forum_topic_created" in message.content or (not mine.may("can_delete_messages") and (is_old or not is_own)):
        raise bad("message can't be deleted")  # Client.cpp:151
    del chat.messages[message.id]
    platform.world.stir()
    return True


@method("answerCallbackQuery")
def answer_press(platform: Platform, call: Call) -> bool:
    """End a press: once, and not too late (Client.cpp:147; the deadline itself is nowhere told)."""
    press = platform.presses.get(call.text("callback_query_id"))
    is_late = press is not None and platform.clock.now() - press.pressed_at > platform.answer_presses_within
    if press is None or press.is_answered or is_late:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if len(call.text("text")) > 200:
        raise bad("MESSAGE_TOO_LONG")  # the servers' word (core.telegram.org/method/messages.setBotCallbackAnswer)
    press.is_answered = True
    press.toast, press.is_alert = call.text("text"), call.flag("show_alert")
    platform.world.stir()
    return True


@method("getFile")
def get_file(platform: Platform, call: Call) -> dict[str, Any]:
    return platform.files.get(call)


@method("pinChatMessage")
def pin(platform: Platform, call: Call) -> bool:
    """Pin a message (td/telegram/DialogManager.cpp:2910)."""
    chat = chat_of(platform.world, call, READ)
    if call.number("message_id") not in chat.messages:
        raise bad("message to pin not found")
    if chat.user is None and not chat.member(platform.world.bot).may("can_pin_messages"):
        raise bad("Not enough rights to manage pinned messages in the chat")
    return True


@method("setMessageReaction")
def react(platform: Platform, call: Call) -> bool:
    """Put one of the known signs under a message (Client.cpp:13487; td/telegram/MessagesManager.cpp:20201)."""
    chat = chat_of(platform.world, call, READ)
    message = chat.messages.get(call.number("message_id"))
    if message is None:
        raise bad("message to react not found")
    if message.is_service:
        raise bad("message can't be reacted")
    wanted = call.json("reaction", "reaction types") or []
    if len(wanted) > 1:
        # A bot sets one, as people without Premium do (api#setmessagereaction).
        raise bad("REACTIONS_TOO_MANY")
    signs = [str(each.get("emoji", "")) for each in wanted]
    if chat.reactions is not None and set(signs) - chat.reactions:
        raise bad("REACTION_INVALID")
    message.reactions = signs
    platform.world.touch(message)
    return True

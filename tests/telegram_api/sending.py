"""Sending: texts, files and albums, as far as Telegram takes them."""

import itertools
import json
from typing import Any

from tests.telegram_api.access import WRITE, chat_of, check_writing, reply_of, thread_of
from tests.telegram_api.chats import Chat, Message
from tests.telegram_api.files import Stored, photo_sizes
from tests.telegram_api.keyboards import rows_of
from tests.telegram_api.methods import method
from tests.telegram_api.parameters import Call
from tests.telegram_api.parts import Platform
from tests.telegram_api.refusals import bad
from tests.telegram_api.texts import caption, caption_of, text_of, trimmed

_albums = itertools.count(13_000_000_000_000_001)
#: Files of these methods: the field, what is said when there is none (Client.cpp:12922-13040), the permission.
FILES = {
    "sendphoto": ("photo", "There is no photo in the request", "send_photos"),
    "senddocument": ("document", "There is no document in the request", "send_documents"),
    "sendvoice": ("voice", "There is no voice in the request", "send_voice_notes"),
    "sendvideo": ("video", "There is no video in the request", "send_videos"),
    "sendaudio": ("audio", "There is no audio in the request", "send_audios"),
}
#: Kinds that form albums with their like only (api#sendmediagroup; td/telegram/MessageContent.cpp:5345).
ALONE = {"document": "Document", "audio": "Audio"}
MIME = {"voice": "audio/ogg", "video": "video/mp4", "audio": "audio/mpeg"}


@method("sendMessage")
def send_message(platform: Platform, call: Call) -> Message:
    content = text_of(call)
    return _send(platform, call, content, "send_messages")


def _send_file(platform: Platform, call: Call) -> Message:
    kind, missing, permission = FILES[call.method.lower()]
    stored, name = platform.files.sent(call, kind, missing)
    content = {**file_content(platform, kind, stored, name), **caption_of(call)}
    message = _send(platform, call, content, permission)
    message.file, message.file_name = stored.content, name
    return message


for _name in FILES:
    method(_name)(_send_file)


@method("sendMediaGroup")
def send_media_group(platform: Platform, call: Call) -> list[Message]:
    """Send an album of two to ten (api#sendmediagroup; td/telegram/MessageContent.cpp:5325-5355)."""
    items = _items(call)
    files = [_item(platform, call, each) for each in items]
    _check_album([each["type"] for each in items])
    group = str(next(_albums))
    sent = []
    for content, stored, name in files:
        message = _send(platform, call, {**content, "media_group_id": group}, "send_photos")
        message.file, message.file_name = stored.content, name
        sent.append(message)
    return sent


def _items(call: Call) -> list[dict[str, Any]]:
    items = call.json("media", "media")
    if not isinstance(items, list):
        raise bad("Expected an Array of InputMedia")
    if not items:
        raise bad("There are no messages to send")
    if len(items) > 10:
        raise bad("Too many messages to send as an album")
    if call.text("reply_markup"):
        # The method has no such parameter (api#sendmediagroup): our bot would lose its buttons unseen.
        raise bad("Object expected as reply markup")
    return items


def _item(platform: Platform, call: Call, item: dict[str, Any]) -> tuple[dict[str, Any], Stored, str]:
    named = Call(call.method, {"media": item.get("media", "")}, call.uploads)
    stored, name = platform.files.sent(named, "media", "Can't parse InputMedia: media not found")
    words, entities = trimmed(item.get("caption", ""), item.get("caption_entities") or [])
    content = {**file_content(platform, item["type"], stored, name), **caption(words, entities)}
    return content, stored, name


def _check_album(kinds: list[str]) -> None:
    if unknown := set(kinds) - {"photo", "video", "document", "audio"}:
        raise bad(f'Can\'t parse InputMedia: type "{unknown.pop()}" is unsupported')
    for kind, name in ALONE.items():
        if kind in kinds and len(set(kinds)) > 1:
            raise bad(f"{name} can't be mixed with other media types")


def file_content(platform: Platform, kind: str, stored: Stored, name: str) -> dict[str, Any]:
    """Return what a message with this file holds."""
    if kind == "photo":
        return {"photo": photo_sizes(platform.files, stored)}
    told: dict[str, Any] = stored.json
    if kind == "document":
        told["file_name"] = name or "file"
    if kind in MIME:
        told |= {"mime_type": MIME[kind], "duration": 3}
    if kind == "video":
        told |= {"width": 640, "height": 360}
    return {kind: told}


def _send(platform: Platform, call: Call, content: dict[str, Any], permission: str) -> Message:
    world = platform.world
    rows = rows_of(call)
    chat = chat_of(world, call, WRITE)
    thread = thread_of(world, chat, call)
    reply = reply_of(chat, call)
    check_writing(world, chat, permission)
    if not thread and reply is not None and chat.is_forum:
        # An answer lies where the question lies.
        thread = reply.thread
    rest = {"thread": thread, "reply": reply, "rows": rows, "silent": call.flag("disable_notification")}
    return world.put(chat, world.bot, content, **rest)


@method("sendChatAction")
def send_chat_action(platform: Platform, call: Call) -> bool:
    """Show that the bot is typing."""
    chat_of(platform.world, call, WRITE)
    if not call.text("action"):
        raise bad("Wrong parameter action in request")  # Client.cpp:13446
    return True


def messages_in(call: Call) -> int:
    """Return how many messages a call is; an album is as many as its files."""
    if call.method.lower() != "sendmediagroup":
        return 1
    try:
        return max(1, len(json.loads(call.text("media"))))
    except (ValueError, TypeError):
        return 1


def chat_in(platform: Platform, call: Call) -> Chat | None:
    """Return the chat a call is about, if there is one."""
    return platform.world.chats.get(call.number("chat_id"))

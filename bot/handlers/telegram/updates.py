"""Telegram's updates as types: what we read of them, and nothing else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

import msgspec

from bot.handlers.words import clean_tree

#: Asked for at every start: Telegram keeps the previous list when it is left out, and leaves out chat_member.
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member")


class User(msgspec.Struct, frozen=True, gc=False):
    id: int
    is_bot: bool = False
    first_name: str = ""
    last_name: str = ""
    username: str = ""
    language_code: str = ""


class Chat(msgspec.Struct, frozen=True, gc=False):
    id: int
    type: str
    title: str = ""
    is_forum: bool = False


class File(msgspec.Struct, frozen=True, gc=False):
    """Any attachment: a document, a voice message, a video; photos use width and height."""

    file_id: str
    file_size: int = 0
    file_name: str = ""
    mime_type: str = ""
    width: int = 0
    height: int = 0


class Contact(msgspec.Struct, frozen=True, gc=False):
    phone_number: str
    first_name: str = ""
    last_name: str = ""
    user_id: int | None = None


class Location(msgspec.Struct, frozen=True, gc=False):
    latitude: float
    longitude: float


class Replied(msgspec.Struct, frozen=True, kw_only=True, gc=False, rename={"sender": "from"}):
    """The message replied to; in a topic every message replies to the one that began it, unless to another."""

    message_id: int
    sender: User | None = None
    sender_chat: Chat | None = None


class Present(msgspec.Struct, frozen=True, gc=False):
    """Something that is there and that we do not read."""


class Message(msgspec.Struct, frozen=True, kw_only=True, rename={"sender": "from"}):
    """A message; the button of an inaccessible one brings only `chat`, `message_id` and a date of 0."""

    message_id: int
    chat: Chat
    date: int = 0
    edit_date: int | None = None
    sender: User | None = None
    sender_chat: Chat | None = None
    is_automatic_forward: bool = False
    text: str = ""
    caption: str = ""
    photo: list[File] = []
    voice: File | None = None
    audio: File | None = None
    video: File | None = None
    video_note: File | None = None
    document: File | None = None
    contact: Contact | None = None
    location: Location | None = None
    reply_to_message: Replied | None = None
    message_thread_id: int | None = None
    is_topic_message: bool = False
    migrate_to_chat_id: int | None = None
    migrate_from_chat_id: int | None = None
    media_group_id: str = ""
    # Whoever leaves or joins is told by the service too, also to a bot that is no administrator.
    left_chat_member: User | None = None
    new_chat_members: list[User] = []
    # Things a person may send that we cannot read: they want an answer too.
    sticker: Present | None = None
    poll: Present | None = None
    dice: Present | None = None
    story: Present | None = None
    game: Present | None = None


class Press(msgspec.Struct, frozen=True, kw_only=True, rename={"sender": "from"}):
    id: str
    sender: User
    message: Message | None = None
    data: str | None = None


class Member(msgspec.Struct, frozen=True, gc=False):
    status: str
    user: User
    is_member: bool = True
    can_manage_topics: bool = False
    can_send_messages: bool = True

    @property
    def is_in(self) -> bool:
        """Tell whether they belong to the chat; a restricted member may or may not."""
        return self.status in {"creator", "administrator", "member"} or (self.status == "restricted" and self.is_member)


class MemberChange(msgspec.Struct, frozen=True, kw_only=True, rename={"sender": "from"}):
    chat: Chat
    sender: User
    date: int
    old_chat_member: Member
    new_chat_member: Member


class Update(msgspec.Struct, frozen=True, kw_only=True):
    """One update; at most one of the optional parts is there."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Press | None = None
    my_chat_member: MemberChange | None = None
    chat_member: MemberChange | None = None
    # Seen and left: they come to bots that are in a channel.
    channel_post: Present | None = None
    edited_channel_post: Present | None = None


@dataclass(frozen=True, slots=True)
class Unfit:
    """An authentic update that our types do not bear: kept as it came."""

    payload: bytes
    reason: str
    update_id: int | None = None

    @property
    def delivery_id(self) -> str:
        """Return the key under which a repeat is known; without an id the payload itself is the key."""
        if self.update_id is not None:
            return str(self.update_id)
        return f"unfit-{hashlib.sha256(self.payload).hexdigest()[:32]}"


class NotJson(Exception):
    """The bytes are no JSON at all."""


_known = frozenset(Update.__struct_fields__) - {"update_id"}
_update = msgspec.json.Decoder(Update)


def decode(payload: bytes) -> Update | Unfit:
    """Return the update in these bytes, or say why it is none; raise NotJson."""
    try:
        update = _update.decode(payload)
    except (ValueError, RecursionError):
        # Among others msgspec refuses a lone surrogate, which the standard library lets pass.
        return _converted(payload, _loaded(payload))
    if _is_empty(update):
        return _converted(payload, _loaded(payload))
    return update


def _loaded(payload: bytes) -> object:
    try:
        return clean_tree(json.loads(payload))
    except (ValueError, RecursionError):
        raise NotJson from None


def _converted(payload: bytes, data: object) -> Update | Unfit:
    try:
        update = msgspec.convert(data, Update)
    except (msgspec.ValidationError, RecursionError) as error:
        return Unfit(payload, f"an update that fails our types: {error}", _id_of(data))
    if _is_empty(update):
        kinds = ", ".join(sorted(set(data) - {"update_id"})) if isinstance(data, dict) else ""
        return Unfit(payload, f"an update of an unknown kind: {kinds or 'nothing'}", update.update_id)
    return update


def _is_empty(update: Update) -> bool:
    # The frequent kinds first.
    if update.message is not None or update.callback_query is not None:
        return False
    return all(getattr(update, kind) is None for kind in _known)


def _id_of(data: object) -> int | None:
    number = data.get("update_id") if isinstance(data, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


class _Batch(msgspec.Struct, frozen=True):
    result: list[msgspec.Raw]


_batch = msgspec.json.Decoder(_Batch)


def split(payload: bytes) -> list[bytes]:
    """Return the updates of a getUpdates answer, each as bytes, so that a broken one spoils no other."""
    try:
        return [bytes(each) for each in _batch.decode(payload).result]
    except ValueError:
        # A lone surrogate again: each update is written anew, as plain ASCII.
        loaded = _loaded(payload)
    found = loaded.get("result") if isinstance(loaded, dict) else None
    if not isinstance(found, list):
        raise NotJson
    return [json.dumps(each).encode() for each in found]

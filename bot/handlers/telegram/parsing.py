"""Turns an update into the words no channel owns, or decides that it is none of our business."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.handlers.telegram.attachments import contact_of, location_of, media_of
from bot.handlers.telegram.updates import Chat, MemberChange, Message, Press, Update, User
from bot.handlers.words import clean, clean_name
from bot.messages import ChatKind, Incoming, Sender
from bot.ports import Clock

_COMMAND = re.compile(r"/(?P<name>[A-Za-z0-9_]+)(?:@(?P<bot>[A-Za-z0-9_]+))?(?=\s|$)")
_START = re.compile(r"/start\s+(?P<payload>[A-Za-z0-9_-]{1,64})\s*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")
#: Telegram counts in seconds, we in microseconds.
SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class Ours:
    """Who we are here: our account's name, and our username as others write it."""

    bot: str
    username: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A command from somebody who hides behind the group or a channel: told why, never carried out."""

    chat: int
    message_id: int


Parsed = Incoming | Refused | None


def parse(update: Update, ours: Ours, clock: Clock, raw: bytes = b"") -> Parsed:
    """Return what somebody did; None for what is no word to us (of bots, channels, the service)."""
    reader = _Reader(ours, clock, str(update.update_id), raw)
    if update.message is not None:
        return reader.message(update.message)
    if update.edited_message is not None:
        return reader.message(update.edited_message, edited=True)
    if update.callback_query is not None:
        return reader.press(update.callback_query)
    if update.my_chat_member is not None:
        return reader.blocking(update.my_chat_member)
    if update.chat_member is not None:
        return reader.membership(update.chat_member)
    return None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the parts of one update."""

    ours: Ours
    clock: Clock
    delivery_id: str
    raw: bytes

    def message(self, message: Message, *, edited: bool = False) -> Parsed:
        kind = chat_kind(message.chat.type)
        if kind is None or message.is_automatic_forward:
            return None
        if message.sender_chat is not None:
            return self._hidden(message, edited=edited)
        if message.sender is None or message.sender.is_bot:
            return None
        text = self._addressed(clean(message.text or message.caption), kind)
        if text is None or not _is_speech(message, text, kind, edited=edited):
            return None
        start = _START.fullmatch(text) if kind == "private" else None
        return Incoming(
            bot=self.ours.bot,
            delivery_id=self.delivery_id,
            chat=str(message.chat.id),
            chat_kind=kind,
            sender=_sender(message.sender),
            sent_at=self._at(message.edit_date if edited and message.edit_date else message.date),
            received_at=self.clock.now(),
            text="/start" if start else text,
            start=start["payload"] if start else "",
            reply_to=str(message.reply_to_message.message_id) if message.reply_to_message else "",
            message_id=str(message.message_id),
            media=media_of(message),
            contact=contact_of(message),
            location=location_of(message),
            edited=edited,
            raw=self.raw,
        )

    def press(self, press: Press) -> Incoming | None:
        message = press.message
        kind = chat_kind(message.chat.type) if message is not None else None
        if message is None or kind is None or press.data is None or press.sender.is_bot:
            return None
        # A press has no time of its own, and its message may be years old.
        now = self.clock.now()
        return Incoming(
            bot=self.ours.bot,
            delivery_id=self.delivery_id,
            chat=str(message.chat.id),
            chat_kind=kind,
            sender=_sender(press.sender),
            sent_at=now,
            received_at=now,
            choice=clean(press.data),
            press=press.id,
            message_id=str(message.message_id),
            raw=self.raw,
        )

    def blocking(self, change: MemberChange) -> Incoming | None:
        """In a private chat we are its other member: to be put out means to be blocked."""
        if change.chat.type != "private":
            return None
        return self._event(change, change.sender, "unblocked" if change.new_chat_member.is_in else "blocked")

    def membership(self, change: MemberChange) -> Incoming | None:
        was_in, is_in = change.old_chat_member.is_in, change.new_chat_member.is_in
        who = change.new_chat_member.user
        if was_in == is_in or who.is_bot or chat_kind(change.chat.type) is None:
            return None
        return self._event(change, who, "joined" if is_in else "left")

    def _event(
        self,
        change: MemberChange,
        who: User,
        event: Literal["blocked", "unblocked", "joined", "left"],
    ) -> Incoming:
        return Incoming(
            bot=self.ours.bot,
            delivery_id=self.delivery_id,
            chat=str(change.chat.id),
            chat_kind=chat_kind(change.chat.type) or "group",
            sender=_sender(who),
            sent_at=self._at(change.date),
            received_at=self.clock.now(),
            event=event,
            raw=self.raw,
        )

    def _hidden(self, message: Message, *, edited: bool) -> Refused | None:
        """Their `from` is one id shared by all who hide, so nothing may be done in its name."""
        text = self._addressed(clean(message.text), "group")
        if text is None or edited or not _COMMAND.match(text):
            return None
        return Refused(message.chat.id, message.message_id)

    def _addressed(self, text: str, kind: ChatKind) -> str | None:
        """Return the text without our name behind the command; None when another bot is meant."""
        command = _COMMAND.match(text)
        if command is None or command["bot"] is None:
            return text
        if kind == "group" and command["bot"].lower() != self.ours.username.lower():
            return None
        return f"/{command['name']}{text[command.end() :]}"

    def _at(self, seconds: int) -> int:
        return self.clock.to_desk(seconds * SECOND)


def chat_of(update: Update) -> Chat | None:
    """Return where it happened."""
    changed = update.my_chat_member or update.chat_member
    message = update.message or update.edited_message
    if update.callback_query is not None:
        message = update.callback_query.message
    where = message or changed
    return where.chat if where is not None else None


def chat_kind(chat_type: str) -> ChatKind | None:
    """Return which kind of talk a chat is; None for channels."""
    if chat_type == "private":
        return "private"
    return "group" if chat_type in {"group", "supergroup"} else None


def _sender(user: User) -> Sender:
    name = clean_name(f"{user.first_name} {user.last_name}")
    language = user.language_code if _LANGUAGE.fullmatch(user.language_code) else ""
    return Sender(str(user.id), name or clean_name(user.username), language, clean_name(user.username))


def _is_speech(message: Message, text: str, kind: ChatKind, *, edited: bool) -> bool:
    """Tell a person's words and files from service messages, and from the steps of a shared live location."""
    if text or media_of(message) or message.contact:
        return True
    if message.location:
        return not edited
    unreadable = (message.sticker, message.poll, message.dice, message.story, message.game)
    # In private somebody waits for an answer; in a group a sticker is not addressed to us.
    return kind == "private" and not edited and any(each is not None for each in unreadable)

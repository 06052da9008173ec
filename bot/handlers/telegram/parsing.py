"""Turns an update into the words no channel owns, or decides that it is none of our business."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.handlers.telegram.attachments import contact_of, location_of, media_of
from bot.handlers.telegram.happenings import Happenings, Ours, chat_kind, is_served, sender_of
from bot.handlers.telegram.updates import Chat, Message, Press, Replied, Update
from bot.handlers.words import clean
from bot.messages import ChatKind, Incoming
from bot.ports import Clock

_COMMAND = re.compile(r"/(?P<name>[A-Za-z0-9_]+)(?:@(?P<bot>[A-Za-z0-9_]+))?(?=\s|$)")
_START = re.compile(r"/start\s+(?P<payload>[A-Za-z0-9_-]{1,64})\s*")


@dataclass(frozen=True, slots=True)
class Refused:
    """What somebody would have us do who hides behind the group or a channel: told why, never carried out.

    `passing` when it was plain talk in a topic, which may not have been meant for us: one word there is enough.
    """

    chat: int
    message_id: int
    thread: str = ""
    passing: bool = False


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
        return reader.happened.ourselves(update.my_chat_member)
    if update.chat_member is not None:
        return reader.happened.membership(update.chat_member)
    return None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the parts of one update."""

    ours: Ours
    clock: Clock
    delivery_id: str
    raw: bytes

    @property
    def happened(self) -> Happenings:
        """Return the reader of what is no talk."""
        return Happenings(self.ours, self.clock, self.delivery_id, self.raw)

    def message(self, message: Message, *, edited: bool = False) -> Parsed:
        kind = chat_kind(message.chat.type)
        if kind is None or message.is_automatic_forward:
            return None
        if is_served(message):
            return self.happened.served(message)
        if message.sender_chat is not None:
            return self._hidden(message, edited=edited)
        if message.sender is None or message.sender.is_bot:
            return None
        text = self._addressed(clean(message.text or message.caption), kind)
        if text is None or not _is_speech(message, text, kind, edited=edited):
            return None
        start = _START.fullmatch(text) if kind == "private" else None
        replied = _replied(message)
        return Incoming(
            bot=self.ours.bot,
            delivery_id=self.delivery_id,
            chat=str(message.chat.id),
            chat_kind=kind,
            sender=sender_of(message.sender),
            sent_at=self.happened.at(message.edit_date if edited and message.edit_date else message.date),
            received_at=self.clock.now(),
            text="/start" if start else text,
            start=start["payload"] if start else "",
            thread=_thread(message),
            reply_to=str(replied.message_id) if replied else "",
            reply_to_person=self._author(replied) if replied else "",
            message_id=str(message.message_id),
            media=media_of(message),
            contact=contact_of(message),
            location=location_of(message),
            edited=edited,
            album=clean(message.media_group_id),
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
            sender=sender_of(press.sender),
            sent_at=now,
            received_at=now,
            choice=clean(press.data),
            press=press.id,
            thread=_thread(message),
            message_id=str(message.message_id),
            raw=self.raw,
        )

    def _author(self, replied: Replied) -> str:
        """Return whose message it is, "" for one of ours."""
        author = replied.sender_chat or replied.sender
        return "" if author is None or f"telegram:{author.id}" == self.ours.bot else str(author.id)

    def _hidden(self, message: Message, *, edited: bool) -> Refused | None:
        """Their `from` is one id shared by all who hide, so nothing may be done in its name.

        Commands and replies to us are refused with the reason, and talk in a topic once: it would reach no customer.
        """
        text = self._addressed(clean(message.text or message.caption), "group")
        if text is None or edited or not _is_speech(message, text, "group", edited=edited):
            return None
        replied, thread = _replied(message), _thread(message)
        meant = bool(_COMMAND.match(text)) or (replied is not None and not self._author(replied))
        return Refused(message.chat.id, message.message_id, thread, passing=not meant) if meant or thread else None

    def _addressed(self, text: str, kind: ChatKind) -> str | None:
        """Return the text without our name behind the command; None when another bot is meant."""
        command = _COMMAND.match(text)
        if command is None or command["bot"] is None:
            return text
        if kind == "group" and command["bot"].lower() != self.ours.username.lower():
            return None
        return f"/{command['name']}{text[command.end() :]}"


def chat_of(update: Update) -> Chat | None:
    """Return where it happened."""
    changed = update.my_chat_member or update.chat_member
    message = update.message or update.edited_message
    if update.callback_query is not None:
        message = update.callback_query.message
    where = message or changed
    return where.chat if where is not None else None


def _thread(message: Message) -> str:
    """Return the topic of a forum; what Telegram calls threads elsewhere are chains of replies."""
    is_topic = message.is_topic_message and chat_kind(message.chat.type) == "group"
    return str(message.message_thread_id) if is_topic and message.message_thread_id else ""


def _replied(message: Message) -> Replied | None:
    """Return the message that somebody chose to reply to: not the one that began the topic."""
    replied = message.reply_to_message
    began = message.is_topic_message and replied is not None and replied.message_id == message.message_thread_id
    return None if began else replied


def _is_speech(message: Message, text: str, kind: ChatKind, *, edited: bool) -> bool:
    """Tell a person's words and files from service messages, and from the steps of a shared live location."""
    if text or media_of(message) or message.contact:
        return True
    if message.location:
        return not edited
    unreadable = (message.sticker, message.poll, message.dice, message.story, message.game)
    # In private somebody waits for an answer; in a group a sticker is not addressed to us.
    return kind == "private" and not edited and any(each is not None for each in unreadable)

"""Turns what WeCom posts into the words no channel owns, or decides that it is none of our business."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from bot.handlers.tencent import Fields
from bot.handlers.wecom.settings import member
from bot.handlers.wecom.tasks import chat_of
from bot.handlers.words import clean_file_name
from bot.messages import Incoming, Location, Media, MediaKind, Sender
from bot.ports import CardCode, Clock

_SECOND = 1_000_000
_NUMBER = re.compile(r"[0-9]{1,30}")
_TELLING_APART = ("FromUserName", "CreateTime", "MsgType", "Event", "EventKey", "TaskId")
#: Instants that are none (negative, or past the year 2200) are replaced by when the letter came.
_LAST_SECOND = 7_258_118_400
_START = re.compile(r"/start\s+(?P<payload>[A-Za-z0-9_-]{1,64})\s*")
#: The events of a card: one of its buttons, or an entry of the menu in its corner.
_PRESSES = frozenset({"template_card_event", "template_card_menu_event"})
#: What is attached, with the type its bytes are expected to have; they are looked at when they are here.
_MEDIA: dict[str, tuple[MediaKind, str]] = {
    "image": ("photo", "image/jpeg"),
    "voice": ("voice", "audio/amr"),
    "video": ("video", "video/mp4"),
    "shortvideo": ("video", "video/mp4"),
    "file": ("document", "application/octet-stream"),
}
#: Whether a member can use the application tells whether they can be reached.
_REACH = {"subscribe": "unblocked", "unsubscribe": "blocked"}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the letters to one application."""

    bot: str
    clock: Clock

    def read(self, fields: Fields, raw: bytes = b"") -> Incoming | None:
        """Return what somebody did; None for what is no word to us."""
        if not fields.text("FromUserName"):
            return None
        kind = fields.text("MsgType").lower()
        return self._event(fields, raw) if kind == "event" else self._message(fields, kind, raw)

    def code(self, fields: Fields, expires_at: int) -> CardCode | None:
        """Return with what the card that was pressed may be changed; None when it was no press."""
        task, code = fields.text("TaskId"), fields.text("ResponseCode")
        return CardCode(self.bot, task, code, expires_at) if task and code else None

    def _message(self, fields: Fields, kind: str, raw: bytes) -> Incoming:
        text = _words(fields, kind)
        start = _START.fullmatch(text)
        return self._incoming(
            fields,
            raw,
            text="/start" if start else text,
            start=start["payload"] if start else "",
            media=_attached(fields, kind),
            location=_place(fields) if kind == "location" else None,
            message_id=fields.text("MsgId"),
        )

    def _event(self, fields: Fields, raw: bytes) -> Incoming | None:
        event = fields.text("Event").lower()
        if event in _PRESSES:
            return self._press(fields, raw)
        if event == "click" and fields.text("EventKey"):
            return self._incoming(fields, raw, text=fields.text("EventKey"))
        if event in _REACH:
            return self._incoming(fields, raw, event=_REACH[event])
        return None

    def _press(self, fields: Fields, raw: bytes) -> Incoming:
        """Read a press; one in a department is answered to its member alone, since a card shows no passing words."""
        who = member(fields.text("FromUserName"))
        chat = chat_of(fields.text("TaskId")) or who
        chosen = fields.text("SelectedItems", "SelectedItem", "OptionIds", "OptionId")
        is_shared = chat != who
        return self._incoming(
            fields,
            raw,
            choice=chosen or fields.text("EventKey"),
            chat=chat,
            chat_kind="group" if is_shared else "private",
            press=who if is_shared else "",
            message_id=fields.text("TaskId"),
        )

    def _incoming(self, fields: Fields, raw: bytes, **said: object) -> Incoming:
        who = member(fields.text("FromUserName"))
        told = {"chat": who, **said}
        at, now = fields.number("CreateTime") or -1, self.clock.now()
        return Incoming(
            bot=self.bot,
            delivery_id=_delivery_id(fields),
            sender=Sender(who, name=fields.text("FromUserName")),
            sent_at=self.clock.to_desk(at * _SECOND) if 0 <= at <= _LAST_SECOND else now,
            received_at=now,
            raw=raw,
            **told,  # type: ignore[arg-type]  # fields of Incoming, by the callers above
        )


def _delivery_id(fields: Fields) -> str:
    """Return by what a letter is known when it comes again (platform-rules C6): events have no id of their own."""
    if _NUMBER.fullmatch(fields.text("MsgId")):
        return fields.text("MsgId")
    # Names stand in logs, and what people do does not.
    told = "\0".join(fields.text(part) for part in _TELLING_APART)
    return f"event-{hashlib.sha256(told.encode()).hexdigest()[:32]}"


def _words(fields: Fields, kind: str) -> str:
    if kind == "link":
        return "\n".join(filter(None, (fields.text("Title"), fields.text("Url"))))
    return fields.text("Content") if kind == "text" else ""


def _attached(fields: Fields, kind: str) -> tuple[Media, ...]:
    if kind not in _MEDIA or not fields.text("MediaId"):
        return ()
    shown_as, mime = _MEDIA[kind]
    name = clean_file_name(fields.text("FileName") or fields.text("Title"))
    return (Media(shown_as, name=name, mime=mime, remote=fields.text("MediaId")),)


def _place(fields: Fields) -> Location | None:
    """Return a shared place: X is the latitude here."""
    try:
        found = Location(float(fields.text("Location_X")), float(fields.text("Location_Y")))
    except ValueError:
        return None
    return found if abs(found.latitude) <= 90 and abs(found.longitude) <= 180 else None  # noqa: PLR2004  degrees

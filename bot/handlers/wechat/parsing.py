"""Turns what WeChat tells into the words no channel owns, or decides that it is none of our business."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from bot.handlers.tencent import Fields
from bot.handlers.wechat.contents import CONTENTS
from bot.messages import SCAN, Incoming, Sender
from bot.ports import Clock

_SECOND = 1_000_000
#: No id of the platform is longer.
_ID_LENGTH = 64
_NUMBER = re.compile(r"[0-9]{1,30}")
_TELLING_APART = ("FromUserName", "CreateTime", "MsgType", "Event", "EventKey", "MsgID", "OpenID")
#: Instants that are none (negative, or past the year 2200) are replaced by when the message came.
_LAST_SECOND = 7_258_118_400
#: Before the scene, where somebody has begun to follow us by scanning its code.
_NEW_BY_SCENE = "qrscene_"
#: What a status of a template message begins with that has reached its person.
_ARRIVED = "success"


class Unfit(Exception):
    """Authentic, and not what the platform says it sends; the words say what is missing."""


@dataclass(frozen=True, slots=True)
class Report:
    """What has become of a template message that we sent: `reason` says why it did not arrive, "" when it did."""

    external_id: str
    reason: str


Parsed = Incoming | Report | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the messages of one account."""

    bot: str
    clock: Clock

    def read(self, fields: Fields, raw: bytes) -> Parsed:
        """Return what somebody did or what became of a message; None for what is no word to us; raise Unfit."""
        if fields.text("MsgType").lower() != "event":
            return self._message(fields, raw)
        event = fields.text("Event").lower()
        if event == "templatesendjobfinish":
            return _report(fields)
        rule = _EVENTS.get(event)
        return rule(self._incoming(fields, raw), fields) if rule is not None else None

    def delivery_id(self, fields: Fields) -> str:
        """Return the name under which a message counts once, however often it comes (W5)."""
        number = fields.text("MsgId")
        if _NUMBER.fullmatch(number) and fields.text("MsgType").lower() != "event":
            return number
        # Events have no number. Two templates may finish in one second: their own number tells them apart. Names
        # stand in logs, and what people do does not.
        told = "\0".join(fields.text(key) for key in _TELLING_APART)
        return f"event-{hashlib.sha256(told.encode()).hexdigest()[:32]}"

    def _message(self, fields: Fields, raw: bytes) -> Incoming:
        content = CONTENTS.get(fields.text("MsgType").lower())
        incoming = self._incoming(fields, raw)
        # Of what we cannot read the person is told: an empty message is one.
        return _with(incoming, **{"window": "message", **(content(fields) if content is not None else {})})

    def _incoming(self, fields: Fields, raw: bytes) -> Incoming:
        person = fields.text("FromUserName")
        if not person or len(person) > _ID_LENGTH or not fields.text("MsgType"):
            raise Unfit("it has no sender or no kind")
        now = self.clock.now()
        at = fields.number("CreateTime")
        if at is None:
            raise Unfit("it has no time")
        return Incoming(
            bot=self.bot,
            delivery_id=self.delivery_id(fields),
            chat=person,
            sender=Sender(person),
            sent_at=self.clock.to_desk(at * _SECOND) if 0 <= at <= _LAST_SECOND else now,
            received_at=now,
            message_id=fields.text("MsgId")[:_ID_LENGTH],
            passive=True,
            raw=raw,
        )


def _report(fields: Fields) -> Report:
    number, status = fields.text("MsgID"), fields.text("Status")
    if not number or not status:
        raise Unfit("it has no number or no status")
    return Report(number, "" if status.lower().startswith(_ARRIVED) else status)


def _followed(incoming: Incoming, fields: Fields) -> Incoming:
    """Take whoever begins to follow us, or is back, for somebody who says hello."""
    key = fields.text("EventKey")
    scene = key.removeprefix(_NEW_BY_SCENE)
    start = f"{SCAN}{scene}" if key.startswith(_NEW_BY_SCENE) and scene else ""
    return _with(incoming, text="/start", start=start, window="touch")


def _left(incoming: Incoming, fields: Fields) -> Incoming:
    del fields
    return _with(incoming, event="blocked", passive=False)


def _scanned(incoming: Incoming, fields: Fields) -> Incoming:
    scene = fields.text("EventKey")
    return _with(incoming, text="/start", start=f"{SCAN}{scene}" if scene else "", window="touch")


def _clicked(incoming: Incoming, fields: Fields) -> Incoming:
    """Take an entry of the menu for the words it stands for."""
    return _with(incoming, text=fields.text("EventKey"), window="touch")


def _scanned_for_us(incoming: Incoming, fields: Fields) -> Incoming:
    """Take what was scanned from the menu for words, since any code in the world may be scanned."""
    return _with(incoming, text=fields.text("ScanCodeInfo", "ScanResult"), window="touch")


def _revoked(incoming: Incoming, fields: Fields) -> Incoming | None:
    """Take the person of whom it tells: its sender is the platform (W19)."""
    person = fields.text("OpenID")
    if not person or len(person) > _ID_LENGTH:
        raise Unfit("it names nobody")
    return _with(incoming, chat=person, sender=Sender(person), event="revoked", passive=False)


#: Events that are something to us. What is not here (views of pages, places told unasked, pictures announced that then
#: come as messages, changed portraits) changes nothing.
_EVENTS: Mapping[str, Callable[[Incoming, Fields], Incoming | None]] = {
    "subscribe": _followed,
    "unsubscribe": _left,
    "scan": _scanned,
    "click": _clicked,
    "scancode_waitmsg": _scanned_for_us,
    "user_authorization_revoke": _revoked,
    "user_authorization_cancellation": _revoked,
}


def _with(incoming: Incoming, **parts: Any) -> Incoming:  # noqa: ANN401  whatever fields a message has
    return msgspec.structs.replace(incoming, **parts)

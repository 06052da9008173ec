"""Takes recorded letters of WeChat and WeCom in as their channels would; loaded where a recording holds some."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import msgspec

from bot.handlers.tencent import Fields, Unreadable
from bot.handlers.tencent.fields import read
from bot.handlers.wechat import parsing as wechat
from bot.handlers.wecom import parsing as wecom
from bot.messages import Incoming, Passive
from bot.ports import Clock, Intake


class Letter(NamedTuple):
    """One letter in the clear, as it came to one of our accounts."""

    bot: str
    payload: bytes


def created_at(payload: bytes) -> int | None:
    """Return when a letter was written, in seconds of Unix time; None where it does not say."""
    try:
        return read(payload).number("CreateTime")
    except Unreadable:
        return None


async def take(letter: Letter, intake: Intake, clock: Clock) -> Passive | None:
    """Take one letter in; return the words that would have gone out in the response to it."""
    try:
        found = _read(letter, read(letter.payload), clock)
    except (Unreadable, wechat.Unfit) as error:
        digest = hashlib.sha256(letter.payload).hexdigest()[:32]
        await intake.park(letter.bot, f"unfit-{digest}", letter.payload, str(error))
        return None
    if isinstance(found, wechat.Report):
        await intake.reported(letter.bot, found.external_id, found.reason)
        return None
    return await _taken(found, intake) if found is not None else None


def _read(letter: Letter, fields: Fields, clock: Clock) -> wechat.Parsed:
    if letter.bot.startswith("wechat:"):
        return wechat.Reader(letter.bot, clock).read(fields, letter.payload)
    return wecom.Reader(letter.bot, clock).read(fields, letter.payload)


async def _taken(incoming: Incoming, intake: Intake) -> Passive | None:
    answer = await intake.take(incoming)
    if not (answer and incoming.passive):
        return None
    words = msgspec.json.decode(answer, type=Passive)
    await intake.answered(incoming.bot, incoming.delivery_id, words.row)
    return words

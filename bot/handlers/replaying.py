"""Takes recorded payloads in as their channel would, each told by its own shape."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.handlers.telegram.happenings import Ours
from bot.handlers.telegram.intake import Gate
from bot.handlers.telegram.parsing import Refused
from bot.handlers.telegram.updates import Chat
from bot.handlers.web.messages import Arrived, incoming_of, parse
from bot.handlers.web.outside import BOT as WEB
from bot.handlers.web.outside import STAFF_ROOM
from bot.handlers.web.refusals import Refusal
from bot.handlers.web.sessions import of_secret
from bot.messages import Passive
from bot.ports import Clock, Intake

#: Beside a web post's own fields a recording may name who posted, and that it was in the staff room.
SESSION, ROOM = "session", "room"
_TENCENT = ("wechat", "wecom")


@dataclass(frozen=True, slots=True)
class Recorded:
    """One line of a recording: a Telegram update, a letter of WeChat or WeCom, or what was posted to the web chat.

    A letter in XML is one text under the name of its channel: `{"wechat": "<xml>..."}`.
    """

    data: Mapping[str, Any]
    line: bytes

    @property
    def channel(self) -> str:
        """Return the channel it came in by."""
        if "update_id" in self.data:
            return "telegram"
        named = next((channel for channel in _TENCENT if isinstance(self.data.get(channel), str)), "")
        return named or ("wechat" if "MsgType" in self.data else "web")

    @property
    def payload(self) -> bytes:
        """Return what was posted."""
        inside = self.data.get(self.channel)
        return inside.encode("utf-8", "surrogatepass") if isinstance(inside, str) else self.line


def sent_at(recorded: Recorded) -> int | None:
    """Return when a payload was sent, in seconds of Unix time; None where it does not say."""
    if recorded.channel in _TENCENT:
        from bot.handlers.replayed_letters import created_at  # noqa: PLC0415  it loads slowly, and most need it not

        return created_at(recorded.payload)
    for kind in ("message", "edited_message"):
        message = recorded.data.get(kind)
        if isinstance(message, dict) and isinstance(message.get("date"), int):
            return int(message["date"])
    return None


async def take(recorded: Recorded, bot: str, intake: Intake, clock: Clock) -> Passive | None:
    """Take one payload in to this account of ours; one that fails our types is put aside, as it would have been.

    Returned is what would have gone out in the response.
    """
    if recorded.channel in _TENCENT:
        from bot.handlers import replayed_letters as letters  # noqa: PLC0415  it loads slowly, and most need it not

        return await letters.take(letters.Letter(bot, recorded.payload), intake, clock)
    if recorded.channel == "telegram":
        gate = Gate(Ours(bot, ""), clock, intake, _refused, _welcome)
        await gate.take(gate.read(recorded.line))
    else:
        await _post(recorded, intake, clock)
    return None


async def _post(recorded: Recorded, intake: Intake, clock: Clock) -> None:
    fields = {key: value for key, value in recorded.data.items() if key not in {SESSION, ROOM}}
    raw = json.dumps(fields).encode()
    session = of_secret(str(recorded.data.get(SESSION, "replay")))
    chat = STAFF_ROOM if recorded.data.get(ROOM) == "staff" else session.address
    try:
        message = parse(raw)
        arrived = Arrived(message, session, chat, "", message.language, raw)
        incoming = incoming_of(arrived, clock.now())
    except Refusal as refused:
        await intake.park(WEB, f"unfit-{hashlib.sha256(raw).hexdigest()[:32]}", raw, str(refused))
    else:
        await intake.take(incoming)


async def _refused(_refused: Refused) -> None:
    """Leave it: in a recording there is nobody to be told."""


def _welcome(_chat: Chat) -> bool:
    """Take every group of a recording for the staff's."""
    return True

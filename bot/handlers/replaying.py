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
from bot.ports import Clock, Intake

#: Beside a web post's own fields a recording may name who posted, and that it was in the staff room.
SESSION, ROOM = "session", "room"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One line of a recording: a Telegram update, or what was posted to the web chat."""

    data: Mapping[str, Any]
    line: bytes

    @property
    def is_update(self) -> bool:
        """Tell whether Telegram sent it."""
        return "update_id" in self.data


def sent_at(recorded: Recorded) -> int | None:
    """Return when a payload was sent, in seconds of Unix time; None where it does not say."""
    for kind in ("message", "edited_message"):
        message = recorded.data.get(kind)
        if isinstance(message, dict) and isinstance(message.get("date"), int):
            return int(message["date"])
    return None


async def take(recorded: Recorded, telegram: str, intake: Intake, clock: Clock) -> None:
    """Take one payload in; one that fails our types is put aside, as it would have been."""
    if recorded.is_update:
        gate = Gate(Ours(telegram, ""), clock, intake, _refused, _welcome)
        await gate.take(gate.read(recorded.line))
    else:
        await _post(recorded, intake, clock)


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

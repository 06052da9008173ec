"""The line to Telegram: since when it is silent, who else listens on it, and what is said when it comes back."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.messages import Incoming, Sender
from bot.ports import Alarms, Clock, Intake, StoreError

_log = logging.getLogger(__name__)
SECOND = 1_000_000
#: How long Telegram keeps presses for us (platform-rules T3); a longer silence may have lost some.
PRESSES_KEPT = 150 * SECOND
#: A silence that is worth an alarm, in wall time.
AWAY_AFTER = 600 * SECOND
#: Real seconds without a conflict until we believe that the other program is gone.
ALONE_AFTER = 60.0


@dataclass(slots=True)
class Line:
    """Knows when Telegram answered last, by wall time; `heard_at` starts at the last sign of life before this start."""

    bot: str
    clock: Clock
    intake: Intake
    alarms: Alarms
    heard_at: int = 0
    _away: bool = False

    async def heard(self) -> None:
        """Note an answer; after a long silence the staff are told what may be lost."""
        wall, since = self.clock.wall(), self.heard_at
        self.heard_at = wall
        if self._away:
            self._away = False
            await self.alarms.clear_alarm("telegram-away")
        if since and wall - since > PRESSES_KEPT:
            await self.report(since)

    async def silent(self) -> None:
        """Note that Telegram did not answer; it raises an alarm when that has lasted."""
        wall = self.clock.wall()
        self.heard_at = self.heard_at or wall
        if not self._away and wall - self.heard_at > AWAY_AFTER:
            self._away = True
            minutes = (wall - self.heard_at) // (60 * SECOND)
            await self.alarms.raise_alarm("telegram-away", f"no answer for {minutes} minutes")

    async def report(self, since: int) -> None:
        """Tell the desk that nothing reached us since this wall instant, until now."""
        wall = self.clock.wall()
        event = Incoming(
            bot=self.bot,
            delivery_id=f"heard {wall}",
            chat="",
            chat_kind="group",
            sender=Sender(""),
            sent_at=self.clock.to_desk(since),
            received_at=self.clock.now(),
            event="heard",
        )
        try:
            await self.intake.take(event)
        except StoreError as error:
            # It will be told with the next answer.
            self.heard_at = since
            _log.warning("an outage could not be noted yet: %s", error)


@dataclass(slots=True)
class Conflicts:
    """Who else receives with our token; `whose` tells where a webhook leads that is set beside our polling."""

    alarms: Alarms
    whose: Callable[[], Awaitable[str]]
    now: Callable[[], float] = field(default=time.monotonic)
    standing: str = ""
    _met_at: float = 0.0

    async def met(self, payload: bytes) -> None:
        """Note a refusal with 409, and raise an alarm when it is the first of its kind."""
        # "can't use getUpdates method while webhook is active", "terminated by setWebhook request"
        kind = "telegram-hooked" if b"webhook" in payload.lower() else "telegram-conflict"
        self._met_at = self.now()
        if kind == self.standing:
            return
        if self.standing:
            await self.alarms.clear_alarm(self.standing)
        self.standing = kind
        other = "another program fetches this bot's updates; stop it, or get a new token"
        await self.alarms.raise_alarm(kind, await self.whose() if kind == "telegram-hooked" else other)

    async def met_none(self) -> None:
        """Note an answer; two programs that poll are answered in turn, so that one answer proves nothing yet."""
        wait = 0.0 if self.standing == "telegram-hooked" else ALONE_AFTER
        if self.standing and self.now() - self._met_at >= wait:
            over, self.standing = self.standing, ""
            await self.alarms.clear_alarm(over)

"""Desk time for an audience: it runs as fast as the show wants, holds, or flies to a moment; it never runs back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.adapters.clock import SECOND, Anchor, RealClock
from bot.domain.ticket import instant_to_micros

#: As good as standing still; a clock whose speed is nothing could not say when to wake.
HELD = 1e-6
#: Real seconds between two looks at a clock that flies; the last stretch is a jump.
_LOOK = 0.03


class TempoClock(RealClock):
    """The real clock with a hand on it."""

    def __init__(self, start_at: datetime, wall: Callable[[], int]) -> None:
        super().__init__(Anchor(wall(), instant_to_micros(start_at)), wall=wall)
        self._wished = 1.0

    def run_at(self, rate: float) -> None:
        """Let desk time run so fast from now on; 0 holds it."""
        self._wished = rate
        self._turn(rate)

    async def fly(self, length: int, seconds: float) -> None:
        """Let `length` microseconds pass within so many real seconds; while the show is held, this is held too."""
        target = self.now() + length
        fast = max(length / seconds / SECOND, 1.0)
        while (left := target - self.now()) > fast * _LOOK * SECOND:
            self._turn(fast if self._wished else 0.0)
            await asyncio.sleep(min(_LOOK, left / fast / SECOND))
        self._anchor = Anchor(self._wall(), max(target, self.now()), self._wished or HELD)
        self.notify()

    def _turn(self, rate: float) -> None:
        self._anchor = self._anchor.moved(self._wall(), self.now(), rate or HELD)
        self.notify()

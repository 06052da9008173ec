"""Watches the writer and the event loop: which turn held up the others, and whether the loop still turns."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TypeVar

from bot.ports import Work

log = logging.getLogger(__name__)
T = TypeVar("T")

#: A turn above this many seconds of its own work is worth an alarm: all who wait behind it wait as long.
TURN_LIMIT = 0.05
#: The same on the clock on the wall, where a busy machine or a slow disk counts too.
ELAPSED_LIMIT = 0.5
#: A turn running for so long may never end: nothing can be stored to say so, but the log can.
STUCK_LIMIT = 5.0
LOOP_LIMIT = 0.5
BEAT = 0.25


@dataclass(frozen=True, slots=True)
class Slow:
    """One turn that took too long, in seconds of work and of time passed."""

    turn: str
    worked: float
    elapsed: float

    def __str__(self) -> str:
        return f"turn {self.turn} worked {self.worked * 1000:.0f} ms, took {self.elapsed * 1000:.0f} ms"


class Watchdog:
    """Times turns in whatever thread drives them; the loop reads what it found."""

    def __init__(self) -> None:
        self.slow: deque[Slow] = deque(maxlen=100)
        self.loop_lag = 0.0
        self._running: dict[int, tuple[str, float]] = {}
        self._met: set[str] = set()

    def timed(
        self,
        name: str,
        work: Callable[[Work], Coroutine[None, None, T]],
        measure: Callable[[str, float], None],
    ) -> Callable[[Work], Coroutine[None, None, T]]:
        """Return `work` with a stopwatch around it."""

        async def watched(rows: Work) -> T:
            started, cpu = time.perf_counter(), time.thread_time()
            self._running[id(rows)] = (name, started)
            try:
                return await work(rows)
            finally:
                self._running.pop(id(rows), None)
                elapsed = time.perf_counter() - started
                measure(name, elapsed)
                if elapsed > TURN_LIMIT:
                    self._judge(Slow(name, time.thread_time() - cpu, elapsed))

        # By this name the store's own log calls the turn.
        watched.__qualname__ = name
        return watched

    def stuck(self) -> list[str]:
        """Return the names of turns that run for longer than any turn may."""
        now = time.perf_counter()
        return [name for name, started in list(self._running.values()) if now - started > STUCK_LIMIT]

    async def beat(self) -> list[Slow]:
        """Sleep one beat, look how late the loop woke, and return the slow turns since the last beat."""
        before = time.perf_counter()
        await asyncio.sleep(BEAT)
        self.loop_lag = time.perf_counter() - before - BEAT
        if self.loop_lag > LOOP_LIMIT:
            log.warning("the event loop woke %.0f ms late", self.loop_lag * 1000)
        for name in self.stuck():
            log.critical("turn %s does not come to its end", name)
        return [self.slow.popleft() for _ in range(len(self.slow))]

    def _judge(self, slow: Slow) -> None:
        log.warning("%s", slow)
        # The first of its kind reads texts and fills caches.
        first = slow.turn not in self._met
        self._met.add(slow.turn)
        if not first and (slow.worked > TURN_LIMIT or slow.elapsed > ELAPSED_LIMIT):
            self.slow.append(slow)

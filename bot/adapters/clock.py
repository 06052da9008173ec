"""The two clocks: the real one, anchored in the database, and the virtual one of stories and tests."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import msgspec

from bot.ports import Store, Work

log = logging.getLogger(__name__)

SECOND = 1_000_000
ANCHOR_KEY = "clock"


class Anchor(msgspec.Struct, frozen=True):
    """Desk time was `desk` when wall time was `wall`, and runs `speed` times as fast since."""

    wall: int
    desk: int
    speed: float = 1.0

    def at(self, wall: int) -> int:
        """Return the desk time of a wall instant."""
        return self.desk + round((wall - self.wall) * self.speed)

    def moved(self, wall: int, at_least: int, speed: float) -> Anchor:
        """Return an anchor at `wall` that goes on from here, never before `at_least`."""
        return Anchor(wall, max(self.at(wall), at_least), speed)


class Kept(msgspec.Struct, frozen=True):
    """What the database remembers: the anchor, and the latest desk time surely shown."""

    anchor: Anchor
    shown: int


def _system_wall() -> int:
    return time.time_ns() // 1_000


class RealClock:
    """Desk time follows wall time through an anchor; a wall clock set back moves the anchor alone."""

    def __init__(self, anchor: Anchor, shown: int = 0, wall: Callable[[], int] = _system_wall) -> None:
        #: Wall time at which the process before this one kept the clock last, 0 when there was none.
        self.last_alive = 0
        self._anchor = anchor
        self._shown = shown
        self._wall = wall
        self._last_wall = 0
        # Turns read the clock in the writer's thread.
        self._lock = threading.Lock()
        self._bell = asyncio.Event()

    @property
    def speed(self) -> float:
        """How many seconds of desk time one second of wall time lasts."""
        return self._anchor.speed

    def wall(self) -> int:
        """Return wall time in microseconds UTC."""
        return self._wall()

    def now(self) -> int:
        """Return desk time in microseconds UTC; never less than before."""
        with self._lock:
            wall = self._wall()
            if wall < self._last_wall - SECOND:
                back = (self._last_wall - wall) / SECOND
                log.warning("the wall clock went back by %.1f s; desk time goes on", back)
                self._anchor = Anchor(wall, self._shown, self.speed)
            self._last_wall = wall
            desk = self._anchor.at(wall)
            self._shown = max(self._shown, desk)
            return self._shown

    def to_desk(self, wall: int) -> int:
        """Return the desk time of a wall instant."""
        return self._anchor.at(wall)

    async def sleep_until(self, desk: int, at_most: float) -> None:
        """Return when desk time `desk` has come, or after `at_most` real seconds, or upon `notify`."""
        seconds = min(at_most, (desk - self.now()) / self.speed / SECOND)
        if seconds <= 0:
            return
        await _heard(self._bell, seconds)

    def notify(self) -> None:
        """Wake all sleepers early."""
        self._bell.set()

    async def keep(self, store: Store) -> None:
        """Write anchor and desk time down, so that the next start does not run back."""
        kept = msgspec.json.encode(Kept(self._anchor, self.now())).decode()

        async def write(work: Work) -> None:
            await work.execute("meta_set", ANCHOR_KEY, kept)

        await store.turn(write, engine=True)


async def open_clock(store: Store, speed: float = 1.0, wall: Callable[[], int] = _system_wall) -> RealClock:
    """Return the desk's clock as the database anchors it; a new speed counts from now on."""

    async def read(work: Work) -> str | None:
        found = await work.execute("meta_get", ANCHOR_KEY)
        return str(found[0][0]) if found else None

    text = await store.turn(read, engine=True)
    kept = msgspec.convert(json.loads(text), Kept) if text else Kept(Anchor(wall(), wall()), 0)
    anchor = kept.anchor
    if anchor.speed != speed or anchor.at(wall()) < kept.shown:
        anchor = anchor.moved(wall(), kept.shown, speed)
    clock = RealClock(anchor, kept.shown, wall)
    if text and kept.shown:
        clock.last_alive = kept.anchor.wall + round((kept.shown - kept.anchor.desk) / kept.anchor.speed)
    await clock.keep(store)
    return clock


class VirtualClock:
    """Stands still until a story or a test moves it; desk and wall time move together."""

    def __init__(self, start_at: datetime) -> None:
        epoch = datetime(1970, 1, 1, tzinfo=UTC)
        self._now = (start_at - epoch) // timedelta(microseconds=1)
        self._bell = asyncio.Event()

    def now(self) -> int:
        """Return desk time in microseconds UTC."""
        return self._now

    def wall(self) -> int:
        """Return wall time, the same here."""
        return self._now

    def to_desk(self, wall: int) -> int:
        """Return the desk time of a wall instant, the same here."""
        return wall

    def advance(self, by: timedelta) -> None:
        """Let time pass and wake all who sleep."""
        if by < timedelta():
            raise ValueError("time does not run back")
        self._now += by // timedelta(microseconds=1)
        self._bell.set()

    async def sleep_until(self, desk: int, at_most: float) -> None:
        """Return when time was moved, or after `at_most` real seconds, or upon `notify`."""
        if desk <= self._now:
            return
        await _heard(self._bell, at_most)

    def notify(self) -> None:
        """Wake all sleepers early."""
        self._bell.set()


async def _heard(bell: asyncio.Event, seconds: float) -> None:
    """Wait for the bell; it is silenced after, not before, so that a ring just before the wait is heard."""
    with suppress(TimeoutError):
        await asyncio.wait_for(bell.wait(), seconds)
    bell.clear()

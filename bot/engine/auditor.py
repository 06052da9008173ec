"""The auditor: looks every minute for what nobody would miss, and tidies up and anchors every hour."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence

from bot.engine.anchors import drop_anchor
from bot.engine.core import Core
from bot.messages import Lane
from bot.ports import Alarms, Work

log = logging.getLogger(__name__)

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
#: Inbox rows and their stored answers: platforms repeat for a day at most.
INBOX_KEPT = 7 * 24 * HOUR
#: A page that has waited longer than this to be sent is worth an alarm.
PAGE_LIMIT = MINUTE
#: How many tickets an alarm names.
NAMED = 5
NAP = 1.0

Chore = Callable[[], Awaitable[object]]


class Auditor:
    """Checks by desk time; `chores` are done every minute too (the clock's keeping, a heartbeat)."""

    def __init__(self, core: Core, alarms: Alarms, chores: Sequence[Chore] = ()) -> None:
        self._core = core
        self._alarms = alarms
        self._chores = chores
        self._minute_at = 0
        self._hour_at = 0
        self.oldest_page = 0.0
        self.parked = 0

    async def run_once(self) -> int:
        """Do what the minute and the hour ask for; return how many of the two came round."""
        now, done = self._core.clock.now(), 0
        if now >= self._minute_at:
            self._minute_at = now + MINUTE
            await self.look()
            done += 1
        if now >= self._hour_at:
            self._hour_at = now + HOUR
            await self.tidy()
            done += 1
        return done

    async def rest(self) -> None:
        """Sleep until the next minute, or for a nap."""
        await self._core.clock.sleep_until(self._minute_at, NAP)

    async def look(self) -> None:
        """Look for tickets nobody will be reminded of, pages that do not go out, and parked messages."""
        await self._forgotten_tickets()
        await self._waiting_messages()
        parked = await self._core.store.reads().rows("parked_count")
        self.parked = int(parked[0][0])
        self._core.measures.gauge("parked", self.parked)
        await self._core.refresh_roster()
        for chore in self._chores:
            await chore()

    async def tidy(self) -> None:
        """Anchor the timelines, and forget what was kept long enough."""
        now, wall = self._core.clock.now(), self._core.clock.wall()
        anchor_id = self._core.ids.new()
        await self._core.run("anchor", lambda work: drop_anchor(work, anchor_id, now), engine=True)

        async def prune(work: Work) -> None:
            await work.execute("inbox_prune", now - INBOX_KEPT)
            await work.execute("gatherings_prune", now - INBOX_KEPT)
            await work.execute("throttles_prune", wall)
            await work.execute("windows_prune", wall)

        await self._core.run("prune", prune, engine=True)

    async def _forgotten_tickets(self) -> None:
        reads = self._core.store.reads()
        unpaged = await reads.rows("tickets_unpaged")
        overdue = await reads.rows("open_without_timer", self._core.clock.now())
        numbers = sorted({str(row[1]) for row in (*unpaged, *overdue)})
        if numbers:
            names = ", ".join(numbers[:NAMED])
            await self._alarms.raise_alarm("forgotten-ticket", f"{len(numbers)} with nothing scheduled: {names}")

    async def _waiting_messages(self) -> None:
        reads, now = self._core.store.reads(), self._core.clock.now()
        found = await reads.rows("outbox_oldest_page", now)
        oldest = found[0][0] if found else None
        self.oldest_page = 0.0 if oldest is None else max(0, now - int(oldest)) / SECOND
        self._core.measures.gauge("oldest_page", self.oldest_page)
        counts = await reads.rows("outbox_counts")
        self._core.measures.waiting(
            {(Lane(lane).name.lower(), str(state)): int(count) for lane, state, count in counts},
        )
        if self.oldest_page * SECOND > PAGE_LIMIT:
            await self._alarms.raise_alarm("page-waits", f"the oldest page waits for {self.oldest_page:.0f} s")

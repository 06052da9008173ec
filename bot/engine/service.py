"""The engine as one thing to start and to stop: intake, timers, sender, media, auditor, watchdog."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.engine.alarms import DeskAlarms
from bot.engine.auditor import Auditor, Chore
from bot.engine.core import Core
from bot.engine.deadlines import Deadlines
from bot.engine.loops import Loop
from bot.engine.media import FILE_LIMIT, MediaWorker
from bot.engine.outbox import BREATH, Sender
from bot.engine.suspects import Forgetful, Recorder, Suspects
from bot.engine.throttles import Throttles
from bot.engine.turn import Turns
from bot.ports import Channel, Files, StoreError, Work

log = logging.getLogger(__name__)

SECOND = 1_000_000
ALL_PARTS = frozenset({"sender", "timers"})
#: Real seconds: a stop takes less than ten in all.
INTAKE_WITHIN = 2.0
FLUSH_WITHIN = 2.0
LOOPS_WITHIN = 3.0
#: Real seconds after which a database that does not answer counts as not ready.
PROBE_WITHIN = 2.0
#: A pass of the timers older than this (wall time, seconds), or a page that waits longer, means not ready.
PASS_LIMIT = 30.0
PAGE_LIMIT = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What this process does: `parts` are `sender` and `timers`, channels are connected one by one."""

    parts: frozenset[str] = ALL_PARTS
    file_limit: int = FILE_LIMIT
    recorder: Recorder = field(default_factory=Forgetful)
    throttles: Throttles = field(default_factory=Throttles)
    chores: Sequence[Chore] = ()


class Engine:
    """Holds the parts together; `turns` is the channels' intake, the other parts can be stepped by hand."""

    def __init__(self, core: Core, files: Files, options: Options | None = None) -> None:
        self.core = core
        self.options = options or Options()
        self.alarms = DeskAlarms(core)
        self.suspects = Suspects(self.options.recorder)
        self.turns = Turns(core, self.alarms, self.suspects)
        self.deadlines = Deadlines(core, self.alarms, self.suspects)
        self.sender = Sender(core, self.alarms, self.options.throttles)
        self.media = MediaWorker(core, files, self.options.file_limit)
        self.auditor = Auditor(core, self.alarms, (self.media.remove_erased, *self.options.chores))
        self._channels: list[Channel] = []
        self._loops: list[Loop] = []

    def connect(self, channel: Channel) -> None:
        """Add a channel: it sends and fetches for its bot, and takes messages in from `start` on."""
        self._channels.append(channel)
        self.sender.connect(channel)
        self.media.connect(channel)

    async def prepare(self) -> None:
        """Read the staff, what the last process died of and what it sent; enough for stepping by hand."""
        await self.core.refresh_roster()
        await self.suspects.load(self.core)
        await self.sender.prepare()

    async def start(self) -> None:
        """Prepare, start the loops, then let messages in."""
        await self.prepare()
        self.sender.breath = BREATH
        self._loops = self._make_loops()
        for loop in self._loops:
            loop.start()
        for channel in self._channels:
            await channel.start()

    async def stop(self) -> None:
        """Take nothing more in, finish what was begun, send what goes quickly; the store is the caller's."""
        await self._stop_channels()
        if "sender" in self.options.parts:
            await self._flush()
        self.sender.close()
        await asyncio.gather(self.media.stop(LOOPS_WITHIN), *(loop.stop(LOOPS_WITHIN) for loop in self._loops))
        await self._leave_nothing_behind()

    async def health(self) -> dict[str, object]:
        """Return what /readyz shows; `ready` sums it up."""
        writable = await self._is_writable()
        passed = self.deadlines.passed_at
        age = None if passed is None else (self.core.clock.wall() - passed) / SECOND
        timers = "timers" not in self.options.parts or (age is not None and age < PASS_LIMIT)
        pages = self.auditor.oldest_page < PAGE_LIMIT
        return {
            "ready": writable and timers and pages,
            "database_writable": writable,
            "last_timer_pass_seconds": age,
            "oldest_unsent_page_seconds": self.auditor.oldest_page,
            "parked": self.auditor.parked,
            "loop_lag_seconds": round(self.core.watchdog.loop_lag, 3),
        }

    def _make_loops(self) -> list[Loop]:
        core, timers, sender = self.core, self.deadlines, self.sender
        loops = [Loop("watchdog", self._watch, _no_rest, _nothing)]
        if "timers" in self.options.parts:
            loops.append(Loop("timers", timers.run_due, timers.rest, core.clock.notify))
            loops.append(Loop("auditor", self.auditor.run_once, self.auditor.rest, core.clock.notify))
        if "sender" in self.options.parts:
            loops.append(Loop("sender", self._send, sender.rest, core.outbox_bell.ring))
            loops.append(Loop("media", self.media.run_once, self.media.rest, core.media_bell.ring))
        return loops

    async def _send(self) -> bool:
        """Send what is due; nothing is left to do then until the bell rings, or something falls due."""
        await self.sender.drain()
        return False

    async def _watch(self) -> None:
        slow = await self.core.watchdog.beat()
        self.core.measures.gauge("loop_lag", self.core.watchdog.loop_lag)
        for one in slow:
            await self.alarms.raise_alarm("slow-turn", str(one))

    async def _stop_channels(self) -> None:
        stopping = [asyncio.create_task(channel.stop()) for channel in self._channels]
        if not stopping:
            return
        done, late = await asyncio.wait(stopping, timeout=INTAKE_WITHIN)
        for task in late:
            task.cancel()
        for task in done:
            if error := task.exception():
                log.error("a channel did not stop in order", exc_info=error)

    async def _flush(self) -> None:
        """Give the sender a moment for what is due now."""
        try:
            async with asyncio.timeout(FLUSH_WITHIN):
                await self.sender.idle()
        except TimeoutError:
            log.warning("not all messages went out before the stop; they go out after the next start")

    async def _leave_nothing_behind(self) -> None:
        try:
            await self.sender.abandon()
            for chore in self.options.chores:
                await chore()
        except StoreError as error:
            log.warning("the database failed at the stop: %s", error)

    async def _is_writable(self) -> bool:
        async def probe(work: Work) -> None:
            await work.execute("meta_set", "probe", str(self.core.clock.wall()))

        try:
            async with asyncio.timeout(PROBE_WITHIN):
                await self.core.run("probe", probe, engine=True)
        except (StoreError, TimeoutError):
            return False
        return True


async def _no_rest() -> None:
    """Go on at once: the watchdog's beat is its own rest."""


def _nothing() -> None:
    """Rouse nobody."""

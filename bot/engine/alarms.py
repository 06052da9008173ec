"""Alarms: to the log at once, and to role:admin by messages, at most one of a kind in ten minutes."""

from __future__ import annotations

import logging
from functools import partial

from bot.desk.facts import Changes
from bot.engine.core import Core
from bot.ports import StoreError, Work

log = logging.getLogger(__name__)

#: Wall time between two alarms of one kind, in microseconds.
QUIET = 10 * 60 * 1_000_000


class DeskAlarms:
    """Tells the operators; what comes too soon after its like is counted and told with the next one."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._told: dict[str, int] = {}
        self._held: dict[str, int] = {}

    async def raise_alarm(self, kind: str, detail: str) -> None:
        """Record an alarm; it never raises, since it is called where something has already failed."""
        wall = self._core.clock.wall()
        if wall - self._told.get(kind, -QUIET) < QUIET:
            self._held[kind] = self._held.get(kind, 0) + 1
            log.warning("alarm %s again: %s", kind, detail)
            self._core.measures.alarm(kind)
            return
        self._told[kind] = wall
        held = self._held.pop(kind, 0)
        await self._tell(kind, f"{detail} (+{held})" if held else detail)

    async def clear_alarm(self, kind: str) -> None:
        """Say that what was wrong is mended; it never raises, and says nothing when no alarm of this kind stands."""
        self._told.pop(kind, None)
        self._held.pop(kind, None)
        core = self._core

        async def work(work: Work) -> Changes | None:
            if not await work.execute("alarm_clear", kind, core.clock.now()):
                return None
            changes = core.desk.alarm_over(kind, core.clock.now())
            await work.save(changes)
            return changes

        try:
            changes = await core.run("alarm", work, engine=True)
        except StoreError as error:
            log.warning("that alarm %s is over could not be stored: %s", kind, error)
            return
        if changes is not None:
            log.info("alarm %s is over", kind)
            await core.follow(changes)

    async def _tell(self, kind: str, detail: str) -> None:
        decide = partial(self._core.desk.alarm, kind, detail)
        try:
            await self._core.save("alarm", decide)
        except StoreError as error:
            log.critical("alarm %s could not be stored (%s): %s", kind, error, detail)
            # Nobody was told: the next of its kind may try again.
            self._told.pop(kind, None)
        except Exception:
            log.exception("alarm %s could not be put into words: %s", kind, detail)

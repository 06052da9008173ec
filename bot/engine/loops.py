"""A loop: does one step after another until it is told to stop, and outlives a step that fails."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.ports import StoreError

log = logging.getLogger(__name__)

#: Real seconds of rest after a step that failed.
AFTER_FAILURE = 1.0


class Loop:
    """Steps return whether there was something to do; without work, or after a failure, the loop rests.

    `rouse` ends a rest early.
    """

    def __init__(
        self,
        name: str,
        step: Callable[[], Awaitable[object]],
        rest: Callable[[], Awaitable[None]],
        rouse: Callable[[], None],
    ) -> None:
        self.name = name
        self._step = step
        self._rest = rest
        self._rouse = rouse
        self._stopping = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin."""
        self._task = asyncio.create_task(self._run(), name=self.name)

    async def stop(self, within: float) -> None:
        """Let the step that runs come to its end, so many real seconds at most."""
        self._stopping = True
        self._rouse()
        if self._task is None:
            return
        _done, late = await asyncio.wait({self._task}, timeout=within)
        if late:
            log.warning("loop %s did not come to its end in %.1f s", self.name, within)
            self._task.cancel()
            await asyncio.wait({self._task}, timeout=1)

    async def _run(self) -> None:
        while not self._stopping:
            if not await self._busy() and not self._stopping:
                await self._rest()

    async def _busy(self) -> bool:
        try:
            return bool(await self._step())
        except StoreError as error:
            log.warning("loop %s: the database failed: %s", self.name, error)
        except Exception:
            log.exception("loop %s: a step failed", self.name)
        if not self._stopping:
            await asyncio.sleep(AFTER_FAILURE)
        return False

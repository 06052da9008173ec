"""Bells: how a commit tells a sleeping loop that there is work, before its own clock would."""

from __future__ import annotations

import asyncio
from contextlib import suppress


class Bell:
    """A ring is kept until somebody has heard it."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake who waits, or who will wait next."""
        self._event.set()

    async def wait(self, seconds: float) -> None:
        """Return at a ring, or after so many real seconds."""
        if seconds > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._event.wait(), seconds)
        self._event.clear()

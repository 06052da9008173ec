"""The platform's own clock, in seconds, which a test may move."""

import time
from collections.abc import Callable


class Clock:
    """Runs with `source`, and as far ahead of it as a test wants."""

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self._ahead = 0.0

    def now(self) -> float:
        """Return the unix time here."""
        return self._source() + self._ahead

    def date(self) -> int:
        """Return the unix time as messages bear it."""
        return int(self.now())

    def advance(self, seconds: float) -> None:
        """Let time pass at once."""
        self._ahead += seconds

"""Token buckets by name: a burst, then so many a second; the longest unused are forgotten first."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class _Level:
    tokens: float
    at: float


class Buckets:
    """One bucket a name. `remembered` bounds the memory: a forgotten name starts with a full bucket."""

    def __init__(
        self,
        rate: tuple[float, float],
        remembered: int = 20_000,
        time_of: Callable[[], float] = time.monotonic,
    ) -> None:
        self._burst, self._each_second = rate
        self._remembered = remembered
        self._time = time_of
        self._levels: OrderedDict[str, _Level] = OrderedDict()

    def take(self, name: str) -> float:
        """Take one token; return 0 when there was one, else the seconds until there is."""
        now = self._time()
        level = self._levels.pop(name, None) or _Level(self._burst, now)
        level.tokens = min(self._burst, level.tokens + (now - level.at) * self._each_second)
        level.at = now
        self._levels[name] = level
        if len(self._levels) > self._remembered:
            self._levels.popitem(last=False)
        if level.tokens < 1:
            return (1 - level.tokens) / self._each_second
        level.tokens -= 1
        return 0.0

"""What a platform bears: so many messages a bot, a chat and a group, with room kept for pages."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from bot.messages import Lane, Place

SECOND = 1_000_000
#: Behind a key it means: all lanes but pages.
REST = "#rest"
#: Above so many windows those in which nothing happened lately are dropped.
WINDOWS = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `limit` messages within so many seconds, `kept` of them for pages alone."""

    limit: int
    within: int
    kept: int


@dataclass(frozen=True, slots=True)
class Limits:
    """The rates of a platform; a chat whose name starts with `group_sign` is a group."""

    bot: Rate
    chat: Rate
    group: Rate
    group_sign: str

    def is_group(self, chat: str) -> bool:
        """Tell whether a chat is a group."""
        return chat.startswith(self.group_sign)


#: About 30 messages a second a bot, one a second a chat, 20 a minute a group (platform-rules T15).
#: A chat may get a handful at once, as long as it gets no more in as many seconds.
TELEGRAM = Limits(
    bot=Rate(limit=30, within=1, kept=5),
    chat=Rate(limit=4, within=4, kept=1),
    group=Rate(limit=20, within=60, kept=6),
    group_sign="-",
)
LIMITS: Mapping[str, Limits] = {"telegram": TELEGRAM}


class Window:
    """The instants of the last messages under one rate."""

    __slots__ = ("_rate", "_sent")

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._sent: deque[int] = deque(maxlen=rate.limit)

    def add(self, wall: int) -> None:
        """Count a message sent at `wall`."""
        self._sent.append(wall)

    def free_at(self, *, page: bool) -> int:
        """Return the wall time from which one more may be sent."""
        allowed = self._rate.limit if page else self._rate.limit - self._rate.kept
        if len(self._sent) < allowed:
            return 0
        return self._sent[-allowed] + self._rate.within * SECOND


class Throttles:
    """All windows of all bots; what must outlive a restart is stored by the sender with each settling."""

    def __init__(self, limits: Mapping[str, Limits] = LIMITS) -> None:
        self._limits = limits
        self._windows: dict[str, Window] = {}

    def free_at(self, place: Place, lane: int) -> int:
        """Return the wall time from which a message of this lane may go to a place; 0 for at once."""
        page = lane == Lane.PAGE
        return max((window.free_at(page=page) for _key, window in self._of(place)), default=0)

    def sent(self, place: Place, wall: int) -> None:
        """Count a message that begins its way now."""
        for _key, window in self._of(place):
            window.add(wall)

    def holds(self, place: Place, wall: int) -> tuple[tuple[str, int], ...]:
        """Return the keys that must be held after `wall`, and until when."""
        held: dict[str, int] = {}
        for key, window in self._of(place):
            for name, page in ((key, True), (key + REST, False)):
                until = window.free_at(page=page)
                if until > wall:
                    held[name] = max(until, held.get(name, 0))
        return tuple(held.items())

    def _of(self, place: Place) -> list[tuple[str, Window]]:
        limits = self._limits.get(place.channel)
        if limits is None:
            return []
        rates = [(place.bot, limits.bot), (place.key, limits.chat)]
        if limits.is_group(place.chat):
            rates.append((place.key, limits.group))
        return [(key, self._window(key, rate)) for key, rate in rates]

    def _window(self, key: str, rate: Rate) -> Window:
        name = f"{key} {rate.within}"
        if name not in self._windows:
            if len(self._windows) >= WINDOWS:
                # A window that is needed again starts afresh, and the platform has the last word.
                for old in list(self._windows)[: WINDOWS // 2]:
                    del self._windows[old]
            self._windows[name] = Window(rate)
        return self._windows[name]

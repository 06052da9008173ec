"""Remembers what was being decided when the process died, so that nothing kills it a third time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import msgspec

from bot.engine.core import Core
from bot.ports import Work

META_KEY = "suspects"
#: After so many deaths a message or a timer is put aside before it is tried again.
DEATHS = 2
#: Old suspects beyond these are forgotten: the newest matter.
REMEMBERED = 100


class Recorder(Protocol):
    """Keeps one name where a killed process leaves it behind; `found` is what the last process left."""

    found: str

    def enter(self, name: str) -> None:
        """Note what is about to be decided."""

    def leave(self) -> None:
        """Note that it was decided."""


class Forgetful:
    """Keeps nothing: for databases in memory, which do not outlive their process either."""

    found = ""

    def enter(self, name: str) -> None:
        """Keep nothing."""

    def leave(self) -> None:
        """Keep nothing."""


class Suspects:
    """Counts deaths by message; a normal turn costs no write, the recorder alone notes what is going on."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._deaths: dict[str, int] = {}

    async def load(self, core: Core) -> None:
        """Read what is known, and count what the last process was deciding when it died."""
        found = self._recorder.found

        async def count(work: Work) -> dict[str, int]:
            kept = await work.execute("meta_get", META_KEY)
            deaths = msgspec.json.decode(kept[0][0], type=dict[str, int]) if kept else {}
            if found:
                deaths[found] = deaths.pop(found, 0) + 1
                newest = dict(list(deaths.items())[-REMEMBERED:])
                await work.execute("meta_set", META_KEY, msgspec.json.encode(newest).decode())
            return deaths

        self._deaths = await core.run("suspects", count, engine=True)
        self._recorder.leave()

    def deadly(self, name: str) -> bool:
        """Tell whether deciding this has killed the process twice."""
        return self._deaths.get(name, 0) >= DEATHS

    def watching(self, name: str) -> Watching:
        """Have `name` noted for as long as it is being decided."""
        return Watching(self._recorder, name)


@dataclass(slots=True)  # made for each message: freezing it would triple its price
class Watching:
    """The time in which one thing is being decided."""

    recorder: Recorder
    name: str

    def __enter__(self) -> None:
        """Note what is about to be decided."""
        self.recorder.enter(self.name)

    def __exit__(self, *_failure: object) -> None:
        """Note that it was decided, well or badly."""
        self.recorder.leave()

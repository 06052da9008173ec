"""The escalation ladder: whom to page, after how long, again and again until somebody acknowledges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

#: Why a ladder runs; acknowledging ends only the first kind.
Cause = Literal["unacknowledged", "breached", "stalled"]
UNACKNOWLEDGED: Cause = "unacknowledged"


@dataclass(frozen=True, slots=True)
class Rung:
    """One step: `after` the step before it (or the start), page `notify`.

    `notify` is `rota:first`, `rota:second`, ..., `rota:ID`, `role:NAME` or `staff:SLUG`.
    """

    after: timedelta
    notify: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs for one level; after the last one the ladder starts again after `repeat`."""

    rungs: tuple[Rung, ...]
    repeat: timedelta


@dataclass(frozen=True, slots=True)
class Step:
    """A rung about to be taken in a round (both from 0)."""

    rung: int
    round: int


FIRST_STEP = Step(0, 0)


def following(ladder: Ladder, step: Step) -> tuple[Step, timedelta]:
    """Return the step after `step`, and how long after it."""
    if step.rung + 1 < len(ladder.rungs):
        return Step(step.rung + 1, step.round), ladder.rungs[step.rung + 1].after
    return Step(0, step.round + 1), ladder.repeat

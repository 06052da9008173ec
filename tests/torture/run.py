"""A whole torture: so many kills, shared among desks that suffer side by side, and the looking afterwards."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.torture.desk import RANDOM, WIND_DOWN, Desk, Lot
from tests.torture.evidence import Evidence
from tests.torture.failpoints import POINTS, SELDOM
from tests.torture.table import Result

#: Of twenty kills so many are at random moments; the others go through the named points in turn.
_AT_RANDOM, _OF = 6, 20
#: So many kills come first of which nobody expects much to be going on.
_WARM_UP = 10


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be done: `points` instead of the usual mix, for a test that wants one of them."""

    kills: int
    seed: int
    folder: Path
    desks: int = 2
    bugs: Sequence[str] = ()
    points: Sequence[str] = ()
    wind_down: float = WIND_DOWN


async def torture(order: Order) -> Result:
    """Torture all desks, and look at each of them."""
    draws = random.Random(order.seed)
    points = list(order.points) or mix(order.kills, draws)
    count = min(order.desks, len(points))
    desks = [_desk(order, at) for at in range(count)]
    result = Result()
    async with AsyncExitStack() as stack:
        for desk in desks:
            await stack.enter_async_context(desk.ready())
        async with asyncio.TaskGroup() as group:
            for at, desk in enumerate(desks):
                group.create_task(desk.suffer(points[at::count]))
    for desk in desks:
        result.add(Evidence(desk))
    return result


def _desk(order: Order, at: int) -> Desk:
    """Return one of the desks: the first has a plain staff group, the next one with topics, and so on."""
    folder, seed = order.folder / f"desk-{at}", f"{order.seed}/{at}"
    return Desk(Lot(folder=folder, seed=seed, bugs=order.bugs, wind_down=order.wind_down, forum=at % 2 == 1))


def mix(kills: int, draws: random.Random) -> list[str]:
    """Every named point as often as every other, and some kills at random, in any order."""
    names = list(POINTS)
    at_random = max(1, kills * _AT_RANDOM // _OF)
    points = [RANDOM] * at_random + [names[at % len(names)] for at in range(kills - at_random)]
    draws.shuffle(points)
    early = [point for point in points[:_WARM_UP] if point in SELDOM]
    return [*(point for point in points[:_WARM_UP] if point not in SELDOM), *points[_WARM_UP:], *early]

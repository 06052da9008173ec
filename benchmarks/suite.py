"""The whole bench: rounds of product and skeleton by turns, half load beside the bare server, and the pickle."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from statistics import median

from benchmarks import tables
from benchmarks.board import SharedBoard
from benchmarks.load import Figures, Load, Plan, report
from benchmarks.mix import Board, Crowd, NoButtons
from benchmarks.pickled import pickled
from benchmarks.serving import Running, served
from benchmarks.skeleton import raw_loop
from benchmarks.tables import Outcome

#: How long the outbox may take to run empty after the load has ended.
DRAINED_WITHIN = 60.0


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: rounds of so many seconds."""

    rounds: int
    seconds: float
    warm_up: float


FULL = Size(rounds=3, seconds=10.0, warm_up=4.0)
QUICK = Size(rounds=1, seconds=6.0, warm_up=3.0)
TINY = Size(rounds=1, seconds=0.4, warm_up=0.4)


def bench(size: Size, *, write: bool = False) -> None:
    """Measure all and print the table."""
    outcome = asyncio.run(measure(size))
    text = tables.render(outcome)
    print(text)
    if write:
        tables.keep(text)


async def measure(size: Size) -> Outcome:
    """Return the medians of all rounds."""
    outcome = Outcome()
    for _ in range(size.rounds):
        await _round(size, outcome)
    for figures in outcome.product:
        if figures.refused:
            raise RuntimeError(f"{figures.refused} updates were refused")
    outcome.half_rate = median(figures.rate for figures in outcome.product) / 2
    await _half_load(size, outcome)
    outcome.pickle = await pickled(size.seconds / 2)
    return outcome


async def _round(size: Size, outcome: Outcome) -> None:
    """Measure product, skeleton and the raw loop once, in this order."""
    plan = Plan(size.warm_up, size.seconds)
    with served("product") as running:
        crowd = Crowd(SharedBoard(running.folder / "board"))
        outcome.product.append(await Load(running.url, crowd).run(plan))
        outcome.drained.append(await _drained(running))
        outcome.opened += crowd.opened
        outcome.batch.append(await _batch(running))
    with served("skeleton") as running:
        outcome.skeleton.append(await _run(running, NoButtons(), plan))
        outcome.raw.append(await asyncio.to_thread(raw_loop, running.folder, size.seconds / 3))


async def _half_load(size: Size, outcome: Outcome) -> None:
    """Measure latencies at half of the product's rate, of the product and of the HTTP server alone."""
    plan = Plan(size.warm_up, size.seconds, rate=outcome.half_rate)
    with served("http") as running:
        outcome.half_http = await _run(running, NoButtons(), plan)
    with served("product") as running:
        outcome.half_product = await _run(running, SharedBoard(running.folder / "board"), plan)


async def _run(running: Running, board: Board, plan: Plan) -> Figures:
    return await Load(running.url, Crowd(board)).run(plan)


async def _drained(running: Running) -> float:
    """Wait until the outbox is empty; return how long that took after the load had ended."""
    started = time.perf_counter()
    while (await asyncio.to_thread(report, running.url))["waiting"]:
        if time.perf_counter() - started > DRAINED_WITHIN:
            raise RuntimeError("the outbox does not run empty")
        await asyncio.sleep(0.05)
    return time.perf_counter() - started


async def _batch(running: Running) -> float:
    told = await asyncio.to_thread(report, running.url)
    return told["turns"] / told["batches"]

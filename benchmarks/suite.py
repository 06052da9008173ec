"""The whole bench: product and skeleton by turns, half load beside the bare server, slow disks, full tables, peers."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import kept, tables
from benchmarks.board import SharedBoard
from benchmarks.filling import Amount, fill
from benchmarks.load import Figures, Load, Plan, report
from benchmarks.mix import Board, Crowd, NoButtons
from benchmarks.outcome import Cell, Outcome
from benchmarks.peers.pickled import pickled
from benchmarks.peers.running import aiogram_redis
from benchmarks.product import ACCOUNT
from benchmarks.serving import PLAIN, Running, Setting, served
from benchmarks.skeleton import raw_loop
from benchmarks.slow_disk import NoCompiler, build
from benchmarks.wechat import WeChatCrowd, costs

#: How long the outbox may take to run empty after the load has ended.
DRAINED_WITHIN = 60.0
#: Whole milliseconds that a flush takes longer than on the disk as it is.
DELAYS = (0, 1, 5)


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: rounds of so many seconds, and the desk in use if any."""

    rounds: int
    seconds: float
    warm_up: float
    used: Amount | None = None


FULL = Size(rounds=3, seconds=10.0, warm_up=4.0, used=Amount())
QUICK = Size(rounds=1, seconds=6.0, warm_up=3.0)
TINY = Size(rounds=1, seconds=0.4, warm_up=0.4)


def bench(size: Size, *, write: bool = False) -> None:
    """Measure all and print the tables."""
    outcome = asyncio.run(measure(size))
    text = tables.render(outcome)
    print(text)
    if write:
        kept.keep(text, outcome)


async def measure(size: Size) -> Outcome:
    """Return the figures of all rounds."""
    outcome = Outcome()
    for _ in range(size.rounds):
        await _round(size, outcome)
    outcome.half_rate = median(figures.rate for figures in outcome.product) / 2
    outcome.half_product = await _half_load(size, outcome.half_rate)
    with served("http") as running:
        outcome.half_http = await _run(running, NoButtons(), _open(size, outcome.half_rate))
    await _wechat(size, outcome)
    outcome.pickle = await pickled(size.seconds / 2)
    with tempfile.TemporaryDirectory() as folder:
        await _settings(size, Path(folder), outcome)
    _refused_nothing(outcome)
    return outcome


async def _wechat(size: Size, outcome: Outcome) -> None:
    """Measure the mix over WeChat, encrypted: as fast as it goes, at half of that, and opening and sealing alone."""
    with served("wechat") as running:
        outcome.wechat = await _pushes(running, _closed(size))
    with served("wechat") as running:
        outcome.wechat_half = await _pushes(running, _open(size, outcome.wechat.rate / 2))
    outcome.wechat_costs = await asyncio.to_thread(costs)


async def _pushes(running: Running, plan: Plan) -> Figures:
    return await Load(running.url, WeChatCrowd(), bytes).run(plan)


async def _round(size: Size, outcome: Outcome) -> None:
    """Measure product, skeleton and the raw loop once, in this order."""
    with served("product") as running:
        crowd = Crowd(SharedBoard(running.folder / "board"))
        outcome.product.append(await Load(running.url, crowd).run(_closed(size)))
        outcome.drained.append(await _drained(running))
        outcome.opened += crowd.opened
        outcome.batch.append(await _batch(running))
    with served("skeleton") as running:
        outcome.skeleton.append(await _run(running, NoButtons(), _closed(size)))
        outcome.raw.append(await asyncio.to_thread(raw_loop, running.folder, size.seconds / 3))


async def _settings(size: Size, folder: Path, outcome: Outcome) -> None:
    """Measure on slow disks and with full tables; the quick bench knows only the disk as it is, and empty tables."""
    delays: Sequence[int] = DELAYS if size.used else (0,)
    library = None
    try:
        library = build(folder)
    except NoCompiler as missing:
        outcome.left_out.append(str(missing))
        delays = (0,)
    used = None
    if size.used:
        used = folder / "used.db"
        await asyncio.to_thread(fill, used, ACCOUNT, size.used)
    for delay in delays:
        for path in (None, used) if used else (None,):
            outcome.cells.append(await _cell(size, Setting(delay, library, path)))
        peer, why = await asyncio.to_thread(aiogram_redis, size.seconds / 2, Setting(delay, library))
        if peer:
            outcome.aiogram[delay] = peer
        elif why not in outcome.left_out:
            outcome.left_out.append(why)


async def _cell(size: Size, setting: Setting) -> Cell:
    """Measure product and skeleton in one setting: as fast as they can, then the product at half of its rate."""
    with served("product", setting) as running:
        before = (await asyncio.to_thread(report, running.url))["memory"]
        closed = await _run(running, SharedBoard(running.folder / "board"), _closed(size))
        after = (await asyncio.to_thread(report, running.url))["memory"]
        started = running.started_within
    with served("skeleton", Setting(setting.delay, setting.library)) as running:
        skeleton = await _run(running, NoButtons(), _closed(size))
    half = await _half_load(size, closed.rate / 2, setting)
    return Cell(setting.delay, bool(setting.used), closed, half, skeleton, started, (before, after))


async def _half_load(size: Size, rate: float, setting: Setting = PLAIN) -> Figures:
    """Measure the product's latencies while messages fall due at random, whatever it does."""
    with served("product", setting) as running:
        return await _run(running, SharedBoard(running.folder / "board"), _open(size, rate))


def _closed(size: Size) -> Plan:
    return Plan(size.warm_up, size.seconds)


def _open(size: Size, rate: float) -> Plan:
    return Plan(size.warm_up, size.seconds, rate=rate)


async def _run(running: Running, board: Board, plan: Plan) -> Figures:
    return await Load(running.url, Crowd(board)).run(plan)


def _refused_nothing(outcome: Outcome) -> None:
    for figures in (*outcome.product, outcome.wechat, *(cell.closed for cell in outcome.cells)):
        if figures.refused:
            raise RuntimeError(f"{figures.refused} updates were refused")


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

"""Where the time of a turn goes: by layer, by statement, and by function; in one process, without HTTP.

A layer's time includes the layers it calls. Functions are profiled in a run of their own, since the profiler
makes small functions look large.
"""

from __future__ import annotations

import asyncio
import cProfile
import inspect
import io
import pstats
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from benchmarks.board import SharedBoard
from benchmarks.mix import Crowd
from benchmarks.product import assembled
from bot.adapters.collector import spare_what_stays
from bot.app import App
from bot.desk.desk import Desk
from bot.engine import outbox
from bot.handlers.telegram.intake import Gate
from bot.handlers.telegram.parsing import Ours
from storage.sqlite import turns
from storage.sqlite.statements import Statements
from storage.sqlite.work import SqliteWork
from storage.sqlite.writer import Writer

IN_FLIGHT = 48
_FUNCTIONS = 40
_LAYERS: tuple[tuple[object, str, str], ...] = (
    (Gate, "read", "update parsed"),
    (Writer, "_serve_batch", "batch: turns and commit"),
    (turns, "drive", "batch: turns"),
    (SqliteWork, "begin", "turn: begin"),
    (Desk, "needs", "turn: needs"),
    (SqliteWork, "more", "turn: more"),
    (Desk, "decide", "turn: decide"),
    (SqliteWork, "save", "turn: save"),
    (SqliteWork, "claim", "send: claim"),
    (outbox, "delivery_of", "send: draw"),
    (SqliteWork, "settle", "send: settle"),
)
_STATEMENTS = ("one", "all", "run", "run_many")


class Spent:
    """Calls and seconds by name."""

    def __init__(self) -> None:
        self._found: dict[str, list[float]] = defaultdict(lambda: [0, 0.0])

    def add(self, name: str, since: float) -> None:
        """Count one call that began at `since`."""
        entry = self._found[name]
        entry[0] += 1
        entry[1] += time.perf_counter() - since

    def table(self, messages: int) -> str:
        """Return a line for each name: calls and microseconds for each message, and for each call."""
        head = f"{'':34}{'calls/message':>14}{'us/message':>12}{'us/call':>10}\n"
        lines = sorted(self._found.items(), key=lambda entry: -entry[1][1])
        return head + "".join(
            f"{name:34}{calls / messages:14.2f}{spent / messages * 1e6:12.1f}{spent / calls * 1e6:10.1f}\n"
            for name, (calls, spent) in lines
        )


def show(messages: int) -> None:
    """Print layers, statements and functions."""
    layers, statements = Spent(), Spent()
    cpu, wall = asyncio.run(_play(messages, lambda: _layers(layers)))
    print(f"{messages} messages, {IN_FLIGHT} in flight: {cpu:.0f} us CPU each, {wall:.0f} us elapsed each\n")
    print(layers.table(messages))
    asyncio.run(_play(messages, lambda: _statements(statements)))
    print(statements.table(messages))
    print(_functions(messages))


async def _play(messages: int, around: Callable[[], Any] = nullcontext) -> tuple[float, float]:
    """Bring messages to the desk, warmed up; return the CPU and elapsed microseconds of each."""
    with tempfile.TemporaryDirectory() as folder:
        async with _ready(Path(folder)) as (app, gate):
            crowd = Crowd(SharedBoard(Path(folder) / "board"))
            spare_what_stays()
            await _post(gate, crowd, messages // 2)
            with around():
                cpu, wall = time.process_time(), time.perf_counter()
                await _post(gate, crowd, messages)
                await app.engine.sender.idle()
                spent, passed = time.process_time() - cpu, time.perf_counter() - wall
            return spent / messages * 1e6, passed / messages * 1e6


async def _post(gate: Gate, crowd: Crowd, messages: int) -> None:
    left = iter(range(messages))

    async def one() -> None:
        for _ in left:
            person, payload = crowd.next()
            await gate.take(gate.read(payload))
            crowd.done(person)

    await asyncio.gather(*(one() for _ in range(IN_FLIGHT)))


@asynccontextmanager
async def _ready(folder: Path) -> AsyncIterator[tuple[App, Gate]]:
    async with assembled(folder) as app:

        async def refuse(_refused: object) -> None:
            """Nobody hides here."""

        ours = Ours(app.telegram.bot if app.telegram else "", "bench_bot")
        yield app, Gate(ours, app.clock, app.engine.turns, refuse, lambda _chat: True)


@contextmanager
def _layers(spent: Spent) -> Iterator[None]:
    with ExitStack() as stack:
        for owner, name, label in _LAYERS:
            stack.enter_context(_instead(owner, name, _timed(getattr(owner, name), label, spent)))
        yield


@contextmanager
def _statements(spent: Spent) -> Iterator[None]:
    with ExitStack() as stack:
        for name in _STATEMENTS:
            stack.enter_context(_instead(Statements, name, _named(getattr(Statements, name), spent)))
        yield


def _timed(original: Callable[..., Any], label: str, spent: Spent) -> Callable[..., Any]:
    async def awaited(*args: object, **more: object) -> object:
        since = time.perf_counter()
        try:
            return await original(*args, **more)
        finally:
            spent.add(label, since)

    def called(*args: object, **more: object) -> object:
        since = time.perf_counter()
        try:
            return original(*args, **more)
        finally:
            spent.add(label, since)

    return awaited if inspect.iscoroutinefunction(original) else called


def _named(original: Callable[..., Any], spent: Spent) -> Callable[..., Any]:
    def called(run: Statements, name: str, *args: Any) -> object:  # noqa: ANN401  as the statement takes them
        since = time.perf_counter()
        try:
            return original(run, name, *args)
        finally:
            spent.add(name, since)

    return called


def _functions(messages: int) -> str:
    """Return the functions that take longest in either thread."""
    writing, looping, told = cProfile.Profile(), cProfile.Profile(), io.StringIO()
    for name, found in (("the writer's thread", writing), ("the event loop", looping)):
        around = _profiled_turns if found is writing else _profiled
        asyncio.run(_play(messages, lambda around=around, found=found: around(found)))  # type: ignore[misc]  # defaults bind the loop's values
        told.write(f"--- {name}\n")
        pstats.Stats(found, stream=told).strip_dirs().sort_stats("tottime").print_stats(_FUNCTIONS)
    return told.getvalue()


@contextmanager
def _profiled_turns(profile: cProfile.Profile) -> Iterator[None]:
    """Profile what the writer's thread drives."""
    original = turns.drive

    def drive(*args: Any) -> object:  # noqa: ANN401  as `turns.drive` takes them
        return profile.runcall(original, *args)

    with _instead(turns, "drive", drive):
        yield


@contextmanager
def _profiled(profile: cProfile.Profile) -> Iterator[None]:
    profile.enable()
    try:
        yield
    finally:
        profile.disable()


@contextmanager
def _instead(owner: object, name: str, value: object) -> Iterator[None]:
    kept = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, kept)

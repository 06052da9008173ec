"""The one thread that writes: takes waiting turns in batches, commits each batch once, then answers."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.ports import StoreError, StoreFull, Work
from storage.sqlite.transaction import transaction
from storage.sqlite.turns import BatchLost, BatchSpoiled, Runner, Shell, Turn, as_store_error

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one commit carries and how much may wait."""

    batch: int = 256
    work_seconds: float = 0.02
    waiting: int = 4_096
    drain_seconds: float = 8.0


@dataclass(slots=True)
class Figures:
    """What the writer has done so far; `waiting` is the queue as it is now."""

    turns: int = 0
    batches: int = 0
    replays: int = 0
    waiting: int = 0


class Writer:
    """Owns the connection that writes and the thread that uses it."""

    def __init__(
        self,
        connect: Callable[[], sqlite3.Connection],
        make_work: Callable[[sqlite3.Connection], Callable[[], Work]],
        limits: Limits,
    ) -> None:
        self.figures = Figures()
        self._connect = connect
        self._make_work = make_work
        self._limits = limits
        self._loop = asyncio.get_running_loop()
        self._engine: deque[Turn] = deque()
        self._intake: deque[Turn] = deque()
        self._wake = threading.Event()
        self._closing = False
        self._opened: asyncio.Future[None] = self._loop.create_future()
        self._ended: asyncio.Future[None] = self._loop.create_future()
        self._thread = threading.Thread(target=self._live, name="writer", daemon=True)

    async def open(self) -> None:
        """Start the thread; return when the database is open, or raise why it is not."""
        self._thread.start()
        await asyncio.shield(self._opened)

    def submit(self, shell: Shell, *, engine: bool) -> asyncio.Future[Any]:
        """Queue a turn; raise StoreFull at once when too many wait. A cancelled wait does not stop the turn."""
        queue = self._engine if engine else self._intake
        if self._closing:
            raise StoreError("the store is closed")
        if len(queue) >= self._limits.waiting:
            raise StoreFull(f"{len(queue)} turns wait already")
        turn = Turn(shell, self._loop.create_future())
        queue.append(turn)
        if not self._wake.is_set():
            self._wake.set()
        return turn.future

    async def close(self) -> None:
        """Finish what is queued and close the connection."""
        self._closing = True
        self._drain_until = time.monotonic() + self._limits.drain_seconds
        self._wake.set()
        if self._thread.ident is not None:
            await asyncio.shield(self._ended)

    def _live(self) -> None:
        try:
            connection = self._connect()
            runner = Runner(connection, self._make_work(connection))
        except BaseException as error:  # noqa: BLE001  # raised again by `open`, on the loop
            self._tell(self._opened.set_exception, error)
            self._tell(self._ended.set_result, None)
            return
        self._tell(self._opened.set_result, None)
        self._connection, self._runner = connection, runner
        try:
            self._serve()
        finally:
            connection.close()
            self._tell(self._ended.set_result, None)

    def _serve(self) -> None:
        while not (self._closing and not self._waiting()):
            self._wake.wait()
            self._wake.clear()
            while self._waiting():
                if self._closing and time.monotonic() > self._drain_until:
                    self._refuse(StoreError("the store closed before this turn's time came"))
                else:
                    self._serve_batch()

    def _waiting(self) -> int:
        self.figures.waiting = len(self._engine) + len(self._intake)
        return self.figures.waiting

    def _next(self) -> Turn:
        return self._engine.popleft() if self._engine else self._intake.popleft()

    def _serve_batch(self) -> None:
        """Run what waits, commit once, answer; whatever happens, everybody taken is answered and the thread lives."""
        taken: list[Turn] = []
        try:
            self._store(taken)
        except Exception as failure:
            log.exception("a batch of %d turns failed", len(taken))
            for turn in taken:
                turn.error = StoreError(f"the writer failed: {failure}")
        self.figures.batches += 1
        self.figures.turns += len(taken)
        self._answer(taken)

    def _store(self, taken: list[Turn]) -> None:
        try:
            with transaction(self._connection):
                self._take(taken)
        except (BatchSpoiled, sqlite3.Error) as failure:
            if taken:
                self._run_apart(taken)
            else:
                self._refuse(as_store_error(failure))

    def _take(self, taken: list[Turn]) -> None:
        limits, run = self._limits, self._runner.run
        # Our own work counts: on a busy machine, passing time would make many small commits of what could be one.
        until = time.thread_time() + limits.work_seconds
        while len(taken) < limits.batch and (self._engine or self._intake) and time.thread_time() < until:
            turn = self._next()
            taken.append(turn)
            run(turn)

    def _run_apart(self, taken: Sequence[Turn]) -> None:
        """Run a batch again with a savepoint each: a turn that raises is rolled back alone."""
        self.figures.replays += 1
        try:
            with transaction(self._connection):
                for turn in taken:
                    self._runner.run_apart(turn)
        except (BatchLost, sqlite3.Error) as failure:
            log.warning("a batch of %d turns was lost (%s); each is run again alone", len(taken), _reason(failure))
            self._run_alone(taken)

    def _run_alone(self, taken: Sequence[Turn]) -> None:
        """Run each turn in a transaction of its own: what cannot be stored fails alone."""
        for turn in taken:
            try:
                with transaction(self._connection):
                    self._runner.run_apart(turn)
            except (BatchLost, sqlite3.Error) as failure:
                turn.error = as_store_error(failure.__cause__ or failure)

    def _refuse(self, error: BaseException) -> None:
        """Fail what waits now: the database cannot be written at all."""
        refused = [self._next() for _ in range(self._waiting())]
        for turn in refused:
            turn.error = error
        self._answer(refused)

    def _answer(self, turns: Sequence[Turn]) -> None:
        """Hand all outcomes to the event loop at once."""
        self._tell(_resolve, turns)

    def _tell(self, function: Callable[..., object], argument: object) -> None:
        try:
            self._loop.call_soon_threadsafe(function, argument)
        except RuntimeError:
            log.warning("the event loop ended before the store was closed")


def _resolve(turns: Sequence[Turn]) -> None:
    for turn in turns:
        turn.resolve()


def _reason(failure: BaseException) -> str:
    cause = failure.__cause__ or failure
    return f"{type(cause).__name__}: {cause}"

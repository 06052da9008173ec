"""Running turns on the writer's connection: driven to the end in one go, apart when one of them fails."""

from __future__ import annotations

import asyncio
import contextvars
import sqlite3
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from bot.ports import Conflict, StoreError, Work

#: How often a turn is decided again because a drawn name was taken or a row had moved.
DRAWS = 8

Shell = Callable[[Work], Coroutine[None, None, Any]]


class TurnSuspended(Exception):
    """A turn waited for something other than its Work; on SQLite nothing could ever wake it."""


class BatchLost(Exception):
    """SQLite ended the transaction around us: nothing of this batch is stored."""


class BatchSpoiled(Exception):
    """A turn of a batch without savepoints raised: the batch must be rolled back and run again with them."""


@dataclass(slots=True, eq=False)
class Turn:
    """A turn that waits, or has been run: who asked, and what becomes of it."""

    shell: Shell
    future: asyncio.Future[Any]
    value: Any = None
    error: BaseException | None = None

    @property
    def name(self) -> str:
        """Return what to call the turn in a message to operators."""
        return getattr(self.shell, "__qualname__", repr(self.shell))

    def resolve(self) -> None:
        """Tell whoever asked, if they still wait; on the event loop."""
        if self.future.done():
            return
        if self.error is None:
            self.future.set_result(self.value)
        else:
            self.future.set_exception(self.error)


class Runner:
    """Runs turns inside a transaction somebody else began."""

    def __init__(self, connection: sqlite3.Connection, make_work: Callable[[], Work]) -> None:
        self._connection = connection
        self._execute = connection.execute
        self._make_work = make_work

    def run(self, turn: Turn) -> None:
        """Run a turn with no savepoint around it; raise BatchSpoiled when it raises.

        Nearly all turns succeed, and a savepoint makes SQLite copy every page a turn touches: without them
        a turn costs two thirds.
        """
        try:
            turn.value = drive(turn, self._make_work())
        except BaseException as error:
            raise BatchSpoiled from error

    def run_apart(self, turn: Turn) -> None:
        """Run a turn in its savepoint and keep its outcome; raise BatchLost when the transaction is gone."""
        try:
            for _draw in range(DRAWS):
                if self._attempt(turn):
                    return
        except sqlite3.Error as failure:
            raise BatchLost from failure

    def _attempt(self, turn: Turn) -> bool:
        """Run once; return False when the turn must be drawn again."""
        self._execute("SAVEPOINT turn")
        try:
            turn.value = drive(turn, self._make_work())
            turn.error = None
        except BaseException as error:  # whatever a turn raises is its asker's, never the writer's
            turn.error = as_store_error(error)
            if not self._connection.in_transaction:
                raise BatchLost from error
            self._execute("ROLLBACK TO turn")
        self._execute("RELEASE turn")
        return not isinstance(turn.error, Conflict)


def drive(turn: Turn, work: Work) -> Any:  # noqa: ANN401  # a turn returns what it likes
    """Run a turn's coroutine to its end in one go, in a context of its own; return what it returned."""
    coroutine = turn.shell(work)
    try:
        contextvars.Context().run(coroutine.send, None)
    except StopIteration as end:
        return end.value
    coroutine.close()
    raise TurnSuspended(f"{turn.name} waited for something other than its Work")


def as_store_error(error: BaseException) -> BaseException:
    """Return a failure of database or disk as StoreError; anything else is the turn's own fault and stays."""
    own_fault = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError, sqlite3.InterfaceError)
    if isinstance(error, sqlite3.Error) and not isinstance(error, own_fault):
        failure = StoreError(f"{type(error).__name__}: {error}")
        failure.__cause__ = error
        return failure
    return error

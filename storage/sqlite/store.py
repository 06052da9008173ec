"""The SQLite engine as a store: a writer, reads beside it, and the lock that keeps others out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Coroutine
from typing import TypeVar

from bot.ports import Reads, StoreError, Work
from storage import named
from storage.lock import SingleWriterLock
from storage.sqlite.connection import Location, open_writer
from storage.sqlite.reads import FileReads, QueuedReads
from storage.sqlite.schema import migrate
from storage.sqlite.work import works
from storage.sqlite.writer import Figures, Limits, Writer

T = TypeVar("T")


class SqliteStore:
    """One database; open it with `open`, and close it."""

    def __init__(self, location: Location, limits: Limits) -> None:
        self._location = location
        self._lock = SingleWriterLock(location.path) if location.path else None
        self._writer = Writer(self._connect, works, limits)
        self._reads: FileReads | QueuedReads = QueuedReads(lambda work: self._writer.submit(work, engine=True))

    @classmethod
    async def open(cls, location: Location, limits: Limits | None = None) -> SqliteStore:
        """Open (and make, and migrate) a database; raise StoreError or SchemaError when that cannot be."""
        store = cls(location, limits or Limits())
        try:
            await store._open()
        except BaseException:
            await store.close()
            raise
        return store

    async def turn(self, work: Callable[[Work], Coroutine[None, None, T]], *, engine: bool = False) -> T:
        """Run `work` as one transaction and return after its commit; a caller that is cancelled changes nothing."""
        outcome: T = await self._writer.submit(work, engine=engine)
        return outcome

    def reads(self) -> Reads:
        """Return the read-only side."""
        return self._reads

    def figures(self) -> Figures:
        """Return what the writer has done so far."""
        return self._writer.figures

    async def close(self) -> None:
        """Finish what is queued and close all connections; the lock goes last."""
        await self._reads.close()
        await self._writer.close()
        if self._lock:
            self._lock.release()

    async def _open(self) -> None:
        if self._lock and self._location.path:
            self._location.path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.take()
        await self._writer.open()
        await self._writer.submit(_free_what_the_dead_held, engine=True)
        if self._location.path:
            self._reads = FileReads()
            await self._reads.open(self._location.path)

    def _connect(self) -> sqlite3.Connection:
        try:
            connection = open_writer(self._location)
            migrate(connection, named.migrations())
        except sqlite3.Error as error:
            raise StoreError(f"{self._location.path}: {error}") from error
        return connection


async def _free_what_the_dead_held(work: Work) -> None:
    """End all leases, which only this store's owner gives: a page or a photo on its way must not wait for its lease."""
    await work.execute("outbox_holder_died")
    await work.execute("attachments_holder_died")

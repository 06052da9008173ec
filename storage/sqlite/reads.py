"""Reads that hold up no writer: a few read-only connections, or the writer's queue for a database in memory."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import aiosqlite

from bot.ports import StoreError, Work
from storage.named import QueryError
from storage.sqlite.connection import READING, reading_address
from storage.sqlite.statements import texts

log = logging.getLogger(__name__)

#: How many lists may be read at the same time.
READERS = 2
#: How long a read may hold up the closing, in seconds.
CLOSE_WITHIN = 2.0

Rows = Sequence[tuple[Any, ...]]


class QueuedReads:
    """Reads through the writer's queue: a database in memory belongs to one connection."""

    def __init__(self, turn: Callable[[Callable[[Work], Coroutine[None, None, Rows]]], asyncio.Future[Rows]]) -> None:
        self._turn = turn

    async def rows(self, query: str, *args: object) -> Rows:
        """Run one named read-only query."""
        return await self._turn(lambda work: work.execute(query, *args))

    async def close(self) -> None:
        """There is nothing of its own to close."""


class FileReads:
    """Reads on connections of their own, which see what is committed."""

    def __init__(self) -> None:
        self._exits = AsyncExitStack()
        self._free: asyncio.Queue[aiosqlite.Connection] = asyncio.Queue()

    async def open(self, path: Path) -> None:
        """Open the connections; close what was opened when one fails."""
        try:
            for _reader in range(READERS):
                connection = await _connect(path)
                self._exits.push_async_callback(_close, connection)
                self._free.put_nowait(connection)
        except BaseException:
            await self._exits.aclose()
            raise

    async def rows(self, query: str, *args: object) -> Rows:
        """Run one named read-only query."""
        if query not in texts():
            raise QueryError(f"no query is named {query}")
        connection = await self._free.get()
        try:
            found = await connection.execute_fetchall(texts()[query], args)
            return list(found)  # type: ignore[arg-type]  # plain tuples, since no row factory is set
        except (sqlite3.Error, ValueError) as error:
            raise StoreError(f"reading {query}: {error}") from error
        finally:
            self._free.put_nowait(connection)

    async def close(self) -> None:
        """Close all connections, whatever they are doing."""
        await self._exits.aclose()


async def _connect(path: Path) -> aiosqlite.Connection:
    async with AsyncExitStack() as exits:
        try:
            connection = await aiosqlite.connect(reading_address(path), uri=True, isolation_level=None)
            exits.push_async_callback(connection.close)
            for pragma in READING:
                await connection.execute_fetchall(f"PRAGMA {pragma}")
            # The first real look tells whether the file is a database at all.
            await connection.execute_fetchall("SELECT count(*) FROM sqlite_master")
        except sqlite3.Error as error:
            raise StoreError(f"{path}: {error}") from error
        exits.pop_all()
    return connection


async def _close(connection: aiosqlite.Connection) -> None:
    """Close a connection; what it reads for too long is cut off, so that the process can end."""
    # `close` cannot be cancelled: it waits for its thread even then. Cutting off the read lets the thread come to it.
    closing = asyncio.ensure_future(connection.close())
    await asyncio.wait({closing}, timeout=CLOSE_WITHIN)
    if not closing.done():
        log.warning("a read was cut off at closing")
        await connection.interrupt()
    await closing

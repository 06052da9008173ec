"""Opens a store by its address: the one door to the engines."""

from __future__ import annotations

from pathlib import Path

from bot.ports import Reads, StoreError
from storage.sqlite.connection import Location
from storage.sqlite.reads import FileReads
from storage.sqlite.store import SqliteStore
from storage.sqlite.writer import Limits

IN_MEMORY = "sqlite:///:memory:"
_SCHEME = "sqlite:///"


async def open_store(url: str = IN_MEMORY, limits: Limits | None = None) -> SqliteStore:
    """Open `sqlite:///relative.db`, `sqlite:////absolute.db` or `sqlite:///:memory:`; close it when done."""
    return await SqliteStore.open(location(url), limits)


async def open_reads(url: str) -> FileReads:
    """Open only the reading side, which works beside a running desk; close it when done."""
    path = location(url).path
    if path is None or not path.exists():
        raise StoreError(f"{url}: there is no such database")
    reads = FileReads()
    await reads.open(path)
    return reads


def location(url: str) -> Location:
    """Return where the database of an address lies."""
    if not url.startswith(_SCHEME) or url == _SCHEME:
        raise StoreError(f"{url!r} is no address of a database; write it like {_SCHEME}baoxiu.db")
    name = url.removeprefix(_SCHEME)
    return Location(None if name == ":memory:" else Path(name))


__all__ = ["IN_MEMORY", "Limits", "Reads", "location", "open_reads", "open_store"]

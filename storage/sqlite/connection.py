"""How the SQLite engine opens its databases, and what it insists on."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from bot.ports import StoreError

log = logging.getLogger(__name__)

#: How long a foreign lock is waited for; well under the ten seconds a stop may take.
BUSY_WITHIN_MS = 4_000
#: Statements kept prepared: more than there are queries, so that none is ever parsed twice.
PREPARED = 512
#: Pages written before the writer folds its log into the database.
CHECKPOINT_AFTER = 4_000
_FULL = 2
_OFF = 0


@dataclass(frozen=True, slots=True)
class Location:
    """Where a database lies; no path means in memory."""

    path: Path | None

    @property
    def in_memory(self) -> bool:
        """Tell whether nothing of it outlives the process."""
        return self.path is None


def open_writer(location: Location) -> sqlite3.Connection:
    """Return the one connection that writes, with every promise of durability checked."""
    connection = sqlite3.connect(
        location.path or ":memory:",
        isolation_level=None,
        cached_statements=PREPARED,
        timeout=BUSY_WITHIN_MS / 1000,
    )
    for pragma in _pragmas(location):
        connection.execute(f"PRAGMA {pragma}")
    _insist(connection, location)
    return connection


def reading_address(path: Path) -> str:
    """Return the address under which a database is opened for reading only."""
    return f"file:{quote(str(path))}?mode=ro"


#: What a reading connection is told first: it neither writes nor folds the log (D8).
READING = (f"busy_timeout = {BUSY_WITHIN_MS}", "query_only = ON", "wal_autocheckpoint = 0", "mmap_size = 0")


def _pragmas(location: Location) -> Sequence[str]:
    shared = (
        f"busy_timeout = {BUSY_WITHIN_MS}",
        "foreign_keys = ON",
        "temp_store = MEMORY",
        "cache_size = -65536",
        "mmap_size = 0",
    )
    if location.in_memory:
        return (*shared, "synchronous = OFF")
    return (*shared, "journal_mode = WAL", "synchronous = FULL", f"wal_autocheckpoint = {CHECKPOINT_AFTER}")


def _insist(connection: sqlite3.Connection, location: Location) -> None:
    wanted = {
        "foreign_keys": 1,
        "journal_mode": "memory" if location.in_memory else "wal",
        "synchronous": _OFF if location.in_memory else _FULL,
    }
    for name, value in wanted.items():
        (found,) = connection.execute(f"PRAGMA {name}").fetchone()
        if found != value:
            raise StoreError(f"{location.path}: {name} is {found}, and must be {value}")
    if not location.in_memory:
        _warn_of_reset_bug()


@cache
def _warn_of_reset_bug() -> None:
    if has_reset_bug(sqlite3.sqlite_version_info):
        log.warning(
            "SQLite %s may corrupt a database when two connections fold the log at once (fixed in 3.51.3); "
            "only the writer does so here, and nothing else should open the file for writing",
            sqlite3.sqlite_version,
        )


def has_reset_bug(version: tuple[int, int, int]) -> bool:
    """Tell whether this SQLite has the WAL-reset bug: 3.7.0 to 3.51.2 but for two mended branches."""
    if version[:2] == (3, 44):
        return version < (3, 44, 6)
    if version[:2] == (3, 50):
        return version < (3, 50, 7)
    return (3, 7, 0) <= version < (3, 51, 3)

"""A lock beside the database, so that two processes never write it."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import IO

from bot.ports import StoreError


class AlreadyOpen(StoreError):
    """Another process has the database open for writing."""


class SingleWriterLock:
    """Held from `take` to `release`; the system lets go of it when the process dies, however it dies."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".lock")
        self._file: IO[bytes] | None = None

    def take(self) -> None:
        """Take the lock at once, or raise AlreadyOpen."""
        file = self._path.open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            raise AlreadyOpen(f"{self._path} is held by another process: is the desk running?") from error
        self._file = file

    def release(self) -> None:
        """Let go; the file stays, since removing it would race with the next taker."""
        if self._file is not None:
            self._file.close()
            self._file = None

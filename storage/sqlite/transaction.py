"""One transaction on a connection: begun at once for writing, committed or rolled back whole."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit what happens inside, or roll it back and let the exception pass."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        roll_back(connection)
        raise


def roll_back(connection: sqlite3.Connection) -> None:
    """End the open transaction, if SQLite has not already ended it itself."""
    if connection.in_transaction:
        # A rollback that fails has nothing left to undo: the transaction is gone with the error that ended it.
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")

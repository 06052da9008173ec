"""Brings a database to the schema of this program, and refuses one that is ahead of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from storage.named import Migration
from storage.sqlite.transaction import transaction

_TABLE = """CREATE TABLE IF NOT EXISTS migrations (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL
) STRICT"""


class SchemaError(Exception):
    """The database is of a newer program, or of one whose migrations read differently."""


def migrate(connection: sqlite3.Connection, steps: Sequence[Migration]) -> int:
    """Apply what is missing, each step in a transaction of its own; return how many were applied."""
    applied = _applied(connection)
    _compare(applied, steps)
    missing = steps[len(applied) :]
    for step in missing:
        _apply(connection, step)
    return len(missing)


def _applied(connection: sqlite3.Connection) -> Sequence[tuple[int, str]]:
    with transaction(connection):
        connection.execute(_TABLE)
        return connection.execute("SELECT number, checksum FROM migrations ORDER BY number").fetchall()


def _compare(applied: Sequence[tuple[int, str]], steps: Sequence[Migration]) -> None:
    if len(applied) > len(steps):
        raise SchemaError(
            f"the database is at migration {applied[-1][0]}, this program knows {len(steps)}: use a newer program",
        )
    for (number, checksum), step in zip(applied, steps, strict=False):
        if checksum != step.checksum:
            raise SchemaError(f"migration {number} was applied with another text than this program has")


def _apply(connection: sqlite3.Connection, step: Migration) -> None:
    with transaction(connection):
        for statement in statements(step.text):
            connection.execute(statement)
        connection.execute(
            "INSERT INTO migrations (number, name, checksum) VALUES (?, ?, ?)",
            (step.number, step.name, step.checksum),
        )


def statements(text: str) -> Iterator[str]:
    """Yield the statements of a script one by one (`executescript` would commit in between)."""
    gathered = ""
    for line in text.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            yield gathered.strip()
            gathered = ""
    if gathered.strip():
        raise SchemaError(f"a migration ends in the middle of a statement: {gathered.strip()[:60]}")

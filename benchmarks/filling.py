"""A desk that has been in use for long: many conversations, updates taken in, and timers still to come."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from msgspec.structs import astuple

from bot.desk import rows
from storage import named
from storage.sqlite.connection import Location, open_writer
from storage.sqlite.schema import migrate
from storage.sqlite.statements import texts
from storage.sqlite.transaction import transaction

#: Identifiers far below those of a desk that runs today.
_FIRST = 1_000_000
_THEN = 1_700_000_000_000_000
#: The timers come years from now: they lie there and are never due.
_LATER = 2_500_000_000_000_000
_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Amount:
    """How full."""

    conversations: int = 100_000
    updates: int = 1_000_000
    timers: int = 1_000_000


FULL = Amount()


def fill(path: Path, bot: str, amount: Amount = FULL) -> None:
    """Write a desk's database with so much in it."""
    connection = open_writer(Location(path))
    try:
        migrate(connection, named.migrations())
        _write(connection, "replace_persons", (_person(number) for number in range(amount.conversations)))
        _write(connection, "insert_accounts", (_account(bot, number) for number in range(amount.conversations)))
        _write(connection, "insert_conversations", (_talk(bot, number) for number in range(amount.conversations)))
        _write(connection, "inbox_take", (_arrival(bot, number, amount) for number in range(amount.updates)))
        _write(connection, "replace_timers", (_timer(number) for number in range(amount.timers)))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _write(connection: sqlite3.Connection, name: str, values: Iterable[Sequence[object]]) -> None:
    text, left = texts()[name], iter(values)
    for batch in iter(lambda: list(islice(left, _AT_ONCE)), []):
        with transaction(connection):
            connection.executemany(text, batch)


def _person(number: int) -> Sequence[object]:
    return astuple(rows.Person(id=_FIRST + number, name="Li", language="zh", created_at=_THEN))


def _account(bot: str, number: int) -> Sequence[object]:
    name, own = str(number), _FIRST + number
    return astuple(rows.Account(id=own, bot=bot, address=name, person=own, chat=name, name="Li", created_at=_THEN))


def _talk(bot: str, number: int) -> Sequence[object]:
    talk = rows.Conversation(id=_FIRST + number, bot=bot, chat=str(number), thread="", account=_FIRST + number)
    return astuple(talk)


def _arrival(bot: str, number: int, amount: Amount) -> Sequence[object]:
    return (bot, str(number), _THEN + number, str(number % amount.conversations))


def _timer(number: int) -> Sequence[object]:
    return astuple(rows.Timer(id=_FIRST + number, kind="idle", due_at=_LATER + number, conversation=_FIRST + number))

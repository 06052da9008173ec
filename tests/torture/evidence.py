"""What is left when all is quiet: the database at rest, and what each person saw."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from bot.domain import numbers
from tests.torture.desk import Desk
from tests.torture.phones import Phone, Seen

#: A text or a file, as it is told apart from others of its chat.
Thing = tuple[str, str]
K = TypeVar("K")


@dataclass(frozen=True)
class Message:
    """One row of the outbox that is a message of its own, with what it should show."""

    row: sqlite3.Row
    things: tuple[Thing, ...]

    @property
    def id(self) -> int:
        return int(self.row["id"])

    @property
    def has_left(self) -> bool:
        return bool(self.row["attempt"])

    @property
    def is_carried(self) -> bool:
        """Whether it went with others of its chat, in one message that tells of them all."""
        return self.row["bundle"] is not None


class Evidence:
    """All that invariants look at."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.ledger = desk.ledger
        self.folder = desk.served.folder
        self.phones: Mapping[str, Phone] = {phone.chat: phone for phone in desk.phones}
        with closing(sqlite3.connect(self.folder / "baoxiu.db")) as database:
            database.row_factory = sqlite3.Row
            self._tables = {name: _table(database, name) for name in _tables(database)}
            self.integrity = [row[0] for row in database.execute("PRAGMA integrity_check")]
            self.foreign = [tuple(row) for row in database.execute("PRAGMA foreign_key_check")]

    def rows(self, table: str) -> Sequence[sqlite3.Row]:
        """All rows of a table; none where there is no such table."""
        return self._tables.get(table, [])

    @property
    def tables(self) -> Sequence[str]:
        return list(self._tables)

    @cached_property
    def tickets(self) -> Mapping[int, sqlite3.Row]:
        return {row["id"]: row for row in self.rows("tickets")}

    @cached_property
    def events(self) -> Mapping[int, list[sqlite3.Row]]:
        """The timeline of each ticket."""
        found = defaultdict(list)
        for row in sorted(self.rows("events"), key=lambda row: row["sequence"]):
            found[row["ticket"]].append(row)
        return found

    @cached_property
    def messages(self) -> Sequence[Message]:
        """What went out, or should have, but for cards and answers to presses."""
        sends = (row for row in self.rows("outbox") if row["kind"] == "send" and not row["edits"])
        return [Message(row, () if row["bundle"] is not None else _things(json.loads(row["body"]))) for row in sends]

    @cached_property
    def sightings(self) -> Counter[tuple[str, Thing]]:
        """How often each thing appeared anew in each chat; where nobody watches, as its page would show it."""
        found = Counter({key: len(seen) for key, seen in self._by_thing.items()})
        for row in self.rows("mailbox"):
            chat = f"web:desk/{row['chat']}"
            if chat not in self.phones and not row["author"]:
                found.update((chat, thing) for thing in _things(json.loads(row["body"])))
        return found

    def shown(self, ticket: int) -> str:
        """A ticket's number as people read it."""
        return numbers.show(self.tickets[ticket]["number"])

    def came(self, message: Message) -> list[float]:
        """When a call came to its phone: each time, alone or with others."""
        chat, number = message.row["chat_key"], self.shown(message.row["ticket"])
        if message.is_carried:
            found = self._by_key[chat, message.row["external_id"]]
            return [seen.at for seen in found if number in seen.text]
        return [seen.at for thing in message.things for seen in self._by_thing[chat, thing]]

    @cached_property
    def _by_thing(self) -> Mapping[tuple[str, Thing], list[Seen]]:
        return _sorted_by(self.phones.values(), lambda seen: (seen.chat, thing_of(seen)))

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, str], list[Seen]]:
        return _sorted_by(self.phones.values(), lambda seen: (seen.chat, seen.key))


def _sorted_by(phones: Iterable[Phone], key: Callable[[Seen], K]) -> Mapping[K, list[Seen]]:
    """What appeared anew on these phones, each under its key."""
    found: defaultdict[K, list[Seen]] = defaultdict(list)
    for seen in (seen for phone in phones for seen in phone.inbox if not seen.is_edit):
        found[key(seen)].append(seen)
    return found


def thing_of(seen: Seen) -> Thing:
    """What a message on a screen shows."""
    return ("file", hashlib.sha256(seen.file).hexdigest()) if seen.file else ("text", seen.words)


def _things(body: Mapping[str, Any]) -> tuple[Thing, ...]:
    text = str(body["text"]).strip()
    files = tuple(("file", str(media["digest"])) for media in body.get("files", ()))
    return (*((("text", text),) if text else ()), *files)


def _tables(database: sqlite3.Connection) -> list[str]:
    found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    return [row[0] for row in found]


def _table(database: sqlite3.Connection, name: str) -> list[sqlite3.Row]:
    return database.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608  a name of the database's own

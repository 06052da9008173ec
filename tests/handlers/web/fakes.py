"""Stand-ins around the web chat: a mailbox in memory, and reads that answer from rows put there by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from bot.desk.rows import Account, EventRow, Person, TicketRow
from bot.messages import Body
from bot.ports import MailboxEntry, StoreError


@dataclass
class MemoryMailbox:
    """Keeps entries as the stored one does: replacing an entry gives it a new id."""

    entries: dict[tuple[str, str], MailboxEntry] = field(default_factory=dict)
    newest: int = 0
    failures: list[StoreError] = field(default_factory=list)

    async def put(self, chat: str, key: str, at: int, author: int, body: Body) -> int:
        if self.failures:
            raise self.failures.pop(0)
        self.newest += 1
        known = self.entries.pop((chat, key), None)
        at = known.at if known else at
        entry = MailboxEntry(id=self.newest, key=key, chat=chat, at=at, own=int(author > 0), author=author, body=body)
        self.entries[chat, key] = entry
        return self.newest

    async def since(self, chat: str, after: int, limit: int) -> Sequence[MailboxEntry]:
        mine = [entry for entry in self.entries.values() if entry.chat == chat and entry.id > after]
        return sorted(mine, key=lambda entry: entry.id)[:limit]

    def of(self, chat: str) -> list[MailboxEntry]:
        """Return a chat's entries in the order of their change."""
        return sorted((entry for entry in self.entries.values() if entry.chat == chat), key=lambda each: each.id)


@dataclass
class FakeReads:
    """Answers the named queries of the web chat."""

    mailbox: MemoryMailbox
    people: dict[str, tuple[Account, Person]] = field(default_factory=dict)
    tickets: list[TicketRow] = field(default_factory=list)
    events: list[EventRow] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)

    async def rows(self, query: str, *args: Any) -> Sequence[tuple[Any, ...]]:
        return list(getattr(self, f"_{query}")(*args))

    def _account_by_address(self, _bot: str, address: str) -> Sequence[tuple[Any, ...]]:
        found = self.people.get(address)
        return [(*_columns(found[0]), *_columns(found[1]))] if found else []

    def _newest_open_ticket_of_account(self, account: int) -> Sequence[tuple[Any, ...]]:
        mine = [each for each in self.tickets if each.account == account and each.closed_at is None]
        return [_columns(each) for each in mine[-1:]]

    def _newest_ticket_of_account(self, account: int) -> Sequence[tuple[Any, ...]]:
        return [_columns(each) for each in self.tickets if each.account == account][-1:]

    def _ticket_by_number(self, number: str) -> Sequence[tuple[Any, ...]]:
        return [
            (*_columns(each), "", self.names.get(each.assignee or 0, ""))
            for each in self.tickets
            if each.number == number
        ]

    def _events_of_ticket(self, ticket: int) -> Sequence[tuple[Any, ...]]:
        return [(*_columns(each), None, None) for each in self.events if each.ticket == ticket]

    def _web_file(self, own: str, room: str, digest: str) -> Sequence[tuple[Any, ...]]:
        bodies = [
            msgspec.json.encode(each.body).decode()
            for each in self.mailbox.entries.values()
            if each.chat in {own, room}
        ]
        return [(body,) for body in bodies if digest in body]


def _columns(row: msgspec.Struct) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in row.__struct_fields__)


class CountingIds:
    """Ids that are the same in every run."""

    def __init__(self) -> None:
        self.drawn = 0

    def new(self) -> int:
        self.drawn += 1
        return self.drawn

    def below(self, bound: int) -> int:
        return self.new() % bound

    def token(self) -> str:
        return f"token{self.new():017}"

    def salt(self) -> bytes:
        return self.new().to_bytes(16, "big")

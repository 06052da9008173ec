"""All that the database knows of one ticket, read for `baoxiu ticket show`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.app.columns import of_columns
from bot.commands.reading import desk_time
from bot.desk import codec, rows
from bot.domain import clocks, numbers
from bot.domain.lifecycle import respond_within
from bot.domain.ticket import micros_to_instant
from bot.ports import Reads

_EVENT = len(rows.EventRow.__struct_fields__)
_PAGE = len(rows.Page.__struct_fields__)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketFile:
    """A ticket with its people, timeline and pages, as at desk time `now`."""

    row: rows.TicketRow
    reporter: str
    assignee: str
    policy: str
    events: Sequence[tuple[rows.EventRow, str]]
    pages: Sequence[tuple[rows.Page, str, str]]
    names: Mapping[int, str]
    now: int

    @property
    def instants(self) -> tuple[int, ...]:
        """Return when each event of the timeline happened."""
        return tuple(event.at for event, _words in self.events)

    def plain(self, *, with_working: bool = False) -> dict[str, Any]:
        """Return it as one JSON document; with the clock's working when asked."""
        row = self.row
        found = {
            "number": numbers.show(numbers.Number(row.number)),
            "kind": row.kind,
            "severity": row.severity,
            "state": row.state,
            "customer": self.reporter,
            "assignee": self.assignee,
            "language": row.language,
            "notice_at": _iso(row.notice_at),
            "opened_at": _iso(row.opened_at),
            "respond_due_at": _iso(row.respond_due_at),
            "responded_at": _iso(row.responded_at),
            "solved_at": _iso(row.solved_at),
            "closed_at": _iso(row.closed_at),
            "closed_by": row.closed_by,
            "waiting_for": row.waiting_for,
            "score": row.score,
            "record": json.loads(row.record),
            "policy": json.loads(self.policy),
            "timeline": [self._event(event, words) for event, words in self.events],
            "pages": [_page(*page) for page in self.pages],
        }
        return {**found, "why": list(self.working())} if with_working else found

    def working(self) -> tuple[str, ...]:
        """Return how the clock of the first answer was counted, line by line."""
        ticket = codec.ticket_of(self.row)
        within = respond_within(codec.thaw(self.policy), ticket.kind, ticket.severity)
        until_at = ticket.responded_at or ticket.closed_at or micros_to_instant(self.now)
        reading = clocks.read(ticket.notice_at, within, (), until_at)
        if ticket.responded_at is None:
            return (*reading.working, "no person has answered yet")
        met = "in time" if ticket.responded_at <= ticket.respond_due_at else "late"
        return (*reading.working, f"a person answered {ticket.responded_at.isoformat()}, {met}")

    def _event(self, event: rows.EventRow, words: str) -> dict[str, Any]:
        by = "desk" if event.by is None else self.names.get(event.by) or "somebody"
        erased = bool(event.digest) and not words
        return {
            "at": _iso(event.at),
            "kind": event.kind,
            "by": by,
            "data": json.loads(event.data),
            "words": {"": "(erased)"} if erased else json.loads(words or "{}"),
        }


async def read(reads: Reads, number: numbers.Number) -> TicketFile | None:
    """Return everything about a ticket, None when there is none of this number."""
    found = await reads.rows("ticket_by_number", number)
    if not found:
        return None
    row, reporter, assignee = of_columns(rows.TicketRow, found[0]), str(found[0][-2]), str(found[0][-1])
    staff = await reads.rows("roster")
    policy = await reads.rows("policy", row.policy)
    return TicketFile(
        row=row,
        reporter=reporter,
        assignee=assignee,
        policy=of_columns(rows.PolicyRow, policy[0]).body,
        events=await _events(reads, row.id),
        pages=await _pages(reads, row.id),
        names={**{int(each[0]): str(each[1]) for each in staff}, row.reporter: reporter},
        now=await desk_time(reads),
    )


async def _events(reads: Reads, ticket: int) -> Sequence[tuple[rows.EventRow, str]]:
    found = await reads.rows("events_of_ticket", ticket)
    return [(of_columns(rows.EventRow, row), str(row[_EVENT + 1] or "")) for row in found]


async def _pages(reads: Reads, ticket: int) -> Sequence[tuple[rows.Page, str, str]]:
    found = await reads.rows("pages_of_ticket", ticket)
    return [(of_columns(rows.Page, row), str(row[_PAGE] or ""), str(row[_PAGE + 1])) for row in found]


def _page(page: rows.Page, person: str, state: str) -> dict[str, Any]:
    return {"at": _iso(page.at), "person": person, "rung": page.rung, "round": page.round, "state": state}


def _iso(micros: int | None) -> str | None:
    return None if micros is None else micros_to_instant(micros).isoformat()

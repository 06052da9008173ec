"""Holds every timeline against its chain, its ticket and the hourly anchors."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.app.columns import of_columns
from bot.desk import rows
from bot.domain import numbers
from bot.domain.events import GENESIS, Link, personal_digest, seal
from bot.engine.anchors import anchor_digest
from bot.ports import Reads

#: Tickets read at a time.
_PART = 200
_EVENT = len(rows.EventRow.__struct_fields__)


@dataclass(slots=True)
class Findings:
    """How much was looked at, and what is wrong, a line each."""

    tickets: int = 0
    events: int = 0
    anchors: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Head:
    """What a ticket's own row says of its timeline."""

    ticket: int
    number: str
    sequence: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """One event as it is stored, with its personal words where they have not been erased."""

    row: rows.EventRow
    salt: bytes | None
    words: str


async def verify_all(reads: Reads) -> Findings:
    """Return what is wrong with the timelines of all tickets."""
    found = Findings()
    shown: dict[int, str] = {}
    async for head in _heads(reads):
        events = [_kept(row) for row in await reads.rows("events_of_ticket", head.ticket)]
        shown[head.ticket] = head.number
        found.tickets, found.events = found.tickets + 1, found.events + len(events)
        found.problems += [f"{head.number}: {problem}" for problem in problems_of(head, events)]
    for (ticket,) in await reads.rows("audit_strays"):
        found.problems.append(f"ticket {ticket} was removed, its events are still there")
    await _anchors(reads, found, shown)
    return found


def problems_of(head: Head, events: Sequence[Kept]) -> Iterator[str]:
    """Yield what is wrong with one timeline: events changed, removed from within, or cut off its end."""
    previous, expected = GENESIS, 1
    for kept in events:
        row = kept.row
        if row.sequence != expected:
            yield f"event {_span(expected, row.sequence - 1)} was removed"
            # The next link hangs on what is gone: its own hash is all there is to go on from.
        elif seal(previous, _link(row)) != row.hash or not _is_own(kept):
            yield f"event {row.sequence} ({row.kind}) was changed"
        previous, expected = row.hash, row.sequence + 1
    if expected <= head.sequence:
        yield f"event {_span(expected, head.sequence)} was cut off"
    elif previous != head.hash:
        yield "the timeline does not end as its ticket says"


def _is_own(kept: Kept) -> bool:
    """Tell whether the personal words are those that were sealed; erased ones are nobody's."""
    if kept.salt is None:
        return True
    return personal_digest(kept.salt, kept.words) == kept.row.digest


async def _anchors(reads: Reads, found: Findings, shown: dict[int, str]) -> None:
    """Hold every anchor against the one before it, and the events against the heads it names."""
    previous = b""
    for anchor, digest in await reads.rows("audit_anchors"):
        heads = await reads.rows("audit_anchor_heads", anchor)
        found.anchors += 1
        if anchor_digest(previous, [head[:3] for head in heads]) != digest:
            found.problems.append(f"anchor {anchor} does not fit its heads or the anchor before it")
        for ticket, sequence, head, stored in heads:
            if stored != head:
                name = shown.get(ticket, f"ticket {ticket}")
                what = "was removed" if stored is None else "was changed"
                found.problems.append(f"{name}: event {sequence} {what} after it had been anchored")
        previous = digest


async def _heads(reads: Reads) -> AsyncIterator[Head]:
    last = -1
    while part := await reads.rows("audit_tickets", last, _PART):
        for ticket, number, sequence, head in part:
            yield Head(int(ticket), numbers.show(number), int(sequence), bytes(head))
        last = int(part[-1][0])


def _kept(row: Sequence[Any]) -> Kept:
    return Kept(of_columns(rows.EventRow, row), row[_EVENT], str(row[_EVENT + 1] or ""))


def _link(row: rows.EventRow) -> Link:
    return Link(row.ticket, row.sequence, row.kind, row.version, row.at, row.by, row.data, row.digest)


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} to {last}"

"""Between domain values and the rows that keep them."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec

from bot.desk import rows
from bot.domain import events, policy
from bot.domain.events import Event, Link
from bot.domain.severity import Severity
from bot.domain.ticket import State, Ticket, instant_to_micros, micros_to_instant
from bot.messages import Incoming

encode_json = msgspec.json.Encoder().encode
decode_json = msgspec.json.Decoder().decode
_decode_incoming = msgspec.json.Decoder(Incoming).decode


def to_text(value: object) -> str:
    """Return a value as the JSON text a row keeps."""
    return encode_json(value).decode()


def from_text(text: str) -> Any:  # noqa: ANN401  JSON is what it is
    """Return the value of a row's JSON text."""
    return decode_json(text)


def incoming_of(text: str) -> Incoming:
    """Return the message of a row's JSON text."""
    return _decode_incoming(text)


@lru_cache(maxsize=64)
def thaw(canonical: str) -> policy.Policy:
    """Return the policy of a stored text; there are few of them."""
    return policy.thaw(canonical)


def ticket_of(row: rows.TicketRow) -> Ticket:
    """Return the ticket a row keeps."""
    return Ticket(
        id=row.id,  # type: ignore[arg-type]  # rows hold plain integers and strings for the NewTypes
        number=row.number,  # type: ignore[arg-type]  # a NewType
        kind=row.kind,  # type: ignore[arg-type]  # a literal
        severity=Severity(row.severity),
        reporter=row.reporter,  # type: ignore[arg-type]  # a NewType
        language=row.language,
        notice_at=micros_to_instant(row.notice_at),
        opened_at=micros_to_instant(row.opened_at),
        policy=row.policy,
        respond_due_at=micros_to_instant(row.respond_due_at),
        state=State(row.state),
        stage=row.stage,
        sequence=row.sequence,
        assignee=row.assignee,  # type: ignore[arg-type]  # a NewType
        last_assignee=row.last_assignee,  # type: ignore[arg-type]  # a NewType
        on_site=bool(row.on_site),
        eta_at=_instant(row.eta_at),
        waiting_for=row.waiting_for,
        responded_at=_instant(row.responded_at),
        solved_at=_instant(row.solved_at),
        closed_at=_instant(row.closed_at),
        closed_by=row.closed_by,
        reopened=row.reopened,
        score=row.score,
        score_reason=row.score_reason,
        media=row.media,
        parent=row.parent,  # type: ignore[arg-type]  # a NewType
        severity_offer=None if row.severity_offer is None else Severity(row.severity_offer),
        logged_by=row.logged_by,  # type: ignore[arg-type]  # a NewType
        by_phone=bool(row.by_phone),
        offered_to=row.offered_to,  # type: ignore[arg-type]  # a NewType
        offered_by=row.offered_by,  # type: ignore[arg-type]  # a NewType
        record=from_text(row.record),
    )


def ticket_row(ticket: Ticket, account: int, head: bytes) -> rows.TicketRow:
    """Return the row that keeps a ticket; `head` is the hash of its newest event."""
    return rows.TicketRow(
        id=ticket.id,
        number=ticket.number,
        kind=ticket.kind,
        severity=int(ticket.severity),
        reporter=ticket.reporter,
        language=ticket.language,
        notice_at=instant_to_micros(ticket.notice_at),
        opened_at=instant_to_micros(ticket.opened_at),
        policy=ticket.policy,
        respond_due_at=instant_to_micros(ticket.respond_due_at),
        state=ticket.state.value,
        stage=ticket.stage,
        sequence=ticket.sequence,
        assignee=ticket.assignee,
        last_assignee=ticket.last_assignee,
        on_site=int(ticket.on_site),
        eta_at=_micros(ticket.eta_at),
        waiting_for=ticket.waiting_for,
        responded_at=_micros(ticket.responded_at),
        solved_at=_micros(ticket.solved_at),
        closed_at=_micros(ticket.closed_at),
        closed_by=ticket.closed_by,
        reopened=ticket.reopened,
        score=ticket.score,
        score_reason=ticket.score_reason,
        media=ticket.media,
        parent=ticket.parent,
        severity_offer=None if ticket.severity_offer is None else int(ticket.severity_offer),
        record=events.canonical(ticket.record),
        account=account,
        head=head,
        logged_by=ticket.logged_by,
        by_phone=int(ticket.by_phone),
        offered_to=ticket.offered_to,
        offered_by=ticket.offered_by,
    )


def seal_event(
    event: Event, ticket: Ticket, ids: tuple[int, bytes], previous: bytes
) -> tuple[rows.EventRow, rows.PersonalRow | None]:
    """Return an event as a link of its ticket's chain, and its personal words apart.

    `ticket` is the ticket after the event; `ids` are the row's id and the salt of its words.
    """
    event_id, salt = ids
    words = events.canonical(event.personal) if event.personal else ""
    digest = events.personal_digest(salt, words)
    link = Link(
        ticket=ticket.id,
        sequence=ticket.sequence,
        kind=event.kind,
        version=events.VERSIONS[event.kind],
        at=instant_to_micros(event.at),
        by=event.by,
        data=events.canonical(event.data),
        digest=digest,
    )
    row = rows.EventRow(id=event_id, hash=events.seal(previous, link), **_link_fields(link))
    personal = rows.PersonalRow(event=event_id, ticket=ticket.id, salt=salt, words=words) if words else None
    return row, personal


def event_of(row: rows.EventRow, words: str) -> Event:
    """Return the event of a stored link; `words` is its personal text, "" when there is none or it was erased."""
    return Event(
        kind=row.kind,
        at=micros_to_instant(row.at),
        by=row.by,  # type: ignore[arg-type]  # a NewType
        data=from_text(row.data),
        personal=from_text(words) if words else {},
    )


def _link_fields(link: Link) -> dict[str, Any]:
    names = ("ticket", "sequence", "kind", "version", "at", "by", "data", "digest")
    return {name: getattr(link, name) for name in names}


def _instant(micros: int | None) -> datetime | None:
    return None if micros is None else micros_to_instant(micros)


def _micros(at: datetime | None) -> int | None:
    return None if at is None else instant_to_micros(at)

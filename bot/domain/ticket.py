"""A ticket: its states, and how each event of its timeline moves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.domain.commands import TicketKind
from bot.domain.severity import Severity

if TYPE_CHECKING:
    from bot.domain.events import Event
    from bot.domain.numbers import Number
    from bot.ids import PersonId, TicketId


class State(StrEnum):
    """Where a ticket stands."""

    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    WORKING = "working"
    WAITING = "waiting"
    SOLVED = "solved"
    CLOSED = "closed"
    CANCELLED = "cancelled"


ENDED = frozenset({State.CLOSED, State.CANCELLED})
IN_HAND = frozenset({State.ACKNOWLEDGED, State.WORKING, State.WAITING})


@dataclass(frozen=True, slots=True)
class Ticket:
    """What the desk knows of one report; always the fold of its events.

    `stage` counts the changes of state, assignee and severity: buttons are bound to it.
    `sequence` counts all events. `responded_at` is the first word of a person the customer could see (CK-10),
    since `notice_at`: the customer's notice, or the one that the repair did not hold. One that came by telephone was
    written down by `logged_by`; `by_phone` when its reporter has no chat, so that all word to them goes by telephone.
    `offered_to` has been asked by `offered_by` to take it.
    """

    id: TicketId
    number: Number
    kind: TicketKind
    severity: Severity
    reporter: PersonId
    language: str
    notice_at: datetime
    opened_at: datetime
    policy: str
    respond_due_at: datetime
    state: State = State.NEW
    stage: int = 1
    sequence: int = 1
    assignee: PersonId | None = None
    last_assignee: PersonId | None = None
    on_site: bool = False
    eta_at: datetime | None = None
    waiting_for: str = ""
    responded_at: datetime | None = None
    solved_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: str = ""
    reopened: int = 0
    score: int | None = None
    score_reason: str = ""
    media: int = 0
    parent: TicketId | None = None
    severity_offer: Severity | None = None
    logged_by: PersonId | None = None
    by_phone: bool = False
    offered_to: PersonId | None = None
    offered_by: PersonId | None = None
    record: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has the ball."""
        return self.state not in ENDED

    @property
    def owes_answer(self) -> bool:
        """Tell whether the customer still waits for words of ours.

        To be told that somebody has taken it is a response (CK-10), and the promise of an answer by the same instant.
        """
        return self.is_open and (self.responded_at is None or self.state is State.ACKNOWLEDGED)


def fold(ticket: Ticket, event: Event) -> Ticket:
    """Return the ticket after `event`; the kind's rule below says what moved."""
    change = _FOLDS[event.kind](ticket, event)
    moved = any(name in change and change[name] != getattr(ticket, name) for name in ("state", "assignee", "severity"))
    return replace(ticket, sequence=ticket.sequence + 1, stage=ticket.stage + moved, **change)


_Change = dict[str, Any]
_Fold = Callable[[Ticket, "Event"], _Change]


def _amended(ticket: Ticket, event: Event) -> _Change:
    name = str(event.data["name"])
    value = event.personal.get("value", "")
    return {"record": {**ticket.record, name: value}}


def _attached(ticket: Ticket, event: Event) -> _Change:
    return {"media": ticket.media + _integer(event.data["count"])}


def _said(ticket: Ticket, event: Event) -> _Change:
    working = {"state": State.WORKING} if ticket.state is State.ACKNOWLEDGED else {}
    return {"responded_at": ticket.responded_at or event.at, **working}


def _acknowledged(ticket: Ticket, event: Event) -> _Change:
    """Give it to whoever acted; that answers the customer, unless they have no chat in which to see it (CK-10)."""
    return {
        "state": State.ACKNOWLEDGED,
        "assignee": event.by,
        "last_assignee": event.by,
        "responded_at": ticket.responded_at if ticket.by_phone else ticket.responded_at or event.at,
        **_NOT_OFFERED,
    }


_NOT_OFFERED: _Change = {"offered_to": None, "offered_by": None}


def _taken(ticket: Ticket, event: Event) -> _Change:
    state = State.ACKNOWLEDGED if ticket.state is State.NEW else ticket.state
    return {**_acknowledged(ticket, event), "state": state}


def _waiting(_ticket: Ticket, event: Event) -> _Change:
    return {"state": State.WAITING, "waiting_for": event.personal.get("reason", "")}


def _resumed(_ticket: Ticket, _event: Event) -> _Change:
    return {"state": State.WORKING, "waiting_for": ""}


def _on_site(_ticket: Ticket, event: Event) -> _Change:
    return {
        "state": State.WORKING,
        "on_site": True,
        "waiting_for": "",
        "eta_at": _instant(event.data["eta_at"]),
    }


def _proposed(_ticket: Ticket, event: Event) -> _Change:
    return {"severity_offer": Severity(_integer(event.data["level"]))}


def _declined(_ticket: Ticket, _event: Event) -> _Change:
    return {"severity_offer": None}


def _severity(_ticket: Ticket, event: Event) -> _Change:
    change: _Change = {"severity": Severity(_integer(event.data["level"])), "severity_offer": None}
    if "respond_due_at" in event.data:
        change["respond_due_at"] = _instant(event.data["respond_due_at"])
    return change


def _answered(ticket: Ticket, event: Event) -> _Change:
    return {
        "state": State.CLOSED,
        "assignee": event.by,
        "last_assignee": event.by,
        "responded_at": ticket.responded_at or event.at,
        "closed_at": event.at,
        "closed_by": "consultation",
        **_NOT_OFFERED,
    }


def _referred(_ticket: Ticket, _event: Event) -> _Change:
    return {"state": State.NEW, "assignee": None, **_NOT_OFFERED}


def _solved(_ticket: Ticket, event: Event) -> _Change:
    return {"state": State.SOLVED, "solved_at": event.at, "waiting_for": ""}


def _reopened(ticket: Ticket, event: Event) -> _Change:
    """A no is a notice of its own, with a promise of its own; how the earlier one was met is on the timeline."""
    return {
        "notice_at": event.at,
        "respond_due_at": _instant(event.data["respond_due_at"]),
        "responded_at": None,
        "state": State.NEW,
        "assignee": None,
        "solved_at": None,
        "closed_at": None,
        "closed_by": "",
        "on_site": False,
        "eta_at": None,
        "reopened": ticket.reopened + 1,
        **_NOT_OFFERED,
    }


def _closed(_ticket: Ticket, event: Event) -> _Change:
    return {"state": State.CLOSED, "closed_at": event.at, "closed_by": str(event.data["how"]), **_NOT_OFFERED}


def _cancelled(_ticket: Ticket, event: Event) -> _Change:
    return {
        "state": State.CANCELLED,
        "closed_at": event.at,
        "closed_by": str(event.data["how"]),
        "waiting_for": "",
        **_NOT_OFFERED,
    }


def _rated(_ticket: Ticket, event: Event) -> _Change:
    return {"score": _integer(event.data["score"])}


def _reason(_ticket: Ticket, event: Event) -> _Change:
    return {"score_reason": str(event.data["reason"])}


def _corrected(_ticket: Ticket, event: Event) -> _Change:
    change: _Change = {"notice_at": _instant(event.data["notice_at"])}
    if "respond_due_at" in event.data:
        change["respond_due_at"] = _instant(event.data["respond_due_at"])
    return change


def _identified(_ticket: Ticket, event: Event) -> _Change:
    return {
        "reporter": _integer(event.data["reporter"]),
        "language": str(event.data["language"]),
        "by_phone": False,
    }


def _linked(_ticket: Ticket, event: Event) -> _Change:
    return {"reporter": _integer(event.data["reporter"])}


def _offered(_ticket: Ticket, event: Event) -> _Change:
    return {"offered_to": _integer(event.data["to"]), "offered_by": event.by}


def _not_offered(_ticket: Ticket, _event: Event) -> _Change:
    return _NOT_OFFERED


def _nothing(_ticket: Ticket, _event: Event) -> _Change:
    return {}


_FOLDS: Mapping[str, _Fold] = {
    "record_amended": _amended,
    "attached": _attached,
    "customer_wrote": _nothing,
    "staff_said": _said,
    "noted": _nothing,
    "acknowledged": _acknowledged,
    "taken": _taken,
    "waiting_started": _waiting,
    "resumed": _resumed,
    "on_site_announced": _on_site,
    "severity_proposed": _proposed,
    "severity_declined": _declined,
    "severity_changed": _severity,
    "answered": _answered,
    "referred": _referred,
    "solved": _solved,
    "confirmed": _nothing,
    "reopened": _reopened,
    "closed": _closed,
    "cancelled": _cancelled,
    "rated": _rated,
    "reason_given": _reason,
    "commented": _nothing,
    "paged": _nothing,
    "nobody_to_page": _nothing,
    "revised": _nothing,
    "reporter_blocked": _nothing,
    "reporter_unblocked": _nothing,
    "reporter_revoked": _nothing,
    "notice_corrected": _corrected,
    "caller_identified": _identified,
    "reporter_linked": _linked,
    "reporter_unlinked": _linked,
    "hand_over_asked": _offered,
    "hand_over_declined": _not_offered,
    "hand_over_lapsed": _not_offered,
}


def born(event: Event) -> Ticket:
    """Return the ticket its `opened` event describes."""
    data = event.data
    parent = data.get("parent")
    return Ticket(
        id=_integer(data["id"]),  # type: ignore[arg-type]  # a NewType of int, read back from JSON
        number=str(data["number"]),  # type: ignore[arg-type]  # likewise of str
        kind=str(data["kind"]),  # type: ignore[arg-type]  # likewise a literal
        severity=Severity(_integer(data["severity"])),
        reporter=_integer(data["reporter"]),  # type: ignore[arg-type]  # likewise of int
        language=str(data["language"]),
        notice_at=_instant(data["notice_at"]),
        opened_at=event.at,
        policy=str(data["policy"]),
        respond_due_at=_instant(data["respond_due_at"]),
        media=_integer(data["media"]),
        parent=None if parent is None else _integer(parent),  # type: ignore[arg-type]  # likewise
        logged_by=data.get("logged_by"),  # type: ignore[arg-type]  # likewise, or nobody
        by_phone=bool(data.get("by_phone")),
        record=dict(event.personal),
    )


def _integer(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"an event of ours holds {value!r} where a whole number belongs")
    return value


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def _instant(value: object) -> datetime:
    return micros_to_instant(_integer(value))


@lru_cache(maxsize=4_096)
def micros_to_instant(micros: int) -> datetime:
    """Return the aware instant of microseconds since 1970 in UTC; one turn asks for the same few again and again."""
    return _EPOCH + timedelta(microseconds=micros)


def instant_to_micros(at: datetime) -> int:
    """Return an aware instant as microseconds since 1970 in UTC."""
    return (at - _EPOCH) // _MICROSECOND

"""The line above a customer's talk: their ticket, how far it is, and what is promised by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import msgspec

from bot.desk.cards import capital
from bot.desk.rows import EventRow, TicketRow
from bot.domain import numbers
from bot.domain.numbers import Number
from bot.domain.ticket import ENDED, State
from bot.handlers.web.outside import Outside
from bot.handlers.web.sessions import Visitor, read
from bot.messages import Arg

#: How long an ended ticket stays above the talk.
_STAYS = timedelta(hours=24)
_STEPS = ("received", "accepted", "working", "solved")
_NO_CLOCK = frozenset({State.WAITING, State.SOLVED, *ENDED})
_BACK_AT_THE_START = frozenset({"reopened", "referred"})
_ACCEPTED = frozenset({"acknowledged", "taken", "answered"})
_STARTED = frozenset({"staff_said", "on_site_announced", "waiting_started", "resumed"})


@dataclass(frozen=True, slots=True)
class _Case:
    """A ticket with who holds it and its timeline."""

    ticket: TicketRow
    holder: str
    events: tuple[EventRow, ...]

    @property
    def is_open(self) -> bool:
        return self.ticket.state not in ENDED


@dataclass(frozen=True, slots=True)
class _Voice:
    """Says texts to one reader at one moment."""

    outside: Outside
    language: str
    zone: tzinfo
    now: datetime

    def say(self, text_id: str, args: Mapping[str, Arg] | None = None) -> str:
        return self.outside.texts.say(text_id, self.language, self.zone, self.now, args or {})

    def time(self, micros: int) -> str:
        return self.say("web-time", {"at": _instant(micros)})


async def of(outside: Outside, visitor: Visitor, language: str) -> dict[str, object]:
    """Return what the status line shows of the newest open ticket, or of one just ended; else nothing."""
    found = await _ticket_of(outside, visitor)
    if found is None:
        return {}
    ticket, holder = found
    events = [_event(row) for row in await outside.reads.rows("events_of_ticket", ticket.id)]
    zone = ZoneInfo(visitor.zone) if visitor.zone else outside.company.zone
    voice = _Voice(outside, outside.texts.pick(language), zone, _instant(outside.clock.now()))
    return _line(voice, _Case(ticket, holder, tuple(events)))


async def _ticket_of(outside: Outside, visitor: Visitor) -> tuple[TicketRow, str] | None:
    reads, recent = outside.reads, outside.clock.now() - _STAYS // timedelta(microseconds=1)
    rows = await reads.rows("newest_open_ticket_of_account", visitor.account)
    rows = rows or await reads.rows("newest_ticket_of_account", visitor.account)
    ticket = read(TicketRow, rows[0]) if rows else None
    if ticket is None or (ticket.closed_at is not None and ticket.closed_at < recent):
        return None
    named = await reads.rows("ticket_by_number", ticket.number)
    return ticket, str(named[0][-1]) if named else ""


def _event(row: Sequence[object]) -> EventRow:
    return read(EventRow, row)


def _line(voice: _Voice, case: _Case) -> dict[str, object]:
    ticket = case.ticket
    fault = ticket.kind == "fault"
    label = voice.say(f"level-{ticket.severity}" if fault else f"kind-{ticket.kind.replace('_', '-')}")
    return {
        "number": numbers.show(Number(ticket.number)),
        "level": ticket.severity if fault else 0,
        "level_label": capital(label),
        "state": ticket.state,
        "state_label": voice.say(f"stage-{ticket.state}"),
        "promise": _promise(voice, case),
        "start_at": ticket.notice_at,
        "due_at": _due_at(ticket),
        "ended": not case.is_open,
        "holder": case.holder,
        "steps": _steps(voice, case),
        "facts": _facts(voice, ticket),
    }


def _due_at(ticket: TicketRow) -> int | None:
    """Return the instant that counts down: the first word of a person, then the announced arrival."""
    if ticket.state in _NO_CLOCK:
        return None
    return ticket.respond_due_at if ticket.responded_at is None else ticket.eta_at


def _promise(voice: _Voice, case: _Case) -> dict[str, str]:
    """Return the sentence that says what comes next and by when; `bold` is its clock time."""
    ticket, due_at = case.ticket, _due_at(case.ticket)
    if ticket.state in _NO_CLOCK:
        return {"text": voice.say(f"web-promise-{ticket.state}"), "bold": ""}
    if due_at is None:
        return {"text": voice.say("web-promise-working", {"name": case.holder}), "bold": ""}
    args: dict[str, Arg] = {"due": _instant(due_at)}
    if ticket.responded_at is not None:
        text = voice.say("web-promise-eta", {**args, "name": case.holder})
        return {"text": text, "bold": voice.say("web-about", args)}
    late = voice.now > _instant(due_at)
    text = voice.say("web-promise-late" if late else "web-promise-respond", args)
    return {"text": text, "bold": voice.say("web-by", args)}


def _steps(voice: _Voice, case: _Case) -> list[dict[str, object]]:
    """Return received, accepted, in progress, solved, each with its time as far as it has come."""
    instants = _instants(case)
    last = max(place for place, at in enumerate(instants) if at is not None)
    return [
        {
            "name": name,
            "label": voice.say(f"web-step-{name}"),
            "time": _time(voice, case, name, at),
            "note": _note(voice, case, name),
            "state": _mark(place, last, is_open=case.is_open),
        }
        for place, (name, at) in enumerate(zip(_STEPS, instants, strict=True))
    ]


def _time(voice: _Voice, case: _Case, step: str, at: int | None) -> str:
    """Return when a step was reached; the last one is the customer's to confirm."""
    if at is not None:
        return voice.time(at)
    return voice.say("web-to-confirm") if step == "solved" and case.is_open else ""


def _mark(place: int, last: int, *, is_open: bool) -> str:
    """Return how a step is drawn; the newest one reached is `now` while somebody still has the ball."""
    if place > last:
        return ""
    return "now" if place == last and place > 0 and is_open else "done"


def _instants(case: _Case) -> tuple[int, int | None, int | None, int | None]:
    ticket = case.ticket
    accepted_at, started_at = _reached(case.events)
    done_at = ticket.solved_at or (ticket.closed_at if ticket.state == State.CLOSED else None)
    return ticket.opened_at, accepted_at or done_at, started_at or done_at, done_at


def _reached(events: Sequence[EventRow]) -> tuple[int | None, int | None]:
    """Return when the ticket was accepted and when work began, both since it was opened last."""
    accepted_at: int | None = None
    started_at: int | None = None
    for event in events:
        if event.kind in _BACK_AT_THE_START:
            accepted_at = started_at = None
        if event.kind in _ACCEPTED:
            accepted_at = accepted_at or event.at
        if event.kind in _STARTED and accepted_at:
            started_at = started_at or event.at
    return accepted_at, started_at


def _note(voice: _Voice, case: _Case, step: str) -> str:
    if step == "received":
        return voice.say("web-note-received")
    if step == "accepted" and case.holder:
        return voice.say("web-note-accepted", {"name": case.holder})
    if step == "working" and case.ticket.state == State.WAITING:
        return voice.say("web-note-waiting")
    return voice.say("web-note-solved") if step == "solved" and case.is_open else ""


def _facts(voice: _Voice, ticket: TicketRow) -> list[dict[str, str]]:
    """Return the particulars of the record that a customer knows by name."""
    record = msgspec.json.decode(ticket.record, type=dict[str, object])
    named = [(name, str(record.get(name) or "")) for name in ("project", "equipment", "site")]
    return [{"label": voice.say(f"web-fact-{name}"), "value": value} for name, value in named if value]


def _instant(micros: int) -> datetime:
    return datetime.fromtimestamp(micros / 1_000_000, UTC)

"""Who was called, who took it, and who was left in peace after that."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from tests.torture.evidence import Evidence, Message

SECOND = 1_000_000
#: A call that was on its way when somebody acknowledged may still arrive, for as long as a send may take.
IN_FLIGHT = 10.0
_TAKEN = frozenset({"acknowledged", "taken"})
#: After these a ticket is nobody's again.
_GIVEN_BACK = frozenset({"reopened", "referred"})


def each_outage_was_called(evidence: Evidence) -> Iterator[str]:
    """Every ticket of level 1 was seen as a call on somebody's phone, or alarmed, or taken before one could leave."""
    called: dict[int, list[Message]] = {ticket: [] for ticket in evidence.tickets}
    for message in _calls(evidence):
        called[message.row["ticket"]].append(message)
    alarms = " ".join(row["detail"] for row in evidence.rows("alarms"))
    for ticket, row in evidence.tickets.items():
        if row["severity"] != 1 or evidence.shown(ticket) in alarms:
            continue
        if not any(evidence.came(message) or message.row["withdrawn"] for message in called[ticket]):
            yield f"{evidence.shown(ticket)}: nobody was called"


def nobody_is_called_after_an_acknowledgement(evidence: Evidence) -> Iterator[str]:
    """No call is made, or begins its way, after its run was ended by somebody who took the ticket."""
    runs = {row["id"]: row for row in evidence.rows("runs")}
    outbox = {message.id: message for message in _calls(evidence)}
    for page in evidence.rows("pages"):
        taken_at = _taken_after(evidence, page["ticket"], runs[page["run"]]["started_at"])
        if taken_at is None:
            continue
        number, message = evidence.shown(page["ticket"]), outbox[page["outbox"]]
        if page["at"] > taken_at:
            yield f"{number}: called {(page['at'] - taken_at) / SECOND:.1f} s after it was taken"
        elif min(evidence.came(message), default=0.0) > taken_at / SECOND + _may_be_late(message):
            yield f"{number}: a call arrived after it was taken, and was not on its way then"


def calls_in_flight(evidence: Evidence) -> int:
    """How many calls arrived although their ticket was taken while they were on their way."""
    return sum(bool(message.row["withdrawn"] and evidence.came(message)) for message in _calls(evidence))


def each_ticket_has_one_owner(evidence: Evidence) -> Iterator[str]:
    """One acknowledgement for each time a ticket was nobody's; who holds it is who took it last."""
    for ticket, row in evidence.tickets.items():
        owner, taken = None, 0
        for event in evidence.events[ticket]:
            if event["kind"] in _GIVEN_BACK:
                owner, taken = None, 0
            if event["kind"] in _TAKEN:
                owner, taken = event["by"], taken + (event["kind"] == "acknowledged")
            if taken > 1:
                yield f"{evidence.shown(ticket)}: acknowledged twice"
        if owner is not None and owner not in (row["assignee"], row["last_assignee"]):
            yield f"{evidence.shown(ticket)}: taken by {owner}, held by {row['assignee']}"


def each_open_ticket_has_its_timer(evidence: Evidence) -> Iterator[str]:
    """Whatever nobody has taken has the timer of its next rung; what somebody has taken has none."""
    runs = {row["id"]: row for row in evidence.rows("runs")}
    rungs = [row for row in evidence.rows("timers") if row["kind"] == "rung"]
    armed = {row["ticket"] for row in rungs if runs[row["run"]]["ended_at"] is None}
    for ticket, row in evidence.tickets.items():
        if row["state"] == "new" and ticket not in armed:
            yield f"{evidence.shown(ticket)}: nobody has it, and nobody will be called"
    for row in rungs:
        if evidence.tickets[row["ticket"]]["state"] != "new":
            yield f"{evidence.shown(row['ticket'])}: it has been taken, and its timer still runs"


def _calls(evidence: Evidence) -> list[Message]:
    return [message for message in evidence.messages if message.row["page"] is not None]


def _taken_after(evidence: Evidence, ticket: int, started_at: int) -> int | None:
    """When somebody took a ticket first, since a run for it began."""
    events: list[sqlite3.Row] = evidence.events[ticket]
    return next((row["at"] for row in events if row["kind"] in _TAKEN and row["at"] >= started_at), None)


def _may_be_late(message: Message) -> float:
    """How long after an acknowledgement a call may arrive: it must have been on its way."""
    return IN_FLIGHT if message.row["withdrawn"] else 0.0

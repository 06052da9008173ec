"""Tickets and actors for the tests of the domain."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.domain import commands as c
from bot.domain.events import Event
from bot.domain.lifecycle import AlreadyTrue, Birth, Case, decide, open_ticket
from bot.domain.policy import Policy
from bot.domain.roles import Actor, Refusal, Role
from bot.domain.severity import Severity
from bot.domain.ticket import Ticket, born, fold
from tests.domain.test_small_rules import a_policy

NOW = datetime(2026, 11, 21, 14, 35, tzinfo=UTC)
REPORTER, WANG, ZHAO, LIN, OUTSIDER = 1, 2, 3, 4, 9
POLICY: Policy = a_policy()

CUSTOMER = Actor(REPORTER)
STRANGER = Actor(OUTSIDER)
ENGINEER = Actor(WANG, frozenset({Role.ON_DUTY}))
COLLEAGUE = Actor(ZHAO, frozenset({Role.FIELD}))
MANAGER = Actor(LIN, frozenset({Role.MANAGER}))
MARKETING = Actor(5, frozenset({Role.MARKETING}))
RECEPTION = Actor(6, frozenset({Role.RECEPTION}))

Answer = tuple[Event, ...] | Refusal | AlreadyTrue


def a_ticket(kind: c.TicketKind = "fault", severity: Severity = Severity.MAJOR, **record: str) -> Ticket:
    """Return a new ticket of the reporter."""
    command = c.Open(kind, severity, NOW, "en", {"symptom": "no picture", **record})
    birth = Birth(id=7, number="7K3M9QK", policy=POLICY, reporter=REPORTER)
    return born(open_ticket(command, birth, NOW))


def ask(ticket: Ticket, actor: Actor, command: c.Command, at: datetime = NOW) -> Answer:
    """Return what the rules answer."""
    return decide(Case(ticket, actor, POLICY, at), command)


def after(ticket: Ticket, *steps: tuple[Actor, c.Command], at: datetime = NOW) -> Ticket:
    """Return the ticket after commands that must all be allowed."""
    for actor, command in steps:
        events = ask(ticket, actor, command, at)
        assert isinstance(events, tuple), (command, events)
        for event in events:
            ticket = fold(ticket, event)
    return ticket


def acknowledged() -> Ticket:
    """Return a ticket the engineer has acknowledged."""
    return after(a_ticket(), (ENGINEER, c.Acknowledge()))


def solved() -> Ticket:
    """Return a ticket that waits for the customer's yes."""
    return after(acknowledged(), (ENGINEER, c.Solve("swapped the power module")))


def closed() -> Ticket:
    """Return a ticket the customer has confirmed."""
    return after(solved(), (CUSTOMER, c.Confirm()))


def cancelled() -> Ticket:
    """Return a ticket the customer took back."""
    return after(a_ticket(), (CUSTOMER, c.Withdraw()))


HOUR = timedelta(hours=1)

"""A command about to be decided, and the three answers there are: events, a refusal, or that it is so already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.events import Event
from bot.domain.roles import Actor, Refusal
from bot.domain.severity import Severity
from bot.domain.survey import FOLLOW_UP_WITHIN
from bot.domain.ticket import Ticket

if TYPE_CHECKING:
    from bot.domain.commands import TicketKind
    from bot.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class AlreadyTrue:
    """Nothing to do: it is so already, through `holder` (FL-10: a second tap sees who has it)."""

    ticket: Ticket

    @property
    def holder(self) -> int | None:
        """Return the person who has the ticket."""
        return self.ticket.assignee


@dataclass(frozen=True, slots=True)
class Case:
    """A command about to be decided."""

    ticket: Ticket
    actor: Actor
    policy: Policy
    now: datetime

    def event(self, kind: str, data: Mapping[str, object] | None = None, **personal: str) -> Event:
        """Return an event of this moment by this actor; empty personal words are left out."""
        kept = {name: value for name, value in personal.items() if value}
        return Event(kind, self.now, self.actor.person, data or {}, kept)

    def by_phone(self) -> dict[str, object]:
        """Return what an event keeps when staff say for the customer what they told by telephone."""
        return {} if self.actor.person == self.ticket.reporter else {"by_phone": True}


Events = tuple[Event, ...]
Answer = Events | Refusal | AlreadyTrue


def respond_within(policy: Policy, kind: TicketKind, severity: Severity) -> timedelta:
    """Return how soon a person must answer: a question by its own clock, a follow-up by ours, a fault by its level."""
    if kind == "follow_up":
        return FOLLOW_UP_WITHIN
    return policy.answer if kind == "question" else policy.respond[severity]

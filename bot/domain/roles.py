"""Who may do what to a ticket (RO-01): checked at every action, by account, never by being in a chat."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain import commands as c

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.ticket import Ticket
    from bot.ids import PersonId


class Role(StrEnum):
    """What a person is to the desk; customers are those with none of the others."""

    CUSTOMER = "customer"
    SUPERVISOR = "supervisor"
    RECEPTION = "reception"
    ON_DUTY = "on_duty"
    FIELD = "field"
    MANAGER = "manager"
    HEAD = "head"
    MARKETING = "marketing"
    ENGINEERING = "engineering"
    FACTORY = "factory"
    ADMIN = "admin"


STAFF = frozenset(Role) - {Role.CUSTOMER, Role.SUPERVISOR}
ENGINEERS = frozenset({Role.ON_DUTY, Role.FIELD, Role.MANAGER, Role.HEAD})
DECIDERS = frozenset({Role.MANAGER, Role.HEAD})
FRONT = ENGINEERS | {Role.RECEPTION}
#: Who may say that somebody is not listened to any more.
GATEKEEPERS = DECIDERS | {Role.RECEPTION, Role.ADMIN}


@dataclass(frozen=True, slots=True)
class Actor:
    """A person about to act; `person` is None for the desk itself."""

    person: PersonId | None
    roles: frozenset[Role] = field(default_factory=frozenset)

    @property
    def is_staff(self) -> bool:
        """Tell whether any of the roles is one of ours."""
        return bool(self.roles & STAFF)


DESK = Actor(None)


@dataclass(frozen=True, slots=True)
class Refusal:
    """No, and why: `reason` names a text; `who` are the roles that may, `holder` the person who has it."""

    reason: str
    who: tuple[Role, ...] = ()
    holder: PersonId | None = None


#: Which roles may do it at all.
STAFF_RIGHTS: Mapping[type, frozenset[Role]] = {
    c.Acknowledge: FRONT,
    c.Take: FRONT,
    c.Say: FRONT,
    c.Note: STAFF,
    c.Wait: ENGINEERS,
    c.OnSite: ENGINEERS,
    c.Solve: ENGINEERS,
    c.Answer: FRONT,
    c.Refer: FRONT,
    c.SetSeverity: FRONT,
    c.Cancel: FRONT,
    c.Block: GATEKEEPERS,
    c.Unblock: GATEKEEPERS,
    c.Heard: FRONT,
    c.HandOver: FRONT,
}
#: What only the one who has the ticket may do, or those who decide.
NEEDS_TICKET_IN_HAND = frozenset({c.Say, c.Wait, c.OnSite, c.Solve, c.Cancel, c.HandOver})
REPORTER_ONLY = frozenset(
    {
        c.Amend,
        c.Attach,
        c.Write,
        c.Revise,
        c.AcceptSeverity,
        c.DeclineSeverity,
        c.Confirm,
        c.Reject,
        c.Withdraw,
        c.Rate,
        c.GiveReason,
        c.Comment,
        c.Link,
        c.Unlink,
        c.Revoke,
    },
)
#: What staff say for a customer without a chat, who told them by telephone.
FOR_A_CALLER = frozenset({c.Confirm, c.Reject, c.Rate})
#: What only one of us may: whoever wrote a call down adds to it, whoever was asked answers.
LOGGER_ONLY = frozenset({c.Called, c.Identify})
ONE_ONLY = LOGGER_ONLY | {c.AcceptOffer, c.DeclineOffer}
DESK_ONLY = frozenset({c.CloseSilently, c.RecordPage, c.LapseOffer})


def may(actor: Actor, command: c.Command, ticket: Ticket) -> Refusal | None:
    """Return why `actor` may not do `command` to `ticket`, or None when they may."""
    kind = type(command)
    if kind in DESK_ONLY or actor.person is None:
        return None if actor.person is None else Refusal("refused-desk-only")
    if kind is c.Revise and actor.is_staff:
        # Of what they wrote themselves, which the desk has found by the message they edited.
        return None
    if kind in REPORTER_ONLY:
        return _reporter(actor, kind, ticket)
    return _one(actor, kind, ticket) if kind in ONE_ONLY else _staff(actor, kind, ticket)


def _staff(actor: Actor, kind: type, ticket: Ticket) -> Refusal | None:
    """Return why a member of staff may not: their role does not, or somebody else has the ticket."""
    allowed = STAFF_RIGHTS[kind]
    if not actor.roles & allowed:
        return Refusal("refused-role", who=tuple(sorted(allowed)))
    if kind in NEEDS_TICKET_IN_HAND and ticket.assignee != actor.person and not actor.roles & DECIDERS:
        if ticket.assignee is None:
            return Refusal("refused-not-taken")
        return Refusal("refused-not-yours", holder=ticket.assignee)
    return None


def may_see(actor: Actor, ticket: Ticket) -> bool:
    """Tell whether `actor` may look at `ticket`; a no must sound like `no such ticket` (IN-10)."""
    return actor.is_staff or actor.person == ticket.reporter


def _reporter(actor: Actor, kind: type, ticket: Ticket) -> Refusal | None:
    if actor.person == ticket.reporter:
        return None
    if kind is c.Amend and actor.person == ticket.logged_by and actor.is_staff:
        return None
    if kind is c.Attach and actor.is_staff:
        # Files of staff reach the customer as their words do.
        return may(actor, c.Say(""), ticket) or (Refusal("refused-no-chat") if ticket.by_phone else None)
    if kind in FOR_A_CALLER and ticket.by_phone and actor.is_staff:
        return _for_a_caller(actor, kind, ticket)
    return Refusal("refused-not-reporter")


def _for_a_caller(actor: Actor, kind: type, ticket: Ticket) -> Refusal | None:
    """Return why staff may not say this for a customer without a chat: nobody scores their own work."""
    if not actor.roles & FRONT:
        return Refusal("refused-role", who=tuple(sorted(FRONT)))
    if kind is c.Rate and actor.person == ticket.last_assignee:
        return Refusal("refused-own-score")
    return None


def _one(actor: Actor, kind: type, ticket: Ticket) -> Refusal | None:
    """Return why somebody may not do what is one person's alone."""
    whose = ticket.logged_by if kind in LOGGER_ONLY else ticket.offered_to
    if not actor.roles & FRONT:
        # Also of whoever was asked, or wrote it down, and has left us since.
        return Refusal("refused-role", who=tuple(sorted(FRONT)))
    if actor.person == whose:
        return None
    if kind in LOGGER_ONLY:
        return Refusal("refused-not-logged", holder=whose)
    return Refusal("refused-nothing-offered") if whose is None else Refusal("refused-not-offered", holder=whose)

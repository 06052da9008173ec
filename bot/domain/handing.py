"""Handing a ticket to a colleague: asked, and theirs once they say yes; until then the holder keeps it."""

from __future__ import annotations

from bot.domain import commands as c
from bot.domain.case import AlreadyTrue, Answer, Case
from bot.domain.roles import Refusal


def offer(case: Case, command: c.HandOver) -> Answer:
    """Ask a colleague to take it."""
    ticket = case.ticket
    if not ticket.is_open:
        return Refusal("refused-ended")
    if command.to in {ticket.assignee, ticket.offered_to}:
        return AlreadyTrue(ticket)
    return (case.event("hand_over_asked", {"to": command.to}),)


def accept(case: Case, _command: c.AcceptOffer) -> Answer:
    """Take what was offered."""
    if not case.ticket.is_open:
        return Refusal("refused-ended")
    return (case.event("taken", {"from": case.ticket.assignee, "given_by": case.ticket.offered_by}),)


def decline(case: Case, command: c.DeclineOffer) -> Answer:
    """Leave it where it is, and say why."""
    return (case.event("hand_over_declined", {"given_by": case.ticket.offered_by}, reason=command.reason),)


def lapse(case: Case, _command: c.LapseOffer) -> Answer:
    """End a question nobody has answered."""
    ticket = case.ticket
    if ticket.offered_to is None:
        return AlreadyTrue(ticket)
    return (case.event("hand_over_lapsed", {"to": ticket.offered_to, "given_by": ticket.offered_by}),)

"""Reports that came by telephone: who called and when, and what the customer says there later (IN-08, CK-10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import commands as c
from bot.domain.case import AlreadyTrue, Answer, Case, respond_within
from bot.domain.roles import Refusal
from bot.domain.ticket import State, instant_to_micros

if TYPE_CHECKING:
    from collections.abc import Mapping


def opened(command: c.Open) -> Mapping[str, object]:
    """Return what the first event keeps of a call; nothing of a report the customer typed."""
    if command.logged_by is None:
        return {}
    return {"logged_by": command.logged_by, "by_phone": command.by_phone}


def called(case: Case, command: c.Called) -> Answer:
    """Start the clocks at the call; a promise that was kept already is not counted anew."""
    ticket = case.ticket
    if command.at > case.now:
        return Refusal("refused-call-to-come")
    if command.at == ticket.notice_at:
        return AlreadyTrue(ticket)
    data: dict[str, object] = {"notice_at": instant_to_micros(command.at)}
    if ticket.responded_at is None:
        due_at = command.at + respond_within(case.policy, ticket.kind, ticket.severity)
        data["respond_due_at"] = instant_to_micros(due_at)
    return (case.event("notice_corrected", data),)


def identify(case: Case, command: c.Identify) -> Answer:
    """Give the ticket to the caller, whom we know: the number and all that follows reach them."""
    if command.reporter == case.ticket.reporter:
        return AlreadyTrue(case.ticket)
    return (case.event("caller_identified", {"reporter": command.reporter, "language": command.language}),)


def heard(case: Case, command: c.Heard) -> Answer:
    """Keep what the customer said on the telephone as their words; a ticket that waited for it goes on."""
    if case.ticket.state is State.CANCELLED:
        return Refusal("refused-ended")
    waited = case.ticket.state is State.WAITING
    resumed = (case.event("resumed"),) if waited else ()
    return (case.event("customer_wrote", {"by_phone": True}, text=command.text), *resumed)

"""The life of a ticket: what each command does in each state, as events or a refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.domain import commands as c
from bot.domain import handing, linking, revising, telephone
from bot.domain.case import AlreadyTrue, Answer, Case, Events, respond_within
from bot.domain.events import Event
from bot.domain.forms import CUSTOMER_FIELDS
from bot.domain.roles import DECIDERS, Refusal, may
from bot.domain.severity import Severity
from bot.domain.survey import HIGHEST, LOWEST, REASONS
from bot.domain.ticket import IN_HAND, State, instant_to_micros

if TYPE_CHECKING:
    from bot.domain.numbers import Number
    from bot.domain.policy import Policy
    from bot.ids import TicketId

__all__ = ["AlreadyTrue", "Birth", "Case", "decide", "open_ticket", "respond_within"]


@dataclass(frozen=True, slots=True)
class Birth:
    """What a new ticket is given from outside: its names and its promises."""

    id: TicketId
    number: Number
    policy: Policy
    reporter: int


def open_ticket(command: c.Open, birth: Birth, now: datetime) -> Event:
    """Return the first event of a ticket; its clock starts at the customer's notice (CK-10)."""
    due_at = command.notice_at + respond_within(birth.policy, command.kind, command.severity)
    data: dict[str, object] = {
        "id": birth.id,
        "number": birth.number,
        "kind": command.kind,
        "severity": int(command.severity),
        "reporter": birth.reporter,
        "language": command.language,
        "notice_at": instant_to_micros(command.notice_at),
        "policy": birth.policy.hash(),
        "respond_due_at": instant_to_micros(due_at),
        "media": command.media,
        "parent": command.parent,
        **telephone.opened(command),
    }
    personal = {name: value for name, value in command.record.items() if value}
    by = command.logged_by or birth.reporter
    return Event("opened", now, by, data, personal)  # type: ignore[arg-type]  # a NewType of int


def decide(case: Case, command: c.Command) -> Answer:
    """Return what `command` brings about, or why not."""
    refusal = may(case.actor, command, case.ticket)
    if refusal is not None:
        return refusal
    return _RULES[type(command)](case, command)


def _amend(case: Case, command: c.Amend) -> Answer:
    if command.name not in CUSTOMER_FIELDS:
        return Refusal("refused-field")
    if not case.ticket.is_open:
        return Refusal("refused-ended")
    if case.ticket.record.get(command.name, "") == command.value:
        return AlreadyTrue(case.ticket)
    return (case.event("record_amended", {"name": command.name}, value=command.value),)


def _attach(case: Case, command: c.Attach) -> Answer:
    return (case.event("attached", {"count": command.count}, caption=command.caption), *_resume(case))


def _write(case: Case, command: c.Write) -> Answer:
    if case.ticket.state is State.CANCELLED:
        return Refusal("refused-ended")
    return (case.event("customer_wrote", text=command.text), *_resume(case))


def _resume(case: Case) -> Events:
    waiting = case.ticket.state is State.WAITING and case.actor.person == case.ticket.reporter
    return (case.event("resumed"),) if waiting else ()


def _say(case: Case, command: c.Say) -> Answer:
    if case.ticket.state is State.CANCELLED:
        return Refusal("refused-ended")
    return (case.event("staff_said", text=command.text),)


def _note(case: Case, command: c.Note) -> Answer:
    return (case.event("noted", text=command.text),)


def _acknowledge(case: Case, _command: c.Acknowledge) -> Answer:
    if case.ticket.state is State.NEW:
        return (case.event("acknowledged"),)
    return AlreadyTrue(case.ticket)


def _take(case: Case, _command: c.Take) -> Answer:
    if case.ticket.assignee == case.actor.person:
        return AlreadyTrue(case.ticket)
    if not case.ticket.is_open:
        return Refusal("refused-ended")
    return (case.event("taken", {"from": case.ticket.assignee}),)


def _wait(case: Case, command: c.Wait) -> Answer:
    if case.ticket.state not in IN_HAND:
        return _not_in_hand(case)
    return (case.event("waiting_started", reason=command.reason),)


def _on_site(case: Case, command: c.OnSite) -> Answer:
    if case.ticket.state not in IN_HAND:
        return _not_in_hand(case)
    if command.eta_at < case.now:
        return Refusal("refused-eta-past")
    return (case.event("on_site_announced", {"eta_at": instant_to_micros(command.eta_at)}),)


def _solve(case: Case, command: c.Solve) -> Answer:
    if case.ticket.state is State.SOLVED:
        return AlreadyTrue(case.ticket)
    if case.ticket.state not in IN_HAND:
        return _not_in_hand(case)
    return (case.event("solved", note=command.note),)


def _not_in_hand(case: Case) -> Refusal:
    return Refusal("refused-not-taken" if case.ticket.state is State.NEW else "refused-ended")


def _answer(case: Case, command: c.Answer) -> Answer:
    if case.ticket.kind != "question":
        return Refusal("refused-not-a-question")
    if not case.ticket.is_open:
        return AlreadyTrue(case.ticket)
    return (case.event("answered", text=command.text),)


def _refer(case: Case, command: c.Refer) -> Answer:
    if case.ticket.kind != "question":
        return Refusal("refused-not-a-question")
    if not case.ticket.is_open:
        return Refusal("refused-ended")
    return (case.event("referred", reason=command.reason),)


def _due_anew(case: Case) -> dict[str, object]:
    """Return by when a person answers somebody who says just now that it does not work: a notice of its own."""
    due_at = case.now + respond_within(case.policy, case.ticket.kind, case.ticket.severity)
    return {"respond_due_at": instant_to_micros(due_at)}


def _set_severity(case: Case, command: c.SetSeverity) -> Answer:
    ticket = case.ticket
    if not ticket.is_open or ticket.kind != "fault":
        return Refusal("refused-ended" if ticket.kind == "fault" else "refused-no-level")
    if command.level == ticket.severity:
        return AlreadyTrue(ticket)
    if command.level < ticket.severity or case.actor.roles & DECIDERS:
        return (_changed(case, command.level, command.reason),)
    if ticket.severity_offer == command.level:
        return AlreadyTrue(ticket)
    if ticket.by_phone:
        # Their yes cannot be tapped, so only those may who could do without it.
        return Refusal("refused-lower-by-phone", who=tuple(sorted(DECIDERS)))
    return (case.event("severity_proposed", {"level": int(command.level)}, reason=command.reason),)


def _accept_severity(case: Case, command: c.AcceptSeverity) -> Answer:
    ticket = case.ticket
    if not ticket.is_open:
        return Refusal("refused-ended")
    if command.level == ticket.severity:
        return AlreadyTrue(ticket)
    return (_changed(case, command.level, ""),)


def _changed(case: Case, level: Severity, reason: str) -> Event:
    """Return the change of level; the clocks of the same frozen policy follow, unless they were met."""
    data: dict[str, object] = {"level": int(level), "from": int(case.ticket.severity)}
    if case.ticket.responded_at is None:
        due_at = case.ticket.notice_at + respond_within(case.policy, case.ticket.kind, level)
        data["respond_due_at"] = instant_to_micros(due_at)
    return case.event("severity_changed", data, reason=reason)


def _decline_severity(case: Case, command: c.DeclineSeverity) -> Answer:
    return (case.event("severity_declined", {"level": int(command.level)}),)


def _confirm(case: Case, _command: c.Confirm) -> Answer:
    if case.ticket.state is State.SOLVED:
        return (case.event("confirmed", case.by_phone()), case.event("closed", {"how": "confirmed"}))
    return AlreadyTrue(case.ticket) if case.ticket.state is State.CLOSED else Refusal("refused-not-solved")


def _reject(case: Case, command: c.Reject) -> Answer:
    if case.ticket.state in (State.SOLVED, State.CLOSED):
        return (case.event("reopened", {**_due_anew(case), **case.by_phone()}, reason=command.reason),)
    return Refusal("refused-ended") if case.ticket.state is State.CANCELLED else AlreadyTrue(case.ticket)


def _close_silently(case: Case, command: c.CloseSilently) -> Answer:
    if case.ticket.state is not State.SOLVED:
        return AlreadyTrue(case.ticket)
    return (case.event("closed", {"how": "silence", "seconds": int(command.within.total_seconds())}),)


def _withdraw(case: Case, _command: c.Withdraw) -> Answer:
    if not case.ticket.is_open:
        return AlreadyTrue(case.ticket)
    return (case.event("cancelled", {"how": "withdrawn"}),)


def _cancel(case: Case, command: c.Cancel) -> Answer:
    if not case.ticket.is_open:
        return AlreadyTrue(case.ticket)
    return (case.event("cancelled", {"how": "staff"}, reason=command.reason),)


def _rate(case: Case, command: c.Rate) -> Answer:
    if case.ticket.state is not State.CLOSED:
        return Refusal("refused-not-closed")
    if not LOWEST <= command.score <= HIGHEST:
        return Refusal("refused-score")
    if case.ticket.score is not None:
        return AlreadyTrue(case.ticket)
    return (case.event("rated", {"score": command.score, **case.by_phone()}),)


def _give_reason(case: Case, command: c.GiveReason) -> Answer:
    if case.ticket.score is None:
        return Refusal("refused-score")
    reason = command.reason if command.reason in REASONS else "other"
    return (case.event("reason_given", {"reason": reason}),)


def _comment(case: Case, command: c.Comment) -> Answer:
    return (case.event("commented", text=command.text),)


def _record_page(case: Case, command: c.RecordPage) -> Answer:
    data = {"rung": command.rung, "round": command.round, "notify": command.notify}
    if not command.persons:
        return (case.event("nobody_to_page", data),)
    return (case.event("paged", {**data, "persons": list(command.persons)}),)


#: Each rule takes the one kind of command it is listed under.
_Rule = Callable[[Case, Any], Answer]
_RULES: Mapping[type, _Rule] = {
    c.Amend: _amend,
    c.Attach: _attach,
    c.Write: _write,
    c.Say: _say,
    c.Note: _note,
    c.Acknowledge: _acknowledge,
    c.Take: _take,
    c.Wait: _wait,
    c.OnSite: _on_site,
    c.Solve: _solve,
    c.Answer: _answer,
    c.Refer: _refer,
    c.SetSeverity: _set_severity,
    c.AcceptSeverity: _accept_severity,
    c.DeclineSeverity: _decline_severity,
    c.Confirm: _confirm,
    c.Reject: _reject,
    c.CloseSilently: _close_silently,
    c.Withdraw: _withdraw,
    c.Cancel: _cancel,
    c.Rate: _rate,
    c.GiveReason: _give_reason,
    c.Comment: _comment,
    c.RecordPage: _record_page,
    c.Revise: revising.revise,
    c.Block: revising.block,
    c.Unblock: revising.unblock,
    c.Revoke: revising.revoke,
    c.Link: linking.link,
    c.Unlink: linking.unlink,
    c.Called: telephone.called,
    c.Identify: telephone.identify,
    c.Heard: telephone.heard,
    c.HandOver: handing.offer,
    c.AcceptOffer: handing.accept,
    c.DeclineOffer: handing.decline,
    c.LapseOffer: handing.lapse,
}

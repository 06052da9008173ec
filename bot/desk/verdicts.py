"""What became of an action, in words: done and what comes next, so already and through whom, or why not and who may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain import commands as c
from bot.domain import numbers
from bot.domain.roles import Refusal
from bot.flows.phrases import LEVELS
from bot.flows.tables import Arg, Ref, Say

if TYPE_CHECKING:
    from bot.desk.cases import Outcome
    from bot.desk.draft import Draft, Reader
    from bot.domain.lifecycle import AlreadyTrue
    from bot.domain.roles import Actor
    from bot.domain.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Deed:
    """A command that was carried out (or not) on a ticket, by somebody; the ticket is as it is afterwards.

    `reached` is whether the customer's account is known to get what we send, `phone` whether they can be called.
    """

    ticket: Ticket
    command: c.Command
    actor: Actor
    reached: bool = True
    phone: bool = True


def verdict_say(draft: Draft, deed: Deed, outcome: Outcome, reader: Reader) -> Say:
    """Return what the one who acted is told."""
    if isinstance(outcome, tuple):
        return done_say(draft, deed, outcome[0].kind)
    if isinstance(outcome, Refusal):
        return refusal_say(draft, outcome, reader)
    if isinstance(deed.command, c.HandOver) and deed.command.to == deed.ticket.offered_to:
        name = draft.world.roster.name(deed.ticket.offered_to)
        return Say("already-offered", {"number": numbers.show(deed.ticket.number), "name": name})
    return already_say(draft, outcome, deed.actor)


#: What is confirmed where the customer has no chat, so that nobody has told them.
_TOLD_BY_PHONE = {
    "acknowledged": "done-taken-phone",
    "taken": "done-taken-phone",
    "staff_said": "done-said-phone",
    "solved": "done-solved-phone",
    **dict.fromkeys(
        ("waiting_started", "on_site_announced", "severity_changed", "answered", "referred", "cancelled"),
        "done-by-phone",
    ),
}

#: What is confirmed where the customer has shut us out: what was meant for them is kept, and not sent again later.
_NOT_REACHED = {
    **dict.fromkeys(("staff_said", "attached"), "done-said-unreached"),
    **dict.fromkeys(
        (
            *("acknowledged", "taken", "waiting_started", "on_site_announced", "severity_changed", "severity_proposed"),
            *("answered", "referred", "solved", "cancelled"),
        ),
        "done-unreached",
    ),
}

#: The same where no telephone is known either.
_NOWHERE = {"done-said-unreached": "done-said-nowhere", "done-unreached": "done-nowhere"}


def done_say(draft: Draft, deed: Deed, kind: str) -> Say:
    """Return the confirmation of an action: what was done, and what comes next."""
    args: dict[str, Arg] = {"number": numbers.show(deed.ticket.number)}
    if deed.ticket.by_phone and kind in _TOLD_BY_PHONE:
        return Say(_TOLD_BY_PHONE[kind], {**args, "state": Ref(f"staff-state-{deed.ticket.state}")})
    if not deed.reached and kind in _NOT_REACHED:
        key = _NOT_REACHED[kind] if deed.phone else _NOWHERE[_NOT_REACHED[kind]]
        return Say(key, {**args, "state": Ref(f"staff-state-{deed.ticket.state}")})
    if isinstance(deed.command, c.HandOver):
        args["name"] = draft.world.roster.name(deed.command.to)
    if isinstance(deed.command, c.Acknowledge):
        if deed.ticket.respond_due_at <= draft.at:
            return Say("done-acknowledged-late", args)
        args["due"] = deed.ticket.respond_due_at
    if isinstance(deed.command, c.SetSeverity):
        args["level"] = LEVELS[deed.command.level]
    if isinstance(deed.command, c.AcceptOffer):
        return Say("done-offer-accepted", args)
    return Say(f"done-{kind.replace('_', '-')}", args)


def refusal_say(draft: Draft, refusal: Refusal, reader: Reader) -> Say:
    """Return why something may not be done, and who may."""
    args: dict[str, Arg] = {}
    if refusal.holder is not None:
        args["name"] = draft.world.roster.name(refusal.holder)
    if refusal.who:
        words = (draft.words(reader, Say(f"role-{role.value.replace('_', '-')}")) for role in refusal.who)
        args["roles"] = draft.words(reader, Say("list-comma")).join(words)
    return Say(refusal.reason, args)


def already_say(draft: Draft, outcome: AlreadyTrue, actor: Actor) -> Say:
    """Return that it is so already, and through whom."""
    number = numbers.show(outcome.ticket.number)
    if outcome.holder is None or not outcome.ticket.is_open:
        return Say("already-so", {"number": number})
    if outcome.holder == actor.person:
        return Say("already-yours", {"number": number})
    return Say("already-held", {"number": number, "name": draft.world.roster.name(outcome.holder)})

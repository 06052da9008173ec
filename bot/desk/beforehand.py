"""Whether asking staff for the words of an action makes sense: their right, and the moment, looked at beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.desk.wording import WORDED
from bot.domain import commands as c
from bot.domain.roles import FRONT, Refusal, may
from bot.domain.ticket import IN_HAND, State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.roles import Actor
    from bot.domain.ticket import Ticket

#: What a button (or a command without its words) asks next: the state of work_ticket that asks it.
ASKS: Mapping[str, str] = {
    "say": "asking_say",
    "note": "asking_note",
    "wait": "asking_wait_reason",
    "onsite": "asking_eta",
    "solved": "asking_solution",
    "answer": "asking_answer",
    "refer": "asking_referral",
    "severity": "asking_level",
    "drop": "asking_cancel_reason",
    "more": "showing_more",
    "heard": "asking_heard",
    "give": "asking_whom",
}
_ASKED_BY: Mapping[str, str] = {**{state: name for name, state in ASKS.items()}, "asking_level_reason": "severity"}


def state_of(action: str) -> str:
    """Return the state in which a talk asks the words of an action, "" where none does."""
    return "asking_reason" if action == "decline" else ASKS.get(action, "")


def action_of(flow: str, state: str) -> str:
    """Return the action a talk of staff asks the words of, "" for any other talk."""
    if flow == "answer_offer":
        return "decline"
    return _ASKED_BY.get(state, "") if flow == "work_ticket" else ""


def refusal(actor: Actor, ticket: Ticket, name: str, at: datetime) -> Refusal | None:
    """Return why asking for the words of an action would be in vain: no right, or not the moment."""
    command = _meant(ticket, name, at)
    if command is None:
        return None if actor.roles & FRONT else Refusal("refused-role", who=tuple(sorted(FRONT)))
    return may(actor, command, ticket) or _not_now(ticket, name)


def _meant(ticket: Ticket, name: str, at: datetime) -> c.Command | None:
    """Return a command as it would be with words, None where all who work on tickets may."""
    if name in WORDED:
        return WORDED[name]("-")
    if name == "give":
        return c.HandOver(ticket.reporter)
    return c.OnSite(at) if name == "onsite" else None


def _not_now(ticket: Ticket, name: str) -> Refusal | None:
    if name == "give" and not ticket.is_open:
        return Refusal("refused-ended")
    if name in {"wait", "onsite", "solved"} and ticket.state not in IN_HAND:
        return Refusal("refused-not-taken" if ticket.state is State.NEW else "refused-ended")
    return None

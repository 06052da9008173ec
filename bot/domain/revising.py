"""What follows a message afterwards: it was edited, or its writer is not listened to any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.case import AlreadyTrue, Answer, Case
from bot.domain.roles import Refusal

if TYPE_CHECKING:
    from bot.domain import commands as c


def revise(case: Case, command: c.Revise) -> Answer:
    """Keep the new words beside the old ones: an edit moves nothing else (T17)."""
    if not case.ticket.is_open:
        return Refusal("refused-ended")
    if command.text == command.before:
        return AlreadyTrue(case.ticket)
    return (case.event("revised", text=command.text, before=command.before),)


def block(case: Case, command: c.Block) -> Answer:
    """Take nothing more from the reporter; what they have reported goes on."""
    return (case.event("reporter_blocked", reason=command.reason),)


def revoke(case: Case, _command: c.Revoke) -> Answer:
    """Write down that the reporter's words were erased by their platform's word."""
    return (case.event("reporter_revoked"),)


def unblock(case: Case, _command: c.Unblock) -> Answer:
    """Listen to the reporter again."""
    return (case.event("reporter_unblocked"),)

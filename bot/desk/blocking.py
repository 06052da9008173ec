"""Who is not listened to any more, by word of staff: told once whom to call, and heard again when staff say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.desk.cases import Handled, carry_out
from bot.desk.consequences import follow
from bot.desk.house import roles_of
from bot.desk.verdicts import refusal_say
from bot.domain import numbers
from bot.domain.commands import Block, Unblock
from bot.domain.roles import STAFF, Refusal, may
from bot.flows.tables import Say

if TYPE_CHECKING:
    from bot.desk.parsing import Typed
    from bot.desk.speaker import Speaker
    from bot.messages import Incoming


def is_blocked(speaker: Speaker) -> bool:
    """Tell whether nothing is taken from this person; staff are never blocked."""
    return speaker.person.blocked_at is not None and not speaker.actor.is_staff


def answer(speaker: Speaker, incoming: Incoming, *, first: bool) -> None:
    """Tell somebody once that their messages are not taken, and whom to call; a press hears it each time."""
    speaker.curt = True
    if incoming.press or first or speaker.conversation.updated_at <= (speaker.person.blocked_at or 0):
        speaker.says.append(Say("blocked-notice", {"hotline": speaker.draft.world.house.hotline}))
    speaker.update()


def by_command(speaker: Speaker, handled: Handled, typed: Typed) -> None:
    """Do `/block NO reason` or `/unblock NO`."""
    speaker.handled = handled
    refusal = may(speaker.actor, Unblock(), handled.ticket)
    if refusal is not None:
        speaker.says.append(refusal_say(speaker.draft, refusal, speaker.reader))
    elif typed.name == "unblock":
        unblock(speaker, handled)
    elif typed.rest:
        block(speaker, handled, typed.rest)
    else:
        speaker.says.append(Say("usage-block"))


def block(speaker: Speaker, handled: Handled, reason: str) -> None:
    """Take nothing more from whoever reported a ticket."""
    if roles_of(handled.reporter) & STAFF:
        speaker.says.append(Say("refused-block-staff"))
    elif handled.reporter.blocked_at is not None:
        speaker.says.append(Say("already-blocked", _args(handled)))
    else:
        _set(speaker, handled, Block(reason))


def unblock(speaker: Speaker, handled: Handled) -> None:
    """Listen again to whoever reported a ticket."""
    if handled.reporter.blocked_at is None:
        speaker.says.append(Say("not-blocked", _args(handled)))
    else:
        _set(speaker, handled, Unblock())


def _set(speaker: Speaker, handled: Handled, command: Block | Unblock) -> None:
    outcome = carry_out(speaker.draft, handled, command, speaker.actor)
    if isinstance(outcome, Refusal):
        speaker.says.append(refusal_say(speaker.draft, outcome, speaker.reader))
        return
    if isinstance(outcome, tuple):
        follow(speaker.draft, handled, outcome)
    blocked_at = speaker.draft.now if isinstance(command, Block) else None
    handled.reporter = msgspec.structs.replace(handled.reporter, blocked_at=blocked_at)
    speaker.draft.changes.persons.append(handled.reporter)
    speaker.says.append(Say("done-blocked" if blocked_at else "done-unblocked", _args(handled)))


def _args(handled: Handled) -> dict[str, str]:
    return {"number": numbers.show(handled.ticket.number)}

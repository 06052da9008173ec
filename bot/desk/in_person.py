"""Whoever asks for a person: without a ticket how to reach one, with one who has it and by when they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.desk import history, talks
from bot.desk.cases import Handled, carry_out
from bot.desk.consequences import follow
from bot.domain import numbers
from bot.domain.commands import Write
from bot.domain.severity import Severity
from bot.domain.ticket import State
from bot.flows.tables import Arg, Say

if TYPE_CHECKING:
    from bot.desk.speaker import Speaker


def how_to_reach(speaker: Speaker) -> Say:
    """Return that a person answers each report and question, and whom to call when it cannot wait."""
    return Say("person-how", {"hotline": _hotline(speaker)})


def is_wanted(speaker: Speaker, text: str) -> bool:
    """Tell whether a customer's words ask for a person and nothing else."""
    if not text or speaker.actor.is_staff:
        return False
    return speaker.draft.world.texts.meaning(text, speaker.reader.language) == "person"


def let_choose(speaker: Speaker) -> None:
    """Let whoever has several tickets say which of them it is about."""
    speaker.says.append(Say("person-which", {"hotline": _hotline(speaker)}))
    talks.begin(speaker, "track_ticket")


def tell_whose(speaker: Speaker, handled: Handled, text: str) -> None:
    """Let whoever has the ticket know that a person is wanted, and say who that is and by when they answer."""
    outcome = carry_out(speaker.draft, handled, Write(text), speaker.actor)
    if isinstance(outcome, tuple):
        follow(speaker.draft, handled, outcome, told=True)
        history.note(speaker, "wrote", text, handled.ticket.id)
    speaker.says.append(_whose(speaker, handled))
    ticket = handled.ticket
    at_work = ticket.is_open and ticket.state is not State.SOLVED
    if at_work and ticket.kind == "fault" and ticket.severity > Severity.CRITICAL:
        speaker.says.append(Say("person-worse"))
    if _hotline(speaker):
        speaker.says.append(Say("person-hotline", {"hotline": _hotline(speaker)}))


def _whose(speaker: Speaker, handled: Handled) -> Say:
    """Return who has a ticket and what was promised; a promise that was missed is not given again."""
    ticket, due_at = handled.ticket, handled.ticket.respond_due_at
    args: dict[str, Arg] = {"number": numbers.show(ticket.number)}
    awaited = ticket.owes_answer and due_at > speaker.draft.at
    if name := speaker.draft.world.roster.name(ticket.assignee):
        args |= {"name": name}
        return Say("person-has-it-by", {**args, "due": due_at}) if awaited else Say("person-has-it", args)
    return Say("person-called-by", {**args, "due": due_at}) if awaited else Say("person-called", args)


def _hotline(speaker: Speaker) -> str:
    return speaker.draft.world.house.hotline

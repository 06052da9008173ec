"""Doing what a conversation's rows ask for: tickets opened and commanded, languages set, timers armed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from bot.desk import asking, calls, cards, rows
from bot.desk.cases import carry_out
from bot.desk.consequences import follow, open_and_follow
from bot.desk.draft import Draft, Manner
from bot.desk.facts import CancelTimers
from bot.desk.speaker import Speaker
from bot.desk.verdicts import Deed, verdict_say
from bot.domain import numbers
from bot.domain.commands import AcceptSeverity, Open
from bot.domain.roles import Refusal
from bot.domain.severity import Severity
from bot.domain.ticket import instant_to_micros
from bot.flows.tables import (
    Arg,
    Arm,
    Do,
    Effect,
    Erase,
    Invite,
    KnowCaller,
    LogCall,
    Remember,
    Say,
    SetLanguage,
)

if TYPE_CHECKING:
    from bot.domain.commands import Command
    from bot.domain.ticket import Ticket


def nothing(_speaker: Speaker, _effect: Effect) -> None:
    """Remember was done by the machine; Begin and Resume wait for the end."""


def _say(speaker: Speaker, effect: Say) -> None:
    speaker.says.append(effect)


def _do(speaker: Speaker, effect: Do) -> None:
    if isinstance(effect.command, Open):
        _open(speaker, effect.command)
        return
    handled = speaker.find(effect.ticket)
    if handled is None:
        speaker.says.append(Say("ticket-gone"))
        return
    handled.storm = _raises_in_a_storm(speaker, effect.command)
    outcome = carry_out(speaker.draft, handled, effect.command, speaker.actor)
    reporting = speaker.actor.person == handled.ticket.reporter
    if isinstance(outcome, tuple):
        follow(speaker.draft, handled, outcome, told=reporting)
        if handled.storm:
            speaker.says.append(Say("storm-reception", {"hotline": speaker.draft.world.house.hotline}))
    if isinstance(outcome, Refusal) or not (reporting or effect.quiet):
        reached, phone = bool(handled.reach.reachable), bool(handled.phone)
        deed = Deed(handled.ticket, effect.command, speaker.actor, reached=reached, phone=phone)
        speaker.says.append(verdict_say(speaker.draft, deed, outcome, speaker.reader))


def _raises_in_a_storm(speaker: Speaker, command: Command) -> bool:
    """Tell whether a stranger raises a ticket to level 1 when there are too many of those already."""
    critical = isinstance(command, AcceptSeverity) and command.level is Severity.CRITICAL
    return critical and _is_storm(speaker)


def _is_storm(speaker: Speaker) -> bool:
    """Tell whether strangers have too many tickets of level 1; customers we know are never held up by them."""
    house, more = speaker.draft.world.house, speaker.more
    too_many = more.account_pages >= house.guest_open_limit or more.guest_pages >= house.guest_hour_limit
    return too_many and not speaker.person.customer


def _open(speaker: Speaker, command: Open) -> None:
    """Issue the ticket, page, and say its number apart, so that it stands alone for reading out."""
    draft = speaker.draft
    house, storm = draft.world.house, command.severity is Severity.CRITICAL and _is_storm(speaker)
    handled = open_and_follow(draft, command, speaker.account, speaker.person, storm=storm)
    speaker.handled = speaker.hands[handled.ticket.id] = handled
    speaker.update(ticket=handled.ticket.id)
    draft.changes.attach_conversation.append((speaker.conversation.id, handled.ticket.id))
    draft.changes.cancel_timers.append(CancelTimers(kinds=("outage",), conversation=speaker.conversation.id))
    draft.tell(speaker.reader, [issued(draft, handled.ticket)], Manner(ticket=handled.ticket.id))
    if storm:
        speaker.says.append(Say("storm-reception", {"hotline": house.hotline}))


def issued(draft: Draft, ticket: Ticket) -> Say:
    """Return the words of a receipt: the number, and by when a person answers."""
    args: dict[str, Arg] = {
        "number": numbers.show(ticket.number),
        "level": cards.level_of(ticket),
        "due": ticket.respond_due_at,
        "hotline": draft.world.house.hotline,
    }
    if ticket.kind == "question":
        return Say("ticket-issued-question", args)
    return Say("ticket-issued", args)


def _invite(speaker: Speaker, effect: Invite) -> None:
    """Put a question that may be left unanswered: it is nobody's active talk until it is answered."""
    handled = speaker.find(None)
    if handled is not None:
        question = asking.Question(speaker.conversation.flow, state=effect.state, within=INVITED_FOR)
        asking.ask(speaker.draft, handled.ticket, speaker.reader, question)


#: How long an invitation to say more may be taken up.
INVITED_FOR = timedelta(days=7)


def _set_language(speaker: Speaker, effect: SetLanguage) -> None:
    speaker.person = msgspec.structs.replace(speaker.person, language=effect.language)
    speaker.draft.changes.persons.append(speaker.person)
    speaker.reader = speaker.draft.reader_of(speaker.account, speaker.person)
    speaker.draft.changes.roster_changed |= speaker.actor.is_staff


def _erase(speaker: Speaker, _effect: Erase) -> None:
    # Asked again later, it is about all until then.
    speaker.person = msgspec.structs.replace(speaker.person, forgotten_at=speaker.draft.now)
    speaker.draft.changes.persons.append(speaker.person)
    speaker.draft.erase(speaker.person.id)
    open_tickets = [facts.row.number for facts in speaker.more.own]
    if open_tickets:
        comma = speaker.draft.words(speaker.reader, Say("list-comma"))
        numbers_shown = comma.join(numbers.show(number) for number in open_tickets)  # type: ignore[arg-type]  # a NewType
        speaker.says.append(Say("erase-later", {"number": numbers_shown}))
    else:
        speaker.says.append(Say("erased"))


def _arm(speaker: Speaker, effect: Arm) -> None:
    """Arm a timer on the ticket where there is one, else on the conversation; a later one replaces it."""
    conversation = speaker.conversation
    ticket = conversation.ticket if effect.kind == "outage" else None
    about = None if ticket else conversation.id
    changes = speaker.draft.changes
    changes.cancel_timers.append(CancelTimers(kinds=(effect.kind,), ticket=ticket, conversation=about))
    # Cancelling comes before arming: the one that opening the ticket has armed just now would stay.
    same = (effect.kind, ticket, about)
    changes.timers[:] = [one for one in changes.timers if (one.kind, one.ticket, one.conversation) != same]
    timer_id, due_at = speaker.draft.world.ids.new(), instant_to_micros(effect.at)
    changes.timers.append(
        rows.Timer(id=timer_id, kind=effect.kind, due_at=due_at, ticket=ticket, conversation=about),
    )


#: Each takes the one kind of effect it is listed under.
_Does = Callable[[Speaker, Any], None]
DOES: Mapping[type, _Does] = {
    Say: _say,
    LogCall: calls.log,
    KnowCaller: calls.know,
    Remember: nothing,
    Do: _do,
    SetLanguage: _set_language,
    Erase: _erase,
    Invite: _invite,
    Arm: _arm,
}

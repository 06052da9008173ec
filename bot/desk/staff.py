"""What staff do by command and by button: each with its refusal, its confirmation, and its typed twin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.desk import asking, cards, codec, paging, talks
from bot.desk.cases import Handled, carry_out
from bot.desk.consequences import follow
from bot.desk.draft import Draft, Manner
from bot.desk.verdicts import Deed, refusal_say, verdict_say
from bot.domain import commands as c
from bot.domain import numbers
from bot.domain.roles import FRONT, Refusal, may
from bot.domain.severity import Severity
from bot.domain.ticket import IN_HAND, State, Ticket
from bot.flows import times
from bot.flows.tables import Arg, Quoted, Ref, Say

if TYPE_CHECKING:
    from bot.desk.parsing import Typed
    from bot.desk.speaker import Speaker

#: What a button (or a command without its words) asks next: the state of work_ticket that asks it.
ASKS = {
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
}
_MOST_LISTED = 10


@dataclass(frozen=True, slots=True)
class Request:
    """One action on a ticket, by button or by command: its name, and the words that came with it."""

    name: str
    words: str = ""
    stage: int = 0


def act(speaker: Speaker, handled: Handled, request: Request) -> None:
    """Do a staff action on a ticket and tell the actor what became of it."""
    speaker.handled = handled
    if _is_stale(handled, request):
        speaker.says.append(Say("old-button", {"number": _number(handled)}))
        _show_card(speaker, handled)
        return
    simple = _SIMPLE.get(request.name)
    if simple:
        simple(speaker, handled)
        return
    command = _command(speaker, request)
    if isinstance(command, Say):
        speaker.says.append(command)
    elif command is None:
        _ask(speaker, handled, request.name)
    else:
        perform(speaker, handled, command)


def attach(speaker: Speaker, handled: Handled, count: int) -> bool:
    """Let files of staff go to the customer, as far as words of theirs would; False when they may not."""
    speaker.handled = handled
    speaker.attached = perform(speaker, handled, c.Attach(count))
    return speaker.attached


def perform(speaker: Speaker, handled: Handled, command: c.Command) -> bool:
    """Carry out a staff command and confirm it, or say why not; tell whether it was done."""
    outcome = carry_out(speaker.draft, handled, command, speaker.actor)
    if isinstance(outcome, tuple):
        follow(speaker.draft, handled, outcome)
    deed = Deed(handled.ticket, command, speaker.actor)
    speaker.says.append(verdict_say(speaker.draft, deed, outcome, speaker.reader))
    return isinstance(outcome, tuple)


def run_command(speaker: Speaker, typed: Typed) -> None:
    """Do what a member of staff typed."""
    lister = _LISTS.get(typed.name)
    if lister:
        lister(speaker)
        return
    facts = speaker.more.ticket
    if facts is None:
        key = "not-found" if typed.named else f"usage-{typed.name}"
        speaker.says.append(Say(key, {"number": typed.named[:_MOST_SHOWN]} if typed.named else {}))
        return
    handled = speaker.hold(facts)
    if typed.name == "ticket":
        speaker.handled = handled
        _show_card(speaker, handled)
        return
    act(speaker, handled, Request(typed.name, typed.rest))


_MOST_SHOWN = 20


def _is_stale(handled: Handled, request: Request) -> bool:
    """Tell whether a button of an earlier stage would now do something else than it said.

    Acknowledging and taking only ever say who has it, so they are never stale; nor is looking or talking.
    """
    harmless = {"ack", "take", "phone", "more", "say", "note"}
    return request.stage not in (0, handled.ticket.stage) and request.name not in harmless


def _command(speaker: Speaker, request: Request) -> c.Command | Say | None:
    """Return the domain command of a request, words why it is none, or None when it still needs words."""
    if not request.words:
        return None
    if request.name == "onsite":
        eta_at = times.ahead(request.words, speaker.draft.at, speaker.reader.zone)
        return c.OnSite(eta_at) if eta_at else Say("eta-not-understood")
    if request.name == "severity":
        level, _, reason = request.words.partition(" ")
        if level not in {"1", "2", "3"} or not reason.strip():
            return Say("usage-severity")
        return c.SetSeverity(Severity(int(level)), reason.strip())
    return _WORDED[request.name](request.words)


_WORDED: Mapping[str, Callable[[str], c.Command]] = {
    "say": c.Say,
    "note": c.Note,
    "wait": c.Wait,
    "solved": c.Solve,
    "answer": c.Answer,
    "refer": c.Refer,
    "drop": c.Cancel,
}


def _ask(speaker: Speaker, handled: Handled, name: str) -> None:
    """Ask for the words an action needs: here in a private chat, privately when pressed in a group."""
    refusal = _refusal_beforehand(speaker, handled, name)
    if refusal is not None:
        speaker.says.append(refusal)
        return
    if speaker.reader.place.chat == speaker.account.chat:
        talks.begin(speaker, "work_ticket", {"ticket": handled.ticket.id}, ASKS[name])
        return
    private = speaker.draft.reader_of(speaker.account, speaker.person)
    question = asking.Question("work_ticket", state=ASKS[name], within=asking.STAFF_ANSWERS_WITHIN)
    asking.ask(speaker.draft, handled.ticket, private, question)
    speaker.says.append(Say("asked-in-private", {"name": Quoted(speaker.person.name)}))


def _refusal_beforehand(speaker: Speaker, handled: Handled, name: str) -> Say | None:
    """Return why asking for words would be in vain: no right, or not the moment."""
    from_words = _WORDED.get(name)
    command = (
        from_words("-")
        if from_words
        else {"onsite": c.OnSite(speaker.draft.at), "severity": None, "more": None}.get(name)
    )
    if command is None:
        if not speaker.actor.roles & FRONT:
            return refusal_say(speaker.draft, Refusal("refused-role", who=tuple(sorted(FRONT))), speaker.reader)
        return None
    refusal = may(speaker.actor, command, handled.ticket)
    if refusal is not None:
        return refusal_say(speaker.draft, refusal, speaker.reader)
    works_on = name in {"wait", "onsite", "solved"}
    if works_on and handled.ticket.state not in IN_HAND:
        reason = "refused-not-taken" if handled.ticket.state is State.NEW else "refused-ended"
        return refusal_say(speaker.draft, Refusal(reason), speaker.reader)
    return None


def _acknowledge(speaker: Speaker, handled: Handled) -> None:
    perform(speaker, handled, c.Acknowledge())


def _take(speaker: Speaker, handled: Handled) -> None:
    """Take at once what nobody has; what somebody has only after a question."""
    held = handled.ticket.assignee
    allowed = may(speaker.actor, c.Take(), handled.ticket) is None
    if held is None or held == speaker.person.id or not allowed or not handled.ticket.is_open:
        perform(speaker, handled, c.Take())
        return
    if speaker.reader.place.chat == speaker.account.chat:
        talks.begin(speaker, "take_ticket", {"ticket": handled.ticket.id})
        return
    private = speaker.draft.reader_of(speaker.account, speaker.person)
    question = asking.Question("take_ticket", within=asking.STAFF_ANSWERS_WITHIN)
    asking.ask(speaker.draft, handled.ticket, private, question)
    speaker.says.append(Say("asked-in-private", {"name": Quoted(speaker.person.name)}))


def _phone(speaker: Speaker, handled: Handled) -> None:
    """Show the number to whoever works on it, privately."""
    if not speaker.actor.roles & FRONT:
        speaker.says.append(
            refusal_say(speaker.draft, Refusal("refused-role", who=tuple(sorted(FRONT))), speaker.reader)
        )
        return
    phone = handled.ticket.record.get("phone") or handled.reporter.phone
    args: dict[str, Arg] = {"number": _number(handled), "name": cards.reporter_name(handled.reporter.name)}
    say = Say("phone", {**args, "phone": Quoted(phone)}) if phone else Say("no-phone", args)
    private = speaker.draft.reader_of(speaker.account, speaker.person)
    speaker.draft.tell(private, [say], Manner(ticket=handled.ticket.id))


_SIMPLE: Mapping[str, Callable[[Speaker, Handled], None]] = {
    "ack": _acknowledge,
    "take": _take,
    "phone": _phone,
}


def _show_card(speaker: Speaker, handled: Handled) -> None:
    draft, reader = speaker.draft, speaker.reader
    showing = cards.Showing(draft.world.roster.name(handled.ticket.assignee), handled.reporter.name)
    drawn = cards.body(draft, reader, handled.ticket, showing)
    buttons = cards.show_in(draft, handled, reader)
    if buttons:
        draft.changes.prompts.append(buttons.prompt)
        drawn = cards.with_buttons(drawn, draft.keyboard(reader, buttons))
    manner = Manner(ticket=handled.ticket.id)
    draft.send(reader, drawn, manner, buttons.prompt.id if buttons else None)


def _list(speaker: Speaker, *, mine: bool) -> None:
    found = [codec.ticket_of(row) for row in speaker.more.tickets]
    if mine:
        found = [ticket for ticket in found if ticket.assignee == speaker.person.id]
    if not found:
        speaker.says.append(Say("list-empty"))
        return
    urgent_first = sorted(found, key=lambda ticket: (ticket.severity, ticket.respond_due_at))
    speaker.says.append(Say("list-mine" if mine else "list-open", {"count": len(found)}))
    speaker.says.extend(_line(speaker.draft, ticket) for ticket in urgent_first[:_MOST_LISTED])
    if len(found) > _MOST_LISTED:
        speaker.says.append(Say("list-more", {"count": len(found) - _MOST_LISTED}))


def _line(draft: Draft, ticket: Ticket) -> Say:
    return Say(
        "list-line",
        {
            "number": numbers.show(ticket.number),
            "level": cards.level_of(ticket),
            "state": Ref(f"staff-state-{ticket.state}"),
            "due": ticket.respond_due_at,
            "name": draft.world.roster.name(ticket.assignee) or "-",
        },
    )


def _duty(speaker: Speaker) -> None:
    first, second = (paging.resolve(speaker.draft, f"rota:{place}") for place in ("first", "second"))
    nobody = Say("duty-nobody")
    if not first:
        speaker.says.append(nobody)
        return
    if not second:
        speaker.says.append(Say("duty-now-alone", {"name": first[0].name}))
        return
    speaker.says.append(Say("duty-now", {"name": first[0].name, "backup": second[0].name}))


_LISTS: Mapping[str, Callable[[Speaker], None]] = {
    "mine": lambda speaker: _list(speaker, mine=True),
    "open": lambda speaker: _list(speaker, mine=False),
    "duty": _duty,
}


def _number(handled: Handled) -> str:
    return numbers.show(handled.ticket.number)

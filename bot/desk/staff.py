"""What staff do by command and by button: each with its refusal, its confirmation, and its typed twin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.desk import asking, blocking, cards, errands, history, talks
from bot.desk.cases import Handled, carry_out
from bot.desk.consequences import follow
from bot.desk.draft import Manner
from bot.desk.verdicts import Deed, refusal_say, verdict_say
from bot.desk.wording import WORDED, understand
from bot.domain import commands as c
from bot.domain import numbers
from bot.domain.roles import FRONT, Refusal, may
from bot.domain.ticket import IN_HAND, State
from bot.flows.tables import Arg, Heard, Quoted, Say

if TYPE_CHECKING:
    from bot.desk import rows
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
    "heard": "asking_heard",
    "give": "asking_whom",
}


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
        show_card(speaker, handled)
        return
    simple = _SIMPLE.get(request.name)
    if simple:
        simple(speaker, handled)
        return
    command = understand(speaker, handled, request.name, request.words)
    if isinstance(command, Say):
        speaker.says.append(command)
    elif command is None:
        _ask(speaker, handled, request)
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
        if isinstance(command, c.Say):
            history.note(speaker, "said", command.text, handled.ticket.id, speaker.draft.relayed)
        on_its_way = isinstance(command, c.Say | c.Attach) and not handled.ticket.by_phone
        if speaker.draft.line is not None and on_its_way:
            # In a topic the line itself is marked, once the customer has it.
            return True
    deed = Deed(handled.ticket, command, speaker.actor)
    speaker.says.append(verdict_say(speaker.draft, deed, outcome, speaker.reader))
    return isinstance(outcome, tuple)


def run_command(speaker: Speaker, typed: Typed) -> None:
    """Do what a member of staff typed."""
    if errands.is_errand(typed.name):
        errands.run(speaker, typed)
        return
    facts = speaker.more.ticket
    if facts is None:
        key = "not-found" if typed.named else f"usage-{typed.name}"
        speaker.says.append(Say(key, {"number": typed.named[:_MOST_SHOWN]} if typed.named else {}))
        return
    handled = speaker.hold(facts)
    if typed.name in {"block", "unblock"}:
        blocking.by_command(speaker, handled, typed)
        return
    if typed.name == "ticket":
        speaker.handled = handled
        show_card(speaker, handled)
        return
    act(speaker, handled, Request(typed.name, typed.rest))


_MOST_SHOWN = 20


def _is_stale(handled: Handled, request: Request) -> bool:
    """Tell whether a button of an earlier stage would now do something else than it said.

    Acknowledging and taking only ever say who has it, so they are never stale; nor is looking or talking.
    """
    harmless = {"ack", "take", "phone", "more", "say", "note"}
    return request.stage not in (0, handled.ticket.stage) and request.name not in harmless


def _ask(speaker: Speaker, handled: Handled, request: Request) -> None:
    """Ask for the words an action needs: here in a private chat, privately when pressed in a group."""
    name = request.name
    refusal = _refusal_beforehand(speaker, handled, name)
    if refusal is not None:
        speaker.says.append(refusal)
        return
    flow, state = ("answer_offer", "asking_reason") if name == "decline" else ("work_ticket", ASKS[name])
    answers = {"whom": request.words} if request.words else {}
    if speaker.reader.place.chat == speaker.account.chat:
        talks.begin(speaker, flow, {**answers, "ticket": handled.ticket.id}, state)
        return
    private = speaker.draft.reader_of(speaker.account, speaker.person)
    question = asking.Question(flow, state=state, within=asking.STAFF_ANSWERS_WITHIN, answers=answers)
    asking.ask(speaker.draft, handled.ticket, private, question)
    speaker.says.append(Say("asked-in-private", {"name": Quoted(speaker.person.name)}))


def _meant(speaker: Speaker, handled: Handled, name: str) -> c.Command | None:
    """Return a command as it would be with words, None where all who work on tickets may."""
    if name in WORDED:
        return WORDED[name]("-")
    if name == "give":
        return c.HandOver(handled.ticket.reporter)
    return c.OnSite(speaker.draft.at) if name == "onsite" else None


def _refusal_beforehand(speaker: Speaker, handled: Handled, name: str) -> Say | None:
    """Return why asking for words would be in vain: no right, or not the moment."""
    command = _meant(speaker, handled, name)
    if command is None:
        if not speaker.actor.roles & FRONT:
            return refusal_say(speaker.draft, Refusal("refused-role", who=tuple(sorted(FRONT))), speaker.reader)
        return None
    refusal = may(speaker.actor, command, handled.ticket)
    if refusal is not None:
        return refusal_say(speaker.draft, refusal, speaker.reader)
    if name == "give" and not handled.ticket.is_open:
        return refusal_say(speaker.draft, Refusal("refused-ended"), speaker.reader)
    works_on = name in {"wait", "onsite", "solved"}
    if works_on and handled.ticket.state not in IN_HAND:
        reason = "refused-not-taken" if handled.ticket.state is State.NEW else "refused-ended"
        return refusal_say(speaker.draft, Refusal(reason), speaker.reader)
    return None


def _acknowledge(speaker: Speaker, handled: Handled) -> None:
    perform(speaker, handled, c.Acknowledge())


def _accept(speaker: Speaker, handled: Handled) -> None:
    perform(speaker, handled, c.AcceptOffer())


def _confirm(speaker: Speaker, handled: Handled) -> None:
    """Keep that a customer without a chat has confirmed by telephone."""
    perform(speaker, handled, c.Confirm())


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
    "accept": _accept,
    "confirm": _confirm,
}


def press_list(speaker: Speaker, prompt: rows.Prompt, chosen: Heard) -> None:
    """Show a ticket of a list, or turn to another page of it."""
    if not speaker.actor.is_staff:
        speaker.says.append(Say("refused-not-staff"))
    elif chosen.trigger == "page":
        errands.turn_to(speaker, prompt.external_id)
    elif speaker.more.ticket is None:
        speaker.says.append(Say("ticket-gone"))
    else:
        speaker.handled = speaker.hold(speaker.more.ticket)
        show_card(speaker, speaker.handled)


def show_card(speaker: Speaker, handled: Handled) -> None:
    """Show a ticket as it stands, with what can be done."""
    draft, reader = speaker.draft, speaker.reader
    holder, reporter = draft.world.roster.name(handled.ticket.assignee), handled.reporter.name
    showing = cards.Showing(holder, reporter, reachable=bool(handled.account.reachable))
    drawn = cards.body(draft, reader, handled.ticket, showing)
    buttons = cards.show_in(draft, handled, reader)
    if buttons:
        draft.changes.prompts.append(buttons.prompt)
        drawn = cards.with_buttons(drawn, draft.keyboard(reader, buttons))
    manner = Manner(ticket=handled.ticket.id)
    draft.send(reader, drawn, manner, buttons.prompt.id if buttons else None)


def _number(handled: Handled) -> str:
    return numbers.show(handled.ticket.number)

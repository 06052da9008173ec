"""What staff do by command and by button: each with its refusal, its confirmation, and its typed twin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from bot.desk import asking, beforehand, blocking, cards, errands, history, talks
from bot.desk.cases import Handled, carry_out
from bot.desk.consequences import follow
from bot.desk.draft import Manner
from bot.desk.verdicts import Deed, refusal_say, verdict_say
from bot.desk.wording import understand
from bot.domain import commands as c
from bot.domain import numbers
from bot.domain.roles import FRONT, Refusal, may
from bot.flows.tables import Arg, Heard, Quoted, Say
from bot.messages import COUNTED, Place

if TYPE_CHECKING:
    from bot.desk import rows
    from bot.desk.parsing import Typed
    from bot.desk.speaker import Speaker


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
    elif perform(speaker, handled, command):
        talks.leave_answered(speaker, handled.ticket.id, request.name)


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
        elif isinstance(command, c.Note):
            history.note(speaker, "noted", command.text, handled.ticket.id)
        on_its_way = isinstance(command, c.Say | c.Attach) and not handled.ticket.by_phone
        if speaker.draft.line is not None and on_its_way:
            # In a topic the line itself is marked, once the customer has it, or answered that it did not arrive.
            return True
    reached = bool(handled.reach.reachable)
    deed = Deed(handled.ticket, command, speaker.actor, reached=reached, phone=bool(handled.phone))
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
    harmless = {"ack", "take", "phone", "more", "say", "note", "look"}
    return request.stage not in (0, handled.ticket.stage) and request.name not in harmless


def _ask(speaker: Speaker, handled: Handled, request: Request) -> None:
    """Ask for the words an action needs: here in a private chat, privately when pressed in a group."""
    name = request.name
    refusal = beforehand.refusal(speaker.actor, handled.ticket, name, speaker.draft.at)
    if refusal is not None:
        speaker.says.append(refusal_say(speaker.draft, refusal, speaker.reader))
        return
    flow, state, answers = "work_ticket", beforehand.ASKS.get(name, ""), {"whom": request.words}
    if name == "decline":
        giver = speaker.draft.world.roster.name(handled.ticket.offered_by)
        flow, state, answers = "answer_offer", "asking_reason", {"giver": giver}
    answers = {key: words for key, words in answers.items() if words}
    if speaker.reader.place.chat == speaker.account.chat:
        talks.begin(speaker, flow, {**answers, "ticket": handled.ticket.id}, state)
        return
    private = speaker.draft.reader_of(speaker.account, speaker.person)
    question = asking.Question(flow, state=state, within=asking.STAFF_ANSWERS_WITHIN, answers=answers)
    asking.ask(speaker.draft, handled.ticket, private, question)
    speaker.says.append(Say("asked-in-private", {"name": Quoted(speaker.person.name)}))


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
    args: dict[str, Arg] = {"number": _number(handled), "name": cards.reporter_name(handled.reporter.name)}
    say = Say("phone", {**args, "phone": Quoted(handled.phone)}) if handled.phone else Say(_instead(handled), args)
    private = speaker.draft.reader_of(speaker.account, speaker.person)
    speaker.draft.tell(private, [say], Manner(ticket=handled.ticket.id))


def _instead(handled: Handled) -> str:
    """Return what is said instead of a number: whether they can be written to, and when they will read it."""
    if not handled.reach.reachable or handled.ticket.by_phone:
        return "no-phone-no-chat"
    return "no-phone-kept" if Place(handled.reach.bot, "").channel in COUNTED else "no-phone"


def _look(speaker: Speaker, handled: Handled) -> None:
    """Show a ticket whole on the page of its link, and nothing of it in the chat."""
    page = msgspec.structs.replace(speaker.reader, place=Place("page:link", ""))
    draft, reporter = speaker.draft, handled.reporter
    holder = draft.world.roster.name(handled.ticket.assignee)
    showing = cards.Showing(holder, reporter.name, reachable=bool(handled.reach.reachable))
    text = cards.body(draft, page, handled.ticket, showing).text
    if handled.phone and speaker.actor.roles & FRONT:
        name = cards.reporter_name(reporter.name)
        say = Say("phone", {"number": _number(handled), "name": name, "phone": Quoted(handled.phone)})
        text = f"{text}\n\n{draft.words(page, say)}"
    speaker.page, speaker.quiet = text, True


_SIMPLE: Mapping[str, Callable[[Speaker, Handled], None]] = {
    "ack": _acknowledge,
    "take": _take,
    "phone": _phone,
    "accept": _accept,
    "look": _look,
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
    cards.show(speaker.draft, handled, speaker.reader)


def _number(handled: Handled) -> str:
    return numbers.show(handled.ticket.number)

"""Running a person's conversation: starting, moving, suspending and ending flows, and answering in the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.desk import asking, beforehand, codec, rows
from bot.desk.draft import Buttons, Manner
from bot.desk.effects import DOES, nothing
from bot.desk.facts import CancelTimers
from bot.desk.speaker import Speaker
from bot.desk.verdicts import refusal_say
from bot.domain.severity import Severity
from bot.domain.ticket import State, Ticket
from bot.flows import machine
from bot.flows.registry import FLOWS
from bot.flows.tables import Begin, Do, Flow, Heard, Resume, Say, Talk

if TYPE_CHECKING:
    from bot.desk.cases import Handled
    from bot.domain.roles import Refusal

#: How many interrupted conversations are kept under the active one.
DEPTH = 3
#: Where people only look at something: whatever else they do ends it, and nothing is lost.
_LOOKING = frozenset(
    {
        ("track_ticket", "choosing"),
        ("track_ticket", "showing"),
        ("privacy", "showing_policy"),
        ("choose_language", "choosing"),
    },
)


def begin(speaker: Speaker, flow_name: str, answers: Mapping[str, object] | None = None, state: str = "") -> None:
    """Start a flow; the one that was active is kept under it and comes back afterwards."""
    if speaker.talking:
        _suspend(speaker)
    flow = FLOWS[flow_name]
    about = (answers or {}).get("ticket")
    # What the talk before was about is none of this one's: it would pull words and files to the wrong ticket.
    speaker.handled = speaker.take(about) if isinstance(about, int) else None
    talk = machine.start(flow, speaker.view(), answers, state)
    ticket = speaker.handled.ticket.id if speaker.handled else None
    speaker.update(flow=flow.name, version=flow.version, state=talk.state, ticket=ticket)
    _settle(speaker, talk, state or flow.initial)


def hear(speaker: Speaker, heard: Heard) -> bool:
    """Give the active flow what the person did; False when its state does not take that."""
    flow = FLOWS[speaker.conversation.flow]
    talk = speaker.talk(heard)
    source = talk.state
    if not machine.advance(flow, talk):
        return False
    _settle(speaker, talk, source)
    return True


def _settle(speaker: Speaker, talk: Talk, source: str) -> None:
    """Keep where the talk is now, do what its rows asked for, and end it where it has ended."""
    flow = FLOWS[speaker.conversation.flow]
    speaker.update(state=talk.state, answers=codec.to_text(talk.answers))
    speaker.moved = True
    final = machine.state_of(flow, talk.state).final
    later = [effect for effect in talk.effects if isinstance(effect, Begin | Resume)]
    for effect in talk.effects:
        DOES.get(type(effect), nothing)(speaker, effect)
    speaker.draft.changes.steps.append(_step(speaker, flow, talk, source))
    if final:
        _end(speaker, talk, later)


def _step(speaker: Speaker, flow: Flow, talk: Talk, source: str) -> rows.Step:
    """Return the line of the history that this step is; `ticket` only when it did something to one."""
    did = speaker.handled is not None and any(isinstance(effect, Do) for effect in talk.effects)
    return rows.Step(
        id=speaker.draft.world.ids.new(),
        conversation=speaker.conversation.id,
        at=speaker.draft.now,
        flow=flow.name,
        version=flow.version,
        source=source,
        trigger=talk.heard.trigger,
        target=talk.state,
        # As they put it: an edit is compared with that.
        said=talk.heard.text or speaker.spoken or talk.heard.value,
        message_id=speaker.message_id,
        ticket=speaker.handled.ticket.id if did and speaker.handled else None,
        outbox=speaker.draft.relayed,
    )


def _end(speaker: Speaker, talk: Talk, later: Sequence[Begin | Resume]) -> None:
    """Leave an ended flow: say its last words, take up what it leads to, else what it interrupted."""
    _last_words(speaker, talk)
    _clear(speaker)
    for effect in later:
        if isinstance(effect, Begin):
            begin(speaker, effect.flow, effect.answers, effect.state)
            return
    _resume(speaker)
    for effect in later:
        if isinstance(effect, Resume) and speaker.talking:
            hear(speaker, Heard(effect.trigger))


def _clear(speaker: Speaker) -> None:
    if speaker.conversation.suspended == "[]":
        # A report under it keeps its reminder.
        speaker.draft.changes.cancel_timers.append(CancelTimers(kinds=("idle",), conversation=speaker.conversation.id))
    speaker.update(flow="", version=0, state="", answers="{}", ticket=None)


def leave_answered(speaker: Speaker, ticket: int, action: str) -> None:
    """End the question for an action's words that a command has just answered, also where it waits under another.

    So does one that was put privately, because the action was asked for in a group.
    """
    if state := beforehand.state_of(action):
        speaker.draft.changes.questions_over.append((speaker.account.id, ticket, state))
    if speaker.conversation.suspended != "[]":
        below = codec.from_text(speaker.conversation.suspended)
        kept = [entry for entry in below if not _asks_for(action, ticket, entry)]
        speaker.update(suspended=codec.to_text(kept))
    talk = speaker.conversation
    if _asks_for(action, ticket, (talk.flow, talk.version, talk.state, speaker.answers, talk.ticket)):
        _clear(speaker)
        _resume(speaker)


def _asks_for(action: str, ticket: int, talk: Sequence[Any]) -> bool:
    """Tell whether a talk (as it is kept when suspended) asks for the words of this action, or which action."""
    flow, _version, state, answers, about = talk
    return (about or answers.get("ticket")) == ticket and beforehand.action_of(flow, state) in {action, "more"}


def _in_vain(speaker: Speaker, talk: tuple[str, str], about: Handled | None) -> Refusal | None:
    """Return why whatever was answered to a question of staff would be refused: the ticket is theirs no more."""
    action = beforehand.action_of(*talk)
    if about is None or not action:
        return None
    return beforehand.refusal(speaker.actor, about.ticket, action, speaker.draft.at)


def _leave_in_vain(speaker: Speaker) -> None:
    """Put no question again that cannot be answered any more; say why where nothing else is said."""
    talk = (speaker.conversation.flow, speaker.conversation.state)
    refusal = _in_vain(speaker, talk, speaker.take(speaker.about))
    if refusal is None:
        return
    if not (speaker.says or _was_told(speaker)):
        speaker.says.append(refusal_say(speaker.draft, refusal, speaker.reader))
    _clear(speaker)
    _resume(speaker)


def _last_words(speaker: Speaker, talk: Talk) -> None:
    flow = FLOWS[speaker.conversation.flow]
    if machine.state_of(flow, talk.state).asks:
        talk.view = speaker.view()  # the ticket may have moved since
        speaker.says.append(asking.question_of(flow, talk))


def is_looking(speaker: Speaker) -> bool:
    """Tell whether the active talk only shows something."""
    return (speaker.conversation.flow, speaker.conversation.state) in _LOOKING


def _suspend(speaker: Speaker) -> None:
    conversation = speaker.conversation
    if is_looking(speaker):
        speaker.update(flow="", state="", answers="{}", ticket=None)
        return
    below = codec.from_text(conversation.suspended)
    kept = [
        conversation.flow,
        conversation.version,
        conversation.state,
        codec.from_text(conversation.answers),
        conversation.ticket,
    ]
    same = [entry for entry in below if entry[0] != conversation.flow]
    speaker.update(suspended=codec.to_text([*same, kept][-DEPTH:]), flow="", state="", answers="{}", ticket=None)


def _resume(speaker: Speaker) -> None:
    below = codec.from_text(speaker.conversation.suspended)
    if not below:
        return
    flow, version, state, answers, ticket = below.pop()
    about = speaker.take(ticket or answers.get("ticket"))
    over = about is not None and not about.ticket.is_open and flow not in _AFTER_THE_END
    if over or _in_vain(speaker, (flow, state), about):
        # Nobody goes on describing a fault whose ticket has been closed meanwhile, or working on what others have.
        speaker.update(suspended=codec.to_text(below))
        _resume(speaker)
        return
    speaker.says.append(Say("back-to-report" if flow == "report_fault" else "back-to-before"))
    speaker.update(
        flow=flow,
        version=version,
        state=state,
        answers=codec.to_text(answers),
        ticket=ticket,
        suspended=codec.to_text(below),
    )


#: Talks that make sense about a ticket that has ended.
_AFTER_THE_END = frozenset({"confirm_repair", "rate_service"})


def _has_no_outage(ticket: Ticket) -> bool:
    """Tell whether nobody needs to know any more if an interruption goes on."""
    return not ticket.is_open or ticket.state is State.SOLVED or ticket.severity is Severity.CRITICAL


#: Talks that end with what they are about, and how to tell that it has.
_OVER: Mapping[str, Callable[[Ticket], bool]] = {
    "report_fault": lambda ticket: not ticket.is_open,
    "recheck_outage": _has_no_outage,
}


def drop_if_over(speaker: Speaker) -> None:
    """Leave a report whose ticket has ended since, and a talk of staff with somebody who has left us."""
    flow = FLOWS.get(speaker.conversation.flow)
    over = _OVER.get(speaker.conversation.flow)
    handled = speaker.take(speaker.conversation.ticket) if over else None
    has_left = flow is not None and flow.audience == "staff" and not speaker.actor.is_staff
    if has_left or (over and handled is not None and over(handled.ticket)):
        speaker.update(flow="", version=0, state="", answers="{}", ticket=None)


def take_in_hand(speaker: Speaker) -> None:
    """Take the ticket the conversation is about."""
    speaker.handled = speaker.take(speaker.about) if speaker.talking else None


def resume_named(speaker: Speaker, flow_name: str) -> bool:
    """Take up a suspended conversation of this flow, if there is one."""
    below = codec.from_text(speaker.conversation.suspended)
    if speaker.talking or not any(entry[0] == flow_name for entry in below):
        return False
    chosen = next(entry for entry in below if entry[0] == flow_name)
    rest = [entry for entry in below if entry is not chosen]
    speaker.update(suspended=codec.to_text([*rest, chosen]))
    _resume(speaker)
    return True


def answer(speaker: Speaker) -> None:
    """Send what this turn gathered, with the question the conversation is at, and write the conversation.

    Whoever did something is never left without a word: a talk that ends silently, untold by any consequence,
    is answered with a nod.
    """
    if speaker.talking and not (speaker.curt or speaker.quiet):
        _leave_in_vain(speaker)
    if speaker.quiet:
        speaker.says = []
    elif speaker.moved and not (speaker.talking or speaker.says or _was_told(speaker)):
        speaker.says.append(Say("all-right"))
    if speaker.talking and not (speaker.curt or speaker.quiet):
        _ask(speaker)
    elif speaker.says:
        speaker.draft.tell(speaker.reader, speaker.says, Manner(ticket=_ticket_id(speaker)))
    speaker.says = []
    if speaker.changed:
        speaker.draft.changes.conversations.append(speaker.conversation)


def _was_told(speaker: Speaker) -> bool:
    place = speaker.reader.place.key
    return any(row.chat_key == place for row in speaker.draft.changes.outbox)


def _ask(speaker: Speaker) -> None:
    conversation = speaker.conversation
    flow = FLOWS[conversation.flow]
    talk = speaker.talk(Heard("asked"))
    choices = machine.choices_of(flow, talk)
    prompt = speaker.draft.prompt(
        "state",
        f"account:{speaker.account.id}",
        choices,
        account=speaker.account.id,
        conversation=conversation.id,
        ticket=speaker.about,
        flow=flow.name,
        version=flow.version,
        state=conversation.state,
    )
    question = asking.question_of(flow, talk)
    speaker.draft.tell(
        speaker.reader,
        [*speaker.says, question],
        Manner(ticket=conversation.ticket),
        Buttons(choices, prompt),
    )


def _ticket_id(speaker: Speaker) -> int | None:
    return speaker.handled.ticket.id if speaker.handled else None

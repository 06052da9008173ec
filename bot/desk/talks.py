"""Running a person's conversation: starting, moving and ending flows, and doing what their rows ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from bot.desk import asking, cards, codec, rows
from bot.desk.cases import Handled, carry_out
from bot.desk.consequences import follow, open_and_follow
from bot.desk.draft import Buttons, Draft, Manner, Reader
from bot.desk.facts import CancelTimers, More
from bot.desk.verdicts import Deed, verdict_say
from bot.domain import numbers
from bot.domain.commands import Open
from bot.domain.roles import Actor, Refusal
from bot.domain.severity import Severity
from bot.domain.ticket import instant_to_micros, micros_to_instant
from bot.flows import machine
from bot.flows.registry import FLOWS
from bot.flows.tables import (
    Arg,
    Arm,
    Begin,
    Do,
    Effect,
    Erase,
    Heard,
    Remember,
    Resume,
    Say,
    SetLanguage,
    Talk,
    View,
)

if TYPE_CHECKING:
    from bot.domain.ticket import Ticket

#: How many interrupted conversations are kept under the active one.
DEPTH = 3


@dataclass(slots=True)
class Speaker:
    """The person whose turn it is, their conversation, and what this turn has gathered to say to them."""

    draft: Draft
    reader: Reader
    account: rows.Account
    person: rows.Person
    conversation: rows.Conversation
    actor: Actor
    notice_at: int
    more: More
    handled: Handled | None = None
    says: list[Say] = field(default_factory=list)
    changed: bool = False
    moved: bool = False

    @property
    def talking(self) -> bool:
        """Tell whether a flow is active."""
        return bool(self.conversation.flow)

    def update(self, **fields: object) -> None:
        """Change fields of the conversation's row."""
        self.conversation = msgspec.structs.replace(self.conversation, updated_at=self.draft.now, **fields)
        self.changed = True

    def find(self, ticket: int | None) -> Handled | None:
        """Return the ticket an effect is about: the one in hand, or another of the person's own."""
        if self.handled and ticket in (None, self.handled.ticket.id):
            return self.handled
        facts = next((facts for facts in self.more.own if facts.row.id == ticket), None)
        if facts is not None:
            self.handled = Handled.of(facts)
            return self.handled
        return None

    def view(self) -> View:
        """Return what the flow may know now."""
        tickets = tuple(codec.ticket_of(facts.row) for facts in self.more.own)
        ticket = self.handled.ticket if self.handled else None
        more = {
            "tickets": tickets,
            "notice_at": micros_to_instant(self.notice_at),
            "is_staff": self.actor.is_staff,
        }
        return asking.view_for(self.draft, self.reader, ticket, more)

    def talk(self, heard: Heard) -> Talk:
        """Return the conversation as the machine moves it."""
        answers = codec.from_text(self.conversation.answers)
        return Talk(self.conversation.state, answers, heard, self.view())


def begin(speaker: Speaker, flow_name: str, answers: Mapping[str, object] | None = None, state: str = "") -> None:
    """Start a flow; the one that was active is kept under it and comes back afterwards."""
    if speaker.talking:
        _suspend(speaker)
    flow = FLOWS[flow_name]
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
    conversation = speaker.conversation
    flow = FLOWS[conversation.flow]
    speaker.update(state=talk.state, answers=codec.to_text(talk.answers))
    said = talk.heard.text or talk.heard.value
    speaker.draft.changes.steps.append(
        rows.Step(
            id=speaker.draft.world.ids.new(),
            conversation=conversation.id,
            at=speaker.draft.now,
            flow=flow.name,
            version=flow.version,
            source=source,
            trigger=talk.heard.trigger,
            target=talk.state,
            said=said,
        ),
    )
    speaker.moved = True
    final = machine.state_of(flow, talk.state).final
    later = [effect for effect in talk.effects if isinstance(effect, Begin | Resume)]
    for effect in talk.effects:
        _DOES.get(type(effect), _nothing)(speaker, effect)
    if final:
        _end(speaker, talk, later)


def _end(speaker: Speaker, talk: Talk, later: Sequence[Begin | Resume]) -> None:
    """Leave an ended flow: say its last words, take up what it leads to, else what it interrupted."""
    _last_words(speaker, talk)
    speaker.draft.changes.cancel_timers.append(CancelTimers(kinds=("idle",), conversation=speaker.conversation.id))
    speaker.update(flow="", version=0, state="", answers="{}", ticket=None)
    for effect in later:
        if isinstance(effect, Begin):
            begin(speaker, effect.flow, effect.answers, effect.state)
            return
    _resume(speaker)
    for effect in later:
        if isinstance(effect, Resume) and speaker.talking:
            hear(speaker, Heard(effect.trigger))


def _last_words(speaker: Speaker, talk: Talk) -> None:
    flow = FLOWS[speaker.conversation.flow]
    if machine.state_of(flow, talk.state).asks:
        talk.view = speaker.view()  # the ticket may have moved since
        speaker.says.append(asking.question_of(flow, talk))


def _suspend(speaker: Speaker) -> None:
    conversation = speaker.conversation
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
    if speaker.handled and speaker.handled.ticket.id == ticket and not speaker.handled.ticket.is_open:
        # Nobody goes on describing a fault whose ticket has just been closed.
        speaker.update(suspended=codec.to_text(below))
        _resume(speaker)
        return
    speaker.says.append(Say("back-to-report" if flow == "report_fault" else "back-to-before"))
    if speaker.handled and speaker.handled.ticket.id != ticket:
        speaker.handled = None
    speaker.update(
        flow=flow,
        version=version,
        state=state,
        answers=codec.to_text(answers),
        ticket=ticket,
        suspended=codec.to_text(below),
    )


def drop_if_over(speaker: Speaker) -> None:
    """Leave a report whose ticket has ended since: its questions mean nothing any more."""
    facts, conversation = speaker.more.ticket, speaker.conversation
    if conversation.flow != "report_fault" or facts is None or facts.row.id != conversation.ticket:
        return
    if not codec.ticket_of(facts.row).is_open:
        speaker.update(flow="", version=0, state="", answers="{}", ticket=None)


def take_in_hand(speaker: Speaker) -> None:
    """Take the ticket the conversation is about, if it was read."""
    facts = speaker.more.ticket
    if facts is None or not speaker.talking:
        return
    about = speaker.conversation.ticket or codec.from_text(speaker.conversation.answers).get("ticket")
    if facts.row.id == about:
        speaker.handled = Handled.of(facts)


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
    if speaker.moved and not (speaker.talking or speaker.says or _was_told(speaker)):
        speaker.says.append(Say("all-right"))
    if speaker.talking:
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
        ticket=conversation.ticket,
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


def _nothing(_speaker: Speaker, _effect: Effect) -> None:
    """Remember was done by the machine; Begin and Resume wait for the end."""


def _say(speaker: Speaker, effect: Say) -> None:
    if effect.apart:
        speaker.draft.tell(speaker.reader, [effect])
    else:
        speaker.says.append(effect)


def _do(speaker: Speaker, effect: Do) -> None:
    if isinstance(effect.command, Open):
        _open(speaker, effect.command)
        return
    handled = speaker.find(effect.ticket)
    if handled is None:
        speaker.says.append(Say("ticket-gone"))
        return
    outcome = carry_out(speaker.draft, handled, effect.command, speaker.actor)
    reporting = speaker.actor.person == handled.ticket.reporter
    if isinstance(outcome, tuple):
        follow(speaker.draft, handled, outcome, told=reporting)
    if isinstance(outcome, Refusal) or not reporting:
        deed = Deed(handled.ticket, effect.command, speaker.actor)
        speaker.says.append(verdict_say(speaker.draft, deed, outcome, speaker.reader))


def _open(speaker: Speaker, command: Open) -> None:
    """Issue the ticket, page, and say its number apart, so that it stands alone for reading out."""
    draft = speaker.draft
    critical = command.severity is Severity.CRITICAL
    house, more = draft.world.house, speaker.more
    storm = critical and (more.account_pages >= house.guest_open_limit or more.guest_pages >= house.guest_hour_limit)
    handled = open_and_follow(draft, command, speaker.account, speaker.person, storm=storm)
    speaker.handled = handled
    if speaker.conversation.flow:
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


def _set_language(speaker: Speaker, effect: SetLanguage) -> None:
    speaker.person = msgspec.structs.replace(speaker.person, language=effect.language)
    speaker.draft.changes.persons.append(speaker.person)
    speaker.reader = speaker.draft.reader_of(speaker.account, speaker.person)
    speaker.draft.changes.roster_changed |= speaker.actor.is_staff


def _erase(speaker: Speaker, _effect: Erase) -> None:
    speaker.draft.changes.erase_persons.append(speaker.person.id)
    open_tickets = [facts.row.number for facts in speaker.more.own]
    if open_tickets:
        numbers_shown = ", ".join(numbers.show(number) for number in open_tickets)  # type: ignore[arg-type]  # a NewType
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
    timer_id, due_at = speaker.draft.world.ids.new(), instant_to_micros(effect.at)
    changes.timers.append(
        rows.Timer(id=timer_id, kind=effect.kind, due_at=due_at, ticket=ticket, conversation=about),
    )


#: Each takes the one kind of effect it is listed under.
_Does = Callable[[Speaker, Any], None]
_DOES: Mapping[type, _Does] = {
    Say: _say,
    Remember: _nothing,
    Do: _do,
    SetLanguage: _set_language,
    Erase: _erase,
    Arm: _arm,
}

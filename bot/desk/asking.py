"""Messages that wait for an answer about a ticket: questions the desk puts from outside, and lines to reply to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.desk import cards, codec
from bot.desk.draft import Buttons, Draft, Manner, Reader
from bot.flows import machine
from bot.flows.registry import FLOWS
from bot.flows.tables import Choice, Flow, Heard, Say, Talk, View
from bot.messages import Lane

if TYPE_CHECKING:
    from bot.domain.ticket import Ticket

#: How long a member of staff may take to answer a question such as "what was done?".
STAFF_ANSWERS_WITHIN = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Question:
    """A flow put to somebody from outside: it becomes their active one when they answer.

    `says` are the words, None for the state's own question. `only` keeps just these triggers as buttons.
    """

    flow: str
    says: Say | None = None
    state: str = ""
    only: tuple[str, ...] = ()
    lane: Lane = Lane.REPLY
    within: timedelta | None = None
    conversation: int | None = None
    answers: Mapping[str, object] = field(default_factory=dict)


def ask(draft: Draft, ticket: Ticket | None, reader: Reader, question: Question) -> None:
    """Put a question to a person; their own conversation is not touched."""
    flow = FLOWS[question.flow]
    state = question.state or flow.initial
    answers = {**question.answers, "ticket": ticket.id} if ticket else dict(question.answers)
    talk = Talk(state, answers, Heard("began"), view_for(draft, reader, ticket))
    choices = machine.choices_of(flow, talk)
    shown = tuple(choice for choice in choices if not question.only or choice.trigger in question.only)
    prompt = draft.prompt(
        "asked",
        f"account:{reader.account}",
        shown,
        account=reader.account,
        conversation=question.conversation,
        ticket=ticket.id if ticket else None,
        flow=flow.name,
        version=flow.version,
        state=state,
        answers=codec.to_text(answers),
        expires_at=draft.micros_after(question.within) if question.within else None,
    )
    says = question.says or question_of(flow, talk)
    manner = Manner(lane=question.lane, ticket=ticket.id if ticket else None)
    draft.tell(reader, [says], manner, Buttons(shown, prompt))


def about_ticket(draft: Draft, ticket: Ticket, reader: Reader, say: Say, manner: Manner) -> int:
    """Tell somebody a line of a ticket's talk, so that a reply to the message finds its way back; return its row."""
    staff = reader.account is None or draft.world.roster.by_person.get(reader.person or 0) is not None
    choices: tuple[Choice, ...] = (cards.SAY,) if staff and ticket.is_open and not ticket.by_phone else ()
    scope = f"account:{reader.account}" if reader.account else f"chat:{reader.place.key}"
    prompt = draft.prompt("card", scope, choices, account=reader.account, ticket=ticket.id)
    return draft.tell(reader, [say], manner, Buttons(choices, prompt))


def question_of(flow: Flow, talk: Talk) -> Say:
    """Return the question of the state a conversation is at, with its variables."""
    state = machine.state_of(flow, talk.state)
    return Say(state.asks, state.args(talk))


def view_for(draft: Draft, reader: Reader, ticket: Ticket | None, more: Mapping[str, object] | None = None) -> View:
    """Return what a flow may know while it talks to this reader."""
    roster = draft.world.roster
    return View(
        now=draft.at,
        zone=reader.zone,
        language=reader.language,
        languages=draft.world.house.languages,
        ticket=ticket,
        holder=roster.name(ticket.assignee) if ticket else "",
        colleagues=roster.colleagues(reader.person) if reader.person and reader.person in roster.by_person else (),
        **(more or {}),  # type: ignore[arg-type]  # fields of View
    )

"""The person whose turn it is: their conversation, their tickets, and what this turn has to say to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from bot.desk import asking, codec, rows
from bot.desk.cases import Handled
from bot.desk.draft import Draft, Reader
from bot.desk.facts import More, TicketFacts
from bot.domain.roles import Actor
from bot.domain.ticket import micros_to_instant
from bot.flows.tables import Heard, Say, Talk, View

if TYPE_CHECKING:
    from bot.domain.ticket import Ticket


@dataclass(slots=True)
class Speaker:
    """The person whose turn it is, their conversation, and what this turn has gathered to say to them.

    `message_id` and `spoken` are what they wrote, as the platform names it and as they put it. A `curt` turn says
    what it has to say without the question the talk is at, a `quiet` one nothing. `page` is what stands on the page of
    a link, where that is not what is said in the chat.
    """

    draft: Draft
    reader: Reader
    account: rows.Account
    person: rows.Person
    conversation: rows.Conversation
    actor: Actor
    notice_at: int
    more: More
    handled: Handled | None = None
    hands: dict[int, Handled] = field(default_factory=dict)
    says: list[Say] = field(default_factory=list)
    changed: bool = False
    moved: bool = False
    attached: bool = False
    message_id: str = ""
    spoken: str = ""
    curt: bool = False
    quiet: bool = False
    page: str = ""
    _answers: tuple[str, Mapping[str, object]] | None = None
    _tickets: tuple[Ticket, ...] | None = None
    _view: View | None = None

    @property
    def talking(self) -> bool:
        """Tell whether a flow is active."""
        return bool(self.conversation.flow)

    def update(self, **fields: object) -> None:
        """Change fields of the conversation's row."""
        self.conversation = msgspec.structs.replace(self.conversation, updated_at=self.draft.now, **fields)
        self.changed = True

    @property
    def answers(self) -> Mapping[str, object]:
        """Return what the conversation has kept so far."""
        text = self.conversation.answers
        if self._answers is None or self._answers[0] != text:
            self._answers = (text, codec.from_text(text))
        return self._answers[1]

    @property
    def about(self) -> int | None:
        """Return the ticket the active talk is about."""
        ticket = self.conversation.ticket or self.answers.get("ticket")
        return ticket if isinstance(ticket, int) else None

    def take(self, ticket: int | None) -> Handled | None:
        """Return a ticket in hand, the same in all of this turn; None when it was not read."""
        if ticket is None or ticket in self.hands:
            return self.hands.get(ticket or 0)
        read = (self.more.ticket, *self.more.own, *self.more.also)
        facts = next((facts for facts in read if facts is not None and facts.row.id == ticket), None)
        return self.hold(facts) if facts else None

    def hold(self, facts: TicketFacts) -> Handled:
        """Return a ticket that was read, in hand."""
        return self.hands.setdefault(facts.row.id, Handled.of(facts))

    def find(self, ticket: int | None) -> Handled | None:
        """Take up the ticket an effect is about: the one it names, or the talk's own; None when it was not read."""
        found = self.take(self.about if ticket is None else ticket)
        self.handled = found or self.handled
        return found

    def view(self) -> View:
        """Return what the flow may know now: of a ticket, only the one the talk is about."""
        handled = self.take(self.about) if self.talking else self.handled
        return self.view_of(handled.ticket if handled else None)

    def view_of(self, ticket: Ticket | None) -> View:
        """Return what a flow about this ticket may know; the same view until the ticket or the reader is another."""
        known = self._view
        if known is None or known.ticket is not ticket or known.language != self.reader.language:
            known = self._view = self._seen_now(ticket)
        return known

    def _seen_now(self, ticket: Ticket | None) -> View:
        if self._tickets is None:
            self._tickets = tuple(codec.ticket_of(facts.row) for facts in self.more.own)
        tickets = self._tickets
        more = {
            "tickets": tickets,
            "closing": self._closing(),
            "notice_at": micros_to_instant(self.notice_at),
            "is_staff": self.actor.is_staff,
            "caller": self.more.callers[0][0].name if len(self.more.callers) == 1 else "",
        }
        return asking.view_for(self.draft, self.reader, ticket, more)

    def _closing(self) -> dict[int, datetime]:
        """Return when silence closes which of the tickets that were read."""
        read = (self.more.ticket, *self.more.own, *self.more.also)
        known = (facts for facts in read if facts is not None and facts.closes_at is not None)
        return {facts.row.id: micros_to_instant(facts.closes_at or 0) for facts in known}

    def talk(self, heard: Heard) -> Talk:
        """Return the conversation as the machine moves it."""
        return Talk(self.conversation.state, dict(self.answers), heard, self.view())

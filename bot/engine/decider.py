"""What the engine asks of the desk: decisions as plain functions of facts and an instant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from bot.desk import rows
from bot.desk.facts import Changes, Facts, Keys, More, TicketFacts, TimerFacts
from bot.messages import Body, Incoming


class Decider(Protocol):
    """The rules, the talk and the words; it waits for nothing and stores nothing."""

    def with_roster(self, found: Sequence[tuple[Any, ...]]) -> object:
        """Know the staff as these rows of the query `roster` tell."""

    def needs(self, incoming: Incoming, facts: Facts) -> Keys | None:
        """Return what must be read beyond the facts, None when nothing."""

    def decide(self, incoming: Incoming, facts: Facts, more: More | None, now: int) -> Changes:
        """Return what one message changes."""

    def due(self, facts: TimerFacts, now: int) -> Changes:
        """Return what one timer changes."""

    def park_reply(self, incoming: Incoming, facts: Facts, now: int) -> Changes:
        """Return kind words to the person whose message was put aside."""

    def media_stored(self, attachment: rows.Attachment, ticket: TicketFacts, now: int) -> Changes:
        """Return the file on its way to the other side of its ticket."""

    def media_failed(self, attachment: rows.Attachment, ticket: TicketFacts | None, reason: str, now: int) -> Changes:
        """Return kind words to the person whose file could not be kept: `empty`, `gone` or `too_large`."""

    def alarm(self, kind: str, detail: str, now: int) -> Changes:
        """Return an alarm and the messages that carry it to the operators."""

    def render_card(  # noqa: PLR0913, PLR0917  a card is drawn from what its chat, its ticket and two people are now
        self,
        card: rows.Card,
        ticket: rows.TicketRow,
        prompt: rows.Prompt | None,
        assignee: str,
        reporter: str,
        now: int,
    ) -> Body:
        """Return a card as its ticket stands now."""

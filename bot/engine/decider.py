"""What the engine asks of the desk: decisions as plain functions of facts and an instant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from bot.desk import rows
from bot.desk.facts import Changes, Facts, Keys, More, Shown, TicketFacts, TimerFacts
from bot.messages import Body, Glance, Incoming, Place


class Decider(Protocol):
    """The rules, the talk and the words; it waits for nothing and stores nothing."""

    def with_roster(self, found: Sequence[tuple[Any, ...]]) -> object:
        """Know the staff as these rows of the query `roster` tell."""

    def with_groups(self, found: Sequence[tuple[Any, ...]]) -> object:
        """Know the groups of staff as these rows of the query `chats` tell."""

    def needs(self, incoming: Incoming, facts: Facts) -> Keys | None:
        """Return what must be read beyond the facts, None when nothing."""

    def decide(self, incoming: Incoming, facts: Facts, more: More | None, now: int) -> Changes:
        """Return what one message changes."""

    def due(self, facts: TimerFacts, now: int) -> Changes:
        """Return what one timer changes."""

    def park_reply(self, incoming: Incoming, facts: Facts, now: int) -> Changes:
        """Return kind words to the person whose message was put aside."""

    def media_stored(self, attachments: Sequence[rows.Attachment], ticket: TicketFacts, now: int) -> Changes:
        """Return one person's files on their way to the other side of their ticket."""

    def media_failed(self, attachment: rows.Attachment, more: More, reason: str, now: int) -> Changes:
        """Return kind words to the person whose file could not be kept: `empty`, `gone` or `too_large`."""

    def alarm(self, kind: str, detail: str, now: int) -> Changes:
        """Return an alarm and the messages that carry it to the operators."""

    def alarm_over(self, kind: str, now: int) -> Changes:
        """Return the messages that tell the operators that an alarm is over."""

    def render_card(  # noqa: PLR0913, PLR0917  a card is drawn from what its chat, its ticket and two people are now
        self,
        card: rows.Card,
        ticket: rows.TicketRow,
        prompt: rows.Prompt | None,
        assignee: str,
        reporter: str,
        now: int,
        *,
        reachable: bool = True,
        origin: str = "",
    ) -> Body:
        """Return a card as its ticket stands now."""

    def glance(self, ticket: rows.TicketRow, now: int) -> Glance:
        """Return a ticket in the few words a platform's own form bears, for its reporter."""

    def name_topic(self, card: rows.Card, ticket: rows.TicketRow, now: int, *, origin: str = "") -> Body:
        """Return the name of a ticket's topic as it stands now."""

    def group_moved(self, bot: str, old: str, new: str, now: int) -> Changes:
        """Return what a group changes that has the id `new` from now on."""

    def group_now(self, place: Place) -> str:
        """Return the id that a group of ours has now, under whichever it was known; "" when it is none of ours."""

    def render_list(self, place: Place, lines: Sequence[Shown], total: int, now: int) -> Body:
        """Return tickets in one message: calls in a private chat, cards to come in a group; none when all are there."""

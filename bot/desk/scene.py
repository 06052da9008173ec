"""One event of a ticket with everything around it, and whom it is told to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.desk import asking
from bot.desk.cases import Handled
from bot.desk.draft import Draft, Manner, Reader
from bot.domain import numbers
from bot.flows.tables import Say
from bot.messages import Lane

if TYPE_CHECKING:
    from bot.domain.events import Event

#: Timers that mean nothing once a ticket has ended or started anew.
LATER = ("remind", "close", "survey", "outage", "rung")


@dataclass(frozen=True, slots=True)
class Scene:
    """One event, the ticket after it, and who reads about it.

    `told` is true when the actor is the customer, whose own conversation already says what became of it.
    """

    draft: Draft
    handled: Handled
    event: Event
    told: bool

    @property
    def customer(self) -> Reader:
        """Return the reporter, where they reported."""
        return self.draft.reader_of(self.handled.account, self.handled.reporter)

    @property
    def number(self) -> str:
        """Return the ticket's number as people read it."""
        return numbers.show(self.handled.ticket.number)

    @property
    def actor(self) -> str:
        """Return the name of the member of staff who acted."""
        return self.draft.world.roster.name(self.event.by)

    def tell_customer(self, say: Say, lane: Lane = Lane.REPLY) -> None:
        """Tell the reporter what happened."""
        self.draft.tell(self.customer, [say], Manner(lane=lane, ticket=self.handled.ticket.id))

    def tell_assignee(self, say: Say, lane: Lane = Lane.UPDATE) -> None:
        """Tell whoever has the ticket, or last had it; the staff groups when nobody has."""
        handled, ticket = self.handled, self.handled.ticket
        last = self.draft.world.roster.by_person.get(ticket.assignee or ticket.last_assignee or 0)
        reader = self.draft.reader_of_member(last) if last else None
        readers = (
            [reader] if reader else [self.draft.reader_of_group(place) for place in self.draft.world.house.staff_chats]
        )
        for one in readers:
            asking.about_ticket(self.draft, handled.ticket, one, say, Manner(lane=lane, ticket=ticket.id))


def whole(value: object) -> int:
    """Return a number of an event's data, 0 for anything else."""
    return value if isinstance(value, int) else 0

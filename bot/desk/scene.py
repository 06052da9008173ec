"""One event of a ticket with everything around it, and whom it is told to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.desk import asking, topics
from bot.desk.cases import Handled
from bot.desk.draft import Draft, Manner, Reader
from bot.domain import numbers
from bot.flows.tables import Say
from bot.messages import Lane

if TYPE_CHECKING:
    from bot.domain.events import Event

#: Timers that mean nothing once a ticket has ended or started anew.
LATER = ("remind", "close", "survey", "outage", "rung", "late")


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
        return self.draft.reader_of(self.handled.reach, self.handled.reporter)

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
        """Tell whoever has the ticket, or last had it (the staff groups when nobody has), and its topics."""
        handled, ticket = self.handled, self.handled.ticket
        last = self.draft.world.roster.by_person.get(ticket.assignee or ticket.last_assignee or 0)
        for one in topics.staff_of(self.draft, handled, last):
            # A call is for one person; in a topic the card shows what it is about.
            if lane is Lane.PAGE and one.after is not None:
                continue
            if one.person is not None and one.person == self.event.by and self.event.data.get("by_phone"):
                # They wrote down themselves what the customer said on the telephone.
                continue
            asking.about_ticket(self.draft, handled.ticket, one, say, Manner(lane=lane, ticket=ticket.id))


def whole(value: object) -> int:
    """Return a number of an event's data, 0 for anything else."""
    return value if isinstance(value, int) else 0

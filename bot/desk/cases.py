"""Carrying out a command on a ticket: events sealed and folded, the row that follows, and what it sets in motion."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.desk import codec, hushing, rows
from bot.domain import numbers
from bot.domain.events import GENESIS, Event
from bot.domain.lifecycle import AlreadyTrue, Birth, Case, decide, open_ticket
from bot.domain.roles import DESK, Actor, Refusal
from bot.domain.ticket import Ticket, born, fold

if TYPE_CHECKING:
    from bot.desk.draft import Draft
    from bot.desk.facts import TicketFacts
    from bot.domain.commands import Command, Open


@dataclass(slots=True)
class Handled:
    """A ticket in this decision's hands: as it is now, with the people and rows around it."""

    ticket: Ticket
    account: rows.Account
    reporter: rows.Person
    head: bytes
    policy: str
    runs: list[rows.Run] = field(default_factory=list)
    cards: list[rows.Card] = field(default_factory=list)
    is_new: bool = False
    storm: bool = False
    instead: rows.Account | None = None
    #: The ticket as it was loaded, which is what its cards show.
    before: Ticket | None = None

    @classmethod
    def of(cls, facts: TicketFacts) -> Handled:
        """Take a loaded ticket in hand."""
        ticket = codec.ticket_of(facts.row)
        return cls(
            ticket=ticket,
            before=ticket,
            account=facts.account,
            reporter=facts.reporter,
            head=facts.row.head,
            policy=facts.policy,
            runs=list(facts.runs),
            cards=list(facts.cards),
            instead=facts.instead,
        )

    @property
    def looks_different(self) -> bool:
        """Tell whether more of the ticket has changed than how many events it has."""
        return self.before is None or replace(self.before, sequence=self.ticket.sequence) != self.ticket

    @property
    def reach(self) -> rows.Account:
        """Return where the reporter reads us: the account that reported it, or another where that is lost."""
        return self.instead or self.account

    @property
    def phone(self) -> str:
        """Return by what number the reporter can be called, "" when they left none."""
        return self.ticket.record.get("phone") or self.reporter.phone


Outcome = tuple[Event, ...] | Refusal | AlreadyTrue


def carry_out(draft: Draft, handled: Handled, command: Command, actor: Actor = DESK) -> Outcome:
    """Decide a command and record its events; what they set in motion is `consequences.follow`."""
    case = Case(handled.ticket, actor, codec.thaw(handled.policy), draft.at)
    outcome = decide(case, command)
    if isinstance(outcome, tuple):
        for event in outcome:
            handled.ticket = fold(handled.ticket, event)
            record(draft, handled, event)
        keep(draft, handled)
    return outcome


def bear(draft: Draft, command: Open, account: rows.Account, reporter: rows.Person) -> tuple[Handled, Event]:
    """Open a ticket under a freshly drawn number with the promises of today."""
    policy = draft.world.house.policy
    ids = draft.world.ids
    birth = Birth(id=ids.new(), number=numbers.draw(ids), policy=policy, reporter=reporter.id)  # type: ignore[arg-type]  # NewType
    event = open_ticket(command, birth, draft.at)
    canonical = policy.canonical()
    draft.changes.policies.append(rows.PolicyRow(hash=policy.hash(), body=canonical))
    handled = Handled(born(event), account, reporter, GENESIS, canonical, is_new=True)
    hushing.born(draft, handled.ticket, account.bot)
    record(draft, handled, event)
    keep(draft, handled)
    return handled, event


def record(draft: Draft, handled: Handled, event: Event) -> None:
    """Add an event to the ticket's chain; the ticket must already be folded over it."""
    ids = draft.world.ids
    row, personal = codec.seal_event(event, handled.ticket, (ids.new(), ids.salt()), handled.head)
    handled.head = row.hash
    draft.changes.events.append(row)
    if personal:
        draft.changes.personal.append(personal)


def keep(draft: Draft, handled: Handled) -> None:
    """Write the ticket's row as it is now, once in this decision."""
    row = codec.ticket_row(handled.ticket, handled.account.id, handled.head)
    target = draft.changes.new_tickets if handled.is_new else draft.changes.tickets
    for place, earlier in enumerate(target):
        if earlier.id == row.id:
            target[place] = row
            return
    target.append(row)

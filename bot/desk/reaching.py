"""Whom it concerns that somebody can no longer be reached, or has left the staff, or is back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.desk import cards, codec
from bot.desk.cases import Handled
from bot.desk.draft import Manner
from bot.desk.facts import Gone, Redirect
from bot.desk.membership import is_staff
from bot.desk.warnings import UPDATE, operators, tell_operators, warn
from bot.domain import numbers
from bot.domain.roles import Role
from bot.flows.tables import Arg, Quoted, Ref, Say
from bot.messages import Lane, Place

if TYPE_CHECKING:
    from bot.desk import rows
    from bot.desk.draft import Draft
    from bot.desk.facts import TimerFacts

#: How many tickets a message names.
NAMED = 10


def reach(draft: Draft, facts: TimerFacts) -> None:
    """Tell whom it concerns that an account was lost, or is back; of staff their next in line is called at once."""
    if facts.account is None or facts.person is None:
        return
    if is_staff(facts.person):
        _staff(draft, facts, facts.account, facts.person)
    if facts.instead is not None:
        # They read us by another account: what this one did not get goes there, and nobody has to be told.
        if not facts.account.reachable:
            redirect = Redirect(account=facts.account.id, to=facts.instead, since=facts.timer.due_at)
            draft.changes.redirects.append(redirect)
        return
    for ticket in facts.own:
        _customer(draft, Handled.of(ticket), facts.account)


def _customer(draft: Draft, handled: Handled, account: rows.Account) -> None:
    """Show on the card, and tell whoever has the ticket, that its reporter does (not) read us."""
    ticket = handled.ticket
    if handled.account.id != account.id and handled.account.reachable:
        return
    cards.renew(draft, handled)
    args = {"number": numbers.show(ticket.number), "name": cards.reporter_name(handled.reporter.name)}
    gone = "customer-unreachable" if handled.phone else "customer-unreachable-nowhere"
    say = Say("customer-back" if account.reachable else gone, args)
    member = draft.world.roster.by_person.get(ticket.assignee or 0)
    reader = draft.reader_of_member(member) if member else None
    for one in [reader] if reader else draft.readers_of_groups():
        draft.tell(one, [say], Manner(lane=Lane.UPDATE, ticket=ticket.id))


def unreached(draft: Draft, facts: TimerFacts) -> None:
    """Send to another account of theirs what a reporter does not get, or tell staff once by what telephone they do."""
    handled = Handled.of(facts.ticket) if facts.ticket else None
    if handled is None:
        return
    other, account = facts.instead, handled.account
    # Where both are of one platform, what holds for one of them holds for the other; that an account is lost altogether
    # is told by itself.
    if other is not None and Place(other.bot, "").channel != Place(account.bot, "").channel:
        draft.changes.redirects.append(Redirect(account=account.id, to=other, since=draft.now))
    elif handled.ticket.is_open and account.reachable and not codec.from_text(facts.timer.data).get("told"):
        _tell_to_phone(draft, handled)


def _tell_to_phone(draft: Draft, handled: Handled) -> None:
    """Tell whoever has the ticket that its reporter has to be called; a number is shown privately alone."""
    args: dict[str, Arg] = {
        "number": numbers.show(handled.ticket.number),
        "name": cards.reporter_name(handled.reporter.name),
    }
    phone = handled.phone
    manner = Manner(lane=Lane.UPDATE, ticket=handled.ticket.id)
    member = draft.world.roster.by_person.get(handled.ticket.assignee or 0)
    reader = draft.reader_of_member(member) if member else None
    if reader is not None and phone:
        draft.tell(reader, [Say("customer-kept-phone", {**args, "phone": Quoted(phone)})], manner)
        return
    say = Say("customer-kept" if phone else "customer-kept-nowhere", args)
    for one in [reader] if reader else draft.readers_of_groups():
        draft.tell(one, [say], manner)


def _staff(draft: Draft, facts: TimerFacts, account: rows.Account, person: rows.Person) -> None:
    if person.suspended_at is not None:
        return
    others = draft.world.roster.by_person.get(person.id)
    elsewhere = any(route.reachable and route.account != account.id for route in others.routes) if others else False
    if not account.reachable:
        draft.changes.gone.append(Gone(person=person.id, at=draft.now, account=account.id))
    if elsewhere:
        return
    name = Quoted(person.name)
    if account.reachable:
        tell_operators(draft, Say("staff-reached", {"name": name}), person.id)
        return
    say = Say("staff-unreachable", {"name": name, "tickets": _named(facts)})
    warn(draft, "staff-unreachable", f"{person.staff} by {account.bot}", say, person.id)


def rights(draft: Draft, facts: TimerFacts) -> None:
    """Tell administrators and managers who lost their rights and what they leave behind, or who has them back."""
    person = facts.person
    if person is None or not is_staff(person):
        return
    name = Quoted(person.name)
    if person.suspended_at is None:
        say = Say("staff-back", {"name": name})
    else:
        say = Say("staff-left", {"name": name, "tickets": _named(facts)})
        draft.alarm("staff-left", person.staff)
    managers = draft.world.roster.with_role(Role.MANAGER)
    told = {member.person: member for member in (*operators(draft, person.id), *managers)}
    for reader in draft.readers_of(member for member in told.values() if member.person != person.id):
        draft.tell(reader, [say], UPDATE)


def _named(facts: TimerFacts) -> str | Ref:
    """Return the numbers of the tickets somebody has, or words for none."""
    held = [numbers.show(codec.ticket_of(row).number) for row in facts.held[:NAMED]]
    more = len(facts.held) - len(held)
    shown = ", ".join([*held, f"+{more}"] if more else held)
    return shown or Ref("no-tickets")


def bring_card(draft: Draft, facts: TimerFacts) -> None:
    """Send the card of a ticket to a group that has us back; of one that has ended it is not missed."""
    if facts.ticket is not None:
        handled = Handled.of(facts.ticket)
        if handled.ticket.is_open:
            cards.renew(draft, handled)

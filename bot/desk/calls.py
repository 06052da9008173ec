"""Reports that came by telephone: the ticket opened for the caller, and the caller found among those with a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.desk import asking, cards, codec, rows
from bot.desk.cases import carry_out
from bot.desk.consequences import follow, open_and_follow
from bot.desk.draft import BY_PHONE, Draft, Manner
from bot.domain import numbers, phones
from bot.domain.commands import Identify, Open
from bot.domain.roles import Role
from bot.flows.tables import Arg, KnowCaller, LogCall, Quoted, Say
from bot.messages import Lane

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.desk.cases import Handled
    from bot.desk.facts import More
    from bot.desk.house import Member
    from bot.desk.speaker import Speaker
    from bot.messages import Contact

Caller = tuple[rows.Person, rows.Account]


def caller_of(more: More) -> Caller | None:
    """Return the customer with a chat whose number was given; nobody when several have it."""
    return more.callers[0] if len(more.callers) == 1 else None


def vouched(draft: Draft, person: rows.Person, contact: Contact | None) -> rows.Person:
    """Keep a number the platform vouches for, so that its owner is known when they call."""
    number = phones.digits(contact.phone) if contact is not None and contact.own else ""
    if not number or number == person.phone:
        return person
    known = msgspec.structs.replace(person, phone=number)
    draft.changes.persons[:] = [*(one for one in draft.changes.persons if one.id != person.id), known]
    return known


def log(speaker: Speaker, effect: LogCall) -> None:
    """Open the ticket, call the engineer on duty, and say the number, for reading out to the caller."""
    draft, found = speaker.draft, caller_of(speaker.more)
    reporter, account = found or _somebody(draft, effect.record)
    command = Open(
        kind="fault",
        severity=effect.severity,
        notice_at=effect.called_at,
        language=draft.reader_of(account, reporter).language,
        record=effect.record,
        logged_by=speaker.person.id,  # type: ignore[arg-type]  # a NewType of int
        by_phone=found is None,
    )
    handled = open_and_follow(draft, command, account, reporter)
    speaker.handled = speaker.hands[handled.ticket.id] = handled
    speaker.update(ticket=handled.ticket.id)
    draft.tell(speaker.reader, [_logged(draft, handled)], Manner(ticket=handled.ticket.id))
    _tell_caller(draft, handled)


def know(speaker: Speaker, effect: KnowCaller) -> None:
    """Give the ticket to the caller if they have a chat; else keep what they are called and where to call them."""
    handled = speaker.find(None)
    if handled is None:
        return
    found = caller_of(speaker.more)
    if found is not None:
        _give_to(speaker, handled, found)
    elif handled.ticket.by_phone:
        named = msgspec.structs.replace(handled.reporter, name=effect.name, phone=phones.digits(effect.phone))
        _replace(speaker.draft, named)
        handled.reporter = named


def _give_to(speaker: Speaker, handled: Handled, found: Caller) -> None:
    before = (handled.reporter, handled.account)
    handled.reporter, handled.account = found
    language = speaker.draft.reader_of(found[1], found[0]).language
    outcome = carry_out(speaker.draft, handled, Identify(found[0].id, language), speaker.actor)  # type: ignore[arg-type]  # NewType
    if not isinstance(outcome, tuple):
        handled.reporter, handled.account = before
        return
    follow(speaker.draft, handled, outcome)
    speaker.draft.changes.callers.append((handled.ticket.id, found[0].id, found[1].id))
    if before[1].bot == BY_PHONE:
        _replace(speaker.draft, msgspec.structs.replace(before[0], name="", phone=""))
    _tell_caller(speaker.draft, handled)
    args: dict[str, Arg] = {"number": numbers.show(handled.ticket.number), "name": Quoted(found[0].name)}
    speaker.says.append(Say("call-caller-known", args))


def _replace(draft: Draft, person: rows.Person) -> None:
    """Write a person once in this decision."""
    draft.changes.persons[:] = [*(one for one in draft.changes.persons if one.id != person.id), person]


def _somebody(draft: Draft, record: Mapping[str, str]) -> Caller:
    """Return a person without a chat, and the account that stands for calling them."""
    person = rows.Person(
        id=draft.world.ids.new(),
        name=record.get("caller", ""),
        phone=phones.digits(record.get("phone", "")),
        created_at=draft.now,
    )
    address = str(person.id)
    account = rows.Account(
        id=draft.world.ids.new(),
        bot=BY_PHONE,
        address=address,
        person=person.id,
        chat=address,
        created_at=draft.now,
    )
    draft.changes.persons.append(person)
    draft.changes.accounts.append(account)
    return person, account


def _logged(draft: Draft, handled: Handled) -> Say:
    text = "call-logged-phone" if handled.ticket.by_phone else "call-logged"
    args = _receipt(draft, handled)
    return Say(text, args if handled.ticket.by_phone else {**args, "name": cards.reporter_name(handled.reporter.name)})


def _tell_caller(draft: Draft, handled: Handled) -> None:
    """Give the caller their number in their chat, where they have one."""
    reader = draft.reader_of(handled.reach, handled.reporter)
    args = {**_receipt(draft, handled), "hotline": draft.world.house.hotline}
    draft.tell(reader, [Say("call-receipt", args)], Manner(ticket=handled.ticket.id))


def _receipt(draft: Draft, handled: Handled) -> dict[str, Arg]:
    ticket = handled.ticket
    return {
        "number": numbers.show(ticket.number),
        "level": cards.level_of(ticket),
        "due": max(ticket.respond_due_at, draft.at),
    }


def remind(draft: Draft, handled: Handled) -> None:
    """Remind whoever repaired it to ask the customer by telephone whether it works: silence closes nothing here."""
    member = draft.world.roster.by_person.get(handled.ticket.assignee or 0)
    _tell_staff(draft, handled, (member,) if member else (), Say("call-remind-confirm", _called(handled)))
    draft.timer("remind", draft.at + codec.thaw(handled.policy).remind_after, ticket=handled.ticket.id)


def ask_score(draft: Draft, handled: Handled) -> None:
    """Let reception, else the managers, ask by telephone how we did."""
    roster = draft.world.roster
    members = roster.with_role(Role.RECEPTION) or roster.with_role(Role.MANAGER)
    _tell_staff(draft, handled, members, Say("call-ask-score", _called(handled)))


def _called(handled: Handled) -> dict[str, Arg]:
    return {
        "number": numbers.show(handled.ticket.number),
        "name": cards.reporter_name(handled.reporter.name),
    }


def _tell_staff(draft: Draft, handled: Handled, members: Iterable[Member], say: Say) -> None:
    readers = draft.readers_of(members) or draft.readers_of_groups()
    for reader in readers:
        asking.about_ticket(draft, handled.ticket, reader, say, Manner(lane=Lane.UPDATE, ticket=handled.ticket.id))

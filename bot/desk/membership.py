"""What happens beside all talk: somebody blocks us or is back, leaves the staff or returns, or we were away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from bot.desk import codec, rows, standing
from bot.desk.cases import Handled, carry_out
from bot.desk.facts import Gone
from bot.desk.house import parse_roles
from bot.desk.warnings import UPDATE, tell_operators
from bot.domain.commands import Revoke
from bot.domain.roles import Actor
from bot.domain.ticket import micros_to_instant
from bot.flows.tables import Say

if TYPE_CHECKING:
    from bot.desk.draft import Draft
    from bot.desk.facts import Facts, More
    from bot.messages import Incoming

#: An outage of this part of the time for which a platform keeps our messages may have lost some.
NEARLY = 23 / 24


def take(draft: Draft, incoming: Incoming, facts: Facts, more: More) -> None:
    """Take one event; of strangers, and in groups that are none of the staff's, it changes nothing."""
    rule = _EVENTS.get(incoming.event)
    if rule is not None:
        rule(draft, incoming, facts, more)


def reachable(draft: Draft, account: rows.Account, *, now: bool) -> rows.Account:
    """Note that an account is reached or lost; whom that concerns is told in a turn of its own."""
    changed = msgspec.structs.replace(account, reachable=int(now))
    if changed != account:
        draft.changes.accounts.append(changed)
        draft.changes.roster_changed = True
        look_again(draft, "reach", account)
    return changed


def look_again(draft: Draft, kind: rows.TimerKind, account: rows.Account) -> None:
    """See at once to what follows from a change of this account, with everything it concerns read."""
    about = codec.to_text({"account": account.id})
    draft.changes.timers.append(rows.Timer(id=draft.world.ids.new(), kind=kind, due_at=draft.now, data=about))


def is_staff(person: rows.Person) -> bool:
    """Tell whether somebody is of staff, suspended or not."""
    return bool(person.staff) and bool(parse_roles(person.roles))


def _blocked(draft: Draft, incoming: Incoming, facts: Facts, more: More) -> None:
    del more
    if facts.account is not None and incoming.chat_kind == "private":
        reachable(draft, facts.account, now=False)


def _unblocked(draft: Draft, incoming: Incoming, facts: Facts, more: More) -> None:
    del more
    if facts.account is not None and incoming.chat_kind == "private":
        reachable(draft, facts.account, now=True)


def _left(draft: Draft, incoming: Incoming, facts: Facts, more: More) -> None:
    """Take all rights from a member of staff who is no longer in the staff's group."""
    del more
    account, person = facts.account, facts.person
    if account is None or person is None or incoming.chat_kind != "group":
        return
    if is_staff(person) and person.suspended_at is None:
        draft.changes.persons.append(msgspec.structs.replace(person, suspended_at=draft.now))
        draft.changes.gone.append(Gone(person=person.id, at=draft.now))
        draft.changes.roster_changed = True
        look_again(draft, "rights", account)


def _joined(draft: Draft, incoming: Incoming, facts: Facts, more: More) -> None:
    """Give a member of staff who is back their rights; whoever else joins has none by being there."""
    del more
    account, person = facts.account, facts.person
    if account is None or person is None or incoming.chat_kind != "group":
        return
    if person.suspended_at is not None:
        draft.changes.persons.append(msgspec.structs.replace(person, suspended_at=None))
        draft.changes.roster_changed = True
        look_again(draft, "rights", account)


def _standing(draft: Draft, incoming: Incoming, facts: Facts, more: More) -> None:
    del facts
    standing.learn(draft, incoming, more)


def _heard(draft: Draft, incoming: Incoming, facts: Facts, more: More) -> None:
    """Say to the staff from when to when nothing reached us, and what may be lost."""
    del facts, more
    since, until = micros_to_instant(incoming.sent_at), micros_to_instant(incoming.received_at)
    lost = until - since >= draft.world.house.kept_for * NEARLY
    words = {"since": since, "until": until}
    say = Say("outage-messages", words) if lost else Say("outage-presses", words)
    for reader in draft.readers_of_groups():
        if reader.place.bot == incoming.bot:
            draft.tell(reader, [say], UPDATE)
    if lost:
        draft.alarm("outage", f"{incoming.bot}: nothing came in for {_whole(until - since)}")
        tell_operators(draft, say)


def _revoked(draft: Draft, incoming: Incoming, facts: Facts, more: More) -> None:
    """Erase somebody who took back at their platform what let it tell us about them, and write that down."""
    del incoming
    person = facts.person
    if person is None or is_staff(person):
        return
    actor = Actor(person.id, frozenset())  # type: ignore[arg-type]  # a NewType of int
    for found in more.own:
        carry_out(draft, Handled.of(found), Revoke(), actor)
    draft.changes.persons.append(msgspec.structs.replace(person, forgotten_at=draft.now))
    draft.changes.erase_persons.append(person.id)


def _whole(length: timedelta) -> timedelta:
    return timedelta(seconds=round(length.total_seconds()))


_EVENTS: Mapping[str, Callable[[Draft, Incoming, Facts, More], None]] = {
    "blocked": _blocked,
    "unblocked": _unblocked,
    "left": _left,
    "joined": _joined,
    "standing": _standing,
    "heard": _heard,
    "revoked": _revoked,
}

"""The staff as the database has them, ready for paging."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.desk import rows
from bot.desk.house import Member, Roster, Route, roles_of
from bot.desk.trying import Orders, in_order
from bot.messages import Place

_PERSON = rows.Person.__struct_fields__
_ACCOUNT = rows.Account.__struct_fields__


def roster_of(found: Sequence[tuple[Any, ...]], orders: Orders | None = None) -> Roster:
    """Return the roster of joined rows (a person's columns, then an account's or nulls), grouped by person.

    On one channel the newest account of a person comes first: who joined anew, from a new phone, is called there.
    `orders` says in which order the channels are tried.
    """
    members: dict[int, Member] = {}
    barred: set[str] = set()
    for row in found:
        person = rows.Person(**dict(zip(_PERSON, row, strict=False)))
        member = members.get(person.id) or _member(person)
        account = row[len(_PERSON) :]
        if account and account[0] is not None:
            route = _route(rows.Account(**dict(zip(_ACCOUNT, account, strict=False))))
            barred |= {route.place.key} if person.suspended_at is not None else set()
            member = Member(
                member.person,
                member.slug,
                member.name,
                member.roles,
                member.language,
                member.zone,
                (route, *member.routes),
            )
        members[person.id] = member
    active = (in_order(member, orders or {}) for member in members.values() if member.roles)
    return Roster.of(tuple(active), frozenset(barred))


def _member(person: rows.Person) -> Member:
    return Member(person.id, person.staff, person.name, roles_of(person), person.language, person.zone)


def _route(account: rows.Account) -> Route:
    return Route(account.id, Place(account.bot, account.chat), bool(account.reachable), account.language)

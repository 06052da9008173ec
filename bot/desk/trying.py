"""The routes of our people: in which order they are tried, and the next one when a call does not arrive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.desk import codec, paging
from bot.desk.cases import Handled, carry_out
from bot.domain.commands import RecordPage
from bot.domain.ticket import State

if TYPE_CHECKING:
    from bot.desk.draft import Draft
    from bot.desk.facts import TimerFacts
    from bot.desk.house import Member, Route

#: Slugs with the channels on which they are called, the first one first; of others the newest account comes first.
Orders = Mapping[str, Sequence[str]]


def in_order(member: Member, orders: Orders) -> Member:
    """Return somebody with their routes in the order in which they want to be called."""
    order = orders.get(member.slug, ())
    if not order:
        return member
    return replace(member, routes=tuple(sorted(member.routes, key=lambda route: _rank(route, order))))


def _rank(route: Route, order: Sequence[str]) -> int:
    """Return where a route stands; a channel that is not named comes last."""
    channel = route.place.channel
    return order.index(channel) if channel in order else len(order)


def try_next(draft: Draft, facts: TimerFacts) -> None:
    """Call somebody by their next route, where the one before did not take the call; the ladder goes on meanwhile."""
    page, handled = facts.page, Handled.of(facts.ticket) if facts.ticket else None
    if page is None or handled is None or handled.ticket.state is not State.NEW:
        return
    run = next((run for run in handled.runs if run.id == page.run and run.ended_at is None), None)
    member = draft.world.roster.by_person.get(page.person)
    if run is None or member is None or (run.rung, run.round) != (page.rung, page.round):
        return
    left = tuple(route for route in member.routes if route.reachable and route.account not in facts.tried)
    if not left:
        return
    notify = codec.thaw(handled.policy).ladders[handled.ticket.severity].rungs[run.rung].notify
    carry_out(draft, handled, RecordPage(run.rung, run.round, notify, (member.person,)))  # type: ignore[arg-type]  # NewType
    paging.call(draft, handled, run, replace(member, routes=left))

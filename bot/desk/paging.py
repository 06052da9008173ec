"""Calling people: starting a ladder, taking its rungs, ending it when somebody has acknowledged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.desk import cards, codec, hushing, rows
from bot.desk.cases import Handled, carry_out
from bot.desk.draft import Draft, Manner
from bot.desk.facts import CancelTimers
from bot.domain import ladder, numbers
from bot.domain.commands import RecordPage
from bot.domain.ladder import FIRST_STEP, UNACKNOWLEDGED, Step
from bot.domain.roles import Role
from bot.domain.ticket import micros_to_instant
from bot.flows.tables import Arg, Say
from bot.messages import Lane

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.desk.house import Member

_POSITIONS = {"first": 0, "second": 1, "third": 2, "fourth": 3}


def start(draft: Draft, handled: Handled, alert: Say | None = None, first: int | None = None) -> None:
    """Begin to page for a ticket nobody has acknowledged; `first` is called before the ladder's own first rung."""
    run = rows.Run(
        id=draft.world.ids.new(),
        ticket=handled.ticket.id,
        cause=UNACKNOWLEDGED,
        rung=FIRST_STEP.rung,
        round=FIRST_STEP.round,
        started_at=draft.now,
        first=first,
    )
    handled.runs.append(run)
    take_rung(draft, handled, run, alert)


def take_rung(draft: Draft, handled: Handled, run: rows.Run, alert: Say | None = None) -> None:
    """Page the people of the run's present rung, and arm the timer of the next one."""
    steps = codec.thaw(handled.policy).ladders[handled.ticket.severity]
    step = Step(min(run.rung, len(steps.rungs) - 1), run.round)
    notify = steps.rungs[step.rung].notify
    members = _targets(draft, run, step, notify)
    persons = tuple(member.person for member in members)
    carry_out(draft, handled, RecordPage(step.rung, step.round, notify, persons))  # type: ignore[arg-type]  # NewType
    if not members:
        draft.alarm("nobody-to-page", f"{numbers.show(handled.ticket.number)} {notify}")
    _following, after = ladder.following(steps, step)
    next_at = micros_to_instant(draft.micros_after(after))
    run = msgspec.structs.replace(run, rung=step.rung)
    for member in members:
        call(draft, handled, run, member, alert)
    _replace(draft, handled, run)
    draft.timer("rung", next_at, ticket=handled.ticket.id, run=run.id)
    _watch_promise(draft, handled, next_at)


def _watch_promise(draft: Draft, handled: Handled, next_at: datetime) -> None:
    """Have the customer told at the very moment the promise breaks, when that comes before the next call."""
    ticket = handled.ticket
    if ticket.responded_at is None and draft.at < ticket.respond_due_at <= next_at and ticket.kind != "follow_up":
        draft.changes.cancel_timers.append(CancelTimers(kinds=("late",), ticket=ticket.id))
        armed = draft.changes.timers
        armed[:] = [one for one in armed if (one.kind, one.ticket) != ("late", ticket.id)]
        draft.timer("late", ticket.respond_due_at, ticket=ticket.id)


def called_now(draft: Draft, handled: Handled) -> tuple[Member, ...]:
    """Return whom the ladder in progress calls at its present rung."""
    run = next((run for run in handled.runs if run.ended_at is None), None)
    if run is None:
        return ()
    rungs = codec.thaw(handled.policy).ladders[handled.ticket.severity].rungs
    step = Step(min(run.rung, len(rungs) - 1), run.round)
    return _targets(draft, run, step, rungs[step.rung].notify)


def climb(draft: Draft, handled: Handled, run: rows.Run) -> None:
    """Go on to the rung after the present one: nobody acknowledged in time, or nobody could be reached."""
    steps = codec.thaw(handled.policy).ladders[handled.ticket.severity]
    following, _after = ladder.following(steps, Step(run.rung, run.round))
    moved = msgspec.structs.replace(run, rung=following.rung, round=following.round)
    draft.changes.cancel_timers.append(CancelTimers(kinds=("rung",), ticket=handled.ticket.id))
    take_rung(draft, handled, moved)
    if (run.rung, run.round) == (FIRST_STEP.rung, FIRST_STEP.round):
        _tell_customer(draft, handled)


def call_instead(draft: Draft, handled: Handled, run: rows.Run, lost: Mapping[str, object]) -> bool:
    """Call whoever stands on the present rung now in the place of somebody who is lost; False when nobody does.

    It is for those alone who count as out of reach by now: else the same person would be called again and again.
    """
    person = lost.get("lost")
    member = draft.world.roster.by_person.get(person) if isinstance(person, int) else None
    routes = member.routes if member else ()
    works = any(route.reachable and route.account == lost.get("account") for route in routes)
    if person is None or works:
        return False
    steps = codec.thaw(handled.policy).ladders[handled.ticket.severity]
    step = Step(min(run.rung, len(steps.rungs) - 1), run.round)
    if not resolve(draft, steps.rungs[step.rung].notify):
        return False
    draft.changes.cancel_timers.append(CancelTimers(kinds=("rung",), ticket=handled.ticket.id))
    take_rung(draft, handled, run)
    return True


def _tell_customer(draft: Draft, handled: Handled) -> None:
    """Tell the customer once that nobody has taken it yet, whom we call now, and that the promise stands."""
    ticket = handled.ticket
    if ticket.responded_at is None and ticket.respond_due_at > draft.at and ticket.kind == "fault":
        say = Say("notice-escalated", {"number": numbers.show(ticket.number), "due": ticket.respond_due_at})
        draft.tell(draft.reader_of(handled.reach, handled.reporter), [say], Manner(ticket=ticket.id))


def end(draft: Draft, handled: Handled) -> None:
    """End the ladders of a ticket somebody has: no further rung, and no page that has not left yet."""
    for run in list(handled.runs):
        if run.ended_at is None and run.cause == UNACKNOWLEDGED:
            _replace(draft, handled, msgspec.structs.replace(run, ended_at=draft.now))
    draft.changes.cancel_timers.append(CancelTimers(kinds=("rung", "late"), ticket=handled.ticket.id))
    draft.changes.withdraw_pages_of.append(handled.ticket.id)


def _targets(draft: Draft, run: rows.Run, step: Step, notify: str) -> tuple[Member, ...]:
    """Return who is called at a rung: its own people, else the administrators."""
    roster = draft.world.roster
    if run.first is not None and step == FIRST_STEP:
        member = roster.by_person.get(run.first)
        if member and member.route:
            return (member,)
    return resolve(draft, notify) or roster.with_role(Role.ADMIN)


def resolve(draft: Draft, notify: str) -> tuple[Member, ...]:
    """Return the members `rota:first`, `role:manager` or `staff:wang` stands for, as far as they can be reached."""
    kind, _, name = notify.partition(":")
    roster = draft.world.roster
    if kind == "role":
        return roster.with_role(Role(name))
    if kind == "rota":
        slug = draft.world.house.rota.nth(_POSITIONS.get(name, 0), roster.able())
        member = roster.with_slug(slug) if slug else None
    else:
        member = roster.with_slug(name)
    return (member,) if member and member.route else ()


def first_of(draft: Draft, role: Role) -> int | None:
    """Return one person with a role who can be reached, or None."""
    return next((member.person for member in draft.world.roster.with_role(role)), None)


def call(draft: Draft, handled: Handled, run: rows.Run, member: Member, alert: Say | None = None) -> None:
    """Call one of us by their first route that works."""
    reader = draft.reader_of_member(member)
    if reader is None:
        raise LookupError(f"{member.slug} was chosen to be paged and has no route")
    page_id = draft.world.ids.new()
    buttons = cards.show_in(draft, handled, reader)
    draft.fresh_cards.add((handled.ticket.id, reader.place.key))
    holder, reporter = draft.world.roster.name(handled.ticket.assignee), handled.reporter.name
    showing = cards.Showing(holder, reporter, reachable=bool(handled.reach.reachable))
    drawn = cards.body(draft, reader, handled.ticket, showing)
    if hushing.hides(draft, reader, handled.ticket.id):
        alert = private_alert(draft, handled)
    call = draft.words(reader, alert or alert_of(draft, handled, run))
    if buttons:
        draft.changes.prompts.append(buttons.prompt)
    body = msgspec.structs.replace(
        cards.with_buttons(draft, reader, drawn, buttons),
        text=f"{call}\n\n{drawn.text}",
        style="page",
        card={**(drawn.card or {}), "call": call},
    )
    manner = Manner(lane=Lane.PAGE, ticket=handled.ticket.id, page=page_id)
    outbox_id = draft.send(reader, body, manner, buttons.prompt.id if buttons else None)
    draft.changes.pages.append(
        rows.Page(
            id=page_id,
            ticket=handled.ticket.id,
            run=run.id,
            rung=run.rung,
            round=run.round,
            person=member.person,
            outbox=outbox_id,
            at=draft.now,
        ),
    )


def private_alert(draft: Draft, handled: Handled) -> Say:
    """Return the first line of a page that names nobody and quotes nobody."""
    ticket = handled.ticket
    overdue = ticket.responded_at is None and ticket.respond_due_at <= draft.at
    args: dict[str, Arg] = {"number": numbers.show(ticket.number), "level": cards.level_of(ticket)}
    return Say("page-private-overdue" if overdue else "page-private", {**args, "due": ticket.respond_due_at})


def alert_of(draft: Draft, handled: Handled, run: rows.Run) -> Say:
    """Return the first line of a page: what it is, how urgent (or since when overdue), and which call this is."""
    ticket = handled.ticket
    overdue = ticket.responded_at is None and ticket.respond_due_at <= draft.at
    steps = codec.thaw(handled.policy).ladders[ticket.severity]
    return Say(
        "page-overdue" if overdue else "page-alert",
        {
            "number": numbers.show(ticket.number),
            "level": cards.level_of(ticket),
            "customer": cards.reporter_name(handled.reporter.name),
            "due": ticket.respond_due_at,
            "call": run.round * len(steps.rungs) + run.rung + 1,
        },
    )


def _replace(draft: Draft, handled: Handled, run: rows.Run) -> None:
    handled.runs[:] = [run if known.id == run.id else known for known in handled.runs]
    draft.changes.runs[:] = [*(known for known in draft.changes.runs if known.id != run.id), run]

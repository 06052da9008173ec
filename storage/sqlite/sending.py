"""The outbox as the sender sees it: a claimed row with what drawing it needs, and settling what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from bot.desk import rows
from bot.desk.facts import Shown
from bot.desk.ways import Routed
from bot.ports import Claimed, Settled
from storage.sqlite import topics, windows
from storage.sqlite.facts import maybe
from storage.sqlite.statements import Statements
from storage.tables import maker

_outbox = maker(rows.Outbox)
_card = maker(rows.Card)
_ticket = maker(rows.TicketRow)
_prompt = maker(rows.Prompt)

_STATE = rows.Outbox.__struct_fields__.index("state")
_ROW = len(rows.Outbox.__struct_fields__)
_TICKET = len(rows.Card.__struct_fields__)
_PROMPT = _TICKET + len(rows.TicketRow.__struct_fields__)
_ASSIGNEE = _PROMPT + len(rows.Prompt.__struct_fields__)
#: How many tickets a list names; it tells how many more there are.
LISTED = 8


class Line(NamedTuple):
    """A row that is about to be claimed."""

    row: rows.Outbox
    attempt: int
    resent: bool
    routed: Routed | None = None


class Settling(NamedTuple):
    """What the row of a settled message says of it."""

    kind: str
    ticket: int | None
    chat_key: str
    page: int | None
    prompt: int | None


def line_of(values: tuple[Any, ...]) -> Line:
    """Return a row as it will be once it is claimed: of its columns, attempts and resends."""
    row = _outbox(*values[:_STATE], "claimed", *values[_STATE + 1 : _ROW])
    return Line(row, values[_ROW] + 1, values[_ROW + 1] > 0)


def claimed(run: Statements, lines: Sequence[Line]) -> Claimed:
    """Return a claimed message with what drawing it needs, and the rows it carries beside its own."""
    first, *rest = lines
    one = _claimed(run, first)
    if first.routed is not None:
        return windows.claimed(run, one, rest, first.routed)
    if not rest:
        return one
    carried = tuple(
        Claimed(row=line.row, attempt=line.attempt, resent=line.resent, bundle=first.row.id) for line in rest
    )
    found = [run.one("card_to_send", line.row.ticket, line.row.chat_key) for line in lines]
    shown = tuple(_shown(values) for values in found if values is not None)
    return msgspec.structs.replace(one, carried=carried, lines=shown, total=len(lines), bundle=first.row.id)


def settle(run: Statements, outcomes: Sequence[Settled]) -> None:
    """Record outcomes; one whose attempt is no longer the newest is dropped."""
    for outcome in outcomes:
        if outcome.again_at is not None:
            _put_back(run, outcome)
        else:
            _finish(run, outcome)
        windows.settle(run, outcome)
        for throttle in outcome.throttles:
            run.run("throttle", throttle)
        if outcome.unreachable_account is not None:
            run.run("account_unreachable", (outcome.unreachable_account,))


def _claimed(run: Statements, line: Line) -> Claimed:
    row, attempt, resent = topics.placed(run, line.row), line.attempt, line.resent
    one = Claimed(row=row, attempt=attempt, resent=resent)
    if row.kind in topics.DRAWN:
        return _with_card(run, one)
    if row.kind == "list":
        known = run.one("list_of", row.chat_key)
        shown, total, _lists = run.one("rush_in", row.chat_key)
        found = run.all("cards_to_come", row.chat_key, LISTED)
        one = _with_lines(one, found, total, known[0] if known else "")
        return msgspec.structs.replace(one, shown=shown)
    if row.kind == "edit":
        (edit_id,) = run.one("outbox_external_id", row.depends_on)
        return msgspec.structs.replace(one, edit_id=edit_id)
    if row.kind == "bundle":
        found = run.all("bundle_lines", row.depends_on)
        (edit_id,) = run.one("message_of", row.depends_on)
        return _with_lines(one, found, len(found), edit_id)
    return one


def _with_lines(one: Claimed, found: Sequence[tuple[Any, ...]], total: int, edit_id: str) -> Claimed:
    lines = tuple(_shown(values) for values in found)
    return msgspec.structs.replace(one, lines=lines, total=total, edit_id=edit_id)


def _with_card(run: Statements, one: Claimed) -> Claimed:
    row = one.row
    found = run.one("card_to_send", row.ticket, row.chat_key)
    if found is None:
        return one
    shown = _shown(found)
    bundle, own = (None, 0) if shown.card.external_id else run.one("card_bundle", row.ticket, row.chat_key) or (None, 0)
    return msgspec.structs.replace(
        one,
        card=shown.card,
        ticket=shown.ticket,
        card_prompt=shown.prompt,
        assignee=shown.assignee,
        reporter=shown.reporter,
        origin=shown.origin,
        reachable=bool(found[_ASSIGNEE + 3]),
        bundle=bundle,
        own=bool(own),
    )


def _shown(values: tuple[Any, ...]) -> Shown:
    return Shown(
        card=_card(*values[:_TICKET]),
        ticket=_ticket(*values[_TICKET:_PROMPT]),
        prompt=maybe(_prompt, values[_PROMPT:_ASSIGNEE]),
        assignee=values[_ASSIGNEE],
        reporter=values[_ASSIGNEE + 1],
        origin=values[_ASSIGNEE + 2],
    )


def _put_back(run: Statements, outcome: Settled) -> None:
    again = (outcome.id, outcome.attempt, outcome.again_at, int(outcome.state == "unknown"), outcome.reason)
    run.run("outbox_again", again)
    run.run("outbox_freed", (outcome.id,))
    if outcome.misplaced is not None:
        topics.replace(run, outcome)
    if outcome.instead:
        run.run("outbox_instead", (outcome.id, outcome.attempt, outcome.instead))


def _finish(run: Statements, outcome: Settled) -> None:
    state = (outcome.id, outcome.attempt, outcome.state, outcome.external_id, outcome.reason, outcome.at)
    settled = run.one("outbox_settle", *state)
    if settled is None:
        return
    if settled[0] == "topic":
        topics.finish(run, outcome)
    if outcome.state != "sent":
        run.run("outbox_freed", (outcome.id,))
    if outcome.state == "undeliverable":
        run.run("outbox_orphans_of", (outcome.id, outcome.at))
    if outcome.external_id:
        _place(run, Settling(*settled), outcome)


def _place(run: Statements, of: Settling, outcome: Settled) -> None:
    """Remember which message shows a ticket or a list now, and takes the answers to a question."""
    where = (of.ticket, of.chat_key)
    if outcome.bundle is not None:
        run.run("card_bundled", (*where, outcome.bundle))
        return
    if of.kind == "card":
        run.run("card_prompt_sent", (*where, outcome.external_id))
    if of.kind == "card" or of.page is not None:
        run.run("card_sent", (*where, outcome.external_id))
    if of.prompt is not None:
        run.run("prompt_sent", (of.prompt, of.chat_key, outcome.external_id))
    if of.kind == "bundle":
        run.run("bundle_moved", (outcome.id, outcome.external_id))
    if outcome.drawn is not None and outcome.drawn.shown:
        run.run("list_drawn", (outcome.id, outcome.external_id, *outcome.drawn))
    elif outcome.drawn is not None:
        run.run("list_closed", (of.chat_key,))

"""What may still be sent to a person whose platform counts it: spent where a message is claimed, in its transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from bot.desk import rows
from bot.desk.ways import Left, Parcel, Routed
from bot.ports import Claimed, Settled
from storage.tables import maker

if TYPE_CHECKING:
    from bot.desk.facts import Held
    from bot.ports import Gate
    from storage.sqlite.claiming import Moment
    from storage.sqlite.sending import Line
    from storage.sqlite.statements import Statements

_outbox = maker(rows.Outbox)
_ticket = maker(rows.TicketRow)
_ROW = len(rows.Outbox.__struct_fields__)


Found = tuple[Any, ...]


def leave(run: Statements, row: rows.Outbox, moment: Moment, gate: Gate) -> tuple[Routed, Mapping[int, Found]]:
    """Return how this message leaves or another of its chat, paid for, and their rows; what cannot leave is kept."""
    found = run.all("parcels", row.chat_key, moment.now, moment.wall)
    left = [Left(*one) for one in run.all("windows_left", row.bot, row.chat, moment.wall)]
    routed = gate.route(row, left, [_parcel(values) for values in found])
    run.run_many("outbox_keep", [(one, moment.now) for one in routed.kept])
    if routed.spends:
        run.run("window_spend", (row.bot, row.chat, routed.many))
    return routed, {values[0]: values for values in found}


def claimed(run: Statements, one: Claimed, carried: Sequence[Line], routed: Routed) -> Claimed:
    """Return a claimed message as it goes on this way, with those that go in it."""
    row = msgspec.structs.replace(one.row, body=routed.body) if routed.body else one.row
    found = run.one("ticket_row", row.ticket) if routed.route == "template" else None
    beside = msgspec.structs.replace(routed, spends=())
    return msgspec.structs.replace(
        one,
        row=row,
        routed=routed,
        ticket=_ticket(*found) if found else one.ticket,
        carried=tuple(
            Claimed(row=line.row, attempt=line.attempt, resent=line.resent, routed=beside, bundle=row.id)
            for line in carried
        ),
    )


def settle(run: Statements, outcome: Settled) -> None:
    """Give back what was not spent after all, or forget what turned out to be closed."""
    if outcome.closes is not None:
        run.run("windows_found_closed", (outcome.id, outcome.closes))
    elif outcome.refund is not None:
        kinds, many, at = outcome.refund
        run.run_many("window_refund", [(outcome.id, kind, many, at) for kind in kinds])
    if outcome.route:
        run.run("outbox_routed", (outcome.id, outcome.route))


def hold(run: Statements, held: Sequence[Held]) -> None:
    """Let messages wait for word whether they went out in another way."""
    run.run_many("outbox_hold", [(one.row, one.until) for one in held])


def _parcel(values: Found) -> Parcel:
    return Parcel(_outbox(*values[:_ROW]), *values[_ROW + 2 :])

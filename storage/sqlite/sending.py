"""The outbox as the sender sees it: claiming what may go now, settling what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.desk import rows
from bot.ports import Claimed, Settled
from storage.sqlite.facts import maybe
from storage.sqlite.statements import Statements
from storage.tables import maker

#: A message on its way, or being tried again, is overtaken after so long; microseconds of wall time.
OVERTAKEN_AFTER = 30_000_000
#: How many waiting messages a claim looks at, as multiples of its limit: more when chats at the front are held back.
LOOKS = (1, 32)

_outbox = maker(rows.Outbox)
_card = maker(rows.Card)
_ticket = maker(rows.TicketRow)
_prompt = maker(rows.Prompt)

_ROW = len(rows.Outbox.__struct_fields__)
_TICKET = len(rows.Card.__struct_fields__)
_PROMPT = _TICKET + len(rows.TicketRow.__struct_fields__)
_ASSIGNEE = _PROMPT + len(rows.Prompt.__struct_fields__)


@dataclass(frozen=True, slots=True)
class Moment:
    """The instant of a claim on both clocks, and how long its leases hold (wall)."""

    now: int
    wall: int
    lease_until: int


def claim(run: Statements, limit: int, moment: Moment) -> Sequence[Claimed]:
    """Take at most `limit` messages that may go now, one of each chat."""
    run.run("outbox_expire", (moment.now,))
    run.run("outbox_lease_ended", (moment.wall, moment.now))
    run.run("outbox_lost_cards", (moment.wall, moment.now))
    run.run("outbox_orphans", (moment.now,))
    taken = _ready(run, limit, moment)
    run.run_many("outbox_claim", [(values[0], moment.wall, moment.lease_until) for values in taken])
    return [_claimed(run, values) for values in taken]


def settle(run: Statements, outcomes: Sequence[Settled]) -> None:
    """Record outcomes; one whose attempt is no longer the newest is dropped."""
    for outcome in outcomes:
        if outcome.again_at is not None:
            _put_back(run, outcome)
        else:
            _finish(run, outcome)
        for throttle in outcome.throttles:
            run.run("throttle", throttle)
        if outcome.unreachable_account is not None:
            run.run("account_unreachable", (outcome.unreachable_account,))


def _ready(run: Statements, limit: int, moment: Moment) -> list[tuple[Any, ...]]:
    """Return what may go now; a look that fills half of the limit is enough, the next claim comes soon."""
    taken: list[tuple[Any, ...]] = []
    stuck_since = moment.wall - OVERTAKEN_AFTER
    for look in LOOKS:
        found = run.all("outbox_ready", moment.now, moment.wall, stuck_since, limit, limit * look)
        taken = list(_first_of_each_chat(found))
        if len(taken) * 2 >= limit:
            break
    return taken


def _first_of_each_chat(ready: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    place = rows.Outbox.__struct_fields__.index("chat_key")
    seen: set[str] = set()
    for values in ready:
        if values[place] not in seen:
            seen.add(values[place])
            yield values


def _claimed(run: Statements, values: tuple[Any, ...]) -> Claimed:
    # The state is the row's last column, and has just changed.
    row = _outbox(*values[: _ROW - 1], "claimed")
    attempt, resent = values[_ROW] + 1, values[_ROW + 1] > 0
    found = run.one("card_to_send", row.ticket, row.chat_key) if row.kind == "card" else None
    if found is None:
        return Claimed(row=row, attempt=attempt, resent=resent)
    return Claimed(
        row=row,
        attempt=attempt,
        resent=resent,
        card=_card(*found[:_TICKET]),
        ticket=_ticket(*found[_TICKET:_PROMPT]),
        card_prompt=maybe(_prompt, found[_PROMPT:_ASSIGNEE]),
        assignee=found[_ASSIGNEE],
        reporter=found[_ASSIGNEE + 1],
    )


def _put_back(run: Statements, outcome: Settled) -> None:
    again = (outcome.id, outcome.attempt, outcome.again_at, int(outcome.state == "unknown"), outcome.reason)
    run.run("outbox_again", again)


def _finish(run: Statements, outcome: Settled) -> None:
    state = (outcome.id, outcome.attempt, outcome.state, outcome.external_id, outcome.reason, outcome.at)
    settled = run.one("outbox_settle", *state)
    if settled is None or not outcome.external_id:
        return
    kind, ticket, chat_key, page, prompt = settled
    if kind == "card":
        run.run("card_prompt_sent", (ticket, chat_key, outcome.external_id))
    if kind == "card" or page is not None:
        run.run("card_sent", (ticket, chat_key, outcome.external_id))
    if prompt is not None:
        run.run("prompt_sent", (prompt, chat_key, outcome.external_id))

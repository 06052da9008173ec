"""The outbox as the sender sees it: claiming what may go now, settling what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.desk import rows
from bot.desk.codec import to_text
from bot.ports import Claimed, Settled
from storage.sqlite.facts import maybe
from storage.sqlite.statements import Statements
from storage.tables import maker

#: A message on its way, or being tried again, is overtaken after so long; microseconds of wall time.
OVERTAKEN_AFTER = 30_000_000
#: How many waiting chats a claim looks at one by one.
CHATS = 2_048

_outbox = maker(rows.Outbox)
_card = maker(rows.Card)
_ticket = maker(rows.TicketRow)
_prompt = maker(rows.Prompt)

_LANE = rows.Outbox.__struct_fields__.index("lane")
_CHAT_KEY = rows.Outbox.__struct_fields__.index("chat_key")
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
    """Return what may go now; chat by chat, unless so many chats wait that only the front is looked at."""
    now, wall = moment.now, moment.wall
    heads = run.all("outbox_heads", now, wall, CHATS)
    if len(heads) == CHATS:
        heads = run.all("outbox_front", now, wall, CHATS)
    candidates = [head for (head,) in heads if head is not None]
    if not candidates:
        return []
    found = run.all("outbox_ready", now, wall, wall - OVERTAKEN_AFTER, to_text(candidates))
    return list(_first_of_each_chat(sorted(found, key=_urgency)))[:limit]


def _urgency(values: tuple[Any, ...]) -> tuple[int, int]:
    """Return lane and id, by which what may go is ordered."""
    return values[_LANE], values[0]


def _first_of_each_chat(ready: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    seen: set[str] = set()
    for values in ready:
        if values[_CHAT_KEY] not in seen:
            seen.add(values[_CHAT_KEY])
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

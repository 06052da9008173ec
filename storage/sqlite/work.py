"""The rows of one turn on SQLite: every method runs to its end without waiting."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from bot.desk import rows
from bot.desk.facts import Changes, Facts, Keys, More, Seen, TimerFacts
from bot.messages import Incoming
from bot.ports import Claimed, Gate, Settled
from storage.named import QueryError
from storage.sqlite import facts, saving, sending
from storage.sqlite.claiming import Claims, Moment
from storage.sqlite.statements import Statements, texts


class SqliteWork:
    """One turn's hands; made anew for each, since it remembers whose message it began with."""

    __slots__ = ("_account", "_claims", "_run")

    def __init__(self, run: Statements, claims: Claims) -> None:
        self._run = run
        self._claims = claims
        self._account: int | None = None

    async def begin(self, incoming: Incoming) -> Seen | Facts:
        """Insert the inbox row and read the facts; Seen when this delivery was taken in before."""
        arrival = (
            incoming.bot,
            incoming.delivery_id,
            incoming.received_at,
            incoming.sender.address,
        )
        if not self._run.run("inbox_take", arrival):
            (answer,) = self._run.one("inbox_answer_of", incoming.bot, incoming.delivery_id)
            return Seen(answer)
        found = facts.of_message(self._run, incoming)
        self._account = found.account.id if found.account else None
        return found

    async def more(self, keys: Keys) -> More:
        """Read what a decision needs beyond the facts."""
        return facts.beyond(self._run, keys, self._account)

    async def save(self, changes: Changes, incoming: Incoming | None = None) -> None:
        """Write all changes, the inbox row's answer included; raise Conflict when a drawn name is taken."""
        saving.save(self._run, changes, incoming.received_at if incoming else None)
        if incoming and changes.answer:
            self._run.run("inbox_answer", (incoming.bot, incoming.delivery_id, changes.answer))

    async def due(self, timer_id: int) -> TimerFacts | None:
        """Read a timer again with what it is about; None when it is gone (its `due_at` tells if it was put off)."""
        found = facts.of_timer(self._run, timer_id)
        if found is not None and found.together is not None:
            account = found.together.facts.account
            self._account = account.id if account else None
        return found

    async def drop_timer(self, timer_id: int) -> None:
        """Remove a timer that has been served."""
        self._run.run("timer_drop", (timer_id,))

    async def claim(
        self, limit: int, now: int, wall: int, lease_until: int, gate: Gate | None = None
    ) -> Sequence[Claimed]:
        """Take messages that are due, not throttled, first in their chat; presses, then the highest lanes first."""
        return self._claims.take(limit, Moment(now, wall, lease_until), gate)

    async def settle(self, outcomes: Sequence[Settled]) -> None:
        """Record what became of claimed rows; an outcome whose attempt is stale is dropped."""
        sending.settle(self._run, outcomes)

    async def park(self, parked: rows.Parked, answer: bytes) -> None:
        """Keep a poisoned message whole, its inbox row with it."""
        self._run.run("inbox_park", (parked.bot, parked.delivery_id, parked.at, answer))
        values = (parked.id, parked.bot, parked.delivery_id, parked.at, parked.reason, parked.payload)
        self._run.run("insert_parked", values)

    async def execute(self, query: str, *args: object) -> Sequence[tuple[Any, ...]]:
        """Run one named query for the rare work of commands and upkeep."""
        if query not in texts():
            raise QueryError(f"no query is named {query}")
        return self._run.all(query, *args)


def works(connection: sqlite3.Connection) -> Callable[[], SqliteWork]:
    """Return a maker of works on this connection."""
    run = Statements(connection)
    claims = Claims(run)
    return lambda: SqliteWork(run, claims)

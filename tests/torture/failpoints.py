"""Seams around the product's own functions, at which its process kills itself; the product knows nothing of them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bot.desk.desk import Desk
from bot.engine.media import MediaWorker
from bot.engine.turn import Turns
from bot.handlers.telegram.channel import TelegramChannel
from bot.handlers.web.channel import WebChannel
from bot.messages import Delivery, Lane
from storage import named
from storage.named import Migration
from storage.sqlite import schema, writer
from storage.sqlite.work import SqliteWork

#: A migration that no desk would survive if half of it were kept; it is killed before its end, always.
REHEARSAL = """
CREATE TABLE rehearsal AS SELECT * FROM outbox;
CREATE INDEX rehearsal_state ON rehearsal (state);
ALTER TABLE tickets ADD COLUMN rehearsed INTEGER NOT NULL DEFAULT 1;
UPDATE tickets SET sequence = sequence + 1000, number = number || 'X';
DELETE FROM timers;
UPDATE outbox SET state = 'sent' WHERE state = 'pending';
DELETE FROM pages;
DROP TABLE personal;
"""


@dataclass(slots=True)
class Fuse:
    """Burns down by one each time its place is come by; then the process is gone, with nothing cleaned up.

    Before `wet_until` (a monotonic time) it does not burn: a desk that always died of its first deed would do no other.
    """

    left: int
    wet_until: float = 0.0

    def burn(self) -> None:
        if time.monotonic() < self.wet_until:
            return
        self.left -= 1
        if self.left == 0:
            die()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _before_insert(fuse: Fuse) -> None:
    """Die inside a transaction that is about to store a message's inbox row."""
    begin = SqliteWork.begin

    async def burning(self: SqliteWork, incoming: Any) -> Any:
        fuse.burn()
        return await begin(self, incoming)

    SqliteWork.begin = burning


def _before_commit(fuse: Fuse) -> None:
    """Die when all of a batch that holds an inbox row is written, and nothing is committed."""
    begin, transaction = SqliteWork.begin, writer.transaction
    begun = []

    async def noting(self: SqliteWork, incoming: Any) -> Any:
        begun.append(incoming.delivery_id)
        return await begin(self, incoming)

    @contextmanager
    def burning(connection: Any) -> Iterator[None]:
        begun.clear()
        with transaction(connection):
            yield
            if begun:
                fuse.burn()

    SqliteWork.begin = noting
    writer.transaction = burning


def _after_commit(fuse: Fuse) -> None:
    """Die when a message is stored and its platform has not been told."""
    take = Turns.take

    async def burning(self: Turns, incoming: Any) -> bytes:
        answer = await take(self, incoming)
        fuse.burn()
        return answer

    Turns.take = burning


def _timer(fuse: Fuse) -> None:
    """Die when a due timer has been decided, before any of it is stored."""
    due = Desk.due

    def burning(self: Desk, *args: Any) -> Any:
        changes = due(self, *args)
        fuse.burn()
        return changes

    Desk.due = burning


def _sending(*, arrived: bool, is_meant: Callable[[Delivery], bool]) -> Callable[[Fuse], None]:
    """Die with a message claimed: before it goes to its channel, or when it has arrived and nothing is settled."""

    def arm(fuse: Fuse) -> None:
        for channel in (TelegramChannel, WebChannel):
            _around_send(channel, fuse, arrived=arrived, is_meant=is_meant)

    return arm


def _around_send(channel: Any, fuse: Fuse, *, arrived: bool, is_meant: Callable[[Delivery], bool]) -> None:
    send = channel.send

    async def burning(self: Any, delivery: Delivery) -> Any:
        if not arrived and is_meant(delivery):
            fuse.burn()
        outcome = await send(self, delivery)
        if arrived and is_meant(delivery):
            fuse.burn()
        return outcome

    channel.send = burning


def _is_page(delivery: Delivery) -> bool:
    return delivery.lane == Lane.PAGE


def _is_message(delivery: Delivery) -> bool:
    return delivery.kind != "answer_press"


def _fetched(fuse: Fuse) -> None:
    """Die when a file lies on the disk and its row does not know it."""
    fetch = MediaWorker._fetch  # noqa: SLF001  the seam lies inside the worker

    async def burning(self: MediaWorker, one: Any) -> Any:
        found = await fetch(self, one)
        fuse.burn()
        return found

    MediaWorker._fetch = burning  # noqa: SLF001  as above


def _stored(fuse: Fuse) -> None:
    """Die when a file is stored and nobody has been sent it."""
    keep = MediaWorker._keep  # noqa: SLF001  the seam lies inside the worker

    async def burning(self: MediaWorker, *args: Any) -> None:
        await keep(self, *args)
        fuse.burn()

    MediaWorker._keep = burning  # noqa: SLF001  as above


def _migration(fuse: Fuse) -> None:
    """Die in the middle of a migration: of one this database has not seen, or else of the rehearsal."""
    migrations, statements = named.migrations, schema.statements

    def rehearsing() -> tuple[Migration, ...]:
        steps = migrations()
        return (*steps, Migration(len(steps) + 1, "rehearsal", REHEARSAL))

    def burning(text: str) -> Iterator[str]:
        for statement in statements(text):
            fuse.burn()
            yield statement
        if text == REHEARSAL:
            die()

    named.migrations = rehearsing
    schema.statements = burning


#: Come by only once tickets are open, photos on their way, calls out: not in a desk's first minute.
SELDOM = frozenset({"in-timer", "claimed-page", "sent-page", "media-fetched", "media-stored"})
IN_MIGRATION = "in-migration"
POINTS: dict[str, Callable[[Fuse], None]] = {
    "before-insert": _before_insert,
    "before-commit": _before_commit,
    "after-commit": _after_commit,
    "in-timer": _timer,
    "claimed": _sending(arrived=False, is_meant=_is_message),
    "claimed-page": _sending(arrived=False, is_meant=_is_page),
    "sent": _sending(arrived=True, is_meant=_is_message),
    "sent-page": _sending(arrived=True, is_meant=_is_page),
    "media-fetched": _fetched,
    "media-stored": _stored,
    IN_MIGRATION: _migration,
}

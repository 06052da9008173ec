"""What every part of the engine works with: store, desk and clock, and the one way of running a turn."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import TypeVar

from bot.desk.facts import Changes
from bot.engine.bells import Bell
from bot.engine.decider import Decider
from bot.engine.measures import Measures, Uncounted
from bot.engine.watchdog import Watchdog
from bot.ids import Ids
from bot.ports import Clock, Conflict, Links, NoLinks, Store, StoreError, Work

log = logging.getLogger(__name__)
T = TypeVar("T")
#: A desk time after all others.
NEVER = 1 << 62


@dataclass(slots=True, kw_only=True)
class Core:
    """The common ground of turns, timers, sender and upkeep."""

    store: Store
    desk: Decider
    clock: Clock
    ids: Ids
    measures: Measures = field(default_factory=Uncounted)
    watchdog: Watchdog = field(default_factory=Watchdog)
    outbox_bell: Bell = field(default_factory=Bell)
    media_bell: Bell = field(default_factory=Bell)
    links: Links = field(default_factory=NoLinks)
    #: Until this desk time the timers' loop sleeps: only a timer before it is worth waking it.
    asleep_until: int = NEVER

    async def run(
        self,
        name: str,
        work: Callable[[Work], Coroutine[None, None, T]],
        *,
        engine: bool = False,
    ) -> T:
        """Run one turn under its name and return after its commit.

        The store decides a turn again when a number it drew is taken; one that never finds a free number is
        the database's failure, not the message's.
        """
        timed = self.watchdog.timed(name, work, self.measures.turn)
        try:
            return await self.store.turn(timed, engine=engine)
        except Conflict as conflict:
            raise StoreError(f"turn {name} found no way past a conflict: {conflict}") from conflict

    async def save(self, name: str, decide: Callable[[int], Changes]) -> Changes:
        """Store what `decide` says at this instant, in a turn of its own, and see to what follows."""

        async def work(work: Work) -> Changes:
            changes = decide(self.clock.now())
            await work.save(changes)
            return changes

        changes = await self.run(name, work, engine=True)
        await self.follow(changes)
        return changes

    async def follow(self, changes: Changes) -> None:
        """Wake whom these committed changes concern."""
        for alarm in changes.alarms:
            log.error("alarm %s: %s", alarm.kind, alarm.detail)
            self.measures.alarm(alarm.kind)
        if changes.outbox:
            self.outbox_bell.ring()
        if any(timer.due_at < self.asleep_until for timer in changes.timers):
            self.clock.notify()
        if changes.attachments or (changes.attach_conversation and _have_files(changes)):
            self.media_bell.ring()
        if changes.roster_changed:
            await self.refresh_roster()

    async def refresh_roster(self) -> None:
        """Let the desk know the staff and their groups as the database has them now."""
        reads = self.store.reads()
        self.desk.with_groups(await reads.rows("chats"))
        self.desk.with_roster(await reads.rows("roster"))


def _have_files(changes: Changes) -> bool:
    """Tell whether a ticket of this decision has any files: nearly none has."""
    return any(ticket.media for ticket in (*changes.new_tickets, *changes.tickets))

"""Timers that are due: each in a turn of its own, so that a failing one holds up no other."""

from __future__ import annotations

import asyncio
import logging

import msgspec

from bot.desk.facts import Changes, TimerFacts
from bot.engine.core import NEVER, Core
from bot.engine.gathered import Gathered
from bot.engine.suspects import Suspects
from bot.ports import Alarms, StoreError, Work

log = logging.getLogger(__name__)

SECOND = 1_000_000
#: How many are picked at once; the rest follows in the next pass.
LIMIT = 256
#: A failing timer is put off by twice as much each time, from a second to this, in desk time.
LONGEST_PAUSE = 10 * 60 * SECOND
#: How long the loop sleeps at most, in real seconds: another process may have armed a timer.
NAP = 1.0


class Deadlines:
    """Serves due timers; `passed_at` is the wall time of the last pass, None before the first."""

    def __init__(self, core: Core, alarms: Alarms, suspects: Suspects) -> None:
        self._core = core
        self._alarms = alarms
        self._suspects = suspects
        self._gathered = Gathered(core, alarms)
        self._failures: dict[int, int] = {}
        self.passed_at: int | None = None

    async def run_due(self) -> int:
        """Serve what is due now, up to a limit; return how many timers were served."""
        due = await self._core.store.reads().rows("timers_due", self._core.clock.now(), LIMIT)
        served = await asyncio.gather(*(self._serve(int(row[0])) for row in due))
        self.passed_at = self._core.clock.wall()
        return sum(served)

    async def next_due(self) -> int | None:
        """Return the desk time of the earliest timer, None when there is none."""
        found = await self._core.store.reads().rows("timer_next_due")
        return None if not found or found[0][0] is None else int(found[0][0])

    async def rest(self) -> None:
        """Sleep until the next timer is due, or somebody arms one, or a nap is over."""
        # Whatever is armed while we look wakes us.
        self._core.asleep_until = NEVER
        due = await self.next_due()
        now = self._core.clock.now()
        # A timer that is due and was not served failed just now: it must not keep the loop spinning.
        if due is not None and due > now:
            self._core.asleep_until = due
        await self._core.clock.sleep_until(min(self._core.asleep_until, now + 3600 * SECOND), NAP)

    async def _serve(self, timer_id: int) -> bool:
        name = f"timer {timer_id}"
        if self._suspects.deadly(name):
            await self._give_up(timer_id, name, "deciding it stopped the process twice")
            return False
        try:
            changes = await self._core.run("due", lambda work: self._turn(work, timer_id, name), engine=True)
        except StoreError:
            raise
        except Exception as error:
            log.exception("%s failed", name)
            await self._give_up(timer_id, name, f"{type(error).__name__}: {error}")
            return False
        self._failures.pop(timer_id, None)
        if changes is not None:
            await self._core.follow(changes)
        return changes is not None

    async def _turn(self, work: Work, timer_id: int, name: str) -> Changes | None:
        facts = await work.due(timer_id)
        now = self._core.clock.now()
        # Read again under the lock: it may be gone, or put off, since it was picked.
        if facts is None or facts.timer.due_at > now:
            return None
        self._core.measures.gauge("timers_lag", (now - facts.timer.due_at) / SECOND)
        with self._suspects.watching(name):
            facts = await self._with_more(work, facts)
            changes = self._core.desk.due(facts, now)
        await work.save(changes, facts.together.incoming if facts.together else None)
        await work.drop_timer(timer_id)
        return changes

    async def _with_more(self, work: Work, facts: TimerFacts) -> TimerFacts:
        """Read what gathered messages need beyond the facts, as for a message that has just come."""
        together = facts.together
        keys = self._core.desk.needs(together.incoming, together.facts) if together else None
        if together is None or keys is None:
            return facts
        more = await work.more(keys)
        return msgspec.structs.replace(facts, together=msgspec.structs.replace(together, more=more))

    async def _give_up(self, timer_id: int, name: str, reason: str) -> None:
        """Put off a timer that fails; the messages that one was to decide are put aside, as each alone would be."""
        if not await self._gathered.put_aside(timer_id, reason):
            await self._put_off(timer_id, f"{name}: {reason}")

    async def _put_off(self, timer_id: int, reason: str) -> None:
        failures = self._failures[timer_id] = self._failures.get(timer_id, -1) + 1
        due_at = self._core.clock.now() + min(SECOND << min(failures, 20), LONGEST_PAUSE)

        async def work(work: Work) -> None:
            await work.execute("timer_put_off", timer_id, due_at)

        await self._core.run("put_off", work, engine=True)
        await self._alarms.raise_alarm("timer-failed", reason)

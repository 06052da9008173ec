"""Gathered messages that cannot be decided as the one they make: put aside like any other, and their sender told."""

from __future__ import annotations

import logging

import msgspec

from bot.desk import gathering, rows
from bot.desk.facts import Changes, Together
from bot.engine.core import Core
from bot.ports import Alarms, StoreError, Work

log = logging.getLogger(__name__)
#: How much of a failure's words is kept beside the parked message.
REASON_LENGTH = 300


class Gathered:
    """Parks what a timer was to decide and could not."""

    def __init__(self, core: Core, alarms: Alarms) -> None:
        self._core = core
        self._alarms = alarms

    async def put_aside(self, timer_id: int, reason: str) -> bool:
        """Keep the messages for an operator and tell their sender so; False when the timer is of another kind."""
        try:
            parked = await self._park(timer_id, reason, with_words=True)
        except StoreError:
            raise
        except Exception:
            log.exception("the gathering of timer %d is parked without a word to its sender", timer_id)
            parked = await self._park(timer_id, reason, with_words=False)
        if parked is None:
            return False
        await self._alarms.raise_alarm("parked", f"{parked.bot} {parked.delivery_id}: {reason[:REASON_LENGTH]}")
        return True

    async def _park(self, timer_id: int, reason: str, *, with_words: bool) -> rows.Parked | None:
        async def turn(work: Work) -> tuple[rows.Parked, Changes] | None:
            facts = await work.due(timer_id)
            together = facts.together if facts else None
            if together is None:
                return None
            changes = self._excuse(together, with_words=with_words)
            parked = self._parked(together, reason)
            await work.save(changes, together.incoming)
            await work.park(parked, changes.answer)
            await work.drop_timer(timer_id)
            return parked, changes

        done = await self._core.run("park", turn, engine=True)
        if done is None:
            return None
        self._core.measures.inbox("parked")
        await self._core.follow(done[1])
        return done[0]

    def _excuse(self, together: Together, *, with_words: bool) -> Changes:
        now, facts = self._core.clock.now(), together.facts
        changes = self._core.desk.park_reply(together.incoming, facts, now) if with_words else Changes()
        gathering.taken(changes, together.row, now)
        talk = facts.conversation
        if talk is not None and talk.gathering == together.row.id:
            # What is written next begins another one.
            changes.conversations.append(msgspec.structs.replace(talk, gathering=None))
        return changes

    def _parked(self, together: Together, reason: str) -> rows.Parked:
        incoming = together.incoming
        return rows.Parked(
            id=self._core.ids.new(),
            bot=incoming.bot,
            delivery_id=incoming.delivery_id,
            at=self._core.clock.now(),
            reason=reason[:REASON_LENGTH],
            payload=msgspec.json.encode(incoming),
        )

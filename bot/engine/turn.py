"""One incoming message, one transaction; what makes its turn fail is put aside, and the next one works."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine

import msgspec

from bot.desk import rows
from bot.desk.facts import Changes, Facts, Seen
from bot.engine import answers, bounces
from bot.engine.core import Core
from bot.engine.suspects import Suspects
from bot.messages import Incoming
from bot.ports import Alarms, StoreError, Work

log = logging.getLogger(__name__)
#: How much of a failure's words is kept beside the parked message.
REASON_LENGTH = 300

Taken = Seen | Changes


class Turns:
    """The intake of all channels."""

    def __init__(self, core: Core, alarms: Alarms, suspects: Suspects) -> None:
        self._core = core
        self._alarms = alarms
        self._suspects = suspects

    async def take(self, incoming: Incoming) -> bytes:
        """Return after the commit, with the stored answer; raises StoreError and StoreFull."""
        name = name_of(incoming)
        if self._suspects.deadly(name):
            return await self._put_aside(incoming, "deciding it stopped the process twice")
        try:
            taken = await self._core.run("take", self._decide(incoming))
        except StoreError:
            raise
        except Exception as error:
            log.exception("message %s is parked", name)
            return await self._put_aside(incoming, f"{type(error).__name__}: {error}")
        return await self._done(taken, "taken")

    async def park(self, bot: str, delivery_id: str, payload: bytes, reason: str) -> None:
        """Keep an authentic payload that fails our types."""
        parked = self._parked(bot, delivery_id, payload, reason)

        async def keep(work: Work) -> bool:
            # The platform repeats what it thinks was not taken: kept once is enough.
            if await work.execute("inbox_answer_of", bot, delivery_id):
                return False
            await work.park(parked, b"")
            return True

        if await self._core.run("park", keep):
            await self._report(parked)

    async def answered(self, bot: str, delivery_id: str, row: int) -> None:
        """Know that the held answer of a message has gone out in the response."""
        log.debug("%s %s is answered", bot, delivery_id)
        await answers.answered(self._core, row)

    async def unanswered(self, bot: str, delivery_id: str, row: int) -> None:
        """Know that it has not, so that it goes out like any other message, at once."""
        log.debug("%s %s is not answered in time", bot, delivery_id)
        await answers.unanswered(self._core, row)

    async def reported(self, bot: str, external_id: str, reason: str) -> None:
        """Know what became of a message by template, which its platform tells only afterwards."""
        if reason:
            await bounces.bounced(self._core, bot, external_id, reason)

    def _decide(self, incoming: Incoming) -> Callable[[Work], Coroutine[None, None, Taken]]:
        desk, clock = self._core.desk, self._core.clock

        async def turn(work: Work) -> Taken:
            with self._suspects.watching(name_of(incoming)):
                facts = await work.begin(incoming)
                if isinstance(facts, Seen):
                    return await answers.again(work, incoming, facts, self._core)
                keys = desk.needs(incoming, facts)
                more = await work.more(keys) if keys else None
                changes = desk.decide(incoming, facts, more, clock.now())
                await answers.save(work, incoming, changes, self._core)
                return changes

        return turn

    async def _put_aside(self, incoming: Incoming, reason: str) -> bytes:
        payload = incoming.raw or msgspec.json.encode(incoming)
        parked = self._parked(incoming.bot, incoming.delivery_id, payload, reason)
        try:
            taken = await self._core.run("park", self._excuse(incoming, parked, self._core.desk.park_reply))
        except StoreError:
            raise
        except Exception:
            log.exception("message %s is parked without a word to its sender", name_of(incoming))
            taken = await self._core.run("park", self._excuse(incoming, parked, _wordless))
        if isinstance(taken, Changes):
            await self._report(parked)
        return await self._done(taken, "parked")

    def _excuse(
        self,
        incoming: Incoming,
        parked: rows.Parked,
        say: Callable[[Incoming, Facts, int], Changes],
    ) -> Callable[[Work], Coroutine[None, None, Taken]]:
        async def turn(work: Work) -> Taken:
            facts = await work.begin(incoming)
            if isinstance(facts, Seen):
                return await answers.again(work, incoming, facts, self._core)
            changes = say(incoming, facts, self._core.clock.now())
            await answers.save(work, incoming, changes, self._core)
            await work.park(parked, changes.answer)
            return changes

        return turn

    async def _done(self, taken: Taken, result: str) -> bytes:
        if isinstance(taken, Seen):
            self._core.measures.inbox("seen")
            return taken.answer
        self._core.measures.inbox(result)
        await self._core.follow(taken)
        return answers.told(taken.passive) if taken.passive else taken.answer

    async def _report(self, parked: rows.Parked) -> None:
        await self._alarms.raise_alarm("parked", f"{parked.bot} {parked.delivery_id}: {parked.reason}")

    def _parked(self, bot: str, delivery_id: str, payload: bytes, reason: str) -> rows.Parked:
        return rows.Parked(
            id=self._core.ids.new(),
            bot=bot,
            delivery_id=delivery_id,
            at=self._core.clock.now(),
            reason=reason[:REASON_LENGTH],
            payload=payload,
        )


def name_of(incoming: Incoming) -> str:
    """Return the name under which one delivery is known to logs and recorder."""
    return f"{incoming.bot} {incoming.delivery_id}"


def _wordless(incoming: Incoming, facts: Facts, now: int) -> Changes:  # noqa: ARG001  in the place of a `park_reply`
    return Changes()

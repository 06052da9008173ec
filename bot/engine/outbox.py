"""The sender: claims what may go, sends it at once to all chats concerned, and records what became of it."""

from __future__ import annotations

import asyncio
import heapq
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from bot.engine.core import Core
from bot.engine.drawing import delivery_of
from bot.engine.outcomes import When, settle
from bot.engine.throttles import Throttles
from bot.messages import Delivery, Lane, Outcome, Place, RetryAt, Undeliverable, Unknown
from bot.ports import Alarms, Channel, Claimed, Settled, StoreError, Work

log = logging.getLogger(__name__)

SECOND = 1_000_000
#: As many are claimed at once, and on their way at once.
LIMIT = 256
#: A claim that is not settled within this is free for others (wall time): longer than any send may take.
LEASE = 60 * SECOND
#: Real seconds a send may take; then nobody knows what became of it.
SEND_WITHIN = 10.0
#: Real seconds the loop sleeps at most.
NAP = 1.0
_LANES = {int(lane): lane.name.lower() for lane in Lane}
#: A bot this process does not run: others may, so its messages are put back for so many seconds.
ABSENT_FOR = 60.0


@dataclass(frozen=True, slots=True)
class Landed:
    """A message whose fate is known and not recorded yet."""

    claimed: Claimed
    settled: Settled


class Sender:
    """Moves the outbox. `drain` sends until nothing is due; a loop calls it again and again."""

    def __init__(self, core: Core, alarms: Alarms, throttles: Throttles | None = None) -> None:
        self._core = core
        self._alarms = alarms
        self._throttles = throttles or Throttles()
        self._channels: dict[str, Channel] = {}
        #: Since when each is on its way, the longest first.
        self._flying: dict[asyncio.Task[None], float] = {}
        self._landed: list[Landed] = []
        self._later: list[int] = []
        self._closing = False
        self._idle = asyncio.Event()

    def connect(self, channel: Channel) -> None:
        """Send through this channel what goes out by its bot account."""
        self._channels[channel.bot] = channel

    async def drain(self) -> int:
        """Send until nothing is due and nothing is on its way; return how many were settled."""
        count = 0
        self._idle.clear()
        while True:
            count += await self._exchange()
            if not self._flying and not self._landed:
                self._idle.set()
                return count
            if not self._landed:
                await self._core.outbox_bell.wait(NAP)
                self._end_overdue()

    async def rest(self) -> None:
        """Sleep until there is something new, or a held message may go, or a nap is over."""
        wall = self._core.clock.wall()
        while self._later and self._later[0] <= wall:
            heapq.heappop(self._later)
        held = (self._later[0] - wall) / SECOND if self._later else NAP
        await self._core.outbox_bell.wait(min(NAP, held))

    async def idle(self) -> None:
        """Return when a drain has come to its end: what was due has been sent."""
        self._idle.clear()
        self._core.outbox_bell.ring()
        await self._idle.wait()

    def close(self) -> None:
        """Claim nothing more; what is on its way comes to its end."""
        self._closing = True
        self._core.outbox_bell.ring()

    async def abandon(self) -> None:
        """Give up what is still on its way: nobody knows whether it will arrive."""
        for task in self._flying:
            task.cancel()
        if self._flying:
            await asyncio.wait(self._flying)
        self._closing = True
        await self._exchange()

    async def _exchange(self) -> int:
        """Record what has landed and claim what may go, in one turn; return how many were recorded."""
        landed, self._landed = self._landed, []
        room = 0 if self._closing else LIMIT - len(self._flying)
        if not landed and room <= 0:
            return 0
        now, wall = self._core.clock.now(), self._core.clock.wall()

        async def work(work: Work) -> tuple[int, Sequence[Claimed]]:
            late = await _record(work, landed)
            return late, await work.claim(room, now, wall, wall + LEASE) if room > 0 else ()

        try:
            late, claimed = await self._core.run("settle" if landed else "claim", work, engine=True)
        except StoreError:
            self._landed[:0] = landed
            raise
        await self._launch(claimed)
        await self._after(landed, late)
        return len(landed)

    async def _launch(self, claimed: Sequence[Claimed]) -> None:
        now = self._core.clock.now()
        for one in claimed:
            delivery = delivery_of(one, self._core.desk, now)
            if isinstance(delivery, Undeliverable):
                await self._alarms.raise_alarm("unsendable", f"outbox {one.row.id}: {delivery.reason}")
                self._land(one, delivery)
            elif not self._is_held(one, delivery.place):
                task = asyncio.create_task(self._fly(one, delivery))
                self._flying[task] = time.monotonic()
                task.add_done_callback(self._flying.pop)

    def _is_held(self, claimed: Claimed, place: Place) -> bool:
        """Put a message back that the platform would refuse now; else count it as sent."""
        if claimed.row.kind == "answer_press":
            return False
        wall = self._core.clock.wall()
        free_at = self._throttles.free_at(place, claimed.row.lane)
        if free_at <= wall:
            self._throttles.sent(place, wall)
            return False
        settled = Settled(
            id=claimed.row.id,
            attempt=claimed.attempt,
            state="pending",
            at=self._core.clock.now(),
            reason="throttled",
            again_at=free_at,
            throttles=self._throttles.holds(place, wall),
        )
        self._landed.append(Landed(claimed, settled))
        return True

    async def _fly(self, claimed: Claimed, delivery: Delivery) -> None:
        try:
            outcome = await self._send(delivery)
        except asyncio.CancelledError:
            outcome = Unknown("given up while it was on its way")
        self._land(claimed, outcome)
        self._core.outbox_bell.ring()

    def _end_overdue(self) -> None:
        """Give up what takes too long; one look now and then is cheaper than a timeout around each send."""
        began_before = time.monotonic() - SEND_WITHIN
        for task in [task for task, began in self._flying.items() if began < began_before]:
            task.cancel()

    async def _send(self, delivery: Delivery) -> Outcome:
        channel = self._channels.get(delivery.place.bot)
        if channel is None:
            await self._alarms.raise_alarm("no-channel", f"nobody here sends for {delivery.place.bot}")
            return RetryAt(ABSENT_FOR, "no channel", whole_bot=True)
        try:
            return await channel.send(delivery)
        except Exception as error:
            log.exception("channel %s broke its promise not to raise", channel.bot)
            return Unknown(f"{type(error).__name__}: {error}")

    def _land(self, claimed: Claimed, outcome: Outcome) -> None:
        when = When(self._core.clock.now(), self._core.clock.wall())
        settled = settle(claimed, outcome, when)
        row = claimed.row
        if row.kind != "answer_press":
            holds = self._throttles.holds(Place(row.bot, row.chat, row.thread), when.wall)
            settled = msgspec.structs.replace(settled, throttles=(*settled.throttles, *holds))
        self._landed.append(Landed(claimed, settled))

    async def _after(self, landed: list[Landed], late: int) -> None:
        for one in landed:
            self._count(one)
            for _key, until in one.settled.throttles:
                heapq.heappush(self._later, until)
            if one.settled.again_at is not None:
                heapq.heappush(self._later, one.settled.again_at)
        for _ in range(late):
            self._core.measures.double("page_after_acknowledgement")
        if any(one.settled.unreachable_account is not None for one in landed):
            await self._core.refresh_roster()
        if any(failed_page(one) for one in landed):
            self._core.clock.notify()

    def _count(self, one: Landed) -> None:
        lane = _LANES[one.claimed.row.lane]
        self._core.measures.settled(lane, one.settled.state)
        if one.claimed.resent and one.settled.state == "sent":
            self._core.measures.double("unknown_outcome")
        if one.settled.state == "undeliverable":
            log.warning("outbox %d (%s) is undeliverable: %s", one.settled.id, lane, one.settled.reason)


def failed_page(one: Landed) -> bool:
    """Tell whether this is a page that will never arrive."""
    return one.claimed.row.page is not None and one.settled.state == "undeliverable"


async def _record(work: Work, landed: list[Landed]) -> int:
    """Settle all; a page that cannot arrive calls the next rung at once. Return how many came too late."""
    await work.settle([one.settled for one in landed])
    late = 0
    for one in landed:
        page = one.claimed.row.page
        if page is None:
            continue
        if failed_page(one):
            await work.execute("rung_now", page, one.settled.at)
        elif one.settled.state == "sent":
            late += len(await work.execute("page_withdrawn", one.settled.id))
    return late

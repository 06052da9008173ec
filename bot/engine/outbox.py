"""The sender: claims what may go, sends it at once to all chats concerned, and records what became of it."""

from __future__ import annotations

import asyncio
import heapq
import logging
import time
from collections.abc import Callable, Coroutine, Sequence

from bot.engine import windows
from bot.engine.core import Core
from bot.engine.drawing import delivery_of
from bot.engine.gate import Gate
from bot.engine.landing import Landed, held, land, record
from bot.engine.links import Linker
from bot.engine.relocating import arrange, refused
from bot.engine.storms import Rushes
from bot.engine.throttles import Throttles
from bot.messages import Delivery, Lane, Outcome, RetryAt, Sent, Undeliverable, Unknown
from bot.ports import Alarms, Channel, Claimed, StoreError, Windowed, Work

log = logging.getLogger(__name__)

SECOND = 1_000_000
#: As many are on their way at once; beyond that there is room for calls and answers to presses alone.
LIMIT = 256
URGENT = 64
#: Wall time between two prunings of what has left lately.
PRUNED_EVERY = 60 * SECOND
#: A claim that is not settled within this is free for others (wall time): longer than any send may take.
LEASE = 60 * SECOND
#: Real seconds a send may take; then nobody knows what became of it.
SEND_WITHIN = 10.0
#: Real seconds the loop sleeps at most.
NAP = 1.0
#: Real seconds from one exchange with the store to the next when the desk runs by itself: what lands meanwhile is
#: recorded together. The first exchange after a quiet time waits for nothing.
BREATH = 0.01
_LANES = {int(lane): lane.name.lower() for lane in Lane}
#: A bot this process does not run: others may, so its messages are put back for so many seconds.
ABSENT_FOR = 60.0


class Sender:
    """Moves the outbox. `drain` sends until nothing is due; a loop calls it again and again."""

    def __init__(self, core: Core, alarms: Alarms, throttles: Throttles | None = None) -> None:
        self._core = core
        self._alarms = alarms
        self._throttles = throttles or Throttles()
        self._rushes = Rushes(core.ids, self._throttles)
        self._channels: dict[str, Channel] = {}
        self._linker = Linker(core.links)
        #: Since when each is on its way, the longest first.
        self._flying: dict[asyncio.Task[None], float] = {}
        self._landed: list[Landed] = []
        self._later: list[int] = []
        self._pruned_at = 0
        self._closing = False
        self._idle = asyncio.Event()
        #: Stepped by hand, the sender does not pause.
        self.breath = 0.0
        self._breathed_at = 0.0

    def connect(self, channel: Channel) -> None:
        """Send through this channel what goes out by its bot account."""
        self._channels[channel.bot] = channel
        self._linker.connect(channel)
        self._throttles.expect(channel.bot)
        if isinstance(channel, Windowed):
            self._throttles.windowed[channel.bot] = channel.templates

    async def prepare(self) -> None:
        """Know what the last process has sent, or may have sent, and what the platforms asked of it."""
        reads, wall = self._core.store.reads(), self._core.clock.wall()
        sent = await reads.rows("sendings_since", wall - self._throttles.memory)
        self._throttles.load(sent, await reads.rows("throttles_after", wall), wall)
        await self._rushes.load(reads)

    async def drain(self) -> int:
        """Send until nothing is due and nothing is on its way; return how many were settled."""
        count = 0
        self._idle.clear()
        while True:
            await self._breathe()
            count += await self._exchange()
            if not self._flying and not self._landed:
                self._idle.set()
                return count
            if not self._landed:
                await self._core.outbox_bell.wait(self._nap())
                self._end_overdue()

    async def rest(self) -> None:
        """Sleep until there is something new, or a held message may go, or a nap is over."""
        await self._core.outbox_bell.wait(self._nap())

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

    async def _breathe(self) -> None:
        """Let a moment pass since the last exchange, so that a busy desk records many messages in one turn."""
        if self.breath:
            await asyncio.sleep(self._breathed_at + self.breath - time.monotonic())
            self._breathed_at = time.monotonic()

    def _nap(self) -> float:
        """Return the real seconds until a held message may go, NAP at most."""
        wall = self._core.clock.wall()
        while self._later and self._later[0] <= wall:
            heapq.heappop(self._later)
        return min(NAP, (self._later[0] - wall) / SECOND) if self._later else NAP

    async def _exchange(self) -> int:
        """Record what has landed and claim what may go, in one turn; return how many were recorded."""
        landed, self._landed = self._landed, []
        room = 0 if self._closing else LIMIT + URGENT - len(self._flying)
        if not landed and room <= 0:
            return 0
        wall = self._core.clock.wall()
        landed = held(landed, self._throttles, wall)
        gate = Gate(self._throttles, self._rushes, wall, LIMIT - len(self._flying))
        try:
            late, claimed = await self._core.run(
                "settle" if landed else "claim", self._turn(landed, room, gate, wall), engine=True
            )
        except StoreError:
            self._landed[:0] = landed
            raise
        gate.commit()
        if gate.told:
            self._core.clock.notify()
        for at in gate.later | self._rushes.later:
            heapq.heappush(self._later, at)
        await self._launch(claimed)
        await self._after(landed, late)
        return len(landed)

    def _turn(
        self, landed: list[Landed], room: int, gate: Gate, wall: int
    ) -> Callable[[Work], Coroutine[None, None, tuple[int, Sequence[Claimed]]]]:
        now = self._core.clock.now()

        async def work(work: Work) -> tuple[int, Sequence[Claimed]]:
            gate.begin()
            late = await record(work, landed, self._core)
            if wall - self._pruned_at >= PRUNED_EVERY:
                await work.execute("sendings_prune", wall - self._throttles.memory)
                self._pruned_at = wall
            claimed: Sequence[Claimed] = ()
            if room > 0:
                await self._rushes.ask_for_lists(work, now, wall)
                claimed = await work.claim(room, now, wall, wall + LEASE, gate)
            lost = windows.lost((one.claimed, one.settled) for one in landed)
            gate.told = await windows.tell(work, gate.kept | lost, self._core.ids, now)
            return late, claimed

        return work

    async def _launch(self, claimed: Sequence[Claimed]) -> None:
        now = self._core.clock.now()
        for one in claimed:
            if one.row.kind == "card" and one.bundle is not None and not one.own:
                # It is a line of a message that carries several, which is drawn anew instead.
                self._landed += land(self._core, one, Sent())
                continue
            delivery = delivery_of(one, self._core.desk, now)
            if isinstance(delivery, Undeliverable):
                await self._alarms.raise_alarm("unsendable", f"outbox {one.row.id}: {delivery.reason}")
                self._landed += land(self._core, one, delivery)
            else:
                task = asyncio.create_task(self._fly(one, delivery))
                self._flying[task] = time.monotonic()
                task.add_done_callback(self._flying.pop)

    async def _fly(self, claimed: Claimed, delivery: Delivery) -> None:
        try:
            outcome = await self._send(delivery)
        except asyncio.CancelledError:
            outcome = Unknown("given up while it was on its way")
        await arrange(self._core, claimed, outcome)
        self._landed += land(self._core, claimed, outcome)
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
            return await channel.send(self._linker.linked(delivery))
        except Exception as error:
            log.exception("channel %s broke its promise not to raise", channel.bot)
            return Unknown(f"{type(error).__name__}: {error}")

    async def _after(self, landed: list[Landed], late: int) -> None:
        for one in landed:
            await self._tell(one)
            await refused(self._core, self._alarms, one.claimed, one.settled)
            for _key, until in one.settled.throttles:
                heapq.heappush(self._later, until)
            if one.settled.again_at is not None:
                heapq.heappush(self._later, one.settled.again_at)
        for _ in range(late):
            self._core.measures.double("page_after_acknowledgement")
        lost = any(one.settled.unreachable_account is not None for one in landed)
        if lost:
            await self._core.refresh_roster()
        if lost or any(one.is_failed_page for one in landed):
            self._core.clock.notify()

    async def _tell(self, one: Landed) -> None:
        """Count it, and see to a list that was drawn and to a call that is lost for no fault of its reader's."""
        self._count(one)
        if one.settled.drawn is not None:
            self._rushes.drawn(one.place, one.settled.drawn)
        if one.is_failed_page and one.settled.unreachable_account is None:
            where = f"{one.claimed.row.bot}: outbox {one.settled.id}"
            await self._alarms.raise_alarm("page-lost", f"{where}: {one.settled.reason}")

    def _count(self, one: Landed) -> None:
        lane = _LANES[one.claimed.row.lane]
        self._core.measures.settled(lane, one.settled.state)
        if one.claimed.resent and one.settled.state == "sent":
            # At its first try only an answer that was held can have gone out before.
            self._core.measures.double("unknown_outcome" if one.claimed.attempt > 1 else "unknown_answer")
        if one.settled.state == "undeliverable":
            log.warning("outbox %d (%s) is undeliverable: %s", one.settled.id, lane, one.settled.reason)

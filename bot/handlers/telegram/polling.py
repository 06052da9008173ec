"""Long polling that moves its offset only after the commit of all that it took."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

import aiohttp

from bot.handlers.telegram.calls import CONNECT
from bot.handlers.telegram.intake import Gate, Received
from bot.handlers.telegram.line import Conflicts, Line
from bot.handlers.telegram.outcomes import TOKEN_REFUSED
from bot.handlers.telegram.updates import ALLOWED, NotJson, split
from bot.ports import Sleep, StoreError

#: Seconds the platform holds an empty answer; its own limit.
HOLD = 50
BATCH = 100
#: Seconds to wait after a failure: first, and at most.
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
#: Seconds to wait while another program polls with our token.
CONFLICT_WAIT = 20.0
#: Seconds that updates in hand get to be stored when we stop.
FINISH = 5.0


class TokenRefused(Exception):
    """The platform does not know our token: no use in asking again."""


class Poller:
    """One getUpdates loop. `address` is the method's, token included; it is shown to nobody."""

    def __init__(
        self,
        address: str,
        session: aiohttp.ClientSession,
        gate: Gate,
        line: Line,
        conflicts: Conflicts,
    ) -> None:
        self._address = address
        self._session = session
        self._gate = gate
        self._line = line
        self._alarms = line.alarms
        self._conflicts = conflicts
        self._sleep: Sleep = asyncio.sleep
        self._wait = FIRST_WAIT
        self.hold = HOLD
        self.offset = 0

    async def run(self) -> None:
        """Poll until cancelled; a refused token raises an alarm and ends it."""
        while True:
            try:
                await self.once()
            except TokenRefused:
                await self._alarms.raise_alarm("telegram-token", TOKEN_REFUSED)
                return
            except Exception as error:  # noqa: BLE001 - receiving must not end by a fault of ours
                # Only the kind of error is named: its words may hold the address.
                await self._alarms.raise_alarm("telegram-polling", f"polling failed: {type(error).__name__}")
                await self._pause()

    async def once(self) -> None:
        """Ask once, take all that came, and only then move the offset."""
        try:
            status, payload = await self._ask()
        except (aiohttp.ClientError, TimeoutError):
            # The address is in the error's words: nothing of it is kept.
            await self._line.silent()
            return await self._pause()
        if status == HTTPStatus.OK:
            await self._line.heard()
            await self._conflicts.met_none()
            return await self._take_answer(payload)
        return await self._refused(status, payload)

    async def _ask(self) -> tuple[int, bytes]:
        body = {"offset": self.offset, "timeout": self.hold, "limit": BATCH, "allowed_updates": ALLOWED}
        timeout = aiohttp.ClientTimeout(total=self.hold + 15, sock_connect=CONNECT)
        async with self._session.post(self._address, json=body, timeout=timeout) as answer:
            return answer.status, await answer.read()

    async def _take_answer(self, payload: bytes) -> None:
        try:
            batch = [self._gate.read(each) for each in split(payload)]
        except NotJson:
            return await self._pause()
        self._wait = FIRST_WAIT
        await self._finish(batch)
        ids = [received.update_id for received in batch if received.update_id is not None]
        if ids:
            # After a week of silence ids begin anew, perhaps lower (platform-rules T7): what came last counts.
            self.offset = max(ids) + 1
        if batch and not ids:
            # Parked, but without an id to confirm them they will come again: at a walking pace.
            await self._pause()
        return None

    async def _finish(self, batch: list[Received]) -> None:
        """Take a batch; what is begun when we are told to stop gets a few seconds to commit."""
        taking = asyncio.ensure_future(self._take(batch))
        try:
            await asyncio.shield(taking)
        except asyncio.CancelledError:
            await asyncio.wait({taking}, timeout=FINISH)
            taking.cancel()
            raise

    async def _take(self, batch: list[Received]) -> None:
        """Take each chat's updates in order, and chats beside each other."""
        lines: dict[str, list[Received]] = {}
        for received in batch:
            lines.setdefault(received.line, []).append(received)
        await asyncio.gather(*(self._take_line(line) for line in lines.values()))

    async def _take_line(self, line: list[Received]) -> None:
        for received in line:
            wait = FIRST_WAIT
            while not await self._is_taken(received):
                await self._sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT)

    async def _is_taken(self, received: Received) -> bool:
        try:
            await self._gate.take(received)
        except StoreError:
            # Not stored, so not confirmed: the same update is tried until the database is back.
            return False
        return True

    async def _refused(self, status: int, payload: bytes) -> None:
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
            raise TokenRefused
        if status != HTTPStatus.CONFLICT:
            await self._line.silent()
            return await self._pause()
        # Telegram is there; what it holds goes to somebody else.
        await self._line.heard()
        await self._conflicts.met(payload)
        return await self._sleep(CONFLICT_WAIT)

    async def _pause(self) -> None:
        await self._sleep(self._wait)
        self._wait = min(self._wait * 2, LONGEST_WAIT)

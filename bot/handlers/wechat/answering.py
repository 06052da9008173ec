"""Brings messages to the desk within the platform's five seconds, and says whether there are words for the response.

One message comes up to three times, while the first is still in work too: all of them wait for the same turn. Once one
of them could not wait any longer and was told `success`, all are, and the words go out as a message of their own.
Before that is said the message lies on the disk beside the database, where the next process finds it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Final

import msgspec

from bot.handlers.tencent import bring
from bot.messages import Incoming, Passive
from bot.ports import Aside, Intake, StoreError

_log = logging.getLogger(__name__)

#: WeChat cuts the connection after five seconds (W4); one is for the way.
PATIENCE: Final = 4.0
#: Seconds until a message is tried again that the platform believes we have.
_AGAIN_AFTER = 1.0
_passive = msgspec.json.Decoder(Passive).decode


@dataclass(slots=True)
class _Turn:
    """One message in work; `late` once somebody is told `success` for it, which waits until it is `kept`."""

    answer: asyncio.Future[bytes] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    late: bool = False
    kept: asyncio.Future[None] | None = None


class Answering:
    """What is in work for one account."""

    def __init__(
        self, intake: Intake, aside: Aside, patience: float = PATIENCE, again_after: float = _AGAIN_AFTER
    ) -> None:
        self._intake, self._aside = intake, aside
        self._patience, self._again_after = patience, again_after
        self._turns: dict[str, _Turn] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def take(self, incoming: Incoming, began: float) -> Passive | None:
        """Return the words for the response once the turn has committed, None for `success`; raise StoreError.

        `began` is when the request came, by the clock of the running loop.
        """
        turn = self._turns.get(incoming.delivery_id) or self._begin(incoming)
        if not turn.late:
            left = began + self._patience - asyncio.get_running_loop().time()
            await asyncio.wait({turn.answer}, timeout=max(left, 0))
        if turn.late or not turn.answer.done():
            turn.late = True
            await self._keep(incoming, turn)
            return None
        answer = turn.answer.result()
        return _passive(answer) if answer else None

    async def resume(self, bot: str) -> None:
        """Take up what an account was told `success` for and an earlier process could not store."""
        for incoming in await self._aside.found(bot):
            turn = self._begin(incoming)
            turn.late, turn.kept = True, asyncio.get_running_loop().create_future()
            turn.kept.set_result(None)

    def went_out(self, incoming: Incoming, row: int) -> None:
        """Tell the desk, in a while, that the words have left in the response."""
        self._spawn(self._tell(self._intake.answered, incoming, row))

    def went_nowhere(self, incoming: Incoming, row: int) -> None:
        """Tell the desk, in a while, that they have not."""
        self._spawn(self._tell(self._intake.unanswered, incoming, row))

    async def stop(self, within: float = PATIENCE) -> None:
        """Return when nothing is in work any more; what cannot be stored by then waits for the next start."""
        if self._tasks:
            _, unfinished = await asyncio.wait(self._tasks, timeout=within)
            for task in unfinished:
                task.cancel()
            if unfinished:
                _log.error("%d messages are not stored; they wait on the disk for the next start", len(unfinished))

    def _begin(self, incoming: Incoming) -> _Turn:
        turn = self._turns[incoming.delivery_id] = _Turn()
        self._spawn(self._see_through(incoming, turn))
        return turn

    async def _see_through(self, incoming: Incoming, turn: _Turn) -> None:
        try:
            turn.answer.set_result(await self._until_stored(incoming, turn))
        except StoreError as error:
            turn.answer.set_exception(error)
            # Those who wait have it; where nobody does any more, nothing is to be said of it.
            turn.answer.exception()
        else:
            if turn.late:
                await self._after(incoming, turn)
        finally:
            del self._turns[incoming.delivery_id]

    async def _after(self, incoming: Incoming, turn: _Turn) -> None:
        """Let the words of a late turn go as a message; the message itself is in the database now."""
        if answer := turn.answer.result():
            await self._tell(self._intake.unanswered, incoming, _passive(answer).row)
        try:
            if turn.kept is not None:
                await turn.kept
            await self._aside.drop(incoming)
        except OSError as error:
            # Whoever finds it there will see that it is stored already.
            _log.warning("%s could not be removed from beside the database: %s", incoming.delivery_id, error)

    async def _keep(self, incoming: Incoming, turn: _Turn) -> None:
        """Return once the message is on the disk; raise StoreError when it is not, so that the platform asks again."""
        if turn.kept is None:
            turn.kept = asyncio.ensure_future(self._aside.keep(incoming))
        try:
            await asyncio.shield(turn.kept)
        except OSError as error:
            turn.kept = None
            raise StoreError(f"neither the database nor the disk takes a message: {error.strerror}") from error

    async def _until_stored(self, incoming: Incoming, turn: _Turn) -> bytes:
        """Return the answer; what the platform will not send again is tried until it is stored."""
        while True:
            try:
                return await bring(self._intake, incoming)
            except StoreError:
                if not turn.late:
                    raise
                _log.warning("message %s is told to be taken, and cannot be stored yet", incoming.delivery_id)
                await asyncio.sleep(self._again_after)

    async def _tell(self, told: Callable[[str, str, int], Awaitable[None]], incoming: Incoming, row: int) -> None:
        try:
            await told(incoming.bot, incoming.delivery_id, row)
        except StoreError as error:
            # The words are held for a few seconds only: they go out once more, as a message.
            _log.warning("what became of the answer to %s could not be stored: %s", incoming.delivery_id, error)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

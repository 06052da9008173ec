"""A bench for every test of the engine."""

import pytest

from tests.engine.fakes import open_bench


@pytest.fixture
async def bench():
    opened = await open_bench()
    yield opened
    await opened.store.close()

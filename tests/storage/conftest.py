"""Every test that takes `store` or `engine` runs on each engine."""

import pytest

from tests.storage.engines import ENGINES, open_bench


@pytest.fixture(params=ENGINES)
async def engine(request, tmp_path):
    bench = open_bench(request.param, tmp_path)
    yield bench
    await bench.close()


@pytest.fixture
async def store(engine):
    return await engine.open()

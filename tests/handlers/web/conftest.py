"""A web chat for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.handlers.web.site import Site, Visitor, serving


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    async with serving(tmp_path) as running:
        yield running


@pytest.fixture
async def ana(site: Site) -> Visitor:
    return await site.visitor()


@pytest.fixture
async def eve(site: Site) -> Visitor:
    return await site.visitor()

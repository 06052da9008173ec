"""The desk of the journeys: the same story on SQLite in memory and on SQLite on disk."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path

import pytest

from bot.stories.stage import IN_MEMORY, ON_DISK
from tests.desk import AFTERNOON, Desk, Hand
from tests.journeys.telegram import on_telegram


@pytest.fixture
def start_at() -> datetime:
    """When the story begins; a test with another hour says so itself."""
    return AFTERNOON


@pytest.fixture(params=[IN_MEMORY, ON_DISK], ids=["memory", "disk"])
def desk(request: pytest.FixtureRequest, tmp_path: Path, start_at: datetime) -> Iterator[Desk]:
    with closing(Desk(tmp_path, request.param, start_at=start_at)) as with_url:
        yield with_url


@pytest.fixture
def desk_on_disk(tmp_path: Path, start_at: datetime) -> Iterator[Desk]:
    """A desk that survives a restart."""
    with closing(Desk(tmp_path, ON_DISK, start_at=start_at)) as on_disk:
        yield on_disk


@pytest.fixture
def desk_in(tmp_path: Path, start_at: datetime) -> Iterator[Callable[[str], Desk]]:
    """Opens a desk of a company that speaks this language first."""
    with ExitStack() as desks:

        def opened(language: str) -> Desk:
            return desks.enter_context(closing(Desk(tmp_path, IN_MEMORY, language, start_at)))

        yield opened


@pytest.fixture(params=["web", "telegram"])
def meets(request: pytest.FixtureRequest) -> Callable[[Desk, str], Hand]:
    """Brings a customer to the desk, on each channel in turn."""

    def meet(desk: Desk, slug: str) -> Hand:
        return on_telegram(desk, slug) if request.param == "telegram" else desk.customer(slug)

    return meet

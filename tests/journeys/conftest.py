"""The desk of the journeys: the same story on SQLite in memory and on SQLite on disk."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.stories.stage import IN_MEMORY, ON_DISK
from tests.desk import AFTERNOON, Desk


@pytest.fixture
def start_at() -> datetime:
    """When the story begins; a test with another hour says so itself."""
    return AFTERNOON


@pytest.fixture(params=[IN_MEMORY, ON_DISK], ids=["memory", "disk"])
def desk(request: pytest.FixtureRequest, tmp_path: Path, start_at: datetime) -> Iterator[Desk]:
    with_url = Desk(tmp_path, request.param, start_at=start_at)
    yield with_url
    with_url.close()


@pytest.fixture
def desk_on_disk(tmp_path: Path, start_at: datetime) -> Iterator[Desk]:
    """A desk that survives a restart."""
    on_disk = Desk(tmp_path, ON_DISK, start_at=start_at)
    yield on_disk
    on_disk.close()

"""What every test stands on: a log that is as it was when the test before it has set one up."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _the_log_is_as_it_was() -> Iterator[None]:
    """Take back the handlers, filters and levels a command under test gave to the root log."""
    root = logging.getLogger()
    handlers, filters, level = root.handlers[:], root.filters[:], root.level
    names = ("httpx", "httpcore", "aiosqlite", "transitions")
    levels = {name: logging.getLogger(name).level for name in names}
    yield
    # A handler that a fixture of pytest put there meanwhile takes itself away.
    root.handlers[:] = [one for one in root.handlers if one in handlers or type(one).__module__.startswith("_pytest")]
    root.handlers[:] = [*root.handlers, *(one for one in handlers if one not in root.handlers)]
    root.filters[:] = filters
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)

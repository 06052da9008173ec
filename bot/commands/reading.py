"""Reading the database beside a running desk, or without one."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from bot.adapters.clock import ANCHOR_KEY, Kept
from bot.config import Settings
from bot.desk.house import Roster
from bot.desk.roster import roster_of
from bot.ports import Reads
from storage.open import open_reads


@asynccontextmanager
async def reading(settings: Settings) -> AsyncIterator[Reads]:
    """Open the reading side of the configured database; raise StoreError when there is none."""
    reads = await open_reads(settings.url)
    try:
        yield reads
    finally:
        await reads.close()


async def roster(reads: Reads) -> Roster:
    """Return the staff as the database has them."""
    return roster_of(await reads.rows("roster"))


async def desk_time(reads: Reads) -> int:
    """Return the present desk time as the database anchors it, in microseconds."""
    wall = time.time_ns() // 1_000
    found = await reads.rows("meta_get", ANCHOR_KEY)
    if not found:
        return wall
    kept = msgspec.json.decode(found[0][0], type=Kept)
    return max(kept.shown, kept.anchor.at(wall))

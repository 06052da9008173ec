"""Arms the morning's digests at a start: one timer for each zone of staff, kept over restarts."""

from __future__ import annotations

from bot.app.columns import of_columns
from bot.desk import rows
from bot.desk.desk import Desk
from bot.ports import Clock, Store, Work


async def arm_digests(store: Store, desk: Desk, clock: Clock) -> None:
    """Write the timers that are missing and remove those of a time or a zone that is gone."""

    async def turn(work: Work) -> None:
        known = [of_columns(rows.Timer, row) for row in await work.execute("timers_of_digest")]
        changes, unwanted = desk.morning(known, clock.now())
        await work.save(changes)
        for timer in unwanted:
            await work.drop_timer(timer)

    await store.turn(turn, engine=True)

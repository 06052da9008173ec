"""What follows when the fate of a message is known: its rows are settled, the next rung is called, a list is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from bot.desk import rows
from bot.desk.facts import Changes
from bot.engine.core import Core
from bot.engine.losses import lost_call, lost_page, note_lost
from bot.engine.outcomes import When, settle
from bot.engine.relocating import renewed
from bot.engine.throttles import Throttles
from bot.messages import Lane, Outcome, Place, RetryAt, Sent
from bot.ports import Claimed, Drawn, Settled, Work


@dataclass(frozen=True, slots=True)
class Landed:
    """A row whose fate is known and not recorded yet; `until` is how long its platform takes no more (wall)."""

    claimed: Claimed
    settled: Settled
    until: int | None = None

    @property
    def place(self) -> Place:
        """Return where it was to go."""
        return Place(self.claimed.row.bot, self.claimed.row.chat)

    @property
    def is_failed_page(self) -> bool:
        """Tell whether this is a page that will never arrive."""
        return self.claimed.row.page is not None and self.settled.state == "undeliverable"

    @property
    def is_stuck_page(self) -> bool:
        """Tell whether this is a page that was put off more than once: its reader is called elsewhere as well."""
        put_off = self.settled.state == "pending" and self.claimed.attempt > 1
        return self.claimed.row.page is not None and put_off


def land(core: Core, claimed: Claimed, outcome: Outcome) -> list[Landed]:
    """Return what to record for a message: for its own row, and for each that it carried."""
    when = When(core.clock.now(), core.clock.wall())
    until = None
    if isinstance(outcome, RetryAt) and outcome.limited:
        until = when.wall + round(outcome.after * 1_000_000)
    return [_landed(core, one, outcome, when, until) for one in (claimed, *claimed.carried)]


def _landed(core: Core, one: Claimed, outcome: Outcome, when: When, until: int | None) -> Landed:
    settled = renewed(core, settle(one, outcome, when))
    if one.row.page is not None and one.bundle is not None:
        settled = msgspec.structs.replace(settled, bundle=one.bundle)
    if one.row.kind == "list" and isinstance(outcome, Sent):
        settled = msgspec.structs.replace(settled, drawn=Drawn(one.shown, when.wall))
    return Landed(one, settled, until)


def held(landed: Iterable[Landed], throttles: Throttles, wall: int) -> list[Landed]:
    """Return the same, with what their platforms bear no more noted: in the windows, and to be stored."""
    found = []
    for one in landed:
        if one.until is not None:
            keys = throttles.refuse(one.place, one.until, wall)
            settled = msgspec.structs.replace(one.settled, throttles=tuple((key, one.until) for key in keys))
            one = Landed(one.claimed, settled, one.until)  # noqa: PLW2901  the same, known better
        found.append(one)
    return found


async def record(work: Work, landed: list[Landed], core: Core) -> int:
    """Settle all; a page that cannot arrive goes by its reader's next route, else the next rung is called at once.

    Return how many came too late.
    """
    await note_lost(work, [(one.claimed, one.settled) for one in landed], core.ids)
    await work.settle([one.settled for one in landed])
    late = 0
    for one in landed:
        await _renew_bundle(work, one, core)
        page = one.claimed.row.page
        if page is None:
            continue
        if one.is_failed_page or one.is_stuck_page:
            about = (core.ids.new(), one.settled.at, lost_page(page), page)
            elsewhere = await work.execute("route_next", *about)
            if one.is_failed_page and not elsewhere:
                await work.execute("rung_now", page, one.settled.at, lost_call(one.claimed))
        elif one.settled.state == "sent":
            late += len(await work.execute("page_withdrawn", one.settled.id))
    return late


async def _renew_bundle(work: Work, one: Landed, core: Core) -> None:
    """Have a message of several calls drawn anew when a ticket in it has changed: once, however many changed."""
    bundle = one.claimed.bundle
    if one.claimed.row.kind != "card" or bundle is None or one.settled.state != "sent":
        return
    if not await work.execute("bundle_renewal_waits", bundle):
        await work.save(Changes(outbox=[_renewal(one, bundle, core)]))


def _renewal(one: Landed, bundle: int, core: Core) -> rows.Outbox:
    row = one.claimed.row
    return rows.Outbox(
        id=core.ids.new(),
        lane=int(Lane.UPDATE),
        kind="bundle",
        bot=row.bot,
        chat=row.chat,
        thread="",
        chat_key=row.chat_key,
        body="",
        due_at=one.settled.at,
        created_at=one.settled.at,
        depends_on=bundle,
    )

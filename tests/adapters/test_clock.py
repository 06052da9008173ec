"""Two clocks: desk time may be scaled and never runs back, wall time is what the machine says."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from bot.adapters.clock import SECOND, Anchor, RealClock, VirtualClock, open_clock
from storage.sqlite.connection import Location
from storage.sqlite.store import SqliteStore

NOON = 1_772_000_000 * SECOND


class Wall:
    """A wall clock that a test sets."""

    def __init__(self, at: int = NOON) -> None:
        self.at = at

    def __call__(self) -> int:
        return self.at


@pytest.fixture
async def store():
    opened = await SqliteStore.open(Location(None))
    yield opened
    await opened.close()


async def test_without_scaling_desk_time_is_wall_time(store):
    wall = Wall()
    clock = await open_clock(store, wall=wall)
    wall.at += 90 * SECOND
    assert clock.now() == clock.wall() == wall.at
    assert clock.to_desk(wall.at - SECOND) == wall.at - SECOND


async def test_speed_scales_desk_time_only(store):
    wall = Wall()
    clock = await open_clock(store, 60, wall)
    wall.at += SECOND
    assert clock.now() == NOON + 60 * SECOND
    assert clock.wall() == NOON + SECOND


async def test_a_platforms_time_is_mapped_through_the_anchor(store):
    wall = Wall()
    clock = await open_clock(store, 60, wall)
    wall.at += 10 * SECOND
    assert clock.to_desk(wall.at - 3 * SECOND) == clock.now() - 180 * SECOND


async def test_desk_time_does_not_run_back_when_a_restart_ends_the_scaling(store):
    wall = Wall()
    fast = await open_clock(store, 60, wall)
    wall.at += 100 * SECOND
    shown = fast.now()
    slow = await open_clock(store, 1, wall)
    assert slow.now() == shown
    wall.at += 5 * SECOND
    assert slow.now() == shown + 5 * SECOND


async def test_desk_time_does_not_run_back_over_a_restart_with_the_wall_clock_set_back(store):
    wall = Wall()
    clock = await open_clock(store, wall=wall)
    wall.at += 600 * SECOND
    await clock.keep(store)
    shown = clock.now()
    wall.at -= 3600 * SECOND
    again = await open_clock(store, wall=wall)
    assert again.now() == shown
    wall.at += SECOND
    assert again.now() == shown + SECOND


async def test_after_a_restart_the_last_sign_of_life_is_known(store):
    wall = Wall()
    clock = await open_clock(store, 60, wall)
    assert clock.last_alive == 0
    wall.at += 600 * SECOND
    await clock.keep(store)
    alive = wall.at
    wall.at += 7200 * SECOND
    again = await open_clock(store, 60, wall)
    assert abs(again.last_alive - alive) < SECOND


def test_desk_time_goes_on_when_the_wall_clock_is_set_back():
    wall = Wall()
    clock = RealClock(Anchor(NOON, NOON), wall=wall)
    before = clock.now()
    wall.at -= 3600 * SECOND
    assert clock.now() == before
    wall.at += 2 * SECOND
    assert clock.now() == before + 2 * SECOND


def test_a_small_step_back_only_makes_desk_time_wait():
    wall = Wall()
    clock = RealClock(Anchor(NOON, NOON), wall=wall)
    before = clock.now()
    wall.at -= SECOND // 2
    assert clock.now() == before
    wall.at += SECOND
    assert clock.now() == before + SECOND // 2


def test_the_machines_clock_is_read_by_default():
    clock = RealClock(Anchor(NOON, NOON))
    assert abs(clock.wall() / SECOND - time.time()) < 5


async def test_a_sleeper_wakes_when_the_time_has_come_or_when_notified():
    clock = RealClock(Anchor(NOON, NOON, 1000), wall=lambda: time.time_ns() // 1000)
    began = time.monotonic()
    await clock.sleep_until(clock.now() - 1, 60)
    await clock.sleep_until(clock.now() + 50 * SECOND, 60)
    asyncio.get_running_loop().call_later(0.02, clock.notify)
    await clock.sleep_until(clock.now() + 10**15, 60)
    await clock.sleep_until(clock.now() + 10**15, 0.02)
    assert 0.05 < time.monotonic() - began < 5


async def test_a_notice_just_before_the_sleep_is_heard():
    clock = RealClock(Anchor(NOON, NOON))
    clock.notify()
    began = time.monotonic()
    await clock.sleep_until(clock.now() + 10**15, 60)
    assert time.monotonic() - began < 5


async def test_virtual_time_stands_still_until_it_is_moved():
    clock = VirtualClock(datetime(2026, 1, 1, tzinfo=UTC))
    start = clock.now()
    clock.advance(timedelta(minutes=15))
    assert clock.now() == clock.wall() == clock.to_desk(start + 900 * SECOND) == start + 900 * SECOND
    with pytest.raises(ValueError, match="back"):
        clock.advance(timedelta(seconds=-1))


async def test_moving_virtual_time_wakes_sleepers():
    clock = VirtualClock(datetime(2026, 1, 1, tzinfo=UTC))
    asyncio.get_running_loop().call_later(0.01, clock.advance, timedelta(hours=1))
    await asyncio.wait_for(clock.sleep_until(clock.now() + 60 * SECOND, 60), 5)
    await clock.sleep_until(clock.now(), 60)
    clock.notify()
    await clock.sleep_until(clock.now() + 1, 60)

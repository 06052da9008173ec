"""The collector is told once to leave alone what stays."""

import gc

import pytest

from bot.adapters.collector import MIDDLE, OLD, YOUNG, spare_what_stays


@pytest.fixture
def usual():
    kept = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*kept)


@pytest.mark.usefixtures("usual")
def test_what_is_there_is_left_out_of_later_looks_and_new_cycles_are_still_found():
    spare_what_stays()
    assert gc.get_freeze_count() > 0
    assert gc.get_threshold() == (YOUNG, MIDDLE, OLD)
    ring: list[object] = []
    ring.append(ring)
    del ring
    assert gc.collect() >= 1

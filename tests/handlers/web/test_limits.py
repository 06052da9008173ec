"""Buckets give a burst, then so many a second, and forget who is long gone."""

import pytest

from bot.handlers.web.limits import Buckets


def test_a_burst_then_the_rate():
    now = [0.0]
    buckets = Buckets((2.0, 0.5), time_of=lambda: now[0])
    assert [buckets.take("ana") for _ in range(2)] == [0.0, 0.0]
    assert buckets.take("ana") == pytest.approx(2.0)
    now[0] = 2.0
    assert buckets.take("ana") == 0.0
    assert buckets.take("ana") > 0


def test_names_do_not_share_a_bucket():
    buckets = Buckets((1.0, 0.001))
    assert buckets.take("ana") == 0.0
    assert buckets.take("eve") == 0.0
    assert buckets.take("ana") > 0


def test_memory_is_bounded_by_the_number_of_names():
    buckets = Buckets((1.0, 0.001), remembered=2)
    for name in ("ana", "eve", "kim"):
        assert buckets.take(name) == 0.0
    assert buckets.take("kim") > 0
    assert buckets.take("ana") == 0.0

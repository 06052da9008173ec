"""Twenty kills lose nothing and call nobody in vain; and a desk that would is found out."""

import random

import pytest

from tests.torture.__main__ import main
from tests.torture.desk import RANDOM
from tests.torture.failpoints import POINTS
from tests.torture.run import Order, mix, torture
from tests.torture.table import lines_of

SEED = 20261122
#: Seconds: a busy machine starts processes slowly.
PATIENCE = 400


def test_the_usual_mix_has_every_point_and_as_many_kills_as_were_asked_for():
    for kills in (20, 50):
        points = mix(kills, random.Random(SEED))
        assert len(points) == kills
        assert set(points) == {RANDOM, *POINTS}


@pytest.mark.slow
@pytest.mark.timeout(PATIENCE)
async def test_twenty_kills_lose_nothing_and_repeat_nothing_without_cause(tmp_path):
    result = await torture(Order(kills=20, seed=SEED, folder=tmp_path, wind_down=10.0))
    assert result.broken == [], "\n".join(lines_of(result))
    assert result.kills.total() == 20
    assert result.counts["tickets"] >= 10
    assert result.counts["calls made"] >= result.counts["tickets of level 1"] >= 1


@pytest.mark.slow
@pytest.mark.timeout(PATIENCE)
@pytest.mark.parametrize(
    ("bug", "points", "invariant"),
    [
        ("early-200", ["before-commit:1"], "reports"),
        ("early-settle", [RANDOM, RANDOM], "losses"),
        ("kept-timer", [RANDOM], "late calls"),
    ],
)
async def test_a_planted_bug_is_caught(tmp_path, bug, points, invariant):
    wanted = Order(kills=len(points), seed=SEED, folder=tmp_path, bugs=[bug], points=points, desks=1, wind_down=6.0)
    result = await torture(wanted)
    assert invariant in result.broken, "\n".join(lines_of(result))


@pytest.mark.slow
@pytest.mark.timeout(PATIENCE)
def test_the_command_prints_seed_and_table_and_says_that_all_holds(capsys):
    assert main(["--kills", "1", "--seed", "7", "--wind-down", "1"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("seed 7\nkills: 1\n")
    assert "losses and other breaches" in said
    assert said.endswith("seed 7: all holds\n")

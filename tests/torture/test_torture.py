"""Twenty kills lose nothing and call nobody in vain; and a desk that would is found out."""

import random
import re

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
def test_twenty_kills_lose_nothing_and_repeat_nothing_without_cause(capsys):
    held = main(["--kills", "20", "--seed", str(SEED), "--wind-down", "6"]) == 0
    said = capsys.readouterr().out
    assert held, said
    assert said.startswith(f"seed {SEED}\nkills: 20\n")
    counts = dict(re.findall(r"^  (\S.*?) {2,}(\d+)$", said, re.MULTILINE))
    assert int(counts["tickets"]) >= 10
    assert int(counts["calls made"]) >= int(counts["tickets of level 1"]) >= 1
    assert said.endswith(f"seed {SEED}: all holds\n")


@pytest.mark.slow
@pytest.mark.timeout(PATIENCE)
@pytest.mark.parametrize(
    ("bug", "point", "wind_down", "invariant"),
    [
        ("early-200", "before-commit:1", 1.0, "reports"),
        ("early-settle", RANDOM, 4.0, "losses"),
        ("kept-timer", RANDOM, 7.0, "late calls"),
    ],
)
async def test_a_planted_bug_is_caught(tmp_path, bug, point, wind_down, invariant):
    order = Order(kills=1, seed=SEED, folder=tmp_path, bugs=[bug], points=[point], desks=1, wind_down=wind_down)
    result = await torture(order)
    assert invariant in result.broken, "\n".join(lines_of(result))

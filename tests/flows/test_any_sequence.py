"""Whatever people do, in whatever order: no exception, no dead end, one ticket at most; every row walked."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.flows.registry import FLOWS
from tests.flows.walker import Walk, explore

SEQUENCES = 2_000


@pytest.mark.parametrize("name", FLOWS)
def test_no_sequence_breaks_a_conversation(name):
    @settings(
        max_examples=SEQUENCES,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.binary(max_size=120))
    def walk(steps):
        Walk(FLOWS[name], steps).run()

    walk()


@pytest.mark.parametrize("name", FLOWS)
def test_every_row_is_walked(name):
    walked = explore(FLOWS[name])
    unwalked = [row for row in FLOWS[name].rows if row not in walked]
    assert not unwalked, "\n".join(
        f"{row.source} -{row.trigger}-> {row.target} [{getattr(row.when, '__name__', '')}]" for row in unwalked
    )

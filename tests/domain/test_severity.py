"""Levels mean what the documents say, and answers speak for another level only when they should."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.severity import Checks, Severity, propose, reaches_limit_at

NOW = datetime(2026, 11, 21, 14, 35, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CRITICAL, MAJOR, MINOR = Severity


@pytest.mark.parametrize("pick", [MAJOR, MINOR])
@pytest.mark.parametrize(
    ("checks", "proposed"),
    [
        (Checks(lost=True), CRITICAL),
        (Checks(down=True, since_at=NOW - 10 * MINUTE), CRITICAL),
        (Checks(down=True, since_at=NOW - 11 * MINUTE, lost=False), CRITICAL),
        (Checks(down=True, since_at=NOW - 9 * MINUTE), None),
        (Checks(down=True), None),
        (Checks(down=False, since_at=NOW - 60 * MINUTE), None),
        (Checks(), None),
    ],
)
def test_ten_minutes_or_lost_data_speak_for_level_one(
    pick: Severity, checks: Checks, proposed: Severity | None
) -> None:
    assert propose(pick, checks, NOW) is proposed


@pytest.mark.parametrize(
    ("checks", "proposed"),
    [
        (Checks(down=False, lost=False), MAJOR),
        (Checks(down=False), None),
        (Checks(down=True, lost=False), None),
        (Checks(down=False, lost=True), None),
        (Checks(), None),
    ],
)
def test_a_doubtful_level_one_is_asked_about_as_level_two(checks: Checks, proposed: Severity | None) -> None:
    assert propose(CRITICAL, checks, NOW) is proposed


def test_an_interruption_reaches_its_limit_ten_minutes_after_the_given_start() -> None:
    assert reaches_limit_at(Checks(down=True, since_at=NOW)) == NOW + 10 * MINUTE
    assert reaches_limit_at(Checks(down=False, since_at=NOW)) is None
    assert reaches_limit_at(Checks(down=True)) is None

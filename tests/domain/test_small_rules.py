"""Rota, ladder, policy, survey and the information record."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain import forms, survey
from bot.domain.ladder import FIRST_STEP, Ladder, Rung, Step, following
from bot.domain.policy import Policy, thaw
from bot.domain.rota import Rota
from bot.domain.severity import Severity

MINUTE = timedelta(minutes=1)
LADDER = Ladder(
    (Rung(timedelta(), "rota:first"), Rung(5 * MINUTE, "rota:second"), Rung(10 * MINUTE, "role:manager")), 15 * MINUTE
)


def a_policy(**changes: object) -> Policy:
    """Return a policy whose figures differ from one another."""
    figures: dict[str, object] = {
        "preset": "class-abc",
        "version": 1,
        "respond": {level: timedelta(hours=int(level)) for level in Severity},
        "answer": 30 * MINUTE,
        "ladders": dict.fromkeys(Severity, LADDER),
        "remind_after": timedelta(hours=48),
        "close_after": timedelta(hours=72),
        "survey_after": timedelta(hours=1),
    }
    return Policy(**{**figures, **changes})


def test_the_first_member_who_can_be_paged_has_the_duty() -> None:
    rota = Rota("main", ("wang", "zhao", "lin"))
    assert rota.nth(0, frozenset({"wang", "zhao"})) == "wang"
    assert rota.nth(0, frozenset({"zhao", "lin"})) == "zhao"
    assert rota.nth(1, frozenset({"zhao", "lin"})) == "lin"
    assert rota.nth(1, frozenset({"zhao"})) is None


def test_a_ladder_climbs_and_then_begins_again_after_its_pause() -> None:
    assert following(LADDER, FIRST_STEP) == (Step(1, 0), 5 * MINUTE)
    assert following(LADDER, Step(1, 0)) == (Step(2, 0), 10 * MINUTE)
    assert following(LADDER, Step(2, 0)) == (Step(0, 1), 15 * MINUTE)


def test_a_policy_is_thawed_as_it_was_frozen() -> None:
    policy = a_policy()
    assert thaw(policy.canonical()) == policy
    assert thaw(policy.canonical()).hash() == policy.hash()


@pytest.mark.parametrize("change", [{"version": 2}, {"answer": MINUTE}, {"close_after": MINUTE}, {"preset": "spec"}])
def test_another_promise_has_another_hash(change: dict[str, object]) -> None:
    assert a_policy(**change).hash() != a_policy().hash()


def test_one_and_two_are_low_scores() -> None:
    assert [survey.is_low(score) for score in range(1, 6)] == [True, True, False, False, False]


def test_the_record_says_what_is_still_missing_in_the_order_of_the_form() -> None:
    assert forms.missing({}) == tuple(field.name for field in forms.INFORMATION_RECORD)
    assert "symptom" not in forms.missing({"symptom": "no picture"})

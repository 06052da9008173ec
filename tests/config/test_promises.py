"""Presets become the policy of new tickets; the operator's ladders lie over those of the preset."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import ConfigError, of_tables, policy, presets, rota_of
from bot.domain.policy import thaw
from bot.domain.rota import Rota
from bot.domain.severity import Severity

STAFF = [
    {"id": "wang", "name": "Wang", "roles": ["on_duty"]},
    {"id": "lin", "name": "Lin", "roles": ["manager"]},
    {"id": "zhao", "name": "Zhao", "roles": ["field", "on_duty"]},
]


def settings(**tables):
    return of_tables({"company": {"name": "Ridgeline"}, "staff": STAFF, **tables}, Path())


def hours(preset: str) -> list[float]:
    promised = policy(settings(desk={"preset": preset}))
    return [*(promised.respond[level] / timedelta(hours=1) for level in Severity), promised.answer.seconds / 3600]


@pytest.mark.clause_part("CK-01")
def test_spec_promises_an_answer_within_twelve_hours():
    assert hours("spec") == [12, 12, 12, 12]


@pytest.mark.clause_part("CK-02")
@pytest.mark.clause_part("SV-05")
def test_class_abc_promises_by_level_and_answers_class_c_within_half_an_hour():
    assert hours("class-abc") == [0.5, 2, 8, 0.5]


@pytest.mark.clause_part("CK-03")
def test_prompt_promises_an_answer_within_two_hours():
    assert hours("prompt") == [2, 2, 2, 2]


@pytest.mark.clause_part("CK-04")
def test_airport_promises_by_level():
    promised = policy(settings(desk={"preset": "airport"}))
    assert [promised.respond[level] for level in Severity] == [timedelta(hours=each) for each in (1, 4, 24)]
    assert promised.answer == timedelta(hours=24)


@pytest.mark.parametrize("name", presets.names())
def test_every_figure_of_a_preset_names_its_source(name):
    preset = presets.preset(name)
    for promise in (*preset.respond.values(), preset.answer):
        assert promise.source.startswith(("S1", "S2", "S3", "S4", "ours: "))


@pytest.mark.parametrize("name", presets.names())
def test_every_preset_has_a_ladder_for_every_level_that_begins_at_once(name):
    ladders = policy(settings(desk={"preset": name})).ladders
    assert set(ladders) == set(Severity)
    for ladder in ladders.values():
        assert ladder.rungs[0].after == timedelta()
        assert ladder.rungs[0].notify == "rota:first"


@pytest.mark.parametrize("name", presets.names())
def test_a_policy_survives_being_frozen(name):
    promised = policy(settings(desk={"preset": name}))
    assert thaw(promised.canonical()) == promised


def test_an_own_ladder_stands_in_place_of_the_presets():
    own = {"id": "own", "severity": 2, "rungs": [{"after": "1m", "notify": "staff:lin"}], "repeat": "3m"}
    ladders = policy(settings(ladder=[own])).ladders
    assert ladders[Severity.MAJOR].rungs[0].notify == "staff:lin"
    assert ladders[Severity.CRITICAL] == policy(settings()).ladders[Severity.CRITICAL]


def test_the_reminder_comes_after_a_third_of_the_time_to_silence():
    promised = policy(settings(desk={"close_after": "72h", "survey_after": "2h"}))
    assert promised.remind_after == timedelta(hours=24)
    assert promised.close_after == timedelta(hours=72)
    assert promised.survey_after == timedelta(hours=2)


def test_the_configured_rota_is_the_order_of_duty():
    assert rota_of(settings(rota=[{"id": "night", "members": ["zhao", "wang"]}])) == Rota("night", ("zhao", "wang"))


def test_without_a_rota_all_on_duty_stand_in_the_order_of_the_file():
    assert rota_of(settings()) == Rota("duty", ("wang", "zhao"))


def test_there_is_no_preset_of_another_name():
    with pytest.raises(KeyError):
        presets.preset("gold")


def test_a_preset_that_is_wrong_says_where():
    with pytest.raises(ConfigError) as caught:
        presets.parse("gold", 'version = 1\nrespond.1 = { within = "soon", source = "ours" }\n')
    assert caught.value.problems[0] == (
        'presets/gold.toml: respond.1.within: expected a length of time like 90s, 5m, 4h or 3d, found "soon"'
    )
    assert "presets/gold.toml: respond.2.within: is missing" in caught.value.problems[1]

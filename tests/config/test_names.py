"""Staff, rotas and ladders: names are well formed, and lead to somebody."""

from pathlib import Path

import pytest

from bot.config import ConfigError, of_tables

WANG = {"id": "wang", "name": "Wang", "roles": ["on_duty"]}
RUNG = {"after": "0s", "notify": "rota:first"}
LADDER = {"id": "outage", "severity": 1, "rungs": [RUNG], "repeat": "10m"}


def problems(**tables: object) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        of_tables({"company": {"name": "Ridgeline"}, "staff": [WANG], **tables}, Path())
    return tuple(problem.removeprefix("config.toml: ") for problem in caught.value.problems)


def problem(**tables: object) -> str:
    (only,) = problems(**tables)
    return only


@pytest.mark.parametrize("slug", ["Wang", "王强", "", "wang-", "a b", "a" * 41])
def test_an_id_is_small_and_plain(slug):
    said = problem(staff=[{**WANG, "id": slug}])
    assert said == f'staff.id: expected small letters, digits, - and _ (40 at most), found "{slug}"'


def test_an_id_is_one_persons_alone():
    assert problem(staff=[WANG, WANG]) == "staff.id: wang stands there twice, expected it once"


def test_a_telegram_account_is_one_persons_alone():
    both = [{**WANG, "telegram": 5}, {**WANG, "id": "zhao", "telegram": 5}]
    assert problem(staff=both) == "staff.telegram: 5 stands there twice, expected it once"


def test_a_person_has_a_name_customers_can_read():
    assert problem(staff=[{**WANG, "name": " "}]) == "staff wang.name: expected the name customers read"


def test_a_role_must_be_one_of_ours():
    said = problem(staff=[{**WANG, "roles": ["on-duty"]}])
    assert said.startswith("staff wang.roles: expected some of reception, on_duty, field, manager")
    assert said.endswith('found "on-duty"; the nearest is on_duty')


def test_nobody_is_made_a_customer_by_configuration():
    assert problem(staff=[{**WANG, "roles": ["customer"]}]).startswith("staff wang.roles: expected some of")


def test_somebody_without_a_role_is_named():
    assert problem(staff=[{**WANG, "roles": []}]).startswith("staff wang.roles: expected at least one of")


def test_staff_speak_languages_of_the_company():
    said = problem(staff=[{**WANG, "languages": ["en"]}], company={"name": "R", "languages": ["zh"]})
    assert said == 'staff wang.languages: expected some of zh, found "en"'


def test_a_row_without_an_id_is_named_by_its_place():
    assert problem(staff=[{"name": "W", "roles": ["field"]}]) == ("staff[1].id: is missing, expected a text in quotes")


def test_a_rota_names_staff():
    said = problem(rota=[{"id": "duty", "members": ["wag"]}])
    assert said == 'rota duty.members: nobody in [[staff]] has the id "wag"; the nearest is wang'


def test_a_rota_has_somebody_once():
    assert problem(rota=[{"id": "duty", "members": []}]) == ("rota duty.members: expected at least one id of [[staff]]")
    assert problem(rota=[{"id": "duty", "members": ["wang", "wang"]}]) == (
        "rota duty.members: wang stands there twice, expected it once"
    )


def test_there_is_one_rota():
    rotas = [{"id": "duty", "members": ["wang"]}, {"id": "second", "members": ["wang"]}]
    assert problem(rota=rotas) == "rota: expected one [[rota]], found 2"


@pytest.mark.parametrize("notify", ["rota:first", "rota:fourth", "rota:duty", "role:manager", "staff:wang"])
def test_a_ladder_may_call_a_place_a_role_or_a_person(notify):
    rungs = [{"after": "0s", "notify": notify}]
    tables = {"staff": [WANG], "rota": [{"id": "duty", "members": ["wang"]}]}
    data = {"company": {"name": "R"}, **tables, "ladder": [{**LADDER, "rungs": rungs}]}
    assert of_tables(data, Path()).ladder[0].rungs[0].notify == notify


@pytest.mark.parametrize(
    ("notify", "said"),
    [
        ("wang", 'expected something like rota:first, rota:second, role:manager or staff:wang, found "wang"'),
        ("rota:", 'expected something like rota:first, rota:second, role:manager or staff:wang, found "rota:"'),
        ("rota:frist", 'there is no rota "frist"; the nearest is first'),
        ("role:manger", 'there is no role "manger"; the nearest is manager'),
        ("staff:wong", 'there is no staff "wong"; the nearest is wang'),
    ],
)
def test_a_ladder_that_calls_nobody_known_is_named(notify, said):
    rungs = [RUNG, {"after": "5m", "notify": notify}]
    assert problem(ladder=[{**LADDER, "rungs": rungs}]) == f"ladder outage.rungs[2].notify: {said}"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"rungs": []}, "ladder outage.rungs: expected at least one rung"),
        ({"rungs": 3}, "ladder outage.rungs: expected a list of tables, found 3"),
        ({"rungs": [3]}, "ladder outage.rungs: expected a list of tables, found 3 in it"),
        ({"repeat": "0s"}, "ladder outage.repeat: expected a length of time above 0"),
        ({"severity": 4}, "ladder outage.severity: expected 1 or 2 or 3, found 4"),
    ],
)
def test_a_ladder_that_cannot_be_climbed_is_named(changed, said):
    assert problem(ladder=[{**LADDER, **changed}]) == said


def test_an_unknown_key_of_a_rung_is_named():
    said = problem(ladder=[{**LADDER, "rungs": [{**RUNG, "notfy": "x"}]}])
    assert said == ("ladder outage.rungs[1].notfy: unknown key, the nearest known one is ladder outage.rungs[1].notify")


def test_a_level_has_one_ladder():
    assert problem(ladder=[LADDER, {**LADDER, "id": "other"}]) == (
        "ladder.severity: 1 stands there twice, expected it once"
    )

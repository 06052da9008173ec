"""The configuration is read whole, or every mistake in it is named with its key and what was expected."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import ConfigError, Settings, load

MINIMAL = '[company]\nname = "Ridgeline"\n'


def write(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, "utf-8")
    return path


def read(folder: Path, text: str, **environ: str) -> Settings:
    return load(write(folder, text), environ)


def problems(folder: Path, text: str, **environ: str) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        read(folder, text, **environ)
    return caught.value.problems


def problem(folder: Path, text: str, **environ: str) -> str:
    (only,) = problems(folder, text, **environ)
    return only


def test_a_name_is_enough_for_a_desk(tmp_path):
    settings = read(tmp_path, MINIMAL)
    assert settings.company.name == "Ridgeline"
    assert settings.company.languages == ("zh", "es", "en")
    assert settings.desk.close_after == timedelta(hours=72)
    assert settings.telegram is None


def test_paths_are_meant_from_the_folder_of_the_file(tmp_path):
    (tmp_path / "own").mkdir()
    settings = read(tmp_path, MINIMAL + '[desk]\ntexts = "own"\n')
    assert settings.url == f"sqlite:///{tmp_path}/baoxiu.db"
    assert settings.files == tmp_path / "files"
    assert settings.run == tmp_path / "run"
    assert settings.texts == tmp_path / "own"


def test_own_texts_must_be_there(tmp_path):
    assert problem(tmp_path, MINIMAL + '[desk]\ntexts = "own"\n') == (
        f"config.toml: desk.texts: expected a folder of texts, there is none at {tmp_path}/own"
    )


def test_absolute_paths_and_memory_stay_what_they_are(tmp_path):
    absolute = read(tmp_path, MINIMAL + '[storage]\nurl = "sqlite:////var/desk.db"\nfiles = "/var/files"\n')
    assert absolute.url == "sqlite:////var/desk.db"
    assert absolute.files == Path("/var/files")
    assert read(tmp_path, MINIMAL + '[storage]\nurl = "sqlite:///:memory:"\n').url == "sqlite:///:memory:"


def test_a_missing_file_points_at_the_example(tmp_path):
    with pytest.raises(ConfigError, match=r"No such file or directory; config\.example\.toml shows"):
        load(tmp_path / "config.toml")


def test_a_folder_is_no_configuration(tmp_path):
    with pytest.raises(ConfigError, match="Is a directory"):
        load(tmp_path)


def test_broken_toml_is_named_with_its_line(tmp_path):
    assert "config.toml: is no TOML: " in problem(tmp_path, "[company\n")
    assert "line 1" in problem(tmp_path, "[company\n")


def test_bytes_that_are_no_text_are_no_toml(tmp_path):
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="is no TOML"):
        load(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[compny]\n" + MINIMAL, "config.toml: compny: unknown key, the nearest known one is company"),
        (
            MINIMAL + 'hotlin = "1"\n',
            "config.toml: company.hotlin: unknown key, the nearest known one is company.hotline",
        ),
        (
            MINIMAL + '[discord]\ntoken = "x"\n',
            "config.toml: discord: unknown key, the nearest known one is desk",
        ),
        (
            MINIMAL + '[[staff]]\nid = "wang"\nname = "W"\nroles = ["field"]\ntelegran = 5\n',
            "config.toml: staff wang.telegran: unknown key, the nearest known one is staff wang.telegram",
        ),
        (
            MINIMAL + '[desk]\nretention = "3y"\n',
            "config.toml: desk.retention: unknown key, the nearest known one is desk.preset",
        ),
    ],
)
def test_an_unknown_key_names_the_nearest_known_one(tmp_path, text, said):
    found = problem(tmp_path, text)
    assert found.partition(", the nearest")[0] == said.partition(", the nearest")[0]
    assert "the nearest known one is " in found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[company]\n", "company.name: is missing, expected a text in quotes"),
        ("[company]\nname = 3\n", "company.name: expected a text in quotes, found 3"),
        ('[company]\nname = " "\n', "company.name: expected the company's name"),
        ("company = 3\n", "company: expected a table [company]"),
        (MINIMAL + 'country = "China"\n', 'company.country: expected two capital letters, like "CN"'),
        (
            MINIMAL + 'time_zone = "Asia/Shangai"\n',
            'company.time_zone: expected a time zone, found "Asia/Shangai"; the nearest is Asia/Shanghai',
        ),
        (
            MINIMAL + 'languages = ["zh", "de"]\n',
            'company.languages: expected some of zh, es, en, found "de"',
        ),
        (MINIMAL + 'languages = ["zh", "zh"]\n', "company.languages: a language stands there twice"),
        (MINIMAL + "languages = []\n", "company.languages: expected at least one of zh, es, en"),
        (MINIMAL + 'languages = "zh"\n', 'company.languages: expected a list of texts, found "zh"'),
        (MINIMAL + "languages = [1]\n", "company.languages: expected a text in quotes, found 1"),
        (
            MINIMAL + '[storage]\nurl = "postgres://x"\n',
            'storage.url: expected an address like "sqlite:///baoxiu.db"',
        ),
        (
            MINIMAL + '[web]\nlisten = "8080"\n',
            'web.listen: expected an address like "127.0.0.1:8080", found "8080"',
        ),
        (
            MINIMAL + '[web]\nlisten = "127.0.0.1:70000"\n',
            'web.listen: expected an address like "127.0.0.1:8080", found "127.0.0.1:70000"',
        ),
        (
            MINIMAL + '[web]\npublic_url = "desk.example.com"\n',
            'web.public_url: expected an address like "https://desk.example.com", found "desk.example.com"',
        ),
        (
            MINIMAL + '[web]\npublic_url = "https://[::1"\n',
            'web.public_url: expected an address like "https://desk.example.com", found "https://[::1"',
        ),
        (MINIMAL + '[web]\nmetrics_token = "short"\n', "web.metrics_token: expected at least 16 signs"),
        (MINIMAL + "[clock]\nspeed = 0\n", "clock.speed: expected a number above 0"),
        (MINIMAL + "[clock]\nspeed = true\n", "clock.speed: expected a number, found true"),
        (
            MINIMAL + '[desk]\npreset = "airprt"\n',
            'desk.preset: expected one of airport, class-abc, prompt, spec, found "airprt"; the nearest is airport',
        ),
        (
            MINIMAL + '[desk]\nclose_after = "3 days"\n',
            'desk.close_after: expected a length of time like 90s, 5m, 4h or 3d, found "3 days"',
        ),
        (
            MINIMAL + "[desk]\nclose_after = 72\n",
            "desk.close_after: expected a length of time like 90s, 5m, 4h or 3d, found 72",
        ),
        (MINIMAL + '[desk]\ndigest_at = "8 h"\n', 'desk.digest_at: expected a time like "08:00", found "8 h"'),
        (MINIMAL + '[desk]\nsurvey_after = "0s"\n', "desk.survey_after: expected a length of time above 0"),
        (
            MINIMAL + '[desk]\nalarm = "admin"\n',
            'desk.alarm: expected something like rota:first, rota:second, role:manager or staff:wang, found "admin"',
        ),
    ],
)
def test_a_wrong_value_is_named_with_what_was_expected(tmp_path, text, said):
    assert problem(tmp_path, text) == f"config.toml: {said}"


def test_every_mistake_is_found_at_once_and_the_first_stands_for_all(tmp_path):
    text = '[company]\nnam = "x"\n[clock]\nspeed = "fast"\n'
    found = problems(tmp_path, text)
    assert len(found) == 3
    assert str(ConfigError(found)) == f"{found[0]} (and 2 more: see baoxiu check)"


def test_a_list_where_a_table_should_be_is_named(tmp_path):
    assert problem(tmp_path, MINIMAL + '[staff]\nid = "wang"\n') == ("config.toml: staff: expected tables [[staff]]")
    assert problem(tmp_path, "staff = [1]\n" + MINIMAL) == "config.toml: staff: expected tables [[staff]]"


def test_the_environment_wins_over_the_file(tmp_path):
    settings = read(
        tmp_path,
        MINIMAL,
        BAOXIU_COMPANY__NAME="Summit",
        BAOXIU_COMPANY__LANGUAGES="en, zh",
        BAOXIU_CLOCK__SPEED="60",
        BAOXIU_DESK__CLOSE_AFTER="24h",
        HOME="elsewhere",
    )
    assert settings.company.name == "Summit"
    assert settings.company.languages == ("en", "zh")
    assert settings.clock.speed == 60.0
    assert settings.desk.close_after == timedelta(hours=24)


def test_the_environment_alone_can_make_a_telegram_bot(tmp_path):
    settings = read(
        tmp_path,
        MINIMAL,
        BAOXIU_TELEGRAM__TOKEN="123456:abcdefghijk",
        BAOXIU_TELEGRAM__STAFF_CHAT="-1001",
    )
    assert settings.telegram is not None
    assert settings.telegram.staff_chat == "-1001"


def test_a_number_in_the_environment_that_is_none_is_named(tmp_path):
    found = problem(tmp_path, MINIMAL, BAOXIU_CLOCK__SPEED="fast")
    assert found == 'config.toml: clock.speed: expected a number, found "fast"'


def test_an_unknown_variable_names_the_nearest_known_one(tmp_path):
    found = problem(tmp_path, MINIMAL, BAOXIU_TELEGRAM_TOKEN="x")
    assert found == ("BAOXIU_TELEGRAM_TOKEN: unknown variable, the nearest known one is BAOXIU_TELEGRAM__TOKEN")


def test_a_table_that_is_none_stays_wrong_under_the_environment(tmp_path):
    found = problem(tmp_path, "clock = 3\n" + MINIMAL, BAOXIU_CLOCK__SPEED="2")
    assert found == "config.toml: clock: expected a table [clock]"

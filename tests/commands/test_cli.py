"""The command line's manners: one line of trouble, no traceback, no secret, the right exit code."""

import sqlite3

import pytest

from bot import cli
from bot.commands import telling
from storage.named import migrations

NEWEST = len(migrations())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("brew",), "No such command 'brew'."),
        (("check", "--sugar"), "No such option: --sugar"),
        (("ticket", "show"), "Missing argument 'NO'."),
        (("check", "--config"), "Option '--config' requires an argument."),
    ],
)
def test_wrong_use_is_one_line_and_a_two(type_in, words, said):
    typed = type_in(*words)
    assert typed.code == 2
    assert typed.out == ""
    assert typed.err.startswith("baoxiu: ")
    assert said.lower().rstrip(".") in typed.err.lower()
    assert typed.err.count("\n") == 1


def test_without_words_the_command_explains_itself(type_in):
    typed = type_in()
    assert typed.code == 2
    for name in ("demo", "serve", "check", "migrate", "replay", "flows", "ticket", "staff", "duty", "audit"):
        assert f"\n  {name} " in typed.err


def test_help_is_no_error(type_in):
    assert type_in("serve", "--help").code == 0


def test_a_broken_configuration_is_wrong_use_in_one_line(desk, type_in):
    desk.path.write_text("[company]\nnam = 1\n", "utf-8")
    typed = type_in("serve")
    assert typed.code == 2
    assert typed.err == (
        "baoxiu: config.toml: company.nam: unknown key, the nearest known one is company.name "
        "(and 1 more: see baoxiu check)\n"
    )


def test_an_unknown_part_names_the_nearest(type_in):
    typed = type_in("serve", "--only", "web,timer")
    assert typed.code == 2
    assert typed.err == (
        "baoxiu: --only: expected some of sender, telegram, timers, web, wechat, wecom, "
        'found "timer"; the nearest is timers\n'
    )


def test_a_bug_is_one_line_that_says_where(monkeypatch, capsys):
    def fail(*_words, **_options):
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr(cli, "app", fail)
    assert cli.main([]) == 1
    err = capsys.readouterr().err
    assert err.startswith("baoxiu: ZeroDivisionError: by nothing (at test_cli.py:")
    assert err.endswith("this is a bug)\n")
    assert err.count("\n") == 1


def test_an_interruption_from_the_keyboard_is_quiet(monkeypatch, capsys):
    def interrupt(*_words, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "app", interrupt)
    assert cli.main([]) == 1
    assert capsys.readouterr().err == "\n"


def test_trouble_never_shows_a_secret(capsys):
    telling.redaction.register("hunter2-and-more")
    assert telling.code_of(telling.No("the key hunter2-and-more was refused")) == 1
    assert capsys.readouterr().err == "baoxiu: the key *** was refused\n"


def test_migrate_makes_the_database_and_says_where_it_stands(desk, type_in):
    typed = type_in("migrate")
    assert (typed.code, typed.out) == (0, f"sqlite:///baoxiu.db is at migration {NEWEST}\n")
    assert (desk.folder / "baoxiu.db").exists()
    assert type_in("migrate").code == 0


def test_a_newer_database_is_refused_in_one_line(desk, type_in):
    type_in("migrate")
    database = sqlite3.connect(desk.folder / "baoxiu.db")
    database.execute("INSERT INTO migrations VALUES (?, 'later', 'x')", (NEWEST + 1,))
    database.commit()
    database.close()
    for words in (("migrate",), ("serve",)):
        typed = type_in(*words)
        assert typed.code == 1
        assert typed.err.splitlines()[-1] == (
            f"baoxiu: sqlite:///{desk.folder}/baoxiu.db: the database is at migration {NEWEST + 1}, "
            f"this program knows {NEWEST}: use a newer program"
        )

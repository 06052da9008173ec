"""The shipped example can be used as it stands, and shows every key there is."""

import re
from typing import get_type_hints

import pytest

from bot.config import load
from bot.config.settings import LISTS, SECRETS, SECTIONS
from tests.architecture.source import ROOT

EXAMPLE = ROOT / "config.example.toml"
#: What is written into each file of a secret that the example names.
SECRETS_SHOWN = {
    "metrics": "m" * 20,
    "telegram-token": "123456:abcdefghijk",
    "telegram-webhook": "s",
    "wechat-secret": "of wechat",
    "wechat-token": "wechattoken",
    "wechat-aes-key": "a" * 43,
    "wechat-aes-key-before": "b" * 43,
    "wecom-secret": "of wecom",
    "wecom-token": "wecomtoken",
    "wecom-aes-key": "c" * 43,
}


def test_the_example_is_read_as_it_stands():
    settings = load(EXAMPLE)
    assert [member.id for member in settings.staff] == ["wang", "zhao", "lin", "sun"]


def test_the_example_is_read_with_everything_in_it_switched_on(tmp_path):
    text = re.sub(r"^# (\[(?:telegram|wechat|wecom)\]|\w+ += )", r"\1", EXAMPLE.read_text("utf-8"), flags=re.MULTILINE)
    for folder in ("secrets", "texts"):
        (tmp_path / folder).mkdir()
    for name, secret in SECRETS_SHOWN.items():
        path = tmp_path / "secrets" / name
        path.write_text(secret, "utf-8")
        path.chmod(0o600)
    path = tmp_path / "config.toml"
    path.write_text(text, "utf-8")
    settings = load(path)
    assert settings.telegram is not None
    assert settings.telegram.token == "123456:abcdefghijk"
    assert settings.web.metrics_token == "m" * 20
    assert (settings.wechat.templates.ticket.at, settings.wechat.menu[1].entries[0].says) == ("time4", "/tickets")
    assert set(settings.secrets()) == set(SECRETS_SHOWN.values())


@pytest.mark.parametrize(("table", "kind"), [*SECTIONS.items(), *LISTS.items()])
def test_the_example_shows_every_key(table, kind):
    text = EXAMPLE.read_text("utf-8")
    for key in get_type_hints(kind):
        shown = rf"{key}(_file)?" if key in SECRETS.get(table, ()) else key
        assert re.search(rf"\b{shown} += ", text), f"{table}.{key}"

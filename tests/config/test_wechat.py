"""The WeChat part of the configuration."""

import pytest

from bot.config import ConfigError, of_tables

GOOD = {"app_id": "wx0123456789abcdef", "secret": "a-secret", "token": "atoken", "aes_key": "k" * 43}


def read(folder, web=None, **wechat):
    web = {"public_url": "https://desk.example.com"} if web is None else web
    return of_tables({"company": {"name": "Ridgeline"}, "web": web, "wechat": {**GOOD, **wechat}}, folder)


def problem(folder, **tables):
    with pytest.raises(ConfigError) as caught:
        read(folder, **tables)
    (only,) = caught.value.problems
    return only.removeprefix("config.toml: ")


def test_safe_mode_is_what_there_is_unless_said_otherwise(tmp_path):
    wechat = read(tmp_path).wechat
    assert (wechat.mode, wechat.path, wechat.api_url) == ("safe", "/wechat", "https://api.weixin.qq.com")


def test_plain_mode_needs_no_key(tmp_path):
    assert read(tmp_path, mode="plain", aes_key="").wechat.aes_key == ""


@pytest.mark.parametrize(
    ("wechat", "said"),
    [
        ({"aes_key": ""}, 'wechat.aes_key: is missing, expected the EncodingAESKey for wechat.mode = "safe"'),
        ({"aes_key": "k" * 42}, "wechat.aes_key: expected the EncodingAESKey of the server configuration: 43 letters"),
        ({"previous_aes_key": "é" * 43}, "wechat.previous_aes_key: expected the EncodingAESKey"),
        ({"token": "a-b"}, "wechat.token: expected the Token of the server configuration: 3 to 32 letters and digits"),
        ({"secret": ""}, "wechat.secret: expected the AppSecret"),
        ({"app_id": "?"}, "wechat.app_id: expected the AppID"),
        ({"mode": "open"}, 'wechat.mode: expected "safe" or "compatible" or "plain", found "open"'),
        ({"path": "wechat"}, 'wechat.path: expected a path like "/wechat"'),
        ({"api_url": "wx"}, "wechat.api_url: expected an address"),
        ({"web": {}}, "web.public_url: is missing"),
        ({"templates": {"ticket": {}}}, "wechat.templates.ticket.id: is missing, expected a text in quotes"),
        ({"templates": {"tickets": {"id": "x"}}}, "wechat.templates.tickets: unknown key"),
        ({"templates": 5}, "wechat.templates: expected a table, found 5"),
        ({"menu": [{"label": "a"}]}, "wechat.menu[1]: expected one of says, url and entries"),
        ({"menu": [{"label": " ", "says": "/help"}]}, "wechat.menu[1].label: expected what the entry is called"),
        ({"menu": [{"label": "a", "url": "b"}]}, "wechat.menu[1].url: expected an address"),
        ({"menu": [{"label": "a", "says": "b"}] * 4}, "wechat.menu: expected at most 3 entries, found 4"),
        (
            {"menu": [{"label": "a", "entries": [{"label": "b", "says": "c"}] * 6}]},
            "wechat.menu[1].entries: expected at most 5, found 6",
        ),
    ],
)
def test_each_mistake_is_named_with_what_was_expected(tmp_path, wechat, said):
    assert problem(tmp_path, **wechat).startswith(said)


def test_no_wrong_secret_is_shown(tmp_path):
    assert "unlikely" not in problem(tmp_path, token="unlikely-token!")
    assert "12345678" not in problem(tmp_path, aes_key=12345678)


def test_settings_show_no_secret(tmp_path):
    shown = repr(read(tmp_path, previous_aes_key="p" * 43))
    assert not any(secret in shown for secret in ("a-secret", "atoken", "k" * 43, "p" * 43))

"""The WeCom part of the configuration, and the names under which WeCom knows the staff."""

from pathlib import Path

import pytest

from bot.config import ConfigError, Settings, of_tables

GIVEN = {
    "corp_id": "ww1234567890abcdef",
    "agent_id": 1000002,
    "secret": "s" * 43,
    "token": "QDG6eK",
    "aes_key": "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
}
WEB = {"public_url": "https://desk.example.com"}


def read(folder: Path, environ: dict[str, str] | None = None, web: dict | None = None, **wecom: object) -> Settings:
    data = {"company": {"name": "Ridgeline"}, "web": WEB if web is None else web, "wecom": {**GIVEN, **wecom}}
    return of_tables(data, folder, environ=environ or {})


def problem(folder: Path, **given: object) -> str:
    with pytest.raises(ConfigError) as caught:
        read(folder, **given)
    (only,) = caught.value.problems
    return only.removeprefix("config.toml: ")


def staff(folder: Path, *names: str) -> Settings:
    people = [{"id": f"p{at}", "name": "Wang", "roles": ["on_duty"], "wecom": name} for at, name in enumerate(names)]
    return of_tables({"company": {"name": "Ridgeline"}, "staff": people}, folder)


def test_what_the_console_shows_is_enough(tmp_path):
    wecom = read(tmp_path).wecom
    assert (wecom.api_url, wecom.path, wecom.staff_party) == ("https://qyapi.weixin.qq.com", "/wecom", "")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"corp_id": "企业"}, 'wecom.corp_id: expected the corp ID (企业ID), like "ww1234567890abcdef"'),
        ({"agent_id": 0}, "wecom.agent_id: expected the AgentId of the application, like 1000002"),
        ({"agent_id": "x"}, 'wecom.agent_id: expected a whole number, found "x"'),
        ({"secret": ""}, "wecom.secret: expected the Secret of the application"),
        ({"token": "a b"}, "wecom.token: expected the Token of the callback: 3 to 32 letters and digits"),
        ({"aes_key": "short"}, "wecom.aes_key: expected the EncodingAESKey of the callback: 43 letters and digits"),
        ({"api_url": "qyapi"}, 'wecom.api_url: expected an address like "https://qyapi.weixin.qq.com"'),
        ({"path": "wecom"}, 'wecom.path: expected a path like "/wecom"'),
        ({"staff_party": "ours"}, "wecom.staff_party: expected the id of a department (部门ID), like 2"),
        ({"web": {}}, "web.public_url: is missing, expected the address at which WeCom reaches wecom.path"),
    ],
)
def test_a_wrong_value_is_said_with_what_was_expected(tmp_path, given, said):
    assert problem(tmp_path, **given) == said


def test_secrets_are_shown_nowhere(tmp_path):
    settings = read(tmp_path)
    for key in ("secret", "token", "aes_key"):
        assert GIVEN[key] not in repr(settings)
        assert GIVEN[key] in settings.secrets()


def test_secrets_lie_in_files_of_their_own_or_in_the_environment(tmp_path):
    path = tmp_path / "secret"
    path.write_text("x" * 43, "utf-8")
    path.chmod(0o600)
    without = {key: value for key, value in GIVEN.items() if key != "secret"}
    data = {"company": {"name": "Ridgeline"}, "web": WEB, "wecom": {**without, "secret_file": "secret"}}
    assert of_tables(data, tmp_path).wecom.secret == "x" * 43
    assert read(tmp_path, {"BAOXIU_WECOM__SECRET": "y" * 43}).wecom.secret == "y" * 43


def test_a_member_is_named_by_their_account(tmp_path):
    assert staff(tmp_path, "zhang.san@corp").staff[0].wecom == "zhang.san@corp"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["王强"], 'staff p0.wecom: expected their account (帐号) in WeCom, found "王强"'),
        (["Wang", "wang"], "staff.wecom: wang stands there twice, expected it once"),
    ],
)
def test_a_name_nobody_can_have_or_two_have_is_refused(tmp_path, names, said):
    with pytest.raises(ConfigError) as caught:
        staff(tmp_path, *names)
    (only,) = caught.value.problems
    assert only == f"config.toml: {said}"

"""The Telegram part of the configuration, and secrets that lie in files of their own."""

from pathlib import Path

import pytest

from bot.config import ConfigError, of_tables

TOKEN = "123456:AAabcdefghijklmnop"


def read(folder: Path, environ: dict[str, str] | None = None, web: dict | None = None, **telegram: object):
    data = {"company": {"name": "Ridgeline"}, "web": web or {}, "telegram": telegram}
    return of_tables(data, folder, environ=environ or {})


def problem(folder: Path, environ: dict[str, str] | None = None, **telegram: object) -> str:
    with pytest.raises(ConfigError) as caught:
        read(folder, environ, **telegram)
    (only,) = caught.value.problems
    return only


def secret(folder: Path, text: str = TOKEN, mode: int = 0o600) -> str:
    path = folder / "token"
    path.write_text(text, "utf-8")
    path.chmod(mode)
    return path.name


def test_a_token_is_enough(tmp_path):
    telegram = read(tmp_path, token=TOKEN).telegram
    assert telegram.receive == "polling"
    assert telegram.api_url == "https://api.telegram.org"


def test_a_telegram_section_needs_a_token(tmp_path):
    assert problem(tmp_path) == "config.toml: telegram.token: is missing, expected a text in quotes"


@pytest.mark.parametrize("token", ["hello", "12345", "abc:defghijklmnop"])
def test_a_wrong_token_is_never_shown(tmp_path, token):
    said = problem(tmp_path, token=token)
    assert said == (
        "config.toml: telegram.token: expected the token from @BotFather: digits, a colon, and the secret part"
    )


def test_a_secret_of_the_wrong_type_is_never_shown(tmp_path):
    assert problem(tmp_path, token=123456789) == "config.toml: telegram.token: expected a text in quotes"


@pytest.mark.parametrize(
    ("telegram", "said"),
    [
        ({"receive": "push"}, 'telegram.receive: expected "polling" or "webhook", found "push"'),
        ({"api_url": "localhost"}, 'telegram.api_url: expected an address like "https://api.telegram.org"'),
        ({"staff_chat": "ours"}, "telegram.staff_chat: expected the id of a group, like -1001234567890"),
        ({"staff_chat": []}, "telegram.staff_chat: expected a text in quotes or a whole number, found a list"),
        ({"webhook_path": "hook"}, 'telegram.webhook_path: expected a path like "/telegram"'),
        (
            {"webhook_secret": "not ours!"},
            "telegram.webhook_secret: expected 1 to 256 letters, digits, - and _",
        ),
    ],
)
def test_a_wrong_value_is_named_with_what_was_expected(tmp_path, telegram, said):
    assert problem(tmp_path, token=TOKEN, **telegram) == f"config.toml: {said}"


def test_a_webhook_needs_a_secret_and_a_public_address(tmp_path):
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, token=TOKEN, receive="webhook")
    assert caught.value.problems == (
        'config.toml: telegram.webhook_secret: is missing, expected a secret for receive = "webhook"',
        'config.toml: web.public_url: expected an https address for telegram.receive = "webhook"',
    )
    web = {"public_url": "https://desk.example.com"}
    assert read(tmp_path, web=web, token=TOKEN, receive="webhook", webhook_secret="s3cret").telegram


def test_a_group_may_be_named_by_a_number(tmp_path):
    assert read(tmp_path, token=TOKEN, staff_chat=-1001).telegram.staff_chat == -1001


def test_a_secret_may_lie_in_a_file_of_its_own(tmp_path):
    settings = read(tmp_path, token_file=secret(tmp_path, TOKEN + "\n"))
    assert settings.telegram.token == TOKEN
    assert settings.secrets() == (TOKEN,)


def test_a_secret_everybody_may_read_is_refused(tmp_path):
    path = tmp_path / secret(tmp_path, mode=0o644)
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, token_file="token")
    assert caught.value.problems == (
        f"config.toml: telegram.token_file: everybody on this machine may read {path}: chmod 600 {path}",
    )


def test_a_secret_file_that_is_missing_is_named(tmp_path):
    said = problem(tmp_path, token_file="nowhere")
    assert said == (f"config.toml: telegram.token_file: cannot read {tmp_path}/nowhere: No such file or directory")


def test_a_secret_file_that_is_empty_is_named(tmp_path):
    secret(tmp_path, " \n")
    assert problem(tmp_path, token_file="token") == (f"config.toml: telegram.token_file: {tmp_path}/token is empty")


def test_a_secret_file_of_other_bytes_is_named(tmp_path):
    path = tmp_path / "token"
    path.write_bytes(b"\xff\xff")
    path.chmod(0o600)
    assert problem(tmp_path, token_file="token").endswith("it is no text")


def test_a_secret_file_must_be_a_path(tmp_path):
    assert "config.toml: telegram.token_file: expected the path of a file" in problem(tmp_path, token_file=3)


def test_a_secret_stands_in_one_place_alone(tmp_path):
    secret(tmp_path)
    said = problem(tmp_path, token=TOKEN, token_file="token")
    assert said == "config.toml: telegram.token_file: token is there too, expected one of the two"


def test_a_secret_in_the_environment_replaces_the_files(tmp_path):
    other = "654321:AAabcdefghijklmnop"
    assert read(tmp_path, {"BAOXIU_TELEGRAM__TOKEN": other}, token_file="nowhere").telegram.token == other
    secret(tmp_path, other)
    environ = {"BAOXIU_TELEGRAM__TOKEN_FILE": str(tmp_path / "token")}
    assert read(tmp_path, environ, token=TOKEN).telegram.token == other

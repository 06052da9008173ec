"""Tokens and secrets are shown nowhere: no log at any level, no exception, no row, no page, no command."""

import asyncio
import io
import logging
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from telegram import Bot

from bot import cli
from bot.adapters import logs
from bot.app import build
from bot.app.channels import telegram_settings
from tests.e2e.desks import METRICS, Posting, Running, offers, peek, platform, settings, until
from tests.e2e.served import CONFIG, telegram_table
from tests.handlers.telegram.conftest import SECRET
from tests.handlers.telegram.emulator import TOKEN
from tests.telegram_api import telegram as strict

#: A token the platform does not know, of the very form of a good one.
WRONG = "7000001:" + "W" * 17 + "Z" * 18
TOKENS = (TOKEN, WRONG)
HIDDEN = (
    *TOKENS,
    SECRET,
    METRICS,
    *(token.partition(":")[2] for token in TOKENS),
    # As they stand in addresses.
    *(token.replace(":", colon) for token in TOKENS for colon in ("%3A", "%3a")),
)


class Raw(logging.Handler):
    """Keeps every record as it was before anything was masked."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


class Heard:
    """All that is logged at DEBUG: as `serve` writes it, and as it was before."""

    def __init__(self) -> None:
        self.written = io.StringIO()
        self.raw = Raw()

    def listen(self, secrets) -> None:
        logs.set_up("DEBUG", secrets, self.written)
        logging.getLogger().handlers.insert(0, self.raw)

    @property
    def everything(self) -> str:
        return self.written.getvalue() + "\n".join(self.raw.lines)


@pytest.fixture
def heard():
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    quiet = {name: logging.getLogger(name).level for name in ("httpx", "httpcore", "telegram")}
    yield Heard()
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    for name, before in quiet.items():
        logging.getLogger(name).setLevel(before)


def shows(text: str | bytes) -> list[str]:
    """Return which secrets stand in a text."""
    raw = text.encode() if isinstance(text, str) else text
    return [secret for secret in HIDDEN if secret.encode() in raw]


def on_disk(folder: Path) -> list[str]:
    """Return where on the disk a secret stands: rows, their log, the recorder, files."""
    return [
        f"{path.name}: {shown}" for path in folder.rglob("*") if path.is_file() and (shown := shows(path.read_bytes()))
    ]


@asynccontextmanager
async def listened(folder: Path, heard: Heard, receive: str, token: str, serving=platform):
    # In this mode asyncio names what it runs, and what took too long.
    asyncio.get_running_loop().set_debug(True)
    async with serving() as telegram, aiohttp.ClientSession() as session:
        told = settings(folder, telegram.api_url, receive, token)
        heard.listen(told.secrets())
        app = await build(told)
        await app.start()
        try:
            yield Running(telegram, session, app.listener.url, app)
        finally:
            await app.stop()


async def pages(desk: Posting) -> str:
    """All that can be read without a secret."""
    shown = ""
    for path in ("/healthz", "/readyz", "/metrics", "/chat", "/telegram", "/nothing", f"/bot{TOKEN}/getMe"):
        async with desk.session.get(desk.url + path) as answer:
            shown += f"{answer.headers}{await answer.text()}"
    async with desk.session.get(f"{desk.url}/metrics", headers={"Authorization": f"Bearer {METRICS}"}) as answer:
        shown += await answer.text()
        assert answer.status == 200
    return shown.replace(f"/bot{TOKEN}/getMe", "")


@pytest.mark.parametrize("receive", ["polling", "webhook"])
async def test_a_wrong_token_is_an_alarm_and_shown_nowhere(tmp_path, heard, receive):
    async with listened(tmp_path, heard, receive, WRONG) as desk:
        await until(lambda: "telegram-token" in heard.everything)
        shown = await pages(desk)
        alarms = await desk.rows("alarms_newest", 10)
    assert len(alarms) == 1
    assert " DEBUG " in heard.written.getvalue()
    assert shows(shown) == []
    assert shows(heard.everything) == []
    assert on_disk(tmp_path) == []


async def test_a_platform_that_goes_away_is_complained_of_without_its_address(tmp_path, heard):
    async with listened(tmp_path, heard, "webhook", TOKEN) as desk:
        li = desk.telegram.person("Li")
        await desk.telegram.sees("setWebhook")
        await desk.hook(desk.update(li, text="the core switch is down"))
        await offers(li, "choice-report-fault")
        await desk.telegram.falls()
        photo = {"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1, "file_size": 9}
        await desk.hook(desk.update(li, photo=[photo]))
        await desk.hook(desk.update(li, text="let me in"), {"X-Telegram-Bot-Api-Secret-Token": "guessed"})
        await until(lambda: peek(tmp_path, "SELECT 1 FROM outbox WHERE reason LIKE '%cannot connect%'"))
        shown = await pages(desk)
        await desk.telegram.rises()
    assert shows(shown) == []
    assert shows(heard.everything) == []
    assert on_disk(tmp_path) == []


FAILURES = {
    "refused": lambda faults: faults.refuse("download", 500, "Internal Server Error", times=99),
    "cut off": lambda faults: faults.add("download", "reset", times=99),
    "gone": lambda faults: faults.refuse("download", 404, "Not Found", times=99),
    "no file": lambda faults: faults.refuse("getFile", 400, "Bad Request: wrong file_id", times=99),
}


@pytest.mark.parametrize("failure", FAILURES)
async def test_a_download_that_fails_shows_no_address(tmp_path, heard, failure):
    async with listened(tmp_path, heard, "polling", TOKEN, strict) as desk:
        FAILURES[failure](desk.telegram.faults)
        await desk.telegram.person("Li").sends_photo(b"a picture of the fault", "the core switch is down")
        await until(lambda: peek(tmp_path, "SELECT 1 FROM attachments WHERE reason <> ''"))
        shown = await pages(desk)
    assert shows(shown) == []
    assert shows(heard.everything) == []
    assert on_disk(tmp_path) == []


@pytest.mark.parametrize("receive", ["polling", "webhook"])
async def test_a_fault_of_ours_with_the_token_in_hand_shows_it_nowhere(tmp_path, heard, receive, monkeypatch):
    def breaks(*_args, **_more):
        raise RuntimeError(f"https://api.telegram.org/bot{TOKEN}/getUpdates and bot{TOKEN.replace(':', '%3A')}")

    monkeypatch.setattr("bot.handlers.telegram.groups.look", breaks)
    monkeypatch.setattr("bot.handlers.telegram.polling.split", breaks)
    monkeypatch.setattr("bot.handlers.telegram.intake.decode", breaks)
    async with listened(tmp_path, heard, receive, TOKEN, strict) as desk:
        await desk.telegram.person("Li").says("hello")
        await until(lambda: "RuntimeError" in heard.written.getvalue())
        shown = await pages(desk)
    # What a fault says goes to the log alone, which masks it.
    assert shows(shown) == []
    assert shows(heard.written.getvalue()) == []
    assert on_disk(tmp_path) == []


def test_what_others_log_with_an_address_in_it_is_masked(heard):
    httpx = pytest.importorskip("httpx")
    heard.listen((TOKEN,))
    for token in (TOKEN, WRONG.replace(":", "%3A")):
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"http://127.0.0.1:9/bot{token}/getMe", timeout=1)
    error = ValueError(f"http://127.0.0.1:9/bot{TOKEN}/getMe")
    address = f"/bot{WRONG.replace(':', '%3A')}"
    logging.getLogger("aiohttp.client").error("could not ask %s", address, exc_info=error)
    assert "could not ask" in heard.written.getvalue()
    assert shows(heard.written.getvalue()) == []


async def test_nothing_that_looks_after_the_line_tells_the_token(tmp_path, heard):
    async with listened(tmp_path, heard, "webhook", TOKEN, strict) as desk:
        await desk.telegram.sees("getWebhookInfo")
        # python-telegram-bot's own Bot shows it in its repr.
        known = [value for value in vars(desk.app.telegram).values() if not isinstance(value, Bot)]
        told = " ".join(map(repr, known))
    assert "Watch(" in told
    assert shows(told) == []


def test_settings_can_be_shown_without_their_secrets(tmp_path):
    told = settings(tmp_path, "http://127.0.0.1:9", token=WRONG)
    assert set(told.secrets()) == {WRONG, SECRET, METRICS}
    assert shows(f"{told!r} {told.telegram!r} {telegram_settings(told, told.telegram)!r}") == []


@pytest.mark.parametrize(
    "words", [("check", "--online"), ("check", "--online", "--json"), ("migrate",), ("duty", "now")]
)
def test_no_command_shows_a_secret(tmp_path, monkeypatch, capsys, words):
    monkeypatch.chdir(tmp_path)
    # Nobody listens there: every call fails, and its complaint would bear the address.
    (tmp_path / "config.toml").write_text(CONFIG + telegram_table("http://127.0.0.1:9", "webhook", WRONG), "utf-8")
    cli.main([*words])
    out, err = capsys.readouterr()
    assert out + err
    assert shows(out + err) == []
    assert on_disk(tmp_path / "run") == []


@pytest.mark.parametrize("broken", ["token = 5", "tokens = 1", 'receive = "pigeon"', 'webhook_path = "telegram"'])
def test_a_broken_configuration_is_told_without_its_secrets(tmp_path, monkeypatch, capsys, broken):
    monkeypatch.chdir(tmp_path)
    table = f'[telegram]\nwebhook_secret = "{SECRET}"\n' + (
        "" if broken.startswith("token ") else f'token = "{WRONG}"\n'
    )
    (tmp_path / "config.toml").write_text(f"{CONFIG}{table}{broken}\n", "utf-8")
    assert cli.main(["check"]) == 1
    out, err = capsys.readouterr()
    assert "telegram." in out
    assert shows(out + err) == []

"""A WeCom channel over the stand-in, with fakes around it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.handlers.listener import Listener
from bot.handlers.tencent_api import OwnTokens
from bot.handlers.wecom.channel import WecomChannel
from bot.handlers.wecom.settings import Surroundings, account
from bot.messages import Body, Button, Delivery, Lane, Place
from bot.ports import CardCode
from tests.handlers.fakes import FakeAlarms, FakeClock, FakeIntake, FakeTexts, FolderFiles
from tests.handlers.telegram.conftest import free_port
from tests.tencent_api import Member, WeCom
from tests.tencent_api.wecom import AES_KEY, AGENT_ID, CORP_ID, SECRET, TOKEN, wecom

BOT = account(CORP_ID, AGENT_ID)


@dataclass(frozen=True)
class WecomSettings:
    """What the configuration gives."""

    api_url: str
    corp_id: str = CORP_ID
    agent_id: int = AGENT_ID
    secret: str = SECRET
    token: str = TOKEN
    aes_key: str = AES_KEY
    path: str = "/wecom"
    public_url: str = "https://desk.example.com"


@dataclass
class FakeCodes:
    """Codes in memory, in the order in which they came; can be told to fail."""

    kept: list[CardCode] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)

    async def put(self, code: CardCode, wall: int) -> None:
        self._fail()
        self.kept = [one for one in self.kept if one.expires_at > wall] + [code]

    async def of(self, bot: str, external_id: str, wall: int) -> list[CardCode]:
        self._fail()
        found = [one for one in self.kept if (one.bot, one.external_id) == (bot, external_id)]
        return [one for one in reversed(found) if one.expires_at > wall]

    async def used(self, code: CardCode) -> None:
        self._fail()
        self.kept.remove(code)

    def _fail(self) -> None:
        if self.failures:
            raise self.failures.pop(0)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def corp(clock) -> AsyncIterator[WeCom]:
    async with wecom(now=lambda: clock.wall() / 1_000_000) as running:
        yield running


@pytest.fixture
def intake() -> FakeIntake:
    return FakeIntake()


@pytest.fixture
def alarms() -> FakeAlarms:
    return FakeAlarms()


@pytest.fixture
def codes() -> FakeCodes:
    return FakeCodes()


@pytest.fixture
def files(tmp_path) -> FolderFiles:
    return FolderFiles(tmp_path)


@pytest.fixture
def around(intake, clock, files, alarms, codes) -> Surroundings:
    return Surroundings(intake, clock, files, alarms, FakeTexts(), OwnTokens(), codes)


@pytest.fixture
async def channel(corp, around) -> AsyncIterator[WecomChannel]:
    url = f"http://127.0.0.1:{free_port()}"
    listener = Listener(url.removeprefix("http://"))
    running = WecomChannel(WecomSettings(corp.api_url), around, listener)
    corp.pusher.url = f"{url}/wecom"
    await listener.start()
    await running.start()
    await corp.sees("agent/get")
    yield running
    await listener.stop()
    await running.stop()


@pytest.fixture
def wang(corp, channel) -> Member:
    """A member of the company whose callback leads to the channel."""
    assert channel.bot == BOT
    return corp.member("Wang")


def delivery(text: str = "Good morning", chat: str = "wang", number: int = 1, **told: Any) -> Delivery:
    """A message to a member; `labels` are its buttons, whose tokens are t.0, t.1 and so on."""
    labels = told.pop("labels", ())
    rows = tuple((Button(label, f"t.{at}"),) for at, label in enumerate(labels))
    body = Body(text=text, rows=rows, **told.pop("body", {}))
    rest = {"kind": "send", "lane": int(Lane.REPLY), "attempt": 1, **told}
    return Delivery(id=number, place=Place(BOT, chat), body=body, **rest)

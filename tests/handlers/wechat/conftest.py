"""The address of a WeChat account on the real listener, with fakes around it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import aiohttp
import pytest

from bot.adapters.aside import AsideFolder
from bot.config.settings import Wechat
from bot.handlers.listener import Listener
from bot.handlers.wechat.settings import Surroundings
from bot.handlers.wechat.webhook import Webhook
from bot.messages import Body, Passive
from tests.handlers.fakes import NOON, FakeAlarms, FakeClock, FakeIntake, FakeTexts, FolderFiles
from tests.handlers.tencent.signing import AES_KEY, APP, OLD_KEY, TOKEN, sealed, unsealed

AT = NOON // 1_000_000
BOT = f"wechat:{APP}"
#: What the desk says in answer, where a test does not say otherwise.
HEARD = Passive(77, Body("收到"))


def settings(**other) -> Wechat:
    return Wechat(**{"app_id": APP, "secret": "app-secret-x", "token": TOKEN, "aes_key": AES_KEY, **other})


@dataclass
class Address:
    """The account's address as the platform sees it."""

    url: str
    webhook: Webhook
    session: aiohttp.ClientSession
    clock: FakeClock
    seen: list[int] = field(default_factory=list)

    async def post(self, query: dict[str, str], body: bytes) -> tuple[int, bytes]:
        async with self.session.post(self.url, params=query, data=body) as answer:
            return answer.status, await answer.read()

    async def push(self, text: str, nonce: str = "n1", **how) -> tuple[int, bytes]:
        """Post a message encrypted; return the status and what the answer says in the clear."""
        status, body = await self.post(*sealed(text, self.clock.wall() // 1_000_000, nonce, **how))
        return status, unsealed(body, **how) if body.startswith(b"<xml>") else body


@pytest.fixture
def intake() -> FakeIntake:
    return FakeIntake()


@pytest.fixture
def alarms() -> FakeAlarms:
    return FakeAlarms()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def around(intake, alarms, clock, tmp_path) -> Surroundings:
    files = FolderFiles(tmp_path)
    aside = AsideFolder(tmp_path / "aside")
    return Surroundings(intake, clock, files, alarms, FakeTexts(), tokens=None, notes=None, aside=aside)


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
async def addressed(around, session, clock):
    """Make an address with these settings; where it waits less long, `patience` says how long."""
    made: list[tuple[Webhook, Listener]] = []

    async def make(patience: float = 4.0, **other) -> Address:
        webhook, listener = Webhook(settings(**other), around, patience), Listener("127.0.0.1:0")
        webhook.serve(listener, "/wechat")
        webhook.is_open = True
        await listener.start()
        made.append((webhook, listener))
        return Address(f"{listener.url}/wechat", webhook, session, clock)

    yield make
    for webhook, listener in made:
        await webhook.close()
        await listener.stop()


@pytest.fixture
async def address(addressed) -> Address:
    """Return an address in safe mode, with the key of before still known."""
    return await addressed(previous_aes_key=OLD_KEY)

"""A Telegram channel over the emulator, with fakes around it."""

import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.handlers.listener import Listener
from bot.handlers.telegram.channel import TelegramChannel
from bot.handlers.telegram.settings import Surroundings
from tests.handlers.fakes import FakeAlarms, FakeClock, FakeIntake, FakeTexts, FolderFiles
from tests.handlers.telegram.emulator import TOKEN, TelegramEmulator, emulator

SECRET = "s3cret_x"
STAFF_CHAT = -1_001_000_000_000


@dataclass(frozen=True)
class TelegramSettings:
    """What the configuration gives, with an operator's usual answers."""

    token: str = TOKEN
    api_url: str = ""
    receive: str = "polling"
    webhook_path: str = "/telegram"
    webhook_secret: str = ""
    public_url: str = ""
    staff_chat: str = str(STAFF_CHAT)


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramEmulator]:
    async with emulator() as running:
        yield running


@pytest.fixture
def intake() -> FakeIntake:
    return FakeIntake()


@pytest.fixture
def alarms() -> FakeAlarms:
    return FakeAlarms()


@pytest.fixture
def files(tmp_path) -> FolderFiles:
    return FolderFiles(tmp_path)


@pytest.fixture
def around(intake, alarms, files) -> Surroundings:
    return Surroundings(intake, FakeClock(), files, alarms, FakeTexts())


@pytest.fixture
async def channel(telegram, around) -> AsyncIterator[TelegramChannel]:
    """A channel that polls."""
    running = TelegramChannel(TelegramSettings(api_url=telegram.api_url), around)
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def hooked(telegram, around) -> AsyncIterator[str]:
    """A channel that is posted to; gives the address of its webhook."""
    url = f"http://127.0.0.1:{free_port()}"
    listener = Listener(url.removeprefix("http://"))
    settings = TelegramSettings(api_url=telegram.api_url, receive="webhook", webhook_secret=SECRET, public_url=url)
    running = TelegramChannel(settings, around, listener)
    await listener.start()
    await running.start()
    yield f"{url}/telegram"
    await listener.stop()
    await running.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

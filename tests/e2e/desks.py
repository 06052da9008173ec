"""A desk that runs by itself on an emulated Telegram and the web, in the test's own process."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import aiohttp
import msgspec
from aiohttp import web

from bot.app import App, build
from bot.config import Settings, of_tables
from bot.handlers.telegram.webhook import SECRET_HEADER
from bot.texts import Texts
from tests.handlers.telegram.conftest import SECRET, free_port
from tests.handlers.telegram.emulator import TOKEN, Person, TelegramEmulator

METRICS = "metrics-are-for-bearers"
HOTLINE = "400-000-0110"
WANG, SUN = 5_100_000_001, 5_100_000_002
STAFF = (
    {"id": "wang", "name": "Will Ward", "roles": ["on_duty"], "telegram": WANG, "languages": ["en"]},
    {"id": "sun", "name": "Sam Noble", "roles": ["manager", "admin"], "telegram": SUN, "languages": ["en"]},
)
TEXTS = Texts(("en",))
GOOD = {SECRET_HEADER: SECRET}


@dataclass(frozen=True)
class Told:
    """What the desk answered to one request."""

    status: int
    headers: Any
    text: str

    @property
    def asks_to_wait(self) -> bool:
        return self.status == 503 and int(self.headers.get("Retry-After", 0)) > 0


class Platform(TelegramEmulator):
    """The emulator on one port for good, so that it may be away for a while; it can leave calls without an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.port = free_port()
        self.mute: set[str] = set()
        self.unanswered = 0

    async def rises(self) -> None:
        self._runner = web.AppRunner(self.app(), access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.api_url = f"http://127.0.0.1:{self.port}"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["method"] in self.mute:
            self.unanswered += 1
            await asyncio.Event().wait()
        return await super().handle(request)


@asynccontextmanager
async def platform() -> AsyncIterator[Platform]:
    """Serve a platform until the end of the block."""
    telegram = Platform()
    await telegram.rises()
    try:
        yield telegram
    finally:
        await telegram.falls()


def peek(folder: Path, query: str, *args: object) -> list[tuple[Any, ...]]:
    """Look into a desk's database with eyes of our own."""
    with closing(sqlite3.connect(f"file:{folder / 'baoxiu.db'}?mode=ro", uri=True)) as database:
        return database.execute(query, args).fetchall()


def words(text_id: str) -> str:
    """What the desk says under this id, in English."""
    return TEXTS.say(text_id, "en", UTC, datetime(2026, 1, 1, tzinfo=UTC))


async def until(is_so: Callable[[], object], within: float = 25.0, look: float = 0.02) -> None:
    """Wait until something is so: it is a matter of another process, or of a platform, that tells nobody."""
    async with asyncio.timeout(within):
        while not is_so():  # noqa: ASYNC110  there is no event to wait for
            await asyncio.sleep(look)


async def offers(who: Person, text_id: str, within: float = 10.0) -> None:
    """Wait until somebody has a button with this label before them."""
    label = words(text_id)
    await until(lambda: any(label in shown.labels for shown in who.inbox), within)


@dataclass
class Posting:
    """Posts to a desk as the platform or a browser would."""

    telegram: TelegramEmulator
    session: aiohttp.ClientSession
    url: str
    _updates: int = field(default=1000, init=False)

    def update(self, who: Person, **message: Any) -> bytes:
        """An update in which somebody writes."""
        self._updates += 1
        head = {"message_id": self._updates, "date": int(time.time()), "from": who.user, "chat": who.fields}
        return json.dumps({"update_id": self._updates, "message": {**head, **message}}).encode()

    def press(self, who: Person, text_id: str) -> bytes:
        """An update in which somebody presses the newest button with this label."""
        self._updates += 1
        shown, data = who.button(words(text_id))
        message = {"message_id": shown.id, "date": 0, "chat": who.fields}
        query = {"id": f"p{self._updates}", "from": who.user, "message": message, "data": data, "chat_instance": "1"}
        self.telegram.presses[query["id"]] = who
        return json.dumps({"update_id": self._updates, "callback_query": query}).encode()

    async def hook(self, body: bytes, headers: dict[str, str] | None = None) -> Told:
        """Post to the webhook."""
        return await self._post("/telegram", body, GOOD if headers is None else headers)

    async def chat(self, secret: str, text: str, number: str = "") -> Told:
        """Post to the web chat as the visitor with this secret."""
        body = json.dumps({"id": number or str(uuid4()), "text": text}).encode()
        return await self._post("/chat/api/messages", body, {"Authorization": f"Bearer {secret}"})

    async def _post(self, path: str, body: bytes, headers: dict[str, str]) -> Told:
        async with self.session.post(self.url + path, data=body, headers=headers) as answer:
            return Told(answer.status, answer.headers, await answer.text())


@dataclass
class Running(Posting):
    """A desk in this process, and its staff with their phones."""

    app: App
    wang: Person = field(init=False)
    sun: Person = field(init=False)

    def __post_init__(self) -> None:
        self.wang = self.telegram.person("Will", WANG)
        self.sun = self.telegram.person("Sam", SUN)

    async def rows(self, query: str, *args: object) -> list[tuple[Any, ...]]:
        return list(await self.app.store.reads().rows(query, *args))


def settings(folder: Path, api_url: str, receive: str = "webhook", token: str = TOKEN) -> Settings:
    """The configuration of a desk on this platform."""
    address = f"127.0.0.1:{free_port()}"
    telegram = {"token": token, "api_url": api_url, "receive": receive, "webhook_secret": SECRET}
    data = {
        "company": {"name": "Ridgeline", "languages": ["en"], "hotline": HOTLINE},
        "web": {"listen": address, "public_url": "https://desk.example", "metrics_token": METRICS},
        "telegram": telegram,
        "staff": list(STAFF),
    }
    checked = of_tables(data, folder)
    # The configuration insists on https, which on this machine nobody speaks.
    web = msgspec.structs.replace(checked.web, public_url=f"http://{address}")
    return msgspec.structs.replace(checked, web=web)


@asynccontextmanager
async def running(folder: Path, receive: str = "webhook") -> AsyncIterator[Running]:
    """Run a desk until the end of the block."""
    async with platform() as telegram, aiohttp.ClientSession() as session:
        told = settings(folder, telegram.api_url, receive)
        app = await build(told)
        await app.start()
        try:
            await telegram.sees("setWebhook" if receive == "webhook" else "deleteWebhook")
            yield Running(telegram, session, told.web.public_url, app)
        finally:
            await app.stop()

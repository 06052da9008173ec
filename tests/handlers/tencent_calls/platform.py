"""A few lines of a Tencent API: tokens it knows, and answers as the test wrote them."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.handlers.tencent_api import Around, OwnTokens, TencentApi, stable_token
from tests.handlers.fakes import FakeAlarms, FakeClock

APP, SECRET = "wx0123456789abcdef", "0123456789abcdef0123456789abcdef"
BOT = f"wechat:{APP}"
GRANTS = ("/cgi-bin/stable_token", "/cgi-bin/gettoken")
BAD_TOKEN = {"errcode": 40001, "errmsg": "invalid credential, access_token is invalid or not latest rid: 1"}
OK = {"errcode": 0, "errmsg": "ok"}


@dataclass
class Platform:
    """Refuses tokens that it has withdrawn; `answers` are by path, each used once, OK after the last."""

    url: str = ""
    answers: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    calls: list[tuple[str, Any]] = field(default_factory=list)
    queries: list[dict[str, str]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    uploads: list[tuple[str, str, bytes]] = field(default_factory=list)
    asked: list[Any] = field(default_factory=list)
    given: int = 0
    withdrawn: int = 0
    refuses_all: bool = False
    delay: float = 0.0
    life: int = 7200

    @property
    def token(self) -> str:
        """Return the newest token: as long as real ones may be."""
        return f"token-{self.given}-".ljust(512, "T")

    async def handle(self, request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(self.delay)
        told: Any = None
        if request.content_type == "multipart/form-data":
            part = (await request.post())["media"]
            assert isinstance(part, web.FileField)
            self.uploads.append((part.filename, part.content_type, part.file.read()))
        elif request.can_read_body:
            self.raw.append(await request.read())
            told = json.loads(self.raw[-1])
        if request.path in GRANTS:
            self.asked.append(told or dict(request.query))
            return self._grant(request.path)
        self.calls.append((request.path.removeprefix("/cgi-bin/"), told))
        self.queries.append(dict(request.query))
        if request.path.startswith("/cgi-bin/") and not self._is_good(request.query.get("access_token", "")):
            return web.json_response(BAD_TOKEN)
        return self._next(request.path)

    def _grant(self, path: str) -> web.StreamResponse:
        if self.answers[path]:
            return self._next(path)
        if self.given <= self.withdrawn:
            self.given = self.withdrawn + 1
        return web.json_response({"access_token": self.token, "expires_in": self.life})

    def _is_good(self, token: str) -> bool:
        number = int(token.split("-")[1]) if token else 0
        return self.withdrawn < number <= self.given and not self.refuses_all

    def _next(self, path: str) -> web.StreamResponse:
        answer = self.answers[path].pop(0) if self.answers[path] else OK
        return answer if isinstance(answer, web.StreamResponse) else web.json_response(answer)


@asynccontextmanager
async def serving(platform: Platform) -> AsyncIterator[Platform]:
    """Serve it on this machine."""
    app = web.Application(client_max_size=32 << 20)
    app.router.add_route("*", "/{path:.+}", platform.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        platform.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield platform
    finally:
        await runner.cleanup()


@dataclass
class Desk:
    """One process of ours: its client and what surrounds it."""

    api: TencentApi
    clock: FakeClock
    alarms: FakeAlarms


def desk(url: str, tokens: Any = None, clock: FakeClock | None = None) -> Desk:
    """Return a client of the platform at `url`; processes share `tokens`."""
    clock, alarms = clock or FakeClock(), FakeAlarms()
    around = Around(tokens or OwnTokens(), clock, alarms)
    return Desk(TencentApi(BOT, url, stable_token(APP, SECRET), around), clock, alarms)

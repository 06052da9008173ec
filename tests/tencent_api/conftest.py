"""A WeChat and a WeCom of each test's own, a desk of a few lines that they post to, and the bare wire."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.tencent_api import WeChat, WeCom, wechat, wecom

Wire = Callable[..., Awaitable[dict[str, Any]]]


@dataclass
class Ear:
    """A listener: `answers` are what it will say, (status, body) or something to await, else "success"."""

    url: str = ""
    queries: list[dict[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)
    echo: Callable[[dict[str, str]], str] = lambda query: query["echostr"]

    async def take(self, request: web.Request) -> web.Response:
        self.queries.append(dict(request.query))
        if request.method == "GET":
            return web.Response(text=self.echo(dict(request.query)))
        self.bodies.append(await request.read())
        answer = self.answers.pop(0) if self.answers else (200, b"success")
        status, body = await answer() if callable(answer) else answer
        return web.Response(status=status, body=body)


@pytest.fixture
async def ear() -> AsyncIterator[Ear]:
    hearing = Ear()
    app = web.Application()
    app.router.add_route("*", "/callback", hearing.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hearing.url = f"http://127.0.0.1:{runner.addresses[0][1]}/callback"
    yield hearing
    await runner.cleanup()


@pytest.fixture
async def wx(ear: Ear) -> AsyncIterator[WeChat]:
    async with wechat() as running:
        running.pusher.url = ear.url
        yield running


@pytest.fixture
async def corp(ear: Ear) -> AsyncIterator[WeCom]:
    async with wecom() as running:
        running.pusher.url = ear.url
        yield running


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


async def _post(session: aiohttp.ClientSession, url: str, query: dict[str, Any], told: dict[str, Any]) -> Any:
    body = json.dumps(told, ensure_ascii=False).encode()
    async with session.post(url, params=query, data=body) as answer:
        return await answer.json(content_type=None)


@pytest.fixture
def wire(wx: WeChat, session: aiohttp.ClientSession) -> Wire:
    """Call WeChat with the token of now; return the whole answer."""

    async def call(path: str, **told: Any) -> dict[str, Any]:
        query = {} if path == "stable_token" else {"access_token": wx.tokens.given()[0]}
        return await _post(session, f"{wx.api_url}/cgi-bin/{path}", query, told)

    return call


@pytest.fixture
def corp_wire(corp: WeCom, session: aiohttp.ClientSession) -> Wire:
    """Call WeCom with the token of now; return the whole answer."""

    async def call(path: str, **told: Any) -> dict[str, Any]:
        query = {"access_token": corp.tokens.given()[0]}
        return await _post(session, f"{corp.api_url}/cgi-bin/{path}", query, {"agentid": corp.agent_id, **told})

    return call

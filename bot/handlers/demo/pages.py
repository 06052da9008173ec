"""The HTTP side of the demo, open to this machine alone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from importlib.resources import files
from ipaddress import ip_address

from aiohttp import web

from bot.handlers.demo.port import Refused, Scene, Show
from bot.handlers.listener import Listener, read_json

STATIC = files("bot.handlers.web").joinpath("static")
WISHES = ("play", "pause", "resume", "take", "speed", "language", "fresh")
#: A sign of life for proxies and for the page, in seconds.
BEAT = 15.0
#: Bytes of a wish.
_MOST = 4096
_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
#: Another name that leads here is another site's trick.
_OUR_HOSTS = ("localhost", "127.0.0.1", "::1")
_HEADERS = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' blob: data:; media-src 'self' blob:; base-uri 'none'; frame-ancestors 'none'"
    ),
}
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class DemoPages:
    """The routes of the demo; they outlive a restart of the desk behind them."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self._closing = asyncio.Event()

    def connect(self, listener: Listener) -> None:
        """Add the routes of the demo to a listener that has not started."""
        listener.route("GET", "/", near(_to_demo))
        listener.route("GET", "/demo", near(_page))
        listener.route("GET", "/demo/static/{name}", near(_static))
        listener.route("GET", "/demo/api/events", near(self._events))
        for wish in WISHES:
            listener.route("POST", f"/demo/api/{wish}", near(self._wish(wish)))
        listener.on_stop(self._hang_up)

    async def _hang_up(self) -> None:
        """End the open event streams, so that the listener can stop at once; the pages come back."""
        self._closing.set()
        self._closing = asyncio.Event()

    def _wish(self, wish: str) -> _Handler:
        async def fulfil(request: web.Request) -> web.Response:
            details = await _json(request)
            try:
                await self._show.ask(wish, details)
            except Refused as refused:
                return web.json_response({"text": str(refused)}, status=409)
            return web.json_response({"ok": True})

        return fulfil

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", **_HEADERS})
        await response.prepare(request)
        await response.write(b"retry: 400\n\n")
        closing = asyncio.create_task(self._closing.wait())
        scenes = self._show.scenes()
        try:
            await _stream(response, scenes, closing)
        except ConnectionResetError:
            # The visitor has gone, which is how these streams end.
            return response
        finally:
            closing.cancel()
            await scenes.aclose()
        return response


async def _stream(
    response: web.StreamResponse, scenes: AsyncGenerator[Scene, None], closing: asyncio.Task[bool]
) -> None:
    following: asyncio.Task[Scene] | None = None
    try:
        while not closing.done():
            following = following or asyncio.ensure_future(anext(scenes))
            await asyncio.wait({following, closing}, timeout=BEAT, return_when=asyncio.FIRST_COMPLETED)
            if following.done():
                data = json.dumps(following.result(), ensure_ascii=False)
                await response.write(f"event: scene\ndata: {data}\n\n".encode())
                following = None
            elif not closing.done():
                await response.write(b": beat\n\n")
    finally:
        if following is not None:
            following.cancel()
            await asyncio.wait({following})


def near(handler: _Handler) -> _Handler:
    """Refuse whoever does not come from this machine: the demo hands out the keys of its people."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        if not _is_near(request.remote) or not _is_ours(request):
            raise web.HTTPForbidden(text="The demo answers this machine only.\n")
        return await handler(request)

    return guarded


def _is_near(remote: str | None) -> bool:
    try:
        return remote is not None and ip_address(remote).is_loopback
    except ValueError:
        return False


def _is_ours(request: web.Request) -> bool:
    """Tell whether it is our own page that asks: pages of other sites in the same browser must not."""
    origin = request.headers.get("Origin")
    ours = origin is None or origin.partition("://")[2] == request.host
    return ours and request.url.host in _OUR_HOSTS


async def _json(request: web.Request) -> dict[str, object]:
    found = await read_json(request, _MOST)
    if not isinstance(found, dict):
        raise web.HTTPBadRequest
    return found


async def _to_demo(_request: web.Request) -> web.StreamResponse:
    return web.Response(status=302, headers={"Location": "/demo"})


async def _page(_request: web.Request) -> web.StreamResponse:
    return _file("demo.html")


async def _static(request: web.Request) -> web.StreamResponse:
    return _file(request.match_info["name"])


def _file(name: str) -> web.Response:
    known = {entry.name: entry for entry in STATIC.iterdir() if entry.is_file()}
    kind = _TYPES.get(name.rpartition(".")[2])
    if name not in known or kind is None:
        raise web.HTTPNotFound
    body = known[name].read_bytes()
    return web.Response(body=body, content_type=kind, charset="utf-8", headers=_HEADERS)

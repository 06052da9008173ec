"""The one HTTP listener that all channels share.

A channel registers its routes with `route`; what a handler lets out is answered here: a body over its limit
with 413, broken JSON with 400, a full queue or a failing database with 503, anything else with a bare 500.
Neither addresses nor headers nor bodies are ever logged, since all of them carry secrets.
"""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from aiohttp import web

from bot.ports import StoreError

_log = logging.getLogger(__name__)

BODY_LIMIT = 1024 * 1024
RETRY_AFTER = "2"
#: Seconds that requests in hand get when the listener stops.
STOP_WITHIN = 4.0
#: Seconds for which an unread body is drained, so that its sender can still read our refusal.
LINGER = 1.0

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Answer(NamedTuple):
    """What a report such as /healthz says, in words no HTTP library owns."""

    status: int
    text: str
    content_type: str = "text/plain"


Report = Callable[[], Awaitable[Answer]]


class Listener:
    """Serves the registered routes on one address, `host:port`; port 0 takes a free one."""

    def __init__(self, address: str, *, body_limit: int = BODY_LIMIT) -> None:
        host, _, port = address.rpartition(":")
        self._host, self._port = host.strip("[]") or "127.0.0.1", int(port)
        self._app = web.Application(middlewares=[_refusals], client_max_size=body_limit)
        self._runner: web.AppRunner | None = None

    def route(self, method: str, path: str, handler: Handler) -> None:
        """Serve `path` by `handler`; before `start` only."""

        # aiohttp wants a plain coroutine function; ours may be an object.
        async def served(request: web.Request) -> web.StreamResponse:
            return await handler(request)

        self._app.router.add_route(method, path, served)

    def report(self, path: str, report: Report, *, token: str | None = None) -> None:
        """Serve a report to everybody; given a `token`, only to this machine or to its bearers."""

        async def handler(request: web.Request) -> web.Response:
            if token is not None and not (_is_local(request) or _bears(request, token)):
                return _refusal(403, "forbidden")
            answer = await report()
            return web.Response(status=answer.status, text=answer.text, content_type=answer.content_type)

        self.route("GET", path, handler)

    def on_stop(self, close: Callable[[], Awaitable[None]]) -> None:
        """Call `close` when the listener stops, before it waits: long answers (event streams) end there."""

        async def closing(_app: web.Application) -> None:
            await close()

        self._app.on_shutdown.append(closing)

    async def start(self) -> None:
        """Listen; an address that is taken raises OSError."""
        self._runner = web.AppRunner(self._app, access_log=None, shutdown_timeout=STOP_WITHIN, lingering_time=LINGER)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()

    async def stop(self) -> None:
        """Take no more connections, let requests in hand finish, then close."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def url(self) -> str:
        """Return the address it listens on, the port being the one it got."""
        if self._runner is None:
            raise RuntimeError("the listener has not been started")
        host, port = self._runner.addresses[0][:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


async def read_body(request: web.Request, limit: int = BODY_LIMIT) -> bytes:
    """Return the body; refuse with 413 one longer than `limit`, unread when it says how long it is."""
    if (request.content_length or 0) > limit:
        raise web.HTTPRequestEntityTooLarge(max_size=limit, actual_size=request.content_length or 0)
    body = bytearray()
    try:
        while chunk := await request.content.readany():
            body += chunk
            if len(body) > limit:
                raise web.HTTPRequestEntityTooLarge(max_size=limit, actual_size=len(body))
    except ConnectionError:
        # Cut off in mid-body: nobody is left to answer, and it is no fault of ours to be logged.
        raise web.HTTPBadRequest from None
    return bytes(body)


async def read_json(request: web.Request, limit: int = BODY_LIMIT) -> object:
    """Return the body's JSON; anything else is refused with 400."""
    return parse_json(await read_body(request, limit))


def parse_json(body: bytes) -> object:
    """Return the data of a JSON text, or refuse the request with 400."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest from None


@web.middleware
async def _refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException as refused:
        # Redirects are answers, and carry headers that matter.
        if refused.status < web.HTTPBadRequest.status_code:
            raise
        return _refusal(refused.status, refused.reason.lower())
    except StoreError:
        return _refusal(503, "try again in a moment")
    except Exception:  # noqa: BLE001 - a fault of ours is logged and answered, and serves the next request
        _log.exception("a request to %s failed", _pattern(request))
        return _refusal(500, "internal error")


def _refusal(status: int, reason: str) -> web.Response:
    headers = {"Retry-After": RETRY_AFTER} if status == web.HTTPServiceUnavailable.status_code else None
    return web.json_response({"ok": False, "error": reason}, status=status, headers=headers)


def _pattern(request: web.Request) -> str:
    """Return the route's pattern: the path itself may hold a token."""
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "no route"


def _is_local(request: web.Request) -> bool:
    """Tell whether the request comes from this machine and was not passed on by a proxy on it."""
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    return request.remote in {"127.0.0.1", "::1"}


def _bears(request: web.Request, token: str) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(token) and hmac.compare_digest(given.encode(), token.encode())

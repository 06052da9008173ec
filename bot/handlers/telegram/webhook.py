"""Takes updates that Telegram posts: 200 only after the commit."""

from __future__ import annotations

import hmac
import re

from aiohttp import web

from bot.handlers.listener import read_body
from bot.handlers.telegram.intake import Gate
from bot.handlers.telegram.updates import NotJson

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name is public
#: What Telegram takes for a secret.
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
#: An update is a few kilobytes; text and entities of the longest message stay far below.
LIMIT = 256 * 1024
_TAKEN = b'{"ok": true}'


class Webhook:
    """Answers one path; until `gate` is set, the bot does not know its own name and asks to wait."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        self.gate: Gate | None = None

    async def __call__(self, request: web.Request) -> web.Response:
        """Check the secret before anything is read, take the update in, and only then say so."""
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            raise web.HTTPUnauthorized
        if self.gate is None:
            raise web.HTTPServiceUnavailable
        payload = await read_body(request, LIMIT)
        try:
            received = self.gate.read(payload)
        except NotJson:
            raise web.HTTPBadRequest from None
        # StoreError and StoreFull become 503 in the listener; Telegram then sends the update again.
        await self.gate.take(received)
        return web.Response(body=_TAKEN, content_type="application/json")

"""Server-sent events: the history of a chat from where the page stopped, then whatever comes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from aiohttp import web

from bot.handlers.web import status
from bot.handlers.web.channel import WebChannel
from bot.handlers.web.hub import Watcher
from bot.handlers.web.languages import language_of
from bot.handlers.web.outside import STAFF_ROOM, Outside
from bot.handlers.web.refusals import Refusal
from bot.handlers.web.sessions import Door, Session
from bot.ports import MailboxEntry, StoreError

_BATCH = 200
_HEADERS = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
    "X-Content-Type-Options": "nosniff",
}
#: A body leaves out what is empty; pages are told every field.
_EMPTY: Mapping[str, object] = {
    "text": "",
    "bold": [],
    "rows": [],
    "files": [],
    "style": "",
    "author": "",
    "card": None,
}
_LARGEST_ID = 2**63 - 1
_BUSY_AFTER = 5.0


@dataclass(slots=True)
class _Page:
    """One listening page: what it has been told so far."""

    request: web.Request
    response: web.StreamResponse
    watcher: Watcher
    session: Session
    after: int
    status: str = ""
    speed: float = 0.0
    language: str = ""


class Events:
    """GET /chat/api/events."""

    def __init__(self, outside: Outside, channel: WebChannel, door: Door) -> None:
        self._outside = outside
        self._hub = channel.hub
        self._door = door

    async def get(self, request: web.Request) -> web.StreamResponse:
        """Stream until the page leaves, reads nothing for too long, or the desk stops."""
        session = await self._door.enter(request)
        chat = await self._door.chat(request, session)
        after = _after(request)
        if self._hub.count(session.address) >= self._outside.limits.streams:
            raise Refusal(429, "too-many", retry_after=_BUSY_AFTER)
        watcher = self._hub.join(chat, session.address)
        response = web.StreamResponse(headers=_HEADERS)
        try:
            await response.prepare(request)
            await self._serve(_Page(request, response, watcher, session, after))
        except (ConnectionError, TimeoutError, StoreError):
            # The page is gone, or reads nothing, or the database pauses: it comes again with its last id.
            if request.transport is not None:
                request.transport.abort()
        finally:
            self._hub.leave(watcher)
        return response

    async def _serve(self, page: _Page) -> None:
        await self._clock(page)
        await self._news(page)
        await self._write(page, "ready", {})
        await self._status(page)
        while not page.watcher.closed:
            woken = await page.watcher.wait(self._outside.limits.heartbeat)
            if not woken or page.speed != self._outside.speed():
                await self._clock(page)
            if not await self._may_listen(page):
                return
            await self._toasts(page)
            await self._news(page)
            await self._status(page)

    async def _may_listen(self, page: _Page) -> bool:
        """Tell whether a page of the staff room is still one of staff: who has left us hears nothing more there."""
        if page.watcher.chat != STAFF_ROOM:
            return True
        visitor = await self._door.visitor(page.session)
        return visitor is not None and visitor.is_staff

    async def _clock(self, page: _Page) -> None:
        visitor = await self._door.visitor(page.session)
        page.speed = self._outside.speed()
        page.language = visitor.language if visitor else ""
        zone = (visitor and visitor.zone) or str(self._outside.company.zone)
        data = {
            "now": self._outside.clock.now(),
            "speed": page.speed,
            "zone": zone,
            "language": page.language,
            "staff": bool(visitor and visitor.is_staff),
        }
        await self._write(page, "clock", data)

    async def _toasts(self, page: _Page) -> None:
        while page.watcher.toasts:
            await self._write(page, "toast", {"text": page.watcher.toasts.popleft()})

    async def _news(self, page: _Page) -> None:
        while True:
            entries = await self._outside.mailbox.since(page.watcher.chat, page.after, _BATCH)
            for entry in entries:
                data = shown(entry, page.session)
                await self._write(page, "message", data, entry.id)
                page.after = entry.id
            if len(entries) < _BATCH:
                return

    async def _status(self, page: _Page) -> None:
        if page.watcher.chat == STAFF_ROOM:
            return
        visitor = await self._door.visitor(page.session)
        if visitor and visitor.language != page.language:
            await self._clock(page)
        language = (visitor and visitor.language) or language_of(self._outside, page.request)
        data = await status.of(self._outside, visitor, language) if visitor else {}
        now = json.dumps(data, sort_keys=True)
        if now != page.status:
            page.status = now
            await self._write(page, "status", data)

    async def _write(self, page: _Page, event: str, data: Mapping[str, object], number: int | None = None) -> None:
        name = f"id: {number}\n" if number is not None else ""
        text = f"{name}event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
        async with asyncio.timeout(self._outside.limits.write_within):
            await page.response.write(text.encode())


def shown(entry: MailboxEntry, session: Session) -> dict[str, object]:
    """Return an entry as its page is told; ids are texts, since JavaScript cannot hold 63 bits."""
    body = {**_EMPTY, **msgspec.to_builtins(entry.body)}
    return {
        "id": str(entry.id),
        "key": entry.key,
        "at": entry.at,
        "own": entry.author == session.author,
        "author": entry.body.author,
        "body": body,
    }


def _after(request: web.Request) -> int:
    """Return the id after which the page wants to hear; what a reconnecting browser says last holds."""
    given = request.headers.get("Last-Event-ID", "") or request.query.get("after", "") or "0"
    if not given.isascii() or not given.isdigit() or int(given) > _LARGEST_ID:
        raise Refusal(400, "bad-request")
    return int(given)

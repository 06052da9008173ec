"""Sessions over HTTP: a cookie or a bearer's secret for a visitor, and the one-time link for staff."""

from __future__ import annotations

import hashlib
import re
from typing import Annotated

import msgspec
from aiohttp import web

from bot.handlers.listener import read_body
from bot.handlers.web.languages import COOKIE as LANGUAGE_COOKIE
from bot.handlers.web.languages import language_of
from bot.handlers.web.outside import BOT, Outside
from bot.handlers.web.page import SECURITY
from bot.handlers.web.refusals import Refusal
from bot.handlers.web.sessions import Door, Session, find, mint, set_cookie
from bot.messages import Incoming, Sender

_BODY = 2_000
_YEAR = 365 * 24 * 3600
#: Programs that open links only to show what is behind them; a one-time link must outlive their look.
_PREVIEWS = re.compile(r"bot|crawl|spider|preview|facebookexternalhit|whatsapp|slack|embed", re.IGNORECASE)
_TOKEN_LENGTH = 128


class SessionIn(msgspec.Struct, frozen=True):
    """What POST /chat/api/session takes."""

    language: Annotated[str, msgspec.Meta(max_length=35)] = ""


class Entrance:
    """POST /chat/api/session and GET /chat/join/TOKEN."""

    def __init__(self, outside: Outside, door: Door) -> None:
        self._outside = outside
        self._door = door

    async def session(self, request: web.Request) -> web.Response:
        """Make a session, or keep the one shown; a bearer is told the secret, a browser gets a cookie."""
        wished = await _wished(request)
        bearer = request.headers.get("X-Baoxiu-Bearer") == "1"
        session = None if bearer else find(request)
        if session is None:
            session = self._new(request)
        response = web.json_response({"secret": session.secret} if bearer else {"ok": True})
        response.headers["Cache-Control"] = "no-store"
        if not bearer:
            set_cookie(response, session, secure=self._is_secure(request))
        if wished:
            self._keep_language(response, request, self._outside.texts.pick(wished))
        return response

    async def join(self, request: web.Request) -> web.StreamResponse:
        """Bring the token of a staff link to the desk, then go to the chat."""
        token = request.match_info["token"]
        if _PREVIEWS.search(request.headers.get("User-Agent", "")):
            return web.Response(text="", headers=SECURITY)
        session = find(request) or self._new(request)
        if len(token) <= _TOKEN_LENGTH:
            await self._outside.intake.take(self._start(request, session, token))
            self._door.remember(session)
        headers = {**SECURITY, "Cache-Control": "no-store", "Location": "/chat"}
        response = web.Response(status=web.HTTPSeeOther.status_code, headers=headers)
        set_cookie(response, session, secure=self._is_secure(request))
        return response

    def _start(self, request: web.Request, session: Session, token: str) -> Incoming:
        now = self._outside.clock.now()
        name = hashlib.sha256(f"{session.address}/{token}".encode()).hexdigest()[:32]
        return Incoming(
            bot=BOT,
            delivery_id=f"start:{name}",
            chat=session.address,
            sender=Sender(session.address, language=language_of(self._outside, request)),
            sent_at=now,
            received_at=now,
            start=token,
        )

    def _new(self, request: web.Request) -> Session:
        self._door.knock(request)
        session = mint(self._outside.ids)
        self._door.remember(session)
        return session

    def _is_secure(self, request: web.Request) -> bool:
        return request.secure or self._outside.public_url.startswith("https://")

    def _keep_language(self, response: web.Response, request: web.Request, language: str) -> None:
        response.set_cookie(
            LANGUAGE_COOKIE,
            language,
            max_age=_YEAR,
            path="/",
            samesite="Lax",
            secure=self._is_secure(request),
        )


async def _wished(request: web.Request) -> str:
    """Return the language a request asks for; no body asks for none."""
    raw = await read_body(request, _BODY)
    try:
        return msgspec.json.decode(raw, type=SessionIn).language if raw else ""
    except (msgspec.ValidationError, msgspec.DecodeError, RecursionError):
        raise Refusal(400, "bad-request") from None

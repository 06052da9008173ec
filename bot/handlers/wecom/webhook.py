"""Takes what WeCom posts: proves that the address is ours, and answers 200 only after the commit."""

from __future__ import annotations

from aiohttp import web

from bot.handlers.listener import Listener
from bot.handlers.tencent import Callback, Complaints, Keys, Letter, Rejected, Unreadable, bring, keep_unfit, letter_of
from bot.handlers.wecom.cards import GOOD_FOR
from bot.handlers.wecom.parsing import Reader
from bot.handlers.wecom.settings import Settings, Surroundings, account


class Webhook:
    """Answers one path; until it is open, the platform is asked to wait."""

    def __init__(self, settings: Settings, around: Surroundings) -> None:
        self._callback = Callback(Keys(settings.corp_id, settings.token, settings.aes_key), around.clock)
        self._reader = Reader(account(settings.corp_id, settings.agent_id), around.clock)
        self._intake, self._codes = around.intake, around.codes
        self._complaints = Complaints("wecom", around.alarms, around.clock)
        self.is_open = False

    def serve(self, listener: Listener, path: str) -> None:
        """Answer on this path; before the listener starts."""
        listener.route("GET", path, self.prove)
        listener.route("POST", path, self.take)

    async def prove(self, request: web.Request) -> web.Response:
        """Answer the check of the address with its own words, decrypted and nothing around them (C6)."""
        try:
            return web.Response(text=self._callback.echo_sealed(request.query))
        except Rejected as error:
            await self._complaints.refused(error)
            raise web.HTTPForbidden from None
        except Unreadable:
            raise web.HTTPBadRequest from None

    async def take(self, request: web.Request) -> web.Response:
        """Check before anything is read, take the letter in, and only then say so."""
        letter = await letter_of(request, self._callback, self._complaints, is_open=self.is_open)
        if letter.seen != "spent":
            await self._complaints.well()
            # StoreError and StoreFull become 503 in the listener; WeCom then posts the same again, twice.
            await self._accept(letter)
        return web.Response()

    async def _accept(self, letter: Letter) -> None:
        try:
            incoming = self._reader.read(letter.fields, letter.payload)
        except Exception as error:  # noqa: BLE001 - what we cannot read is kept, and must not stop what follows
            await keep_unfit(self._intake, self._reader.bot, letter, f"reading it failed: {type(error).__name__}")
            return
        if incoming is not None:
            await self._keep_code(letter)
            await bring(self._intake, incoming)

    async def _keep_code(self, letter: Letter) -> None:
        """Keep with what the card can be changed before anything follows from the press: that changes it."""
        wall = self._reader.clock.wall()
        code = self._reader.code(letter.fields, wall + GOOD_FOR)
        if code is not None:
            await self._codes.put(code, wall)

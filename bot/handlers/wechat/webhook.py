"""Takes what WeChat posts: proves that the address is ours, and answers in the response once the turn has committed."""

from __future__ import annotations

import asyncio
from typing import Final

import msgspec
from aiohttp import web

from bot.handlers.listener import Listener
from bot.handlers.tencent import Callback, Complaints, Keys, Letter, Rejected, keep_unfit, letter_of
from bot.handlers.wechat.answering import PATIENCE, Answering
from bot.handlers.wechat.drawing import text_of
from bot.handlers.wechat.parsing import Reader, Report, Unfit
from bot.handlers.wechat.settings import Settings, Surroundings, account
from bot.messages import Incoming

#: What the platform wants to hear where there is nothing to say within the response.
_SUCCESS: Final = b"success"
_SECOND = 1_000_000


class Webhook:
    """Answers one path; until it is open, the platform is asked to wait."""

    def __init__(self, settings: Settings, around: Surroundings, patience: float = PATIENCE) -> None:
        keys = Keys(settings.app_id, settings.token, settings.aes_key, settings.previous_aes_key)
        self._callback = Callback(keys, around.clock, settings.mode)
        self._reader = Reader(account(settings.app_id), around.clock)
        self._intake = around.intake
        self._complaints = Complaints("wechat", around.alarms, around.clock)
        self.answering = Answering(around.intake, around.aside, patience)
        self.is_open = False

    def serve(self, listener: Listener, path: str) -> None:
        """Answer on this path; before the listener starts."""
        listener.route("GET", path, self.prove)
        listener.route("POST", path, self.take)

    async def open(self) -> None:
        """Take up what was left, then let messages in."""
        await self.answering.resume(self._reader.bot)
        self.is_open = True

    async def close(self) -> None:
        """Take nothing more in; returns when the last message is stored."""
        self.is_open = False
        await self.answering.stop()

    async def prove(self, request: web.Request) -> web.Response:
        """Answer the check of the address with its own words, as they are."""
        try:
            return web.Response(text=self._callback.echo(request.query))
        except Rejected as error:
            await self._complaints.refused(error)
            raise web.HTTPForbidden from None

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Check before anything is read, take the letter in, and only then say so."""
        began = asyncio.get_running_loop().time()
        letter = await letter_of(request, self._callback, self._complaints, is_open=self.is_open)
        if letter.seen == "spent":
            return _success()
        await (self._complaints.trouble("json") if letter.wants_json else self._complaints.well())
        found = await self._read(letter)
        if isinstance(found, Incoming):
            return await self._answer(request, letter, found, began)
        return _success()

    async def _read(self, letter: Letter) -> Incoming | None:
        """Return what somebody did; what became of a message of ours is handed on, what is not to be read is kept."""
        try:
            found = self._reader.read(letter.fields, letter.payload)
        except Unfit as error:
            await keep_unfit(self._intake, self._reader.bot, letter, str(error))
            return None
        except Exception as error:  # noqa: BLE001 - what we cannot read is kept, and must not stop what follows
            await keep_unfit(self._intake, self._reader.bot, letter, f"reading it failed: {type(error).__name__}")
            return None
        if isinstance(found, Report):
            await self._intake.reported(self._reader.bot, found.external_id, found.reason)
            return None
        if found is not None and letter.wants_json:
            # Nowhere is it said how an answer in JSON would look; the wrong one is shown to people as an error (W4).
            return msgspec.structs.replace(found, passive=False)
        return found

    async def _answer(self, request: web.Request, letter: Letter, told: Incoming, began: float) -> web.StreamResponse:
        # StoreError and StoreFull become 503 in the listener; the platform then posts the same again, twice.
        words = await self.answering.take(told, began)
        if words is None:
            return _success()
        text = text_of(words.body)
        if not text:
            self.answering.went_nowhere(told, words.row)
            return _success()
        response = web.Response(body=letter.answer(text, self._seconds()), content_type="application/xml")
        if await _is_written(request, response):
            self.answering.went_out(told, words.row)
        return response

    def _seconds(self) -> int:
        return self._reader.clock.wall() // _SECOND


def _success() -> web.Response:
    return web.Response(body=_SUCCESS, content_type="text/plain")


async def _is_written(request: web.Request, response: web.Response) -> bool:
    """Write a response; where the platform has hung up, it will ask again, and is answered then."""
    try:
        await response.prepare(request)
        await response.write_eof()
    except ConnectionError:
        return False
    return True

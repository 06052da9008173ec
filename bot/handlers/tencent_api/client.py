"""Calls an account's API with its token: one more try with another token when the first is refused, and no third."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import aiohttp

from bot.handlers.tencent_api.brake import Brake
from bot.handlers.tencent_api.codes import Means, meaning, meant
from bot.handlers.tencent_api.errors import Refused
from bot.handlers.tencent_api.tokens import Grant, TokenKeeper
from bot.handlers.tencent_api.wire import Answer, Call, Wire
from bot.ports import Alarms, Clock, Tokens

T = TypeVar("T")
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Around:
    """The ports a client works with."""

    tokens: Tokens
    clock: Clock
    alarms: Alarms


class Upload(NamedTuple):
    """A file to be brought along."""

    name: str
    mime: str
    content: bytes


class TencentApi:
    """The API of one account, `wechat:<app id>` or `wecom:<corp id>.<agent id>`."""

    def __init__(self, bot: str, api_url: str, grant: Grant, around: Around) -> None:
        self._wire = Wire(api_url)
        self._keeper = TokenKeeper(bot, grant, self._wire, around.tokens, around.clock)
        self._brake = Brake(bot.partition(":")[0], around.alarms, around.clock)

    async def open(self) -> None:
        """Begin to call; before it, nothing is sent."""
        await self._wire.open()

    async def close(self) -> None:
        """Call no more."""
        await self._keeper.close()
        await self._wire.close()

    async def post(self, path: str, body: object, query: Mapping[str, str] = _NOTHING) -> Answer:
        """Post JSON and return the answer; raises an ApiError, Refused for any errcode but 0."""
        return await self._with_token(
            path, lambda token: self._wire.ask(Call("POST", path, _signed(query, token), body))
        )

    async def get(self, path: str, query: Mapping[str, str] = _NOTHING) -> Answer:
        """Ask for something and return the answer; raises as `post` does."""
        return await self._with_token(path, lambda token: self._wire.ask(Call("GET", path, _signed(query, token))))

    async def upload(self, path: str, upload: Upload, query: Mapping[str, str] = _NOTHING) -> Answer:
        """Post a file as the form field `media` and return the answer; raises as `post` does."""

        async def bring(token: str) -> Answer:
            form = aiohttp.FormData(quote_fields=False)
            # As a stream: aiohttp warns of large bytes, which it would write in one piece.
            form.add_field("media", io.BytesIO(upload.content), filename=upload.name, content_type=upload.mime)
            return await self._wire.ask(Call("POST", path, _signed(query, token), form=form, carries_file=True))

        return await self._with_token(path, bring)

    async def download(self, path: str, query: Mapping[str, str] = _NOTHING) -> AsyncIterator[bytes] | Answer:
        """Return the bytes of a file, or the JSON the platform gave in its place; raises as `post` does.

        The bytes raise NoAnswer where they break off.
        """
        return await self._with_token(
            path, lambda token: self._wire.file(Call("GET", path, _signed(query, token), carries_file=True))
        )

    async def named(self, url: str) -> AsyncIterator[bytes] | Answer:
        """Return the bytes of a file at an address that the platform has named; no token goes there."""
        return await self._wire.file(Call("GET", "", url=url, carries_file=True))

    async def _with_token(self, path: str, call: Callable[[str], Awaitable[T]]) -> T:
        self._brake.check()
        try:
            answer = await self._tried_twice(call)
        except Refused as error:
            await self._brake.refused(path, error, meant(error))
            raise
        await self._brake.worked()
        return answer

    async def _tried_twice(self, call: Callable[[str], Awaitable[T]]) -> T:
        token = await self._keeper.token()
        try:
            return await call(token)
        except Refused as error:
            if meaning(error.code).means is not Means.TOKEN:
                raise
        return await call(await self._keeper.token(refused=token))


def _signed(query: Mapping[str, str], token: str) -> Mapping[str, str]:
    return {**query, "access_token": token}

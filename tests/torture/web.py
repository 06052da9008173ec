"""A customer's page in the browser: it posts under an id of its own until it is told 200, and listens all the time."""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
from collections.abc import Callable, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import UUID

import aiohttp

from tests.torture.phones import Phone, Seen

_PAUSE = 0.1
_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


class WebPhone(Phone):
    """One visitor, known by a secret."""

    def __init__(self, url: str, session: aiohttp.ClientSession, draws: random.Random, language: str) -> None:
        secret = "".join(draws.choices(_SIGNS, k=43))
        super().__init__("web:desk/" + hashlib.sha256(secret.encode()).hexdigest(), language)
        self._url = f"{url}/chat/api"
        self._session = session
        self._draws = draws
        self._headers = {"Authorization": f"Bearer {secret}"}
        self._last = "0"
        self.repeated = 0

    async def says(self, text: str) -> None:
        await self._message({"text": text})

    async def presses(self, seen: Seen, label: str) -> None:
        await self._message({"choice": seen.token(label), "label": label})

    async def sends(self, photos: Sequence[bytes]) -> list[str]:
        described = [await self._insist("files", partial(_form, photo)) for photo in photos]
        await self._message({"files": described})
        return [str(each["digest"]) for each in described]

    async def _message(self, content: dict[str, Any]) -> None:
        number = str(UUID(int=self._draws.getrandbits(128), version=4))
        body = {"id": number, "language": self.language, **content}
        await self._insist("messages", lambda: {"json": body})

    async def _insist(self, path: str, body: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        while True:
            answer = await self._post(path, body())
            if answer is not None:
                return answer
            self.repeated += 1
            await asyncio.sleep(_PAUSE)

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any] | None:
        """Post once; None when it was not answered, or asked for again."""
        try:
            async with self._session.post(f"{self._url}/{path}", headers=self._headers, **body) as answer:
                if answer.status in {429, 503}:
                    return None
                answer.raise_for_status()
                told: dict[str, Any] = await answer.json()
                return told
        except aiohttp.ClientResponseError:
            raise
        except aiohttp.ClientError:
            return None

    async def listen(self) -> None:
        """Show what the desk sends, from where it was left, for as long as the page is open."""
        while True:
            try:
                await self._stream()
            except aiohttp.ClientError:
                await asyncio.sleep(_PAUSE)

    async def look(self) -> None:
        """Open the page once more, and close it when it shows all there is."""
        await self._stream(once=True)

    async def _stream(self, *, once: bool = False) -> None:
        headers = {**self._headers, "Last-Event-ID": self._last}
        timeout = aiohttp.ClientTimeout(total=None)
        async with self._session.get(f"{self._url}/events", headers=headers, timeout=timeout) as answer:
            if answer.status != HTTPStatus.OK:
                await asyncio.sleep(_PAUSE)
                return
            kind = ""
            async for raw in answer.content:
                name, _, value = raw.decode().rstrip("\n").partition(": ")
                if name == "event":
                    kind = value
                    if once and kind == "ready":
                        return
                elif name == "data" and kind == "message":
                    self._show(json.loads(value))

    def _show(self, entry: dict[str, Any]) -> None:
        self._last = entry["id"]
        if entry["own"]:
            return
        body = entry["body"]
        buttons = tuple((button["label"], button["token"]) for row in body["rows"] for button in row)
        known = any(seen.key == entry["key"] for seen in self.inbox)
        self.sees(Seen(self.chat, entry["key"], body["text"], buttons, is_edit=known))


def _form(photo: bytes) -> dict[str, aiohttp.FormData]:
    form = aiohttp.FormData()
    form.add_field("file", photo, filename="photo.png", content_type="image/png")
    return {"data": form}

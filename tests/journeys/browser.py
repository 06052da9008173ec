"""A customer in a browser: real HTTP to a real desk whose clock stands still; nothing is cleaned beforehand."""

from __future__ import annotations

import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from bot.adapters.clock import VirtualClock
from bot.adapters.ids import SeededIds
from bot.app import App, build
from bot.handlers.web.sessions import Session, of_secret
from bot.messages import Button
from bot.stories.crew import settings
from bot.stories.phrases import TextPhrases
from bot.stories.stage import IN_MEMORY
from bot.stories.watching import stand_in_order
from bot.texts import Texts
from storage.sqlite.mailbox import StoredMailbox
from tests.desk import AFTERNOON

LANGUAGES = ("zh", "es", "en")


class Browser:
    """One visitor; `answer` is the body of the last HTTP answer, `status` its code."""

    def __init__(self, app: App, http: ClientSession, session: Session, language: str) -> None:
        self.app = app
        self.language = language
        self.status = 0
        self.answer = ""
        self._http = http
        self._session = session
        self._phrases = TextPhrases(Texts(app.texts.languages))

    async def says(self, text: str, **more: Any) -> None:
        await self.posts(json.dumps({"id": str(uuid.uuid4()), "text": text, **more}))

    async def posts(self, body: str) -> None:
        await self._post("/chat/api/messages", data=body.encode("utf-8", "surrogatepass"))

    async def uploads(self, name: str, data: bytes, mime: str = "application/pdf") -> dict[str, Any]:
        """Upload a file under any name: the form is written by hand, since honest clients refuse to."""
        quoted = name.replace('"', "%22").replace("\n", "%0A")
        part = f'form-data; name="file"; filename="{quoted}"'
        head = f"--edge\r\nContent-Disposition: {part}\r\nContent-Type: {mime}\r\n\r\n"
        form = BytesIO(head.encode() + data + b"\r\n--edge--\r\n")
        await self._post("/chat/api/files", data=form, headers={"Content-Type": "multipart/form-data; boundary=edge"})
        described: dict[str, Any] = json.loads(self.answer)
        return described

    async def presses(self, label: str) -> None:
        """Press the newest button with this text id."""
        button = next(each for each in reversed(await self.buttons()) if self._has(each.label, label))
        await self.presses_token(button)

    async def presses_token(self, button: Button) -> None:
        message = {"id": str(uuid.uuid4()), "choice": button.token, "label": button.label}
        await self._post("/chat/api/messages", data=json.dumps(message).encode())

    async def buttons(self) -> list[Button]:
        return [button for body in await self.bodies() for row in body.rows for button in row]

    async def bodies(self) -> list[Any]:
        """What the desk has said to them, oldest first."""
        entries = await StoredMailbox(self.app.store).since(self._session.address, 0, 500)
        return [
            entry.body for entry in sorted(entries, key=lambda each: each.id) if entry.author != self._session.author
        ]

    async def got(self, words: str) -> None:
        """See these words, or those of `@text-id`, in what came last."""
        last = (await self.bodies())[-1].text
        assert self._has(last, words), f"{words} is not in {last!r}"

    def was_told(self, words: str) -> None:
        """Read these words in the last answer, which names what is wrong."""
        assert self._has(self.answer, words), f"{words} is not in {self.answer!r}"

    def _has(self, text: str, words: str) -> bool:
        ways = self._phrases.ways(words[1:], self.language) if words.startswith("@") else [[words]]
        return any(stand_in_order(pieces, text) for pieces in ways if pieces)

    async def _post(self, path: str, **content: Any) -> None:
        async with self._http.post(f"{self.app.listener.url}{path}", **content) as answer:
            self.status, self.answer = answer.status, json.dumps(await answer.json(), ensure_ascii=False)
        await self.settle()

    async def settle(self) -> None:
        engine = self.app.engine
        while await engine.deadlines.run_due() + await engine.media.run_once() + await engine.sender.drain():
            pass


@asynccontextmanager
async def browsing(folder: Path, language: str) -> AsyncIterator[Browser]:
    """Open a desk that speaks three languages to a visitor who speaks this one."""
    clock = VirtualClock(AFTERNOON)
    told = settings(folder, "zh", url=IN_MEMORY, listen="127.0.0.1:0")
    app = await build(told, clock=clock, ids=SeededIds(1, clock), only=frozenset({"web", "sender", "timers"}))
    try:
        await app.prepare()
        await app.listener.start()
        async with ClientSession(headers={"Accept-Language": language}) as http:
            session = f"{app.listener.url}/chat/api/session"
            async with http.post(session, json={}, headers={"X-Baoxiu-Bearer": "1"}) as answer:
                secret = (await answer.json())["secret"]
            http.headers["Authorization"] = f"Bearer {secret}"
            yield Browser(app, http, of_secret(secret), language)
    finally:
        await app.stop()

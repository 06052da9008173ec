"""A web chat served over real HTTP with fakes around it, and what tests do with it."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import ClientResponse, ClientSession, web
from aiohttp.test_utils import TestServer

from bot.desk.rows import Account, Person
from bot.handlers.web import BOT, Company, Limits, Outside, WebChannel, routes
from bot.handlers.web.sessions import Session, of_secret
from bot.messages import Body, Delivery, Place
from bot.texts import Texts
from tests.handlers.fakes import FakeClock, FakeIntake, FolderFiles
from tests.handlers.web.fakes import CountingIds, FakeReads, MemoryMailbox

TEXTS = Texts(("zh", "es", "en"))
COMPANY = Company(
    name="Sierra Redes", hotline="01 555 0110", zone=ZoneInfo("America/Lima"), languages=("zh", "es", "en")
)
ENGLISH = {"Accept-Language": "en-GB,en;q=0.9"}


@dataclass
class Told:
    """One server-sent event."""

    event: str
    data: Any
    id: str = ""


@dataclass
class Site:
    """A running chat."""

    outside: Outside
    channel: WebChannel
    server: TestServer
    intake: FakeIntake
    mailbox: MemoryMailbox
    reads: FakeReads
    clock: FakeClock
    sent: int = 0
    people: int = 0
    opened: list[ClientSession] = field(default_factory=list)

    def url(self, path: str) -> str:
        return str(self.server.make_url(path))

    async def visitor(self, **headers: str) -> Visitor:
        """Return a new visitor with a bearer's secret."""
        http = ClientSession(headers={**ENGLISH, **headers})
        self.opened.append(http)
        async with http.post(self.url("/chat/api/session"), json={}, headers={"X-Baoxiu-Bearer": "1"}) as answer:
            secret = (await answer.json())["secret"]
        http.headers["Authorization"] = f"Bearer {secret}"
        return Visitor(self, http, of_secret(secret))

    async def says(self, chat: str, body: Body, **more: Any) -> str:
        """Let the desk send a message; return its key."""
        self.sent += 1
        delivery = Delivery(
            id=more.pop("id", self.sent),
            kind=more.pop("kind", "send"),
            lane=1,
            place=Place(BOT, chat),
            body=body,
            attempt=1,
            **more,
        )
        outcome = await self.channel.send(delivery)
        return outcome.external_id

    def knows(self, session: Session, *, staff: str = "", **more: Any) -> int:
        """Let the desk know a session's person; return the account."""
        self.people += 1
        account = Account(id=self.people, bot=BOT, address=session.address, person=self.people, chat=session.address)
        person = Person(id=self.people, staff=staff, **more)
        self.reads.people[session.address] = (account, person)
        return account.id


@dataclass
class Visitor:
    """Somebody with a secret and a line to the site."""

    site: Site
    http: ClientSession
    session: Session

    @property
    def chat(self) -> str:
        return self.session.address

    async def post(self, message: dict[str, Any] | bytes, *, room: str = "") -> ClientResponse:
        """Post a message; a dict gets an id unless it has one."""
        if isinstance(message, dict):
            message = json.dumps({"id": str(uuid.uuid4()), **message}).encode()
        query = f"?room={room}" if room else ""
        answer = await self.http.post(self.site.url(f"/chat/api/messages{query}"), data=message)
        await answer.read()
        return answer

    async def get(self, path: str, **headers: str) -> ClientResponse:
        answer = await self.http.get(self.site.url(path), headers=headers)
        await answer.read()
        return answer

    @asynccontextmanager
    async def listening(self, query: str = "", **headers: str) -> AsyncIterator[Ear]:
        """Listen to the visitor's events."""
        async with self.http.get(self.site.url(f"/chat/api/events{query}"), headers=headers) as answer:
            assert answer.status == 200, await answer.text()
            yield Ear(answer)


@dataclass
class Ear:
    """Reads server-sent events."""

    answer: ClientResponse

    async def next(self, event: str = "", within: float = 5.0) -> Told:
        """Return the next event, or the next of this kind."""
        async with asyncio.timeout(within):
            while True:
                told = await self._block()
                if not event or told.event == event:
                    return told

    async def until(self, event: str) -> list[Told]:
        """Return all events up to one of this kind."""
        heard = [await self.next()]
        while heard[-1].event != event:
            heard.append(await self.next())
        return heard

    async def _block(self) -> Told:
        told = Told("", None)
        while line := (await self.answer.content.readline()).decode():
            name, _, value = line.rstrip("\n").partition(": ")
            if name == "event":
                told.event = value
            elif name == "data":
                told.data = json.loads(value)
            elif name == "id":
                told.id = value
            elif not name:
                return told
        raise EOFError


@asynccontextmanager
async def serving(folder: Path, limits: Limits | None = None, **more: Any) -> AsyncIterator[Site]:
    """Serve a chat whose files lie in `folder`."""
    mailbox, clock, intake = MemoryMailbox(), FakeClock(), FakeIntake()
    reads = FakeReads(mailbox)
    outside = Outside(
        intake=intake,
        mailbox=more.pop("mailbox", mailbox),
        files=more.pop("files", FolderFiles(folder)),
        reads=more.pop("reads", reads),
        clock=clock,
        ids=CountingIds(),
        texts=TEXTS,
        company=COMPANY,
        limits=limits or Limits(),
        **more,
    )
    channel = WebChannel(outside)
    app = web.Application()
    app.add_routes(routes(outside, channel))
    server = TestServer(app)
    await server.start_server()
    site = Site(outside, channel, server, intake, mailbox, reads, clock)
    try:
        yield site
    finally:
        await channel.stop()
        for http in site.opened:
            await http.close()
        await server.close()

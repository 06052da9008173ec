"""One Telegram with people in it, served over HTTP: what a test holds in its hand."""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any

from tests.telegram_api.chats import Chat
from tests.telegram_api.clock import Clock
from tests.telegram_api.flood import Limits
from tests.telegram_api.members import RIGHTS
from tests.telegram_api.parts import platform_of
from tests.telegram_api.people import Person
from tests.telegram_api.rooms import Group, Room
from tests.telegram_api.server import Server
from tests.telegram_api.users import User

TOKEN = "7000001:" + "A" * 35
USERNAME = "baoxiu_test_bot"
#: The group that is made when nothing else is said.
GROUP = -1_001_000_000_000


class Telegram:
    """A Telegram; `now` is where its time comes from, `patience` scales the waits it imposes."""

    def __init__(
        self,
        token: str = TOKEN,
        *,
        port: int = 0,
        now: Callable[[], float] = time.time,
        limits: Limits | None = None,
        patience: float = 1.0,
    ) -> None:
        self.token = token
        self.clock = Clock(now)
        self.platform = platform_of(token, USERNAME, self.clock, limits or Limits())
        self.platform.polling.patience = self.platform.webhook.patience = patience
        self.server = Server(self.platform, port)
        self.world, self.files, self.faults = self.platform.world, self.platform.files, self.platform.faults
        self.updates, self.webhook, self.flood = self.platform.updates, self.platform.webhook, self.platform.flood
        self.rooms: dict[int, Room] = {}
        self.owner = User(4_000_000_001, "Owner")
        self._people = itertools.count(5_000_000_001)
        self._groups = itertools.count(2_000_000_001)

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    @property
    def bot_id(self) -> int:
        return self.world.bot.id

    async def rises(self) -> None:
        """Begin to serve on this machine; the port stays the same through falls."""
        await self.server.start()

    async def falls(self) -> None:
        """Be out of reach from now on."""
        await self.server.stop()

    def person(self, name: str, number: int | None = None, language: str = "en", *, started: bool = True) -> Person:
        """Bring in somebody, who has talked to our bot before unless told otherwise."""
        user = User(number or next(self._people), name, language_code=language, has_started=started)
        self.world.users[user.id] = user
        person = Person(self, self.world.private(user))
        self.rooms[user.id] = person
        return person

    def group(  # noqa: PLR0913 - what a group may be, each with a usual answer
        self,
        title: str,
        number: int | None = None,
        members: Iterable[Person] = (),
        *,
        kind: str = "supergroup",
        forum: bool = False,
        bot: str = "administrator",
        rights: Iterable[str] = RIGHTS,
    ) -> Group:
        """Make a group in which these people are, and our bot with this status."""
        number = number or (GROUP if GROUP not in self.rooms and kind == "supergroup" else self.next_group_id(kind))
        chat = Chat(number, kind, title, is_forum=forum)
        self.world.chats[chat.id] = chat
        group = Group(self, chat)
        self.rooms[chat.id] = group
        group.admits(self.owner, "creator")
        group.admits(self.world.bot, bot, rights)
        for each in members:
            group.admits(each.user)
        return group

    def channel(self, title: str) -> Room:
        """Make a channel that our bot does not know."""
        chat = Chat(self.next_group_id(), "channel", title)
        self.world.chats[chat.id] = chat
        self.rooms[chat.id] = Room(self, chat)
        return self.rooms[chat.id]

    def next_group_id(self, kind: str = "supergroup") -> int:
        """Return an id as Telegram gives them: basic groups small, others with -100 before them."""
        number = next(self._groups)
        return -number if kind == "group" else -1_000_000_000_000 - number

    def keep(self, content: bytes, name: str = "file.bin") -> dict[str, Any]:
        """Put a file on the platform, as if somebody had attached it."""
        return self.files.keep(content, name).json

    def fail(self, method: str, status: int, description: str = "", parameters: dict[str, Any] | None = None) -> None:
        """Let the next call of `method` fail so; status 0 does what was asked and loses the answer."""
        if status == 0:
            self.faults.add(method, "lose")
        else:
            self.faults.refuse(method, status, description, parameters)

    def called(self, method: str) -> list[dict[str, str]]:
        """Return the fields of all calls of a method."""
        return [each.fields for each in self.platform.calls if each.method == method]

    async def sees(self, method: str, count: int = 1, within: float = 5.0) -> list[dict[str, str]]:
        """Return the calls of `method`, once there are `count` of them."""
        async with asyncio.timeout(within):
            while len(self.called(method)) < count:
                await self.news()
        return self.called(method)

    async def news(self) -> None:
        """Return when something has happened here."""
        await self.world.news.wait()

    async def is_read(self, within: float = 10.0) -> None:
        """Return when our bot has taken all that waited for it."""
        async with asyncio.timeout(within):
            while self.updates.pending:
                await self.updates.news.wait()

    async def repeat(self, person: Person) -> None:
        """Deliver once more what somebody did last, as when the answer to it was lost."""
        mine = [each for each in self.updates.sent if each.body.get("from", {}).get("id") == person.chat]
        self.updates.again(mine[-1])


@asynccontextmanager
async def telegram(**told: Any) -> AsyncIterator[Telegram]:
    """Serve a Telegram on a free port of this machine."""
    running = Telegram(**told)
    await running.rises()
    try:
        yield running
    finally:
        await running.falls()

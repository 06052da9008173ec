"""One desk under torture: its people at work, its process killed and started, and at the end a quiet time."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from tests.e2e.desks import until
from tests.telegram_api import TOKEN
from tests.torture.cast import LANGUAGES
from tests.torture.crew import Crew, Hand
from tests.torture.customers import Customer, Photographer
from tests.torture.failpoints import IN_MIGRATION, POINTS, SELDOM
from tests.torture.ledger import Ledger
from tests.torture.phones import Phone
from tests.torture.served import Died, Served
from tests.torture.telegram import Telegram
from tests.torture.web import WebPhone

RANDOM = "at random"
#: How many write at the same time.
ON_TELEGRAM, ON_WEB, PHOTOGRAPHERS = 6, 3, 3
#: Real seconds a process lives until it is killed at random, and how long it may take to come to its failpoint.
_LIVES, _COMES_BY = (0.02, 0.8), 2.0
#: How often a point may be come by before it kills, and the seconds from its start in which that does not count.
_COUNTS, _WORKS = (1, 4), (0.3, 1.2)
#: Real seconds for what people have begun, and for the desk to bring everything out; a look now and then.
WIND_DOWN, _QUIET_WITHIN, _LOOK = 20.0, 60.0, 0.2
#: What is still on its way.
_BUSY = """
SELECT (SELECT count(*) FROM outbox WHERE state IN ('pending', 'claimed') AND due_at <= :now)
    + (SELECT count(*) FROM timers WHERE kind = 'album')
    + (SELECT count(*) FROM attachments WHERE state = 'pending' OR (state = 'stored' AND handed_on = 0
        AND ticket IS NOT NULL))
"""


@dataclass
class Kills:
    """Where the process was killed; what was asked of a point nobody came by is a kill at random."""

    done: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    #: Ids of messages that were on their way at a kill.
    claimed: set[int] = field(default_factory=set)


@dataclass(frozen=True, kw_only=True)
class Lot:
    """What a desk is given: where it lies, what is drawn for it, which bugs are in it, how long its people take."""

    folder: Path
    seed: str
    bugs: Sequence[str] = ()
    wind_down: float = WIND_DOWN
    forum: bool = False


class Desk:
    """A folder with a database, a Telegram, pages on the web, and people at all of them."""

    def __init__(self, lot: Lot) -> None:
        self._draws = random.Random(lot.seed)
        self._folder = lot.folder
        self._bugs = lot.bugs
        self._wind_down = lot.wind_down
        self.telegram = Telegram(self._draws, forum=lot.forum)
        self.ledger = Ledger(self._draws)
        self.kills = Kills()
        self.pages: list[WebPhone] = []
        self.phones: list[Phone] = [self.telegram.room]
        self.crew: list[Phone] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._customers: set[asyncio.Task[None]] = set()
        self._is_open = True
        #: When the desk had brought everything out (or had had its time for it).
        self.quiet_at = 0.0

    @asynccontextmanager
    async def ready(self) -> AsyncIterator[None]:
        """Have a platform, a folder and people until the end of the block."""
        timeout = aiohttp.ClientTimeout(total=60.0)
        connector = aiohttp.TCPConnector(limit=0, force_close=True)
        async with aiohttp.ClientSession(timeout=timeout, connector=connector) as self._session:
            await self.telegram.start()
            self.served = Served(self._folder, self.telegram.api_url, TOKEN)
            self.telegram.hook(self.served.url)
            try:
                yield
            finally:
                self.served.leave()
                for task in [*self._tasks, *self._customers]:
                    task.cancel()
                await asyncio.gather(*self._tasks, *self._customers, return_exceptions=True)
                await self.telegram.stop()

    async def suffer(self, points: Sequence[str]) -> None:
        """Be killed once at each of these points, then be left in peace and told to stop."""
        self.served.begin_with_first_schema()
        self._people_come()
        for point in points:
            await self._round(point)
            self._check_people()
            self.telegram.forget_calls()
        await self._peace()
        self._check_people()

    @property
    def repeated(self) -> int:
        """How many posts of people were not told 200 at once."""
        return self.telegram.repeated + sum(page.repeated for page in self.pages)

    def _people_come(self) -> None:
        hands = [Hand(own, group) for own, group in self.telegram.crew()]
        self.crew = [hand.own for hand in hands]
        self.phones += self.crew
        self._spawn(Crew(hands, self.telegram.room, self.ledger, self._draws).work())
        phones = [self._on_telegram() for _each in range(PHOTOGRAPHERS)]
        self._photographers = [Photographer(phone, self.ledger, self._draws) for phone in phones]
        for photographer in self._photographers:
            self._customer(photographer)
        for make in [self._on_telegram] * ON_TELEGRAM + [self._on_web] * ON_WEB:
            self._spawn(self._seat(make))

    async def _seat(self, make: Any) -> None:
        """Let one customer come after the other, as long as the desk is open to new ones."""
        while self._is_open:
            phone = make()
            listening = asyncio.create_task(phone.listen()) if isinstance(phone, WebPhone) else None
            try:
                await self._customer(Customer(phone, self.ledger, self._draws))
            finally:
                if listening is not None:
                    listening.cancel()

    def _customer(self, customer: Customer) -> asyncio.Task[None]:
        task = asyncio.create_task(customer.live())
        self._customers.add(task)
        task.add_done_callback(self._customers.discard)
        return task

    def _on_telegram(self) -> Phone:
        return self._noted(self.telegram.person(self._draws.choice(LANGUAGES)))

    def _on_web(self) -> Phone:
        page = WebPhone(self.served.url, self._session, self._draws, self._draws.choice(LANGUAGES))
        self.pages.append(page)
        return self._noted(page)

    def _noted(self, phone: Phone) -> Phone:
        self.phones.append(phone)
        return phone

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.add(asyncio.create_task(work))

    def _check_people(self) -> None:
        """Let a fault of the torture itself be seen at once."""
        for task in [task for task in self._tasks if task.done() and not task.cancelled()]:
            task.result()

    async def _round(self, point: str) -> None:
        point, _, count = point.partition(":")
        armed = point in POINTS
        self.served.launch([*self._bugs, *([self._armed(point, count)] if armed else [])])
        opened = await self.served.open(self._session)
        if point.startswith("media"):
            for photographer in self._photographers:
                photographer.is_wanted.set()
        if armed:
            is_hit = not opened or await self.served.gone(_COMES_BY)
        else:
            is_hit = not opened
            await asyncio.sleep(self._draws.uniform(*_LIVES))
        if is_hit and not armed:
            raise Died(f"the desk ended by itself\n{self.served.log}")
        if not is_hit:
            self.served.kill()
        self._count(point, is_hit=is_hit, armed=armed)

    def _armed(self, point: str, count: str) -> str:
        """Return how the launcher is told of a failpoint: how often it is come by, and from when on that counts."""
        if count:
            return f"{point}:{count}:0"
        times = 1 if point in SELDOM else self._draws.randint(*_COUNTS)
        after = 0.0 if point == IN_MIGRATION else self._draws.uniform(*_WORKS)
        return f"{point}:{times}:{after:.3f}"

    def _count(self, point: str, *, is_hit: bool, armed: bool) -> None:
        self.kills.done[point if is_hit else RANDOM] += 1
        self.kills.missed[point] += armed and not is_hit
        claimed = self.served.rows("SELECT id FROM outbox WHERE state = 'claimed'")
        self.kills.claimed |= {number for (number,) in claimed}

    async def _peace(self) -> None:
        """Let no new customer come, the others finish, and the desk bring out what it has; then stop it."""
        self._is_open = False
        self.telegram.weather.is_fair = True
        self.served.launch(self._bugs)
        if not await self.served.open(self._session):
            raise Died(f"the desk ended by itself\n{self.served.log}")
        with suppress(TimeoutError):
            await until(lambda: len(self._customers) <= PHOTOGRAPHERS, self._wind_down)
        for customer in self._customers:
            customer.cancel()
        await self._quiet()
        self.quiet_at = time.time()
        for page in self.pages:
            await page.look()
        await self.served.stop()

    async def _quiet(self) -> None:
        """Wait until nothing is on its way any more; what never comes to rest is found by the invariants."""
        with suppress(TimeoutError):
            await until(lambda: not (self.telegram.waiting or self._busy()), _QUIET_WITHIN, _LOOK)

    def _busy(self) -> bool:
        return bool(self.served.rows(_BUSY.replace(":now", "strftime('%s', 'now') * 1000000"))[0][0])

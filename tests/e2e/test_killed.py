"""A desk that is killed goes on where it was; one that is told to stop does so in order."""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from uuid import UUID

import aiohttp
import pytest

from tests.e2e.desks import WANG, Platform, Posting, offers, platform, until, words
from tests.e2e.served import Served, telegram_table

pytestmark = pytest.mark.slow
#: A lease lasts a minute: what was on its way at the kill must not wait for that.
SOON = 25.0
UNSENT = "SELECT 1 FROM outbox WHERE state IN ('pending', 'claimed')"


@pytest.fixture
async def telegram() -> AsyncIterator[Platform]:
    async with platform() as running:
        yield running


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def polled(tmp_path, telegram):
    desk = Served(tmp_path, telegram_table(telegram.api_url, "polling"))
    yield desk
    desk.leave()


@pytest.fixture
def hooked(tmp_path, telegram):
    desk = Served(tmp_path, telegram_table(telegram.api_url, "webhook"))
    yield desk
    desk.leave()


async def test_a_killed_desk_goes_on_at_the_same_question(polled, telegram):
    li, wang = telegram.person("Li"), telegram.person("Will", WANG)
    await polled.start()
    await li.says("the core switch is down")
    await offers(li, "choice-report-fault")
    await li.presses(words("choice-report-fault"))
    await offers(li, "choice-down")
    # What is sent and not yet known to be sent would be sent once more.
    await until(lambda: not polled.rows(UNSENT))
    await polled.kill()
    # The platform keeps what is pressed while nobody is there.
    await li.presses(words("choice-down"))
    await polled.start()
    await offers(li, "choice-down-now", SOON)
    await wang.gets("core switch", SOON)
    assert len({shown.text for shown in li.inbox}) == len(li.inbox)
    assert len(polled.rows("SELECT 1 FROM tickets")) == 1
    assert await polled.end() == 0


async def severity_is_asked(desk: Served, telegram: Platform, posting: Posting):
    """A customer whose next press pages Will."""
    li, wang = telegram.person("Li"), telegram.person("Will", WANG)
    await telegram.sees("setWebhook")
    assert (await posting.hook(posting.update(li, text="the core switch is down"))).status == 200
    await offers(li, "choice-report-fault")
    assert (await posting.hook(posting.press(li, "choice-report-fault"))).status == 200
    await offers(li, "choice-down")
    assert desk.rows("SELECT 1 FROM tickets") == []
    return li, wang


async def test_a_page_that_had_not_left_goes_out_after_the_kill(hooked, telegram, session):
    await hooked.start()
    posting = Posting(telegram, session, hooked.url)
    li, wang = await severity_is_asked(hooked, telegram, posting)
    press = posting.press(li, "choice-down")
    await telegram.falls()
    assert (await posting.hook(press)).status == 200
    await hooked.kill()
    assert hooked.rows("SELECT state FROM outbox WHERE lane = 0") != [("sent",)]
    await telegram.rises()
    await hooked.start()
    await wang.gets("core switch", SOON)
    assert await hooked.end() == 0
    assert hooked.rows("SELECT state FROM outbox WHERE lane = 0") == [("sent",)]


async def test_a_page_that_was_on_its_way_at_the_kill_goes_out_at_once(hooked, telegram, session):
    await hooked.start()
    posting = Posting(telegram, session, hooked.url)
    li, wang = await severity_is_asked(hooked, telegram, posting)
    telegram.mute = {"sendMessage"}
    assert (await posting.hook(posting.press(li, "choice-down"))).status == 200
    await until(lambda: hooked.rows("SELECT 1 FROM outbox WHERE lane = 0 AND state = 'claimed'"))
    await hooked.kill()
    telegram.mute = set()
    await hooked.start()
    await wang.gets("core switch", SOON)
    assert await hooked.end() == 0


async def test_a_told_desk_stops_in_order_though_a_poll_and_a_call_hang(polled, telegram):
    li = telegram.person("Li")
    await polled.start()
    await telegram.sees("deleteWebhook")
    telegram.mute = {"sendMessage"}
    await li.says("the core switch is down")
    await until(lambda: telegram.unanswered)
    before = time.monotonic()
    assert await polled.end() == 0
    assert time.monotonic() - before < 10
    assert "Traceback" not in polled.log
    assert len(polled.rows("SELECT 1 FROM inbox")) == 1


class Crowd:
    """Visitors who each write one message, again under the same id after a kill, until they are told it is kept."""

    def __init__(self, session: aiohttp.ClientSession, seed: int) -> None:
        self._session = session
        self._random = random.Random(seed)
        self.told: set[str] = set()
        self.repeated = 0
        self._untold: list[tuple[str, str]] = []

    async def write(self, url: str) -> None:
        """Write until the desk is gone."""
        posting = Posting(None, self._session, url)
        while True:
            self.repeated += bool(self._untold)
            secret, number = self._untold.pop() if self._untold else self._newcomer()
            try:
                answer = await posting.chat(secret, f"the pump {number[:4]} has stopped", number)
            except aiohttp.ClientError:
                self._untold.append((secret, number))
                return
            assert answer.status == 200, answer
            self.told.add(number)

    def _newcomer(self) -> tuple[str, str]:
        alphabet = "abcdefghijklmnopqrstuvwxyz0123456789"
        return "".join(self._random.choices(alphabet, k=43)), str(UUID(int=self._random.getrandbits(128), version=4))


async def test_ten_kills_at_random_lose_nothing_that_was_acknowledged(tmp_path, session):
    desk = Served(tmp_path)
    crowd = Crowd(session, 20261118)
    moments = random.Random(7)
    try:
        for _ in range(10):
            await desk.start()
            writing = [asyncio.create_task(crowd.write(desk.url)) for _ in range(4)]
            await asyncio.sleep(moments.uniform(0.05, 0.4))
            await desk.kill()
            await asyncio.gather(*writing)
        await desk.start()
        await until(lambda: not desk.rows(UNSENT))
        assert await desk.end() == 0
    finally:
        desk.leave()
    assert len(crowd.told) > 30
    assert crowd.repeated
    assert missing(desk, crowd.told) == {"inbox": set(), "own": set(), "answered": set()}
    assert desk.rows("SELECT 1 FROM parked") == []


def missing(desk: Served, told: set[str]) -> dict[str, set[str]]:
    """Of the acknowledged messages those not stored, not shown to their writer, and not answered exactly once."""
    taken = {delivery.partition(":")[2] for (delivery,) in desk.rows("SELECT delivery_id FROM inbox")}
    own = {key.removeprefix("in:"): chat for key, chat in desk.rows("SELECT key, chat FROM mailbox WHERE author > 0")}
    counted = "SELECT chat, count(*) FROM mailbox WHERE author = 0 GROUP BY chat"
    answers = dict(desk.rows(counted))
    answered = {number for number, chat in own.items() if answers.get(chat) == 1}
    return {"inbox": told - taken, "own": told - set(own), "answered": told - answered}

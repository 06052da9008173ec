"""WeChat and the whole desk behind it: what is asked again is answered the same, and happens once."""

import asyncio
import time

import pytest

from bot.app import build
from bot.config import of_tables
from tests.handlers.tencent.signing import AES_KEY, APP, TOKEN, said, sealed, unsealed, xml
from tests.handlers.wechat.conftest import Address

PERSON = "oLi4Tv-the-customer"
#: One second of the platform's, in these tests.
SECOND = 0.05


class SlowIntake:
    """The desk's own intake, with a database that takes its time."""

    def __init__(self, intake, after: float) -> None:
        self._intake, self.after = intake, after

    def __getattr__(self, name):
        return getattr(self._intake, name)

    async def take(self, incoming):
        await asyncio.sleep(self.after)
        return await self._intake.take(incoming)


@pytest.fixture
async def desk(tmp_path):
    """A desk on WeChat alone, in English; nothing is sent but answers in responses."""
    wechat = {"app_id": APP, "secret": "app-secret-x", "token": TOKEN, "aes_key": AES_KEY}
    data = {
        "company": {"name": "Ridgeline", "languages": ["en"]},
        "storage": {"url": "sqlite:///:memory:"},
        "web": {"listen": "127.0.0.1:0", "public_url": "https://desk.example.com"},
        "wechat": {**wechat, "api_url": "http://127.0.0.1:9"},
    }
    app = await build(of_tables(data, tmp_path), only=frozenset({"wechat"}))
    await app.start()
    yield app
    await app.stop()


@pytest.fixture
def li(desk, session):
    """Return the customer's phone: what is typed, and what the answer says."""
    address = Address(f"{desk.listener.url}/wechat", None, session, desk.clock)
    numbers = iter(range(1, 1000))

    async def push(text: str, number: int) -> str:
        at = int(time.time())
        message = xml("text", at, person=PERSON, Content=text, MsgId=number)
        status, answer = await address.post(*sealed(message, at, f"n{next(numbers)}"))
        assert status == 200
        return "success" if answer == b"success" else said(unsealed(answer))["Content"]

    return push


async def report(li) -> None:
    for number, text in enumerate(["the core switch is down", "1"], 100):
        assert await li(text, number) != "success"


async def tickets(desk) -> int:
    async def count(work):
        return len(await work.execute("open_tickets"))

    return await desk.store.turn(count)


def slow_down(desk, seconds: float, *, beyond: bool) -> None:
    """Make turns take so long; `beyond` what the platform waits for, else within four whole seconds of ours."""
    answering = desk.wechat._webhook.answering  # noqa: SLF001  a desk gives nobody the means to slow it down
    answering._intake = SlowIntake(answering._intake, seconds * SECOND)  # noqa: SLF001  the same
    if beyond:
        answering._patience = 4 * SECOND  # noqa: SLF001  the same


async def test_one_message_three_times_is_one_ticket_and_three_equal_answers(desk, li):
    await report(li)
    answers = await asyncio.gather(*(li("1", 7) for _ in range(3)))
    again = await li("1", 7)
    assert {*answers, again} == {answers[0]}
    assert "BX-" in answers[0]
    assert await tickets(desk) == 1


@pytest.mark.parametrize(("takes", "success"), [(3, False), (6, True), (12, True)])
async def test_tries_at_0_5_and_10_seconds_are_answered_alike_whether_the_turn_is_fast_or_slow(
    desk, li, takes, success
):
    await report(li)
    slow_down(desk, takes, beyond=success)

    async def at(second: float) -> str:
        await asyncio.sleep(second * SECOND)
        return await li("1", 7)

    answers = await asyncio.gather(*map(at, (0, 5, 10)))
    assert len(set(answers)) == 1
    assert (answers[0] == "success") is success
    await desk.wechat._webhook.answering.stop()  # noqa: SLF001  once all is stored
    assert await tickets(desk) == 1

"""The platform repeats itself, and sometimes an update kills its own turn: neither costs anybody a message."""

import asyncio
import json

import pytest

from bot.desk.desk import Desk
from tests.e2e.desks import HOTLINE, Running, offers, running

POISON = "drink me"


class Poisoned:
    """The desk, but for one text that it cannot bear."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __getattr__(self, name: str) -> object:
        return getattr(self._desk, name)

    def decide(self, incoming, facts, more, now):
        if incoming.text == POISON:
            raise ZeroDivisionError("poison")
        return self._desk.decide(incoming, facts, more, now)


@pytest.fixture
async def desk(tmp_path):
    async with running(tmp_path) as desk:
        yield desk


@pytest.fixture(params=["polling", "webhook"])
async def poisoned(tmp_path, request):
    async with running(tmp_path, request.param) as desk:
        core = desk.app.engine.core
        core.desk = Poisoned(core.desk)
        yield desk


async def twenty_times(desk: Running, update: bytes) -> None:
    answers = await asyncio.gather(*(desk.hook(update) for _ in range(20)))
    assert [answer.status for answer in answers] == [200] * 20


async def test_the_same_update_twenty_times_at_once_is_one_ticket_and_one_call(desk):
    li = desk.telegram.person("Li")
    await twenty_times(desk, desk.update(li, text="the core switch is down"))
    await offers(li, "choice-report-fault")
    await twenty_times(desk, desk.press(li, "choice-report-fault"))
    await offers(li, "choice-down")
    await twenty_times(desk, desk.press(li, "choice-down"))
    await desk.wang.gets("core switch")
    await desk.app.engine.sender.idle()
    assert len(await desk.rows("tickets_after", 0, 10)) == 1
    assert sum("core switch is down" in shown.text for shown in desk.wang.inbox) == 1
    assert len({shown.text for shown in li.inbox}) == len(li.inbox)


async def test_a_message_that_breaks_its_turn_is_kept_and_the_next_of_its_chat_works(poisoned):
    li = poisoned.telegram.person("Li")
    await li.says(POISON)
    await li.says("the core switch is down")
    await offers(li, "choice-report-fault")
    assert HOTLINE in li.inbox[0].text
    (parked,) = await poisoned.rows("parked")
    assert POISON.encode() in parked[-1]


async def test_operators_are_alarmed_of_a_kept_message(poisoned):
    li = poisoned.telegram.person("Li")
    await li.says(POISON)
    alarm = await poisoned.sun.gets("parked")
    assert "ZeroDivisionError" in alarm.text
    assert poisoned.wang.inbox == []


async def test_a_poisoned_update_is_parked_once_however_often_it_comes(desk):
    core = desk.app.engine.core
    core.desk = Poisoned(core.desk)
    li = desk.telegram.person("Li")
    await twenty_times(desk, desk.update(li, text=POISON))
    assert len(await desk.rows("parked")) == 1
    await li.gets(HOTLINE)
    await desk.app.engine.sender.idle()
    assert len(li.inbox) == 1


@pytest.mark.parametrize("strange", [{"message": 5}, {"message": {"text": ["no", "words"]}}, {"brand_new": {"a": 1}}])
async def test_an_update_our_types_do_not_bear_is_kept_told_and_does_not_stop_the_next(desk, strange):
    body = json.dumps({"update_id": 7, **strange}).encode()
    await twenty_times(desk, body)
    assert [bytes(row[-1]) for row in await desk.rows("parked")] == [body]
    await desk.sun.gets("parked")
    li = desk.telegram.person("Li")
    assert (await desk.hook(desk.update(li, text="the core switch is down"))).status == 200
    await offers(li, "choice-report-fault")

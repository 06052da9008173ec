"""The demo's desk runs by itself: time flies and holds, a restart loses nothing, visitors come in over HTTP."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.handlers.demo import DemoPages
from bot.stories.director import Director
from bot.stories.form import load
from bot.stories.live import LiveDesk
from bot.stories.player import Player
from bot.stories.shelf import SHELF, stories
from bot.stories.tempo import TempoClock

MINUTE = 60_000_000
LADDER = load(SHELF / "05-ladder.yaml")


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[LiveDesk]:
    desk = LiveDesk(tmp_path, SHELF, 0)
    yield desk
    await desk.close()


def wall() -> int:
    return time.time_ns() // 1_000


async def test_time_flies_to_the_very_moment_and_then_runs_as_before():
    clock = TempoClock(datetime(2026, 11, 18, 22, 35, tzinfo=UTC), wall)
    clock.run_at(1)
    before = clock.now()
    await clock.fly(15 * MINUTE, 0.3)
    assert 0 <= clock.now() - before - 15 * MINUTE < MINUTE / 60
    assert clock.speed == 1


async def test_a_clock_that_is_held_holds_and_flies_on_later():
    clock = TempoClock(datetime(2026, 11, 18, 22, 35, tzinfo=UTC), wall)
    clock.run_at(0)
    before = clock.now()
    flight = asyncio.create_task(clock.fly(15 * MINUTE, 0.2))
    await asyncio.sleep(0.3)
    assert clock.now() - before < MINUTE
    clock.run_at(5)
    await flight
    assert clock.now() - before >= 15 * MINUTE
    assert clock.speed == 5


async def test_a_story_comes_true_on_a_desk_that_runs_by_itself(live: LiveDesk):
    await live.open("en", LADDER)
    await Player(live, live.phrases, "en").play(LADDER)
    assert any("Zoe Adams" in line.text for line in await live.staff().lines(room=True))


async def test_a_restart_comes_back_to_the_same_address_with_everything(live: LiveDesk):
    await live.open("en", LADDER)
    address = live.url
    await live.actor("li").say("The fan is loud")
    await live.restart()
    assert live.url == address
    assert "The fan is loud" in [line.text for line in await live.actor("li").lines()]


async def test_a_phones_secret_opens_its_talk_over_http(live: LiveDesk):
    await live.open("en", LADDER)
    phones = live.shown()["phones"]
    headers = {"Authorization": f"Bearer {phones['staff']['secret']}"}
    async with aiohttp.ClientSession(live.url, headers=headers) as visitor:
        message = {"id": "8d7a6b1e-3f52-4c55-9f0a-0d1c2b3a4e5f", "text": "/duty"}
        async with visitor.post("/chat/api/messages?room=staff", json=message) as response:
            assert response.status == 200
    assert await live.wait(_duty_is_told(live), timedelta())


def _duty_is_told(live: LiveDesk):
    async def told() -> bool:
        return any("Will Ward" in line.text for line in await live.staff().lines(room=True))

    return told


async def test_each_language_has_its_own_names_and_all_words(live: LiveDesk):
    shown = {}
    for language in ("zh", "es", "en"):
        await live.open(language)
        shown[language] = live.shown()
    names = {shown[language]["phones"]["engineer"]["name"] for language in shown}
    assert names == {"王强", "Walter Soto", "Will Ward"}
    assert len({tuple(sorted(shown[language]["words"])) for language in shown}) == 1


async def test_the_show_goes_on_in_another_language_for_those_who_watch(live: LiveDesk):
    director = Director(live, stories(), "en", 600)
    live.pages = DemoPages(director)
    try:
        await director.play("ladder")
        async with aiohttp.ClientSession(live.url) as visitor:
            async with visitor.post("/demo/api/language", json={"language": "es"}) as response:
                assert response.status == 200
            async with asyncio.timeout(10):
                async for scene in director.scenes():
                    if scene["language"] == "es" and scene["caption"]:
                        break
            async with visitor.get("/demo") as response:
                assert response.status == 200
        assert scene["phones"]["customer"]["name"] == "Sofía Quiroga"
    finally:
        await director.close()

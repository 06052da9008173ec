"""The show before visitors: it plays, pauses, gives a phone away, and says all that happens."""

import asyncio
from collections.abc import AsyncIterator, Mapping

import pytest

from bot.handlers.demo import Refused
from bot.stories.director import Director
from bot.stories.form import read
from bot.stories.script import Story
from tests.stories.people import Phrasebook, SmallWorld

SHORT = """\
name: short
title: {zh: 短, en: Short}
language: en
level: 1
start: 2026-11-18T22:35:00+08:00
cast:
  li: {role: customer}
  wang: {role: on_duty}
steps:
  - li: {zh: 停了, en: It stopped}
    mark: Report
    caption: {zh: 报修, en: They report}
  - li: {press: Minor}
    mark: Level
  - wang: {say: {zh: 好, en: Fine}, in: room}
    caption: {zh: 答复, en: They answer}
"""
FAILING = SHORT.replace("name: short", "name: failing").replace("press: Minor", "press: Nothing")


class Premises(SmallWorld):
    """A small world with a door and a clock."""

    def __init__(self) -> None:
        super().__init__("li", "wang")
        self.opened: list[tuple[str, str]] = []
        self.rate = 1.0
        self.phrases = Phrasebook()

    async def open(self, language: str, story: Story | None = None) -> None:
        self.opened.append((language, story.name if story else ""))
        self.actor("li").sees("How bad?", "Minor")

    def now(self) -> int:
        return self.minute

    def run_at(self, rate: float) -> None:
        self.rate = rate

    def shown(self) -> Mapping[str, object]:
        return {"clock": {"now": self.minute, "rate": self.rate}, "words": {"play": "Play"}}


@pytest.fixture
def premises() -> Premises:
    return Premises()


@pytest.fixture
async def director(premises: Premises) -> AsyncIterator[Director]:
    show = Director(premises, [read(SHORT, "short.yaml"), read(FAILING, "failing.yaml")], "en", 600)
    yield show
    await show.close()


async def scene(director: Director) -> Mapping[str, object]:
    scenes = director.scenes()
    first = await anext(scenes)
    await scenes.aclose()
    return first


async def until(director: Director, **wanted: object) -> Mapping[str, object]:
    async with asyncio.timeout(10):
        async for each in director.scenes():
            if all(each[name] == value for name, value in wanted.items()):
                return each
    raise AssertionError("the scenes ended")


async def test_a_story_plays_to_its_end_and_each_step_is_told(director: Director, premises: Premises):
    await director.ask("play", {"story": "short"})
    typing = await until(director, phone="customer", caption="They report", next="They answer")
    assert typing["state"] == "playing"
    pressed = await until(director, press={"phone": "customer", "label": "Minor"})
    assert pressed["marks"][0]["status"] == "done"
    assert (await until(director, typing={"phone": "staff", "text": "Fine", "ms": 230}))["phone"] == "staff"
    ended = await until(director, state="ended")
    assert [mark["status"] for mark in ended["marks"]] == ["done", "done"]
    assert premises.actor("wang").did == ["room: Fine"]


async def test_each_play_opens_a_desk_of_its_own(director: Director, premises: Premises):
    await director.play("short")
    await director.play("short", "zh")
    assert premises.opened == [("en", "short"), ("zh", "short")]


async def test_a_paused_story_waits_and_the_clock_is_held(director: Director, premises: Premises):
    await director.play("short")
    await director.ask("pause", {})
    assert ((await scene(director))["state"], premises.rate) == ("paused", 0.0)
    await asyncio.sleep(0.5)
    assert premises.actor("li").did == []
    await director.ask("resume", {})
    await until(director, state="ended")


async def test_taking_a_role_pauses_and_doing_something_ends_the_story(director: Director, premises: Premises):
    await director.play("short")
    await director.ask("take", {"phone": "engineer"})
    taken = await scene(director)
    assert (taken["state"], taken["role"], taken["touched"], taken["speed"]) == ("paused", "engineer", False, 1)
    await director.ask("take", {"phone": "engineer", "touched": True})
    await director.ask("resume", {})
    await asyncio.sleep(0.5)
    assert premises.actor("li").did == []
    assert (await scene(director))["state"] == "paused"


async def test_a_role_given_back_untouched_lets_the_story_go_on(director: Director):
    await director.play("short")
    await director.ask("take", {"phone": "customer"})
    await director.ask("resume", {})
    await until(director, state="ended", role="")


async def test_a_chosen_speed_is_kept_when_a_role_is_taken(director: Director, premises: Premises):
    await director.ask("speed", {"speed": 60})
    await director.play("short")
    await director.ask("take", {"phone": "customer", "touched": True})
    assert (await scene(director))["speed"] == 60
    assert premises.rate == 60


async def test_a_story_that_went_another_way_says_so(director: Director):
    await director.play("failing")
    assert (await until(director, state="failed"))["caption"] == "They report"


async def test_another_language_plays_the_story_anew(director: Director, premises: Premises):
    await director.play("short")
    await director.ask("language", {"language": "zh"})
    await until(director, language="zh", caption="报修")
    assert premises.opened[-1] == ("zh", "short")


async def test_a_fresh_desk_has_no_story(director: Director, premises: Premises):
    await director.play("short")
    await director.ask("fresh", {})
    assert (await until(director, story=""))["state"] == "idle"
    assert premises.opened[-1] == ("en", "")


async def test_words_are_told_once_and_again_in_another_language(director: Director):
    scenes = director.scenes()
    assert "words" in await anext(scenes)
    await director.ask("speed", {"speed": 1})
    assert "words" not in await anext(scenes)
    await scenes.aclose()


async def test_the_menu_holds_the_stories_of_the_language(director: Director):
    shown = await scene(director)
    assert [story["title"] for story in shown["stories"]] == ["Short", "Short"]
    assert shown["languages"] == ("zh", "en")


@pytest.mark.parametrize(
    ("wish", "details"),
    [
        ("play", {"story": "nothing"}),
        ("play", {"story": "short", "language": "es"}),
        ("speed", {"speed": 7}),
        ("language", {"language": "fr"}),
        ("take", {"phone": "boss"}),
        ("dance", {}),
    ],
)
async def test_what_cannot_be_is_refused(director: Director, wish: str, details: dict[str, object]):
    with pytest.raises(Refused):
        await director.ask(wish, details)

"""A visitor of a story does what a page would do, and reads what a page would show."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.stories.script import Part, Words
from bot.stories.shelf import SHELF
from bot.stories.stage import IN_MEMORY, Stage
from bot.stories.visitor import Visitor

LI = Part("li", "customer", Words({"": "Li"}), Words({"": "a customer"}))


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    opened = Stage(tmp_path, datetime(2026, 11, 18, 7, 0, tzinfo=UTC), "en", IN_MEMORY)
    await opened.open([LI])
    yield opened
    await opened.close()


@pytest.fixture
def li(stage: Stage) -> Visitor:
    return stage.actor("li")


async def test_the_own_words_are_kept_beside_the_answer(stage: Stage, li: Visitor):
    await li.say("The pump stopped")
    await stage.settle()
    own, answer = sorted(await li.lines(), key=lambda line: not line.own)
    assert (own.text, own.own, own.buttons) == ("The pump stopped", True, ())
    assert "Report a fault" in answer.words


async def test_the_same_message_counts_once(stage: Stage, li: Visitor):
    await li.say("The pump stopped")
    await stage.settle()
    before = [line.text for line in await li.lines()]
    for _ in range(20):
        await li.again()
    await stage.settle()
    assert [line.text for line in await li.lines()] == before


async def test_nothing_can_be_repeated_before_something_was_sent(li: Visitor):
    with pytest.raises(ValueError, match="li has sent nothing"):
        await li.again()


async def test_a_picture_is_stored_and_shown(stage: Stage, li: Visitor):
    data = (SHELF / "rack.png").read_bytes()
    await li.send_file("rack.png", data, "look at the lamps")
    await stage.settle()
    stored = [path for path in stage.app.settings.files.rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in stored] == [data]
    assert "look at the lamps" in [line.text for line in await li.lines()]


async def test_staff_are_known_by_their_invitation(stage: Stage):
    await stage.actor("zhao").say("/duty")
    await stage.settle()
    assert "Will Ward" in (await stage.actor("zhao").lines())[-1].text
    await stage.actor("zhao").say("good morning", room=True)
    assert ("Zoe Adams", "good morning") in [(line.author, line.text) for line in await stage.staff().lines(room=True)]

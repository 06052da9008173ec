"""The shipped stories, played on emulated phones: updates come in over HTTP, calls to the Bot API go out over it."""

from collections.abc import AsyncIterator, Callable

import pytest

from bot.stories.script import Story
from bot.stories.shelf import SHELF, stories
from tests.e2e.telegram_stage import TelegramStage

SHIPPED = {story.name: story for story in stories()}


@pytest.fixture
async def opened(tmp_path) -> AsyncIterator[Callable]:
    stages: list[TelegramStage] = []

    async def open_stage(story: Story, language: str, receive: str) -> TelegramStage:
        stage = TelegramStage(tmp_path, story.start_at, language, receive)
        stages.append(stage)
        await stage.open(story.cast.values())
        return stage

    yield open_stage
    for stage in stages:
        await stage.leave()


@pytest.mark.slow
@pytest.mark.parametrize("receive", ["polling", "webhook"])
@pytest.mark.parametrize("name", SHIPPED)
async def test_a_story_comes_true_on_phones(opened, name, receive):
    story = SHIPPED[name]
    # One way in the language the story was written in, the other in another that tells it too.
    language = story.languages[0 if receive == "polling" else -1]
    stage = await opened(story, language, receive)
    await stage.play(story, SHELF)
    assert await troubles(stage) == []


async def troubles(stage: TelegramStage) -> list[object]:
    """What went wrong behind the scenes though the cast saw what they should: a story has none of it."""
    reads = stage.app.store.reads()
    undelivered = [
        row for state in ("undeliverable", "unknown") for row in await reads.rows("outbox_by_state", state, 9)
    ]
    return [*await reads.rows("parked"), *undelivered, *await reads.rows("alarms_newest", 9)]

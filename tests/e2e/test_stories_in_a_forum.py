"""The shipped stories in a staff group of four on our own strict Telegram, which refuses what Telegram refuses."""

from collections.abc import AsyncIterator, Callable

import pytest

from bot.stories.script import Story
from bot.stories.shelf import SHELF, stories
from tests.e2e.forum_stage import ForumStage
from tests.e2e.test_stories_over_telegram import troubles

SHIPPED = {story.name: story for story in stories()}


@pytest.fixture
async def opened(tmp_path) -> AsyncIterator[Callable]:
    stages: list[ForumStage] = []

    async def open_stage(story: Story, language: str, receive: str, *, forum: bool) -> ForumStage:
        stage = ForumStage(tmp_path, story.start_at, language, receive, forum=forum)
        stages.append(stage)
        await stage.open(story.cast.values())
        return stage

    yield open_stage
    for stage in stages:
        await stage.leave()


@pytest.mark.slow
@pytest.mark.parametrize("forum", [True, False], ids=["forum", "plain"])
@pytest.mark.parametrize("name", SHIPPED)
async def test_a_story_comes_true_in_a_group_of_four(opened, name, forum):
    story = SHIPPED[name]
    # The forum is polled, the plain group is posted to; each in another of the story's languages.
    language, receive = (story.languages[0], "polling") if forum else (story.languages[-1], "webhook")
    stage = await opened(story, language, receive, forum=forum)
    await stage.play(story, SHELF)
    assert await troubles(stage) == []
    assert stage.phones.flood.refused == []
    assert bool(stage.group.topics) is forum

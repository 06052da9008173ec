"""The shipped stories with customers on WeChat, encrypted by another's hand, and staff on WeCom or in a forum."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from bot.stories.script import Story
from bot.stories.shelf import SHELF, stories
from tests.e2e.tencent_stage import TencentStage, WeChatAndForum

SHIPPED = {story.name: story for story in stories()}
AnyStage = TencentStage | WeChatAndForum


@pytest.fixture
async def opened() -> AsyncIterator[Callable[[AnyStage, Story], Awaitable[AnyStage]]]:
    stages: list[AnyStage] = []

    async def open_stage(stage: AnyStage, story: Story) -> AnyStage:
        stages.append(stage)
        await stage.open(story.cast.values())
        return stage

    yield open_stage
    for stage in stages:
        await stage.leave()


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
async def test_a_story_comes_true_on_wechat_and_wecom(opened, tmp_path, name):
    story = SHIPPED[name]
    stage = await opened(TencentStage(tmp_path, story.start_at, story.languages[0]), story)
    await stage.play(story, SHELF)
    assert await stage.troubles() == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
async def test_a_story_comes_true_on_wechat_with_the_staff_on_telegram(opened, tmp_path, name):
    story = SHIPPED[name]
    # In another of the story's languages than the one above.
    stage = await opened(WeChatAndForum(tmp_path, story.start_at, story.languages[-1], "webhook"), story)
    await stage.play(story, SHELF)
    assert await stage.troubles() == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["outage", "ladder"])
async def test_what_customers_write_stays_out_of_telegram_through_a_whole_story(opened, tmp_path, name):
    story = SHIPPED[name]
    stage = WeChatAndForum(tmp_path, story.start_at, story.languages[0], "webhook")
    stage.keeps_private = True
    await opened(stage, story)
    await stage.play(story, SHELF)
    said = [push.fields.get("Content", "") for push in stage.customers.wechat.pusher.done]
    # Numbers that choose say nothing, and stand in many a card.
    written = [words for words in said if len(words) > 4]
    shown = [message for chat in stage.phones.rooms.values() for message in chat.inbox]
    assert written
    assert [message.text for message in shown for words in written if words in message.text] == []
    assert [message.kind for message in shown if message.kind != "text"] == []
    assert await stage.troubles() == []

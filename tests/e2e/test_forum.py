"""A staff group with topics, and one that moves, through the whole desk and our own strict Telegram."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.stories.script import Part, Words
from tests.e2e.forum_stage import ForumStage
from tests.telegram_api import Message, Person, Topic

AFTERNOON = datetime(2026, 11, 18, 7, 0, tzinfo=UTC)
LI = Part("li", "customer", Words({"": "Li"}), Words({"": "li"}))
CREW = ("wang", "zhao", "lin", "sun")
PICTURE = b"\\x89PNG\\r\\n\\x1a\\n" + b"0" * 64


class SmallGroupStage(ForumStage):
    """Its group is still a basic one, which may move."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, AFTERNOON, "en", "polling", forum=False)
        self.group = self.phones.group("Small", kind="group")


@pytest.fixture
async def opened() -> AsyncIterator[Callable]:
    stages: list[ForumStage] = []

    async def open_stage(stage: ForumStage) -> ForumStage:
        stages.append(stage)
        await stage.open([LI])
        return stage

    yield open_stage
    for stage in stages:
        await stage.leave()


async def reports(stage: ForumStage) -> Topic | None:
    """Let Li report a fault, and Wang take it; return its topic."""
    li, wang = phone(stage, "li"), phone(stage, "wang")
    for text in ("/report", "No picture on C-14", "2", "4", "no", *["skip"] * 4, "1"):
        await li.says(text)
        await stage.settle()
    # The button pages for the same words are many; the typed twin is one.
    await wang.says(f"/ack {await number(stage)}")
    await stage.settle()
    return stage.group.topics[-1] if stage.group.topics else None


async def number(stage: ForumStage) -> str:
    """Return the number of the only ticket."""
    (row,) = await stage.app.store.reads().rows("tickets_after", 0, 10)
    return str(row[1])


def phone(stage: ForumStage, slug: str) -> Person:
    person = stage.actor(slug).phone
    assert isinstance(person, Person)
    return person


async def says(stage: ForumStage, slug: str, text: str, topic: Topic | None = None) -> Message:
    """Let somebody write, to us or in a topic, and everything come of it that does."""
    chat = {"chat": stage.group, "thread": topic} if topic else {}
    line = await phone(stage, slug).says(text, **chat)
    await stage.settle()
    return line


@pytest.mark.slow
async def test_the_talk_of_a_ticket_goes_through_its_topic(opened, tmp_path):
    stage = await opened(ForumStage(tmp_path, AFTERNOON, "en", "polling", forum=True))
    topic = await reports(stage)
    li, group = phone(stage, "li"), stage.group
    assert (await number(stage))[:4] in topic.name
    assert {each.thread for each in group.inbox} == {topic.id}

    line = await says(stage, "wang", "Please press the red button", topic)
    await li.gets("Please press the red button")
    assert line.reactions == ["👍"]
    internal = await says(stage, "zhao", "I would swap the fuse", topic)
    assert (internal.reactions, [each for each in li.inbox if "fuse" in each.text]) == ([], [])
    await says(stage, "li", "It smokes now")
    await group.gets("It smokes now", thread=topic.id)

    photo = await phone(stage, "wang").sends_photo(PICTURE, chat=group, thread=topic)
    await stage.settle()
    assert [each.file for each in li.inbox if each.file] == [PICTURE]
    assert photo.reactions == ["👍"]

    await li.blocks()
    lost = await says(stage, "wang", "Are you there?", topic)
    told = await group.gets("no sign that this line reached the customer", thread=topic.id)
    assert (told.reply_to, lost.reactions) == (lost.id, [])


@pytest.mark.slow
async def test_a_group_that_moved_is_found_after_a_restart_under_the_old_configuration(opened, tmp_path):
    stage = await opened(SmallGroupStage(tmp_path))
    await reports(stage)
    old = stage.group
    moved = old.moves(first="from")
    await stage.restart()
    await says(stage, "wang", f"/solved {await number(stage)} New lamp")
    card = await moved.gets("to be confirmed")
    await phone(stage, "lin").says(f"/ticket {await number(stage)}", moved)
    await stage.settle()
    assert len([each for each in moved.inbox if "No picture on C-14" in each.text]) == 2
    assert (card.edits, card.chat) == (0, moved.at)
    told = [[each for each in phone(stage, slug).inbox if "new number" in each.text] for slug in CREW]
    assert sorted(map(len, told)) == [0, 0, 0, 1]

"""Every shipped story comes true on the real desk, in each language it can be told in."""

from pathlib import Path

import pytest

from bot.stories.form import load
from bot.stories.player import StoryFailed
from bot.stories.script import LANGUAGES, ROOM
from bot.stories.shelf import SHELF, stories
from bot.stories.stage import IN_MEMORY, Stage
from bot.stories.transcript import transcripts

NAMES = [path.name for path in sorted(SHELF.glob("*.yaml"))]


async def played(name: str, language: str, folder: Path) -> str:
    """Play a shipped story and return the talk of every party."""
    story = load(SHELF / name)
    stage = Stage(folder, story.start_at, language)
    try:
        await stage.open(story.cast.values())
        await stage.play(story, SHELF)
        cast = [stage.actor(slug) for slug in story.cast]
        return await transcripts(cast, stage.staff(), stage.app.settings.zone)
    except StoryFailed as failed:
        pytest.fail(f"{name}, line {failed.step.line}: {failed}")
    finally:
        await stage.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
async def test_a_shipped_story_comes_true(name: str, language: str, tmp_path: Path):
    transcript = await played(name, language, tmp_path)
    story = load(SHELF / name)
    assert all(f"== {slug} (" in transcript for slug in story.cast)
    assert f"== {ROOM} ==" in transcript


async def test_the_same_story_is_told_in_the_same_words_every_time(tmp_path: Path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    assert await played("05-ladder.yaml", "en", first) == await played("05-ladder.yaml", "en", second)


async def test_a_desk_in_memory_cannot_be_restarted(tmp_path: Path):
    story = load(SHELF / "04-repeat-and-restart.yaml")
    stage = Stage(tmp_path, story.start_at, "zh", IN_MEMORY)
    try:
        await stage.open(story.cast.values())
        with pytest.raises(RuntimeError, match="forgets everything"):
            await stage.play(story, SHELF)
    finally:
        await stage.close()


async def test_a_stage_that_was_not_opened_has_no_desk(tmp_path: Path):
    stage = Stage(tmp_path, load(SHELF / NAMES[0]).start_at, "zh")
    with pytest.raises(RuntimeError, match="not been opened"):
        await stage.settle()


def test_the_shelf_holds_each_story_once():
    names = [story.name for story in stories()]
    assert len(set(names)) == len(names) == len(NAMES)

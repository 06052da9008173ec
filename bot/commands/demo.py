"""`baoxiu demo`: the whole product on one page, or one story played headless."""

from __future__ import annotations

import asyncio
import signal
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Annotated

import typer

from bot.adapters import logs
from bot.commands.telling import DONE, NO, WrongUse, complain, say
from bot.handlers.demo import DemoPages
from bot.stories.director import Director
from bot.stories.form import StoryError, load
from bot.stories.live import LiveDesk
from bot.stories.player import StoryFailed
from bot.stories.script import LANGUAGES, Story
from bot.stories.shelf import SHELF, stories
from bot.stories.stage import Stage
from bot.stories.transcript import transcripts

#: Visitors meet this story first.
FIRST = "outage"
#: An hour a second; beyond that nobody sees anything.
FASTEST = 3600

Port = Annotated[int, typer.Option("--port", help="Where the page is served, on this machine only; 0 takes any.")]
Speed = Annotated[int, typer.Option("--speed", help="How many seconds of desk time a second lasts.")]
Script = Annotated[Path | None, typer.Option("--script", help="Play this story without a page; print all talks.")]
Language = Annotated[str, typer.Option("--language", help="The language of the desk or of the story: zh, es, en.")]


def demo(port: Port = 8080, speed: Speed = 60, script: Script = None, language: Language = "") -> None:
    """Show the whole product on one page: a customer, the on-duty engineer, the staff channel."""
    # What a visitor should read is on the page.
    logs.set_up("ERROR", ())
    if language and language not in LANGUAGES:
        raise WrongUse(f'--language: expected one of {", ".join(LANGUAGES)}, found "{language}"')
    if not 1 <= speed <= FASTEST:
        raise WrongUse(f"--speed: expected a number from 1 to {FASTEST}, found {speed}")
    if script is None:
        asyncio.run(show(port, speed, language or LANGUAGES[0]))
        return
    raise typer.Exit(asyncio.run(play(script, language)))


async def play(script: Path, language: str = "") -> int:
    """Play a story on a desk of its own, print the talk of every party; return 0, or 1 where it came otherwise."""
    story = _read(script)
    language = language or story.language
    if language not in story.languages:
        raise WrongUse(f"{story.file} can be told in {', '.join(story.languages)}, not in {language}")
    with tempfile.TemporaryDirectory(prefix="baoxiu-story-") as folder:
        stage = Stage(Path(folder), story.start_at, language)
        try:
            await stage.open(story.cast.values())
            return await _played(stage, story, script.parent)
        finally:
            await stage.close()


async def show(port: int, speed: int, language: str) -> None:
    """Serve the demo until SIGTERM or SIGINT."""
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="baoxiu-demo-")))
        shelf = stories()
        first = next((story for story in shelf if story.name == FIRST), shelf[0])
        desk = LiveDesk(folder, SHELF, port)
        director = Director(desk, shelf, language, speed)
        desk.pages = DemoPages(director)
        stack.push_async_callback(desk.close)
        stack.push_async_callback(director.close)
        await director.play(first.name)
        say(f"{desk.url}/demo")
        await told.wait()


def _read(script: Path) -> Story:
    try:
        return load(script)
    except OSError as error:
        raise WrongUse(f"{script}: {error.strerror}") from error
    except StoryError as error:
        raise WrongUse(str(error)) from error


async def _played(stage: Stage, story: Story, files: Path) -> int:
    code = DONE
    try:
        await stage.play(story, files)
    except StoryFailed as failed:
        complain(f"{story.file}, line {failed.step.line}: {failed}")
        code = NO
    cast = [stage.actor(slug) for slug in story.cast]
    say(await transcripts(cast, stage.staff(), stage.app.settings.zone))
    return code

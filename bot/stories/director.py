"""Plays stories before an audience, with pauses to read, and stops when a visitor takes over."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Coroutine, Mapping, Sequence
from contextlib import suppress
from typing import Protocol

from bot.handlers.demo import Refused
from bot.stories import pacing
from bot.stories.audience import Audience
from bot.stories.player import Player, StoryFailed, World
from bot.stories.programme import Programme
from bot.stories.script import LANGUAGES, Story
from bot.stories.watching import Phrases

log = logging.getLogger(__name__)


class Premises(World, Protocol):
    """The running desk of the demo, with its people."""

    @property
    def phrases(self) -> Phrases:
        """Return the desk's texts."""

    async def open(self, language: str, story: Story | None = None) -> None:
        """Run a new, empty desk in this language, with the people and the time of a story; the one before is closed."""

    def now(self) -> int:
        """Return desk time."""

    def run_at(self, rate: float) -> None:
        """Let desk time run so fast; 0 holds it."""

    def shown(self) -> Mapping[str, object]:
        """Return clock, zone, phones and words as the page is told."""


class Director:
    """One show for all visitors."""

    def __init__(self, premises: Premises, stories: Sequence[Story], language: str, speed: int) -> None:
        self.premises = premises
        self._stories = {story.name: story for story in stories}
        self._show = Programme(language, speed)
        self._speeds = tuple(sorted({*pacing.SPEEDS, speed}))
        self._chosen_speed = False
        self._playing: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()
        self._errands: set[asyncio.Task[None]] = set()
        self._one_at_a_time = asyncio.Lock()

    async def scenes(self) -> AsyncGenerator[Mapping[str, object], None]:
        """Yield the scene now and after each change; the page's words when their language is new."""
        told = ""
        while True:
            changed = self._changed
            scene = {**self.premises.shown(), **self._show.shown(), **self._menu()}
            if told == self._show.language:
                scene.pop("words", None)
            told = self._show.language
            yield scene
            await changed.wait()

    async def ask(self, wish: str, details: Mapping[str, object]) -> None:
        """Fulfil a wish of a visitor."""
        language = str(details.get("language", ""))
        match wish:
            case "play":
                self._known(name := str(details.get("story", "")), language or self._show.language)
                self._errand(self.play(name, language))
            case "pause":
                self._pause()
            case "resume":
                self._resume()
            case "take":
                await self._take(str(details.get("phone", "")), touched=details.get("touched") is True)
            case "speed":
                self._speed(details.get("speed"))
            case "language":
                self._spoken(language)
                self._errand(self._speak(language))
            case "fresh":
                self._errand(self._fresh())
            case _:
                raise Refused(f"the show knows no {wish!r}")

    async def play(self, name: str, language: str = "") -> None:
        """Begin a story on a desk of its own: what was played before must not call anybody in the middle of it."""
        story = self._known(name, language or self._show.language)
        await self._stop()
        await self._open(language or self._show.language, story)
        self._show.begin(story)
        self._playing = asyncio.create_task(self._run(story))
        self._tell()

    async def close(self) -> None:
        """End the show."""
        for errand in self._errands:
            errand.cancel()
        await self._stop()

    async def _run(self, story: Story) -> None:
        audience = Audience(self._show, story, self.premises.now, self._tell)
        player = Player(self.premises, self.premises.phrases, self._show.language, audience)
        try:
            await player.play(story)
            audience.reached(len(story.steps) - 1)
            self._show.state = "ended"
        except StoryFailed as failed:
            log.warning("%s, line %d: %s", story.file, failed.step.line, failed)
            self._show.state = "failed"
        self._show.quiet()
        self._tell()

    async def _stop(self) -> None:
        task, self._playing = self._playing, None
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        self._show.quiet()

    def _pause(self) -> None:
        if self._show.state == "playing":
            self._show.state = "paused"
            self._tell()

    def _resume(self) -> None:
        self._show.role = ""
        if self._show.state == "paused" and not self._show.touched:
            self._show.state = "playing"
        self._tell()

    async def _take(self, phone: str, *, touched: bool) -> None:
        """Give a phone to the visitor; with the first thing they do on it the story is theirs."""
        if phone not in ("customer", "engineer", "staff"):
            raise Refused(f"there is no phone {phone!r}")
        if touched and not self._show.touched:
            await self._stop()
        self._show.role = phone  # type: ignore[assignment]  # one of the three, looked at above
        self._show.touched = self._show.touched or touched
        if not self._chosen_speed:
            self._show.speed = pacing.SPEEDS[0]
        if self._show.state == "playing":
            self._show.state = "paused"
        self._tell()

    def _speed(self, speed: object) -> None:
        if speed not in self._speeds:
            raise Refused(f"the speeds are {', '.join(map(str, self._speeds))}")
        self._show.speed, self._chosen_speed = int(str(speed)), True
        self._tell()

    async def _speak(self, language: str) -> None:
        """Change the language: of a story by playing it anew, else by opening a new desk."""
        if language == self._show.language:
            return
        if self._show.story is not None and language in self._show.story.languages:
            await self.play(self._show.story.name, language)
        else:
            await self._fresh(language)

    async def _fresh(self, language: str = "") -> None:
        await self._stop()
        await self._open(language or self._show.language)
        self._tell()

    async def _open(self, language: str, story: Story | None = None) -> None:
        self._spoken(language)
        await self.premises.open(language, story)
        self._show = Programme(language, self._show.speed)

    def _known(self, name: str, language: str) -> Story:
        story = self._stories.get(name)
        if story is None or language not in story.languages:
            raise Refused(f"there is no story {name!r} in {language!r}")
        return story

    def _spoken(self, language: str) -> None:
        if language not in self._menu_languages():
            raise Refused(f"the desk does not speak {language!r}")

    def _errand(self, errand: Coroutine[None, None, None]) -> None:
        """Do it after the request that asked for it: a new desk hangs up on everybody, the asker included."""

        async def run() -> None:
            async with self._one_at_a_time:
                await errand

        task = asyncio.create_task(run())
        self._errands.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, errand: asyncio.Task[None]) -> None:
        self._errands.discard(errand)
        if not errand.cancelled() and (error := errand.exception()):
            log.error("the show stopped", exc_info=error)

    def _menu_languages(self) -> tuple[str, ...]:
        told = {each for story in self._stories.values() for each in story.languages}
        return tuple(each for each in LANGUAGES if each in told)

    def _menu(self) -> Mapping[str, object]:
        language = self._show.language
        stories = [
            {
                "name": story.name,
                "title": story.title.told(language),
                "about": story.about.told(language),
                "level": story.level,
            }
            for story in self._stories.values()
            if language in story.languages
        ]
        return {"stories": stories, "languages": self._menu_languages(), "speeds": self._speeds}

    def _tell(self) -> None:
        """Let the clock follow the show, and show the change to everybody."""
        self.premises.run_at(self._rate())
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    def _rate(self) -> float:
        if self._show.state == "paused" and not self._show.role:
            return 0.0
        if self._show.state == "playing":
            return pacing.rate(self._show.speed)
        return float(self._show.speed) if self._show.role else 1.0

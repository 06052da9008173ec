"""A stage: the real desk in a throw-away folder, on a clock that stands still until the story moves it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from bot.adapters.clock import VirtualClock
from bot.adapters.ids import SeededIds
from bot.app import App, build
from bot.stories.cast import Cast
from bot.stories.crew import crew_with, settings
from bot.stories.phrases import TextPhrases
from bot.stories.player import Player, Seen
from bot.stories.script import Part, Story
from bot.stories.visitor import Visitor
from bot.texts import Texts

IN_MEMORY = "sqlite:///:memory:"
ON_DISK = "sqlite:///desk.db"
#: No HTTP: the cast talks to the channel itself.
_PARTS = frozenset({"sender", "timers"})
#: What announces no moment of its own, like a file to be fetched again, is looked at this often.
_HOP = timedelta(hours=1)
_MICROSECOND = timedelta(microseconds=1)


class Stage:
    """Steps a desk: what is due is done at once, and time passes only from one due thing to the next."""

    def __init__(self, folder: Path, start_at: datetime, language: str, url: str = ON_DISK) -> None:
        self.clock = VirtualClock(start_at)
        self.ids = SeededIds(1, self.clock)
        self.language = language
        self._folder = folder
        self._files = folder
        self._url = url
        self._parts: tuple[Part, ...] = ()
        self._app: App | None = None
        self.cast = Cast(lambda: self.app, language)

    @property
    def app(self) -> App:
        """Return the desk as it runs now."""
        if self._app is None:
            raise RuntimeError("the stage has not been opened")
        return self._app

    @property
    def phrases(self) -> TextPhrases:
        """Return the desk's words; read apart, since looking at them is no use of them."""
        return TextPhrases(Texts(self.app.texts.languages))

    async def open(self, parts: Iterable[Part] = ()) -> None:
        """Build the desk and bring the cast in; staff whom `parts` does not name come from the house."""
        self._parts = tuple(parts)
        await self._build()
        crew = {part.slug: part for part in crew_with(self._parts)}
        for part in self._parts:
            if part.is_customer:
                self.cast.customer(part)
        await self.cast.join(crew)
        await self.settle()

    async def close(self) -> None:
        """Stop the desk."""
        if self._app is not None:
            await self._app.stop()
            self._app = None

    async def play(self, story: Story, files: Path) -> None:
        """Play a story from its first step to the last; raise StoryFailed."""
        self._files = files
        await Player(self, self.phrases, self.language).play(story)

    def actor(self, slug: str) -> Visitor:
        """Return the one of the cast with this name."""
        return self.cast[slug]

    def staff(self) -> Visitor:
        """Return somebody of the staff, through whose eyes the room is seen."""
        return self.cast.eyes

    def file(self, name: str) -> bytes:
        """Return the bytes of a file that lies beside the story."""
        return (self._files / name).read_bytes()

    async def settle(self) -> None:
        """Do and send what is due, until nothing is."""
        engine = self.app.engine
        while await engine.deadlines.run_due() + await engine.media.run_once() + await engine.sender.drain():
            pass

    async def pass_time(self, length: timedelta) -> None:
        """Let time pass, with a stop at everything that falls due on the way."""
        until = self.clock.now() + length // _MICROSECOND
        await self.settle()
        while self.clock.now() < until:
            await self._hop(until)

    async def wait(self, seen: Seen, within: timedelta) -> bool:
        """Let time pass until `seen` says yes, at most `within`; return whether it did."""
        until = self.clock.now() + within // _MICROSECOND
        await self.settle()
        while not await seen():
            if self.clock.now() >= until:
                return False
            await self._hop(until)
        return True

    async def restart(self) -> None:
        """Stop the desk and build it again on the same database."""
        if self._url == IN_MEMORY:
            raise RuntimeError("a desk in memory forgets everything when it is restarted")
        await self.close()
        await self._build()
        await self.settle()

    async def _build(self) -> None:
        told = settings(self._folder, self.language, self._parts, url=self._url)
        self._app = await build(told, clock=self.clock, ids=self.ids, only=_PARTS)
        await self._app.prepare()

    async def _hop(self, until: int) -> None:
        now = self.clock.now()
        ahead = [due for due in await self._dues() if due is not None and due > now]
        self.clock.advance((min([until, now + _HOP // _MICROSECOND, *ahead]) - now) * _MICROSECOND)
        await self.settle()

    async def _dues(self) -> tuple[int | None, ...]:
        """Return when the next timer and the next waiting message are due; both clocks are one here."""
        (waiting,) = await self.app.store.reads().rows("outbox_next")
        return (await self.app.engine.deadlines.next_due(), *waiting)

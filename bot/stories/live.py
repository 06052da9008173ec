"""The demo's desk: the same parts as `serve` runs, on a clock with a hand on it, with its people signed in."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.app import App, build
from bot.handlers.listener import Listener
from bot.stories.cast import Cast
from bot.stories.crew import COMPANY, ENGINEER, MANAGER, crew_with, settings
from bot.stories.pacing import gliding
from bot.stories.phrases import TextPhrases
from bot.stories.player import Seen
from bot.stories.script import Part, Story, Words
from bot.stories.tempo import TempoClock
from bot.stories.visitor import Visitor
from bot.texts import Texts

_MICROSECOND = timedelta(microseconds=1)
#: Real seconds: how often a wait looks, and how long it looks before it lets time fly.
_LOOK = 0.1
_AT_ONCE = 3.0
#: Real seconds within which the loops have done what an act set in motion.
_SETTLED = 0.25
_STRANGER = Part("visitor", "customer", Words({"": ""}), Words({"": ""}))
_WORDS = ("web-", "demo-")


class Pages(Protocol):
    """The demo's own routes, put on every new listener."""

    def connect(self, listener: Listener) -> None:
        """Add them to a listener that has not started."""


class LiveDesk:
    """Runs one desk at a time, each in a folder of its own under `folder`."""

    def __init__(self, folder: Path, files: Path, port: int) -> None:
        self._folder = folder
        self._files = files
        self._address = f"127.0.0.1:{port}"
        self._clock = TempoClock(datetime.now(UTC), _wall)
        self._language = ""
        self._opened = 0
        self._app: App | None = None
        self._cast = Cast(lambda: self.app, "")
        self._part = _STRANGER
        self._parts: tuple[Part, ...] = ()
        self.pages: Pages | None = None

    @property
    def app(self) -> App:
        """Return the desk as it runs now."""
        if self._app is None:
            raise RuntimeError("the desk has not been opened")
        return self._app

    @property
    def url(self) -> str:
        """Return the one address."""
        return self.app.listener.url

    @property
    def phrases(self) -> TextPhrases:
        """Return the desk's words; read apart, since looking at them is no use of them."""
        return TextPhrases(Texts(self.app.texts.languages))

    async def open(self, language: str, story: Story | None = None) -> None:
        """Run a new, empty desk in this language, with the people and the time of a story; the one before is closed."""
        await self.close()
        self._language = language
        self._opened += 1
        self._clock = TempoClock(story.start_at if story else datetime.now(UTC), _wall)
        parts = tuple(story.cast.values()) if story else (_STRANGER,)
        await self._start(parts)
        self._cast = Cast(lambda: self.app, language)
        await self._cast.join({part.slug: part for part in crew_with(parts)})
        customers = [part for part in parts if part.is_customer] or [_STRANGER]
        for part in customers:
            self._cast.customer(part)
        self._part = customers[0]

    async def close(self) -> None:
        """Stop the desk."""
        if self._app is not None:
            await self._app.stop()
            self._app = None

    def now(self) -> int:
        """Return desk time."""
        return self._clock.now()

    def run_at(self, rate: float) -> None:
        """Let desk time run so fast; 0 holds it."""
        self._clock.run_at(rate)
        if self._app is not None:
            self._app.web.hub.wake_all()

    def actor(self, slug: str) -> Visitor:
        """Return the one of the cast with this name."""
        return self._cast[slug]

    def staff(self) -> Visitor:
        """Return somebody of the staff, through whose eyes the room is seen."""
        return self._cast.eyes

    def file(self, name: str) -> bytes:
        """Return the bytes of a file that lies beside the stories."""
        return (self._files / name).read_bytes()

    async def settle(self) -> None:
        """Leave the loops the moment they need."""
        await asyncio.sleep(_SETTLED)

    async def pass_time(self, length: timedelta) -> None:
        """Let desk time fly."""
        if length:
            await self._clock.fly(length // _MICROSECOND, gliding(length))

    async def wait(self, seen: Seen, within: timedelta) -> bool:
        """Look for a moment, then let time fly for as long as the story grants."""
        for _ in range(round(_AT_ONCE / _LOOK)):
            if await seen():
                return True
            await asyncio.sleep(_LOOK)
        await self.pass_time(within)
        await self.settle()
        return await seen()

    async def restart(self) -> None:
        """Stop the desk and start it again on the same database, its listener too."""
        await self.close()
        await self._start(self._parts)

    def shown(self) -> Mapping[str, object]:
        """Return clock, zone, phones and words as the page is told."""
        return {
            "clock": {"now": self._clock.now(), "rate": self._clock.speed},
            "zone": self.app.settings.company.time_zone,
            "phones": self._phones(),
            "words": self._words(),
        }

    async def _start(self, parts: tuple[Part, ...]) -> None:
        self._parts = parts
        folder = self._folder / f"desk-{self._opened}"
        folder.mkdir(parents=True, exist_ok=True)
        told = settings(folder, self._language, parts, listen=self._address)
        app = await build(told, clock=self._clock)
        if self.pages is not None:
            self.pages.connect(app.listener)
        try:
            await app.start()
        except BaseException:
            await app.stop()
            raise
        self._app = app
        # Whatever port it got, a restart comes back to the same.
        self._address = app.listener.url.removeprefix("http://")

    def _phones(self) -> Mapping[str, object]:
        language = self._language
        company = COMPANY.told(language)
        name = self._part.name.told(language)
        about = " · ".join(word for word in (name, self._part.about.told(language)) if word)
        engineer = self._cast[ENGINEER]
        secret = self._cast[self._part.slug].session.secret
        return {
            "customer": _phone(
                secret, name, about or self._say("demo-customer-about"), company, self._say("demo-hotline-bot")
            ),
            "engineer": _phone(
                engineer.session.secret,
                engineer.name,
                engineer.name,
                self._say("demo-desk-bot"),
                self._say("demo-duty-bot"),
            ),
            "staff": _phone(
                self._cast[MANAGER].session.secret,
                self._cast[MANAGER].name,
                self._say("demo-room-about"),
                self._say("demo-room", company=company),
                self._say("demo-room-members", count=len(self.app.settings.staff)),
            ),
        }

    def _words(self) -> Mapping[str, str]:
        texts, language = self.app.texts, self._language
        plain = (text_id for text_id in texts.ids(language) if text_id.startswith(_WORDS))
        return {
            text_id.partition("-")[2]: self._say(text_id)
            for text_id in sorted(plain, reverse=True)
            if not texts.variables(text_id, language)
        }

    def _say(self, text_id: str, **args: str | int) -> str:
        zone = ZoneInfo(self.app.settings.company.time_zone)
        return self.app.texts.say(text_id, self._language, zone, datetime.now(UTC), args)


def _wall() -> int:
    return time.time_ns() // 1_000


def _phone(secret: str, name: str, about: str, title: str, subtitle: str) -> dict[str, str]:
    return {"secret": secret, "name": name, "about": about, "title": title, "subtitle": subtitle}

"""A stage whose cast has phones: the desk of `bot.app` talks to an emulated Telegram, by polling or by webhook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from bot.app import ALL, Invitation, build
from bot.config import Settings
from bot.config.settings import Telegram
from bot.handlers.telegram.settings import Receive
from bot.stories.crew import MANAGER, crew_with, settings
from bot.stories.phrases import TextPhrases
from bot.stories.script import Part
from bot.stories.stage import Stage
from bot.texts import Texts
from tests.e2e.phones import Actor, Phones
from tests.handlers.telegram.conftest import SECRET, free_port
from tests.handlers.telegram.emulator import TOKEN

#: A private chat bears four messages in four seconds; nobody in a story minds waiting so long.
_TICK = timedelta(seconds=1)
_TICKS = 8
_MICROSECOND = timedelta(microseconds=1)


class TelegramStage(Stage):
    """The stories' stage, with a phone for everybody and a group for the staff."""

    def __init__(self, folder: Path, start_at: datetime, language: str, receive: Receive) -> None:
        super().__init__(folder, start_at, language)
        self.phones = self._make_phones()
        self.group = self.phones.group("Staff")
        self._receive = receive
        self._url_of_desk = f"http://127.0.0.1:{free_port()}"
        self._actors: dict[str, Actor] = {}

    def _make_phones(self) -> Any:
        return Phones(self.clock)

    async def open(self, parts: Iterable[Part] = ()) -> None:
        self._parts = tuple(parts)
        await self.phones.rises()
        await self._build()
        crew = crew_with(self._parts)
        for part in (*crew, *(each for each in self._parts if each.is_customer)):
            self._actors[part.slug] = self._phone_of(part)
        for part in crew:
            invited = await self.app.invite(Invitation(slug=part.slug))
            await self._actors[part.slug].start(invited.token)
            await self.settle()

    async def close(self) -> None:
        if self._app is not None and self._app.telegram is not None:
            await self._app.telegram.stop()
        await super().close()

    async def leave(self) -> None:
        """Close, and take the platform down too."""
        await self.close()
        await self.phones.falls()

    def actor(self, slug: str) -> Actor:
        return self._actors[slug]

    def staff(self) -> Actor:
        return self._actors[MANAGER]

    async def settle(self) -> None:
        """Do and send what is due, what a chat bears only a moment later too."""
        self._is_answered()
        for _tick in range(_TICKS):
            await self.phones.is_read()
            await super().settle()
            if not await self._held():
                return
            self.clock.advance(_TICK)

    def _is_answered(self) -> None:
        """Telegram answers all through the story's hours, though its clock leaps over the polls and looks in them."""
        if self._app is not None and self._app.telegram is not None:
            self._app.telegram._line.heard_at = self.clock.wall()  # type: ignore[attr-defined] # noqa: SLF001 - no door

    async def _held(self) -> bool:
        rows = await self.app.store.reads().rows("outbox_by_state", "pending", 100)
        due_at = 8
        return any(row[due_at] <= self.clock.now() for row in rows)

    async def _build(self) -> None:
        asked = len(self.phones.called("setWebhook"))
        self._app = await build(self._settings(), clock=self.clock, ids=self.ids, only=ALL - {"web"})
        assert self._app.telegram is not None
        await self._app.prepare()
        await self._app.listener.start()
        await self._app.telegram.start()
        await self.phones.sees(*(("setWebhook", asked + 1) if self._receive == "webhook" else ("getMe",)))

    def _settings(self) -> Settings:
        told = settings(
            self._folder,
            self.language,
            self._parts,
            url=self._url,
            listen=self._url_of_desk.removeprefix("http://"),
        )
        telegram = Telegram(
            token=TOKEN,
            api_url=self.phones.api_url,
            receive=self._receive,
            webhook_secret=SECRET,
            staff_chat=self.group.chat,
        )
        web = msgspec.structs.replace(told.web, public_url=self._url_of_desk)
        staff = tuple(msgspec.structs.replace(member, web=False) for member in told.staff)
        return msgspec.structs.replace(told, telegram=telegram, web=web, staff=staff)

    def _phone_of(self, part: Part) -> Actor:
        person = self.phones.person(part.name.told(self.language), language=self.language)
        phrases = TextPhrases(Texts(self.app.texts.languages))
        return Actor(person, self.group, part.slug, self.language, phrases)

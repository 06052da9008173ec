"""Stages over our own WeChat and WeCom: customers on WeChat, encrypted; staff on WeCom, or in a group of Telegram's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from bot.adapters.clock import SECOND
from bot.app import ALL, App, build
from bot.config import Settings
from bot.config.settings import Templates, Wechat, Wecom
from bot.handlers.telegram.settings import Receive
from bot.ports import Clock
from bot.stories.crew import MANAGER, crew_with, settings
from bot.stories.phrases import TextPhrases
from bot.stories.script import Part
from bot.stories.stage import Stage
from bot.texts import Texts
from tests.e2e.forum_stage import ForumStage
from tests.e2e.phones import Actor
from tests.e2e.tencent_phones import Colleague, Customer
from tests.tencent_api import SORRY, WeChat, WeCom
from tests.tencent_api.pushes import Mode

#: The department all staff are in.
PARTY = 2
#: What a chat does not bear at once is sent a moment later; nobody in a story minds waiting so long.
_TICK = timedelta(seconds=1)
_TICKS = 8


class OnWeChat:
    """The customers' side of a stage."""

    def __init__(self, clock: Clock, mode: Mode = "safe") -> None:
        self.wechat = WeChat(now=lambda: clock.wall() / SECOND, mode=mode)
        self.templates = Templates()
        #: The key the configuration has already, while the platform still uses the one of before.
        self.next_key = ""

    def settings(self, told: Settings) -> Settings:
        """Return a configuration with the account in it."""
        wechat = self.wechat
        account = Wechat(
            app_id=wechat.app_id,
            secret=wechat.secret,
            token=wechat.secrets.token,
            aes_key=self.next_key or wechat.secrets.aes_key,
            previous_aes_key=wechat.secrets.aes_key if self.next_key else "",
            mode=wechat.pusher.mode,
            api_url=wechat.api_url,
            templates=self.templates,
        )
        return msgspec.structs.replace(told, wechat=account)

    def customer(self, part: Part, language: str) -> Customer:
        """Return the phone of one of the customers, who follows the account."""
        return Customer(self.wechat.person(part.name.told(language)), part.slug, language)

    async def meets(self, app: App) -> None:
        """Let a desk that has been built take messages in."""
        assert app.wechat is not None
        await app.wechat.start()
        self.wechat.pusher.url = f"{app.listener.url}/wechat"
        assert await self.wechat.pusher.verify()
        await self.wechat.sees("menu/create")

    def troubles(self) -> list[object]:
        """Return what went wrong: calls refused, answers that could not be shown, messages not taken."""
        pushes = [push.trouble for push in self.wechat.pusher.done if push.trouble or len(push.statuses) > 1]
        sorry = [person.name for person in self.wechat.people for each in person.inbox if each.text == SORRY]
        return [*self.wechat.refused, *pushes, *sorry]


class TencentStage(Stage):
    """The stories' stage with WeChat for customers and WeCom for staff."""

    def __init__(self, folder: Path, start_at: datetime, language: str) -> None:
        super().__init__(folder, start_at, language)
        self.customers = OnWeChat(self.clock)
        self.wecom = WeCom(now=lambda: self.clock.wall() / SECOND)
        self._actors: dict[str, Customer | Colleague] = {}

    @property
    def folder(self) -> Path:
        """Return where the desk's database lies."""
        return self._folder

    async def open(self, parts: Iterable[Part] = ()) -> None:
        self._parts = tuple(parts)
        await self.customers.wechat.rises()
        await self.wecom.rises()
        await self._build()
        phrases = TextPhrases(Texts(self.app.texts.languages))
        for part in crew_with(self._parts):
            member = self.wecom.member(part.slug, part.name.told(self.language))
            self.wecom.party(PARTY, [member])
            self._actors[part.slug] = Colleague(member, part.slug, self.language, phrases)
        for part in self._parts:
            if part.is_customer:
                self._actors[part.slug] = self.customers.customer(part, self.language)
        await self.settle()

    async def close(self) -> None:
        if self._app is not None:
            for channel in (self._app.wechat, self._app.wecom):
                assert channel is not None
                await channel.stop()
        await super().close()

    async def leave(self) -> None:
        """Close, and take the platforms down too."""
        await self.close()
        await self.customers.wechat.falls()
        await self.wecom.falls()

    def actor(self, slug: str) -> Customer | Colleague:
        return self._actors[slug]

    def staff(self) -> Customer | Colleague:
        return self._actors[MANAGER]

    async def settle(self) -> None:
        """Do and send what is due, what is put off for a moment too."""
        for _tick in range(_TICKS):
            await super().settle()
            if not await held(self):
                return
            self.clock.advance(_TICK)

    async def troubles(self) -> list[object]:
        """Return what went wrong behind the scenes: a story has none of it."""
        sent = self.wecom.sent
        pushes = [push.trouble for push in self.wecom.pusher.done if push.trouble or len(push.statuses) > 1]
        lost = [
            *self.wecom.refused,
            *pushes,
            *sent.cut,
            *sent.doubled,
            *([self.wecom.dropped] * bool(self.wecom.dropped)),
        ]
        return [*await troubles_of(self), *self.customers.troubles(), *lost]

    async def _build(self) -> None:
        self._app = await build(self._settings(), clock=self.clock, ids=self.ids, only=ALL - {"web"})
        await self._app.prepare()
        await self._app.listener.start()
        assert self._app.wecom is not None
        await self._app.wecom.start()
        self.wecom.pusher.url = f"{self._app.listener.url}/wecom"
        assert await self.wecom.pusher.verify()
        await self.customers.meets(self._app)

    def _settings(self) -> Settings:
        told = settings(self._folder, self.language, self._parts, url=self._url, listen="127.0.0.1:0")
        staff = tuple(msgspec.structs.replace(member, web=False, wecom=member.id) for member in told.staff)
        web = msgspec.structs.replace(told.web, public_url="https://desk.example")
        app = Wecom(
            corp_id=self.wecom.corp_id,
            agent_id=self.wecom.agent_id,
            secret=self.wecom.secret,
            token=self.wecom.secrets.token,
            aes_key=self.wecom.secrets.aes_key,
            api_url=self.wecom.api_url,
            staff_party=PARTY,
        )
        return self.customers.settings(msgspec.structs.replace(told, web=web, wecom=app, staff=staff))


class WeChatAndForum(ForumStage):
    """The stories' stage with WeChat for customers, both encrypted and plain in one, and a forum for staff."""

    def __init__(self, folder: Path, start_at: datetime, language: str, receive: Receive) -> None:
        super().__init__(folder, start_at, language, receive, forum=True)
        self.customers = OnWeChat(self.clock, "compatible")
        #: Whether what customers write is kept out of Telegram.
        self.keeps_private = False

    async def open(self, parts: Iterable[Part] = ()) -> None:
        await self.customers.wechat.rises()
        await super().open(parts)

    async def close(self) -> None:
        if self._app is not None and self._app.wechat is not None:
            await self._app.wechat.stop()
        await super().close()

    async def leave(self) -> None:
        await super().leave()
        await self.customers.wechat.falls()

    async def troubles(self) -> list[object]:
        """Return what went wrong behind the scenes: a story has none of it."""
        return [*await troubles_of(self), *self.customers.troubles(), *self.phones.flood.refused]

    async def _build(self) -> None:
        await super()._build()
        await self.customers.meets(self.app)

    def _settings(self) -> Settings:
        told = super()._settings()
        desk = msgspec.structs.replace(told.desk, keep_wechat_private=self.keeps_private)
        return self.customers.settings(msgspec.structs.replace(told, desk=desk))

    def _phone_of(self, part: Part) -> Actor:
        # Both kinds of actor are the player's; the stage only hands them on.
        return self.customers.customer(part, self.language) if part.is_customer else super()._phone_of(part)


async def held(stage: Stage) -> bool:
    """Tell whether something waits that is due."""
    rows = await stage.app.store.reads().rows("outbox_by_state", "pending", 100)
    due_at = 8
    return any(row[due_at] <= stage.clock.now() for row in rows)


async def troubles_of(stage: Stage) -> list[object]:
    """Return what the desk itself knows of that went wrong."""
    reads = stage.app.store.reads()
    lost = [row for state in ("undeliverable", "unknown") for row in await reads.rows("outbox_by_state", state, 9)]
    return [*await reads.rows("parked"), *lost, *await reads.rows("alarms_newest", 9)]

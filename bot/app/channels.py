"""Makes the channels and hands them what surrounds them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.adapters.aside import AsideFolder
from bot.adapters.files import DiskFiles
from bot.config import Settings
from bot.config.settings import Telegram, Wecom
from bot.engine.service import Engine
from bot.handlers.listener import Listener
from bot.handlers.telegram.channel import TelegramChannel
from bot.handlers.telegram.settings import Receive, Surroundings, account
from bot.handlers.web import Company, Outside, WebChannel, routes
from bot.messages import Place
from bot.texts import Texts
from storage.sqlite.card_codes import StoredCardCodes
from storage.sqlite.mailbox import StoredMailbox
from storage.sqlite.tokens import StoredNotes, StoredTokens

if TYPE_CHECKING:
    from bot.handlers.wechat.channel import WechatChannel
    from bot.handlers.wecom.channel import WecomChannel


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """[telegram] with the company's public address, as the channel asks for it."""

    token: str = field(repr=False)
    api_url: str
    receive: Receive
    webhook_path: str
    webhook_secret: str = field(repr=False)
    public_url: str
    staff_chat: str


@dataclass(frozen=True, slots=True)
class WecomSettings:
    """[wecom] with the company's public address, as the channel asks for it."""

    corp_id: str
    agent_id: int
    secret: str = field(repr=False)
    token: str = field(repr=False)
    aes_key: str = field(repr=False)
    api_url: str
    path: str
    public_url: str


@dataclass(frozen=True, slots=True)
class Channels:
    """Makes channels on one engine, and connects them to it."""

    settings: Settings
    engine: Engine
    files: DiskFiles
    texts: Texts
    listener: Listener

    def web(self, *, open_to_visitors: bool) -> WebChannel:
        """Return the web chat; its pages are served only when it is open to visitors."""
        outside = self._outside()
        channel = WebChannel(outside)
        if open_to_visitors:
            for route in routes(outside, channel):
                self.listener.route(route.method, route.path, route.handler)
        self.engine.connect(channel)
        return channel

    def telegram(self) -> TelegramChannel | None:
        """Return the Telegram channel, None where [telegram] is not configured."""
        if self.settings.telegram is None:
            return None
        around = Surroundings(
            intake=self.engine.turns,
            clock=self.engine.core.clock,
            files=self.files,
            alarms=self.engine.alarms,
            texts=self.texts,
            staff=tuple(member.telegram for member in self.settings.staff if member.telegram),
            group_now=self._group_now(account(self.settings.telegram.token)),
            # A clock that stories move was never away.
            last_alive=int(getattr(self.engine.core.clock, "last_alive", 0)),
            gauge=self.engine.core.measures.gauge,
        )
        told = telegram_settings(self.settings, self.settings.telegram)
        channel = TelegramChannel(told, around, self.listener)
        self.engine.connect(channel)
        return channel

    def wechat(self) -> WechatChannel | None:
        """Return the WeChat channel, None where [wechat] is not configured."""
        if self.settings.wechat is None:
            return None
        # What reads Tencent's messages takes a while to load: nobody waits for it who does not need it.
        from bot.handlers.wechat.channel import WechatChannel  # noqa: PLC0415  loaded where it is configured
        from bot.handlers.wechat.settings import Surroundings as Around  # noqa: PLC0415  the same

        core = self.engine.core
        around = Around(
            intake=self.engine.turns,
            clock=core.clock,
            files=self.files,
            alarms=self.engine.alarms,
            texts=self.texts,
            tokens=StoredTokens(core.store),
            notes=StoredNotes(core.store),
            aside=AsideFolder(self.settings.run / "aside"),
            zone=self.settings.zone,
        )
        channel = WechatChannel(self.settings.wechat, around, self.listener)
        self.engine.connect(channel)
        return channel

    def wecom(self) -> WecomChannel | None:
        """Return the WeCom channel, None where [wecom] is not configured."""
        if self.settings.wecom is None:
            return None
        # What reads Tencent's messages takes a while to load: nobody waits for it who does not need it.
        from bot.handlers.wecom.channel import WecomChannel  # noqa: PLC0415  loaded where it is configured
        from bot.handlers.wecom.settings import Surroundings as Around  # noqa: PLC0415  the same

        core = self.engine.core
        around = Around(
            intake=self.engine.turns,
            clock=core.clock,
            files=self.files,
            alarms=self.engine.alarms,
            texts=self.texts,
            tokens=StoredTokens(core.store),
            codes=StoredCardCodes(core.store),
        )
        channel = WecomChannel(wecom_settings(self.settings, self.settings.wecom), around, self.listener)
        self.engine.connect(channel)
        return channel

    def _group_now(self, bot: str) -> Callable[[str], str]:
        return lambda chat: self.engine.core.desk.group_now(Place(bot, chat))

    def _outside(self) -> Outside:
        core = self.engine.core
        return Outside(
            intake=self.engine.turns,
            mailbox=StoredMailbox(core.store),
            files=self.files,
            reads=core.store.reads(),
            clock=core.clock,
            ids=core.ids,
            texts=self.texts,
            company=_company(self.settings),
            # A clock that runs at its own speed says so.
            speed=lambda: float(getattr(core.clock, "speed", 1.0)),
            public_url=self.settings.web.public_url,
            links=core.links,
        )


def telegram_settings(settings: Settings, telegram: Telegram) -> TelegramSettings:
    """Return what the Telegram channel is told."""
    return TelegramSettings(
        token=telegram.token,
        api_url=telegram.api_url,
        receive=telegram.receive,
        webhook_path=telegram.webhook_path,
        webhook_secret=telegram.webhook_secret,
        public_url=settings.web.public_url,
        staff_chat=str(telegram.staff_chat),
    )


def wecom_settings(settings: Settings, wecom: Wecom) -> WecomSettings:
    """Return what the WeCom channel is told."""
    return WecomSettings(
        corp_id=wecom.corp_id,
        agent_id=wecom.agent_id,
        secret=wecom.secret,
        token=wecom.token,
        aes_key=wecom.aes_key,
        api_url=wecom.api_url,
        path=wecom.path,
        public_url=settings.web.public_url,
    )


def _company(settings: Settings) -> Company:
    company = settings.company
    return Company(name=company.name, hotline=company.hotline, zone=settings.zone, languages=company.languages)

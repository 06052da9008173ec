"""Makes the channels and hands them what surrounds them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.adapters.files import DiskFiles
from bot.config import Settings
from bot.config.settings import Telegram
from bot.engine.service import Engine
from bot.handlers.listener import Listener
from bot.handlers.telegram.channel import TelegramChannel
from bot.handlers.telegram.settings import Receive, Surroundings, account
from bot.handlers.web import Company, Outside, WebChannel, routes
from bot.messages import Place
from bot.texts import Texts
from storage.sqlite.mailbox import StoredMailbox


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


def _company(settings: Settings) -> Company:
    company = settings.company
    return Company(name=company.name, hotline=company.hotline, zone=settings.zone, languages=company.languages)

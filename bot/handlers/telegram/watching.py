"""Looks every few minutes whether Telegram still has what we set up: the webhook, our rights in the group."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit

from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.handlers.telegram.groups import Groups
from bot.handlers.telegram.line import PRESSES_KEPT, Line
from bot.handlers.telegram.updates import ALLOWED
from bot.ports import Alarms, StoreError

_log = logging.getLogger(__name__)

#: Real seconds between two looks.
EVERY = 240.0
#: Updates that Telegram may post at a time.
CONNECTIONS = 40
#: How much of what Telegram says about a failed delivery is told.
_WORDS = 200


def host_of(url: str) -> str:
    """Return where a webhook leads, without its path, which may hold a secret; a dash when there is none."""
    return urlsplit(url).hostname or "-"


@dataclass(slots=True)
class Hook:
    """Our webhook as Telegram has it: set anew when it is not ours any more, with an alarm when it cannot deliver."""

    #: Its repr holds the token.
    bot: Bot = field(repr=False)
    url: str
    alarms: Alarms
    line: Line
    set_anew: Callable[[], Awaitable[None]] = field(repr=False)
    gauge: Callable[[str, float], None]
    _failed_at: datetime | None = None
    _failing_since: int = 0

    async def look(self) -> None:
        """Compare; raise TelegramError when Telegram does not answer."""
        info = await self.bot.get_webhook_info()
        await self.line.heard()
        self.gauge("telegram_pending", float(info.pending_update_count))
        if not self._is_ours(info):
            await self.alarms.raise_alarm("telegram-webhook", host_of(info.url))
            await self.set_anew()
            self._failed_at = None
        elif info.last_error_date is not None and info.last_error_date != self._failed_at:
            await self._fails(info)
        elif self._failing_since:
            await self._works()

    def _is_ours(self, info: WebhookInfo) -> bool:
        same = set(info.allowed_updates or ()) == set(ALLOWED) and info.max_connections == CONNECTIONS
        return info.url == self.url and same

    async def _fails(self, info: WebhookInfo) -> None:
        self._failed_at = info.last_error_date
        if not self._failing_since:
            self._failing_since = self.line.clock.wall()
            await self.alarms.raise_alarm("telegram-undelivered", (info.last_error_message or "")[:_WORDS])

    async def _works(self) -> None:
        """No delivery has failed since the look before."""
        since, self._failing_since = self._failing_since, 0
        await self.alarms.clear_alarm("telegram-undelivered")
        if self.line.clock.wall() - since > PRESSES_KEPT:
            await self.line.report(since)


@dataclass(slots=True)
class Watch:
    """Runs the looks; `rouse` makes it look at once. `staff_chat` returns the id the group has now, "" for none."""

    #: Its repr holds the token.
    bot: Bot = field(repr=False)
    groups: Groups
    line: Line
    staff_chat: Callable[[], str] = field(repr=False)
    hook: Hook | None = None
    every: float = EVERY
    _bell: asyncio.Event = field(default_factory=asyncio.Event)

    def rouse(self) -> None:
        """Look at once: something has changed."""
        self._bell.set()

    async def run(self) -> None:
        """Look at the start, and then again and again, until cancelled or the token is refused."""
        asked = True
        while True:
            self._bell.clear()
            try:
                await self._look(asked=asked)
                asked = False
            except InvalidToken:
                return
            except (TelegramError, StoreError) as error:
                _log.warning("a look at Telegram failed: %s", error)
                await self._silent()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._bell.wait(), self.every)

    async def _look(self, *, asked: bool) -> None:
        if self.hook is not None:
            await self.hook.look()
        if chat := self.staff_chat():
            me = await self.bot.get_me()
            self.groups.ours = replace(self.groups.ours, sees_all=me.can_read_all_group_messages is not False)
            await self.groups.check(chat, asked=asked)

    async def _silent(self) -> None:
        # Who polls notices a silence much sooner.
        if self.hook is not None:
            await self.line.silent()

"""WeCom as one of the desk's channels: puts receiving, sending and fetching together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime

from bot.handlers.listener import Listener
from bot.handlers.tencent_api import ApiError, Around, TencentApi, corp_token, fetch
from bot.handlers.wecom.cards import Cards
from bot.handlers.wecom.sending import HOME, Department, Sending, Words
from bot.handlers.wecom.settings import Settings, Surroundings, account
from bot.handlers.wecom.uploads import Uploads
from bot.handlers.wecom.webhook import Webhook
from bot.messages import Delivery, Media, Outcome

_log = logging.getLogger(__name__)
#: Seconds until WeCom is asked again at the start; its brake makes most of these tries cost nothing.
AGAIN_AFTER = 60.0

#: Bytes: members can attach no more than this.
DOWNLOAD = 20 * 1024 * 1024


class WecomChannel:
    """One application of one company; its route is registered with `listener`, which somebody else starts."""

    def __init__(self, settings: Settings, around: Surroundings, listener: Listener) -> None:
        self.bot = account(settings.corp_id, settings.agent_id)
        self._agent_id = settings.agent_id
        self._greeting: asyncio.Task[None] | None = None
        self._api = api_of(settings, Around(around.tokens, around.clock, around.alarms))
        cards = Cards(self.bot, settings.agent_id, self._api, around.codes, around.clock)
        uploads = Uploads(self._api, around.files, around.alarms)
        self._sending = Sending(self._api, cards, uploads, _words(settings, around), Department(around.alarms))
        self._webhook = Webhook(settings, around)
        self._webhook.serve(listener, settings.path)

    async def start(self) -> None:
        """Begin to take messages in; the platform may be out of reach for now."""
        await self._api.open()
        self._webhook.is_open = True
        self._greeting = asyncio.create_task(self._greet())

    async def stop(self) -> None:
        """Take no more messages in. Sends after it are put off."""
        self._webhook.is_open = False
        if self._greeting is not None:
            self._greeting.cancel()
            await asyncio.gather(self._greeting, return_exceptions=True)
        await self._api.close()

    async def send(self, delivery: Delivery) -> Outcome:
        """Send one message; never raises for what the platform or the network does."""
        return await self._sending.send(delivery)

    async def fetch(self, media: Media) -> AsyncIterator[bytes]:
        """Return the bytes of a file; raise MediaGone when it cannot be had, ConnectionError when not now."""
        return await fetch(self._api, media, DOWNLOAD)

    async def _greet(self) -> None:
        """Ask for our own application: what an operator has to mend is told at the start, not with the first call."""
        while True:
            try:
                await self._api.get("/cgi-bin/agent/get", {"agentid": str(self._agent_id)})
            except ApiError as error:
                _log.warning("WeCom does not let us in yet: %s", error)
                await asyncio.sleep(AGAIN_AFTER)
            else:
                return


def api_of(settings: Settings, around: Around) -> TencentApi:
    """Return the application's API, whose token is its own and no other's (platform-rules C1)."""
    bot = account(settings.corp_id, settings.agent_id)
    return TencentApi(bot, settings.api_url, corp_token(settings.corp_id, settings.secret), around)


def _words(settings: Settings, around: Surroundings) -> Words:
    now = datetime.fromtimestamp(around.clock.now() / 1_000_000, UTC)
    submit = around.texts.say("wecom-choose", around.texts.languages[0], UTC, now)
    return Words(submit, settings.public_url or HOME)

"""WeChat as one of the desk's channels: puts receiving, sending, fetching and the menu together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from bot.handlers.listener import Listener
from bot.handlers.tencent_api import Around, TencentApi, fetch, stable_token
from bot.handlers.wechat import menu, templates
from bot.handlers.wechat.abilities import Abilities
from bot.handlers.wechat.media import Uploads
from bot.handlers.wechat.sending import Manner, Sending
from bot.handlers.wechat.settings import Settings, Surroundings, account
from bot.handlers.wechat.webhook import Webhook
from bot.messages import Delivery, Media, Outcome

#: Bytes: people can send no more than this.
DOWNLOAD = 25 * 1024 * 1024


class WechatChannel:
    """One service account; its routes are registered with `listener`, which somebody else starts."""

    #: Staff who read us here get links in the place of a card's buttons.
    buttonless = True

    def __init__(self, settings: Settings, around: Surroundings, listener: Listener) -> None:
        self.bot = account(settings.app_id)
        #: What may be sent at any time.
        self.templates = templates.names(settings.templates)
        self._menu = menu.menu_of(settings.menu, around.texts)
        self._api = api_of(settings, Around(around.tokens, around.clock, around.alarms))
        self._sending = _sending(self._api, settings, around)
        self._webhook = Webhook(settings, around)
        self._webhook.serve(listener, settings.path)
        self._setting: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to take messages in; the platform may be out of reach for now."""
        await self._api.open()
        await self._webhook.open()
        self._setting = asyncio.create_task(menu.keep_set(self._api, self._menu))

    async def stop(self) -> None:
        """Take no more messages in; returns when the last one is stored. Sends after it are put off."""
        if self._setting is not None:
            self._setting.cancel()
            await asyncio.wait({self._setting})
        await self._webhook.close()
        await self._api.close()

    async def send(self, delivery: Delivery) -> Outcome:
        """Send one message; never raises for what the platform or the network does."""
        return await self._sending.send(delivery)

    async def fetch(self, media: Media) -> AsyncIterator[bytes]:
        """Return the bytes of a file; raise MediaGone when it cannot be had, ConnectionError when not now."""
        return await fetch(self._api, media, DOWNLOAD)


def api_of(settings: Settings, around: Around) -> TencentApi:
    """Return the account's API."""
    grant = stable_token(settings.app_id, settings.secret)
    return TencentApi(account(settings.app_id), settings.api_url, grant, around)


def _sending(api: TencentApi, settings: Settings, around: Surroundings) -> Sending:
    uploads = Uploads(api, around.files, around.alarms, around.clock)
    abilities = Abilities(account(settings.app_id), around.notes, around.clock)
    return Sending(api, uploads, abilities, Manner(settings.templates, around.texts, around.clock, around.zone))

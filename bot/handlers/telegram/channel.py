"""Telegram as one of the desk's channels: puts receiving, sending, fetching and the menus together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from datetime import UTC, datetime
from typing import TypeVar

from telegram import ReplyParameters
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.handlers.listener import Listener
from bot.handlers.telegram import media as attached
from bot.handlers.telegram.calls import AiohttpRequest, TooMany, make_bot
from bot.handlers.telegram.groups import Groups
from bot.handlers.telegram.happenings import SECOND, Ours
from bot.handlers.telegram.intake import Gate
from bot.handlers.telegram.line import Conflicts, Line
from bot.handlers.telegram.menu import Menus
from bot.handlers.telegram.outcomes import TOKEN_REFUSED
from bot.handlers.telegram.parsing import Refused
from bot.handlers.telegram.polling import FIRST_WAIT, LONGEST_WAIT, Poller, TokenRefused
from bot.handlers.telegram.sending import Sending
from bot.handlers.telegram.settings import Settings, Surroundings, account
from bot.handlers.telegram.updates import ALLOWED, Chat
from bot.handlers.telegram.watching import CONNECTIONS, Hook, Watch, host_of
from bot.handlers.telegram.webhook import SECRET, Webhook
from bot.messages import Delivery, Media, Outcome, Undeliverable

_log = logging.getLogger(__name__)
T = TypeVar("T")


class TelegramChannel:
    """One bot account. In webhook mode it registers its route with `listener`, which somebody else starts."""

    def __init__(self, settings: Settings, around: Surroundings, listener: Listener | None = None) -> None:
        self.bot = account(settings.token)
        self._settings = settings
        self._around = around
        self._request = AiohttpRequest()
        self._api = make_bot(settings.token, settings.api_url, self._request)
        self._sending = Sending(self._api, around.files, around.alarms)
        self._webhook = _webhook(settings, listener) if settings.receive == "webhook" else None
        self._tasks: set[asyncio.Task[None]] = set()
        self._strange_groups: set[int] = set()
        self._hinted: set[tuple[int, str]] = set()
        self._line = Line(self.bot, around.clock, around.intake, around.alarms, around.last_alive)
        self._watch: Watch | None = None

    async def start(self) -> None:
        """Begin to take messages in; the platform may be out of reach for now."""
        await self._request.initialize()
        self._spawn(self._receive())

    async def stop(self) -> None:
        """Take no more messages in; returns when the last one is stored. Sends after it are put off."""
        if self._webhook is not None:
            self._webhook.gate = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._request.shutdown()

    async def send(self, delivery: Delivery) -> Outcome:
        """Send one message; never raises for what the platform or the network does."""
        outcome = await self._sending.send(delivery)
        if isinstance(outcome, Undeliverable) and outcome.unreachable and delivery.place.chat.startswith("-"):
            # A group that does not take us any more: the desk has to know.
            self.look_again()
        return outcome

    async def fetch(self, media: Media) -> AsyncIterator[bytes]:
        """Return the bytes of a file; raise MediaGone when it cannot be had, ConnectionError when not now."""
        return await attached.fetch(self._api, self._request, media)

    async def _receive(self) -> None:
        """Learn our name, then receive; a refused token raises an alarm and ends it."""
        try:
            me = await self._persist(self._api.get_me)
            await self._around.alarms.clear_alarm("telegram-token")
            ours = Ours(self.bot, me.username or "", me.can_read_all_group_messages is not False)
            gate = Gate(
                ours=ours,
                clock=self._around.clock,
                intake=self._around.intake,
                refuse=self._refuse,
                welcome=self._welcome,
                changed=self.look_again,
            )
            self._spawn(self._set_menus())
            await self._open(gate)
        except TokenRefused:
            await self._around.alarms.raise_alarm("telegram-token", TOKEN_REFUSED)

    async def _open(self, gate: Gate) -> None:
        if self._webhook is not None:
            self._webhook.gate = gate
            await self._persist(self._set_webhook)
            return await self._watch_over(gate.ours).run()
        await self._persist(self._api.delete_webhook)
        await self._line.heard()
        self._spawn(self._watch_over(gate.ours).run())
        address = f"{self._settings.api_url.rstrip('/')}/bot{self._settings.token}/getUpdates"
        conflicts = Conflicts(self._around.alarms, self._whose)
        return await Poller(address, self._request.session, gate, self._line, conflicts).run()

    def _watch_over(self, ours: Ours) -> Watch:
        """Return who looks after the webhook and our place in the staff's group."""
        around = self._around
        groups = Groups(self._api, ours, around.clock, around.intake)
        hook = None
        if self._webhook is not None:
            hook = Hook(self._api, self._address, around.alarms, self._line, self._set_webhook, around.gauge)
        self._watch = Watch(self._api, groups, self._line, lambda: self._staff_chat, hook)
        return self._watch

    def look_again(self) -> None:
        """Look at once whether all is as we set it up: something has changed."""
        if self._watch is not None:
            self._watch.rouse()

    async def _whose(self) -> str:
        """Return where the webhook leads that somebody has set; a dash when nobody can tell."""
        try:
            return host_of((await self._api.get_webhook_info()).url)
        except TelegramError as error:
            _log.warning("whose webhook it is cannot be asked: %s", error.message)
            return host_of("")

    @property
    def _address(self) -> str:
        """Return where our own webhook is."""
        return self._settings.public_url.rstrip("/") + self._settings.webhook_path

    async def _set_webhook(self) -> None:
        await self._api.set_webhook(
            self._address,
            secret_token=self._settings.webhook_secret,
            allowed_updates=ALLOWED,
            max_connections=CONNECTIONS,
        )

    async def _set_menus(self) -> None:
        menus = Menus(self._api, self._around.texts, self._now())
        await menus.for_customers()
        for chat in self._around.staff:
            await menus.for_staff(chat)
        if self._settings.staff_chat:
            await menus.for_staff(int(self._staff_chat))

    async def _persist(self, call: Callable[[], Awaitable[T]]) -> T:
        """Make a call until it is answered; raise TokenRefused."""
        wait = FIRST_WAIT
        while True:
            try:
                return await call()
            except InvalidToken:
                raise TokenRefused from None
            except TelegramError as error:
                _log.warning("Telegram does not answer yet: %s", error.message)
                if isinstance(error, BadRequest):
                    await self._around.alarms.raise_alarm("telegram-setup", error.message)
                await asyncio.sleep(max(wait, error.after if isinstance(error, TooMany) else 0))
                wait = min(wait * 2, LONGEST_WAIT)

    async def _refuse(self, refused: Refused) -> None:
        """Tell who commands from behind the group why nothing was done."""
        if refused.passing and (refused.chat, refused.thread) in self._hinted:
            return
        self._hinted.add((refused.chat, refused.thread))
        texts = self._around.texts
        words = texts.say("telegram-anonymous", texts.languages[0], UTC, self._now())
        reply = ReplyParameters(refused.message_id, allow_sending_without_reply=True)
        try:
            thread = int(refused.thread) if refused.thread else None
            await self._api.send_message(refused.chat, words, message_thread_id=thread, reply_parameters=reply)
        except TelegramError as error:
            _log.warning("a refusal was not sent: %s", error.message)

    def _welcome(self, chat: Chat) -> bool:
        """Tell whether a group is the staff's; another is named once in the log, for who sets us up."""
        ours = self._settings.staff_chat
        if str(chat.id) == str(ours) or (self._around.group_now is not None and self._around.group_now(str(chat.id))):
            return True
        if chat.id not in self._strange_groups:
            self._strange_groups.add(chat.id)
            _log.warning("the group %d is not telegram.staff_chat: what is written there is ignored", chat.id)
        return False

    @property
    def _staff_chat(self) -> str:
        """Return the id that the staff's group has now; our settings may still name an earlier one."""
        configured = str(self._settings.staff_chat)
        now = self._around.group_now(configured) if configured and self._around.group_now else ""
        return now or configured

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._around.clock.now() / SECOND, UTC)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("receiving from Telegram ended: %s", type(error).__name__)


def _webhook(settings: Settings, listener: Listener | None) -> Webhook:
    if listener is None:
        raise ValueError('telegram.receive = "webhook" needs the HTTP listener')
    if not settings.public_url:
        raise ValueError('telegram.receive = "webhook" needs web.public_url')
    if not SECRET.fullmatch(settings.webhook_secret):
        raise ValueError("telegram.webhook_secret has to be 1 to 256 signs of A-Z a-z 0-9 _ -")
    webhook = Webhook(settings.webhook_secret)
    listener.route("POST", settings.webhook_path, webhook)
    return webhook

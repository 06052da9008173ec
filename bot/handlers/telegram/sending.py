"""Sends one delivery: new messages with their files, edited cards, answers to presses."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import msgspec
from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.handlers.telegram.drawing import QUICK, TEXT, TOAST, bold, cut, keyboard, pieces
from bot.handlers.telegram.outcomes import (
    TOKEN_REFUSED,
    is_about_entities,
    is_gone,
    is_misplaced,
    is_too_late,
    is_too_long,
    is_unchanged,
    outcome_of,
)
from bot.handlers.telegram.topics import Topics
from bot.handlers.telegram.uploads import Uploads, thread_of
from bot.handlers.words import clean
from bot.messages import Delivery, Media, Misplaced, Moved, Outcome, RetryAt, Sent, Undeliverable, Unknown
from bot.ports import Alarms, Files

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
#: Half-sent deliveries that are remembered; more than that are hardly ever in flight.
HALF_SENT = 1000
#: What is no message.
_NO_MESSAGES = frozenset({"topic", "topic_close", "topic_reopen", "topic_name", "mark"})

#: Real seconds after which an album goes on in another send: each has ten.
PARTS_WITHIN = 5.0

Part = Callable[[], Awaitable[int]]


class Sending:
    """The outgoing side of one bot account."""

    def __init__(self, bot: Bot, files: Files, alarms: Alarms) -> None:
        self._bot = bot
        self._uploads = Uploads(bot, files, alarms)
        self._topics = Topics(bot)
        self._alarms = alarms
        # Ids of the parts that have arrived of a delivery whose later part has to wait.
        self._arrived: dict[int, list[int]] = {}

    async def send(self, delivery: Delivery) -> Outcome:
        """Send it and say what became of it; what the platform or the network does raises nothing."""
        try:
            return await self._refined(delivery)
        except TelegramError as error:
            if isinstance(error, InvalidToken):
                await self._alarms.raise_alarm("telegram-token", TOKEN_REFUSED)
            if delivery.place.thread and isinstance(error, BadRequest) and is_misplaced(error):
                return Misplaced(error.message)
            return outcome_of(error)

    async def _refined(self, delivery: Delivery) -> Outcome:
        """Send it, once more in a simpler form when Telegram refuses its form and not its words."""
        try:
            return await self._by_kind(delivery)
        except BadRequest as error:
            simpler = _simpler(delivery, error)
            if simpler is None:
                raise
            await self._alarms.raise_alarm("telegram-plain-text", f"outbox {delivery.id}: {error.message}")
            outcome = await self._by_kind(simpler)
            if isinstance(outcome, Sent):
                return Sent(outcome.external_id, f"in plain form: {error.message}")
            return outcome

    async def _by_kind(self, delivery: Delivery) -> Outcome:
        if delivery.kind == "answer_press":
            return await self._answer_press(delivery)
        if delivery.kind == "card":
            return await self._card(delivery)
        if delivery.kind == "edit":
            return await self._edit(delivery)
        if delivery.kind in _NO_MESSAGES:
            return await self._topics.send(delivery)
        return await self._new(delivery)

    async def _new(self, delivery: Delivery) -> Outcome:
        """Send text and files in turn; what arrived is not sent again when the rest has to wait."""
        arrived = self._arrived.pop(delivery.id, [])
        enough_at = time.monotonic() + PARTS_WITHIN
        try:
            for part in self._parts(delivery)[len(arrived) :]:
                arrived.append(await part())
                if time.monotonic() > enough_at and len(arrived) < _count(delivery):
                    self._keep(delivery.id, arrived)
                    return RetryAt(0, "the rest of it follows")
        except asyncio.CancelledError:
            self._keep(delivery.id, arrived)
            raise
        except TelegramError as error:
            outcome = outcome_of(error)
            # A group that moves takes along what has arrived; so does a form that is refused, and so does the next
            # try after an answer that was lost: an album is not sent from its beginning again.
            if isinstance(outcome, Unknown) or (isinstance(error, BadRequest) and is_about_entities(error)):
                self._keep(delivery.id, arrived)
            if not isinstance(outcome, RetryAt | Moved):
                raise
            self._keep(delivery.id, arrived)
            return outcome
        return Sent(str(arrived[_first_with_buttons(delivery)])) if arrived else Undeliverable("nothing to say")

    def _parts(self, delivery: Delivery) -> list[Part]:
        body = delivery.body
        texts = pieces(body.text)
        markup = keyboard(body)
        parts = [
            self._text_part(delivery, text, markup if at == len(texts) - 1 else None) for at, text in enumerate(texts)
        ]
        return parts + [
            self._file_part(delivery, media, markup if at == 0 and not texts else None)
            for at, media in enumerate(body.files)
        ]

    def _text_part(self, delivery: Delivery, text: str, markup: InlineKeyboardMarkup | None) -> Part:
        async def part() -> int:
            message = await self._bot.send_message(
                delivery.place.chat,
                text,
                entities=bold(text, delivery.body.bold),
                reply_markup=markup,
                reply_parameters=_reply(delivery),
                message_thread_id=thread_of(delivery),
                link_preview_options=_NO_PREVIEW,
                disable_notification=delivery.silent,
            )
            return message.message_id

        return part

    def _file_part(self, delivery: Delivery, media: Media, markup: InlineKeyboardMarkup | None) -> Part:
        async def part() -> int:
            return await self._uploads.send(delivery, media, markup)

        return part

    async def _card(self, delivery: Delivery, anew: Delivery | None = None) -> Outcome:
        """Edit the card; one that is gone, or was never there, is sent anew."""
        if not delivery.edit_id:
            return await self._new(delivery)
        text = cut(clean(delivery.body.text).strip(), TEXT)
        try:
            await self._bot.edit_message_text(
                text,
                chat_id=delivery.place.chat,
                message_id=int(delivery.edit_id),
                entities=bold(text, delivery.body.bold),
                reply_markup=keyboard(delivery.body),
                link_preview_options=_NO_PREVIEW,
            )
        except BadRequest as error:
            if is_gone(error):
                return await self._new(anew or delivery)
            if not is_unchanged(error):
                raise
        return Sent(delivery.edit_id)

    async def _edit(self, delivery: Delivery) -> Outcome:
        """Edit what was sent; what is too long for one message, or gone, goes anew as a correction."""
        if not delivery.edit_id or len(pieces(delivery.body.text)) > 1:
            return await self._new(delivery.as_new)
        return await self._card(delivery, delivery.as_new)

    async def _answer_press(self, delivery: Delivery) -> Outcome:
        """Answer once: nobody looks at the button any more when it would be tried again."""
        text = cut(clean(delivery.body.text).strip(), TOAST)
        try:
            await self._bot.answer_callback_query(delivery.press, text=text or None, show_alert=len(text) > QUICK)
        except BadRequest as error:
            if not is_too_late(error):
                raise
        except InvalidToken:
            raise
        except TelegramError as error:
            return Undeliverable(f"a press was not answered in time: {error.message}")
        return Sent()

    def _keep(self, delivery_id: int, arrived: list[int]) -> None:
        if arrived:
            self._arrived[delivery_id] = arrived
        while len(self._arrived) > HALF_SENT:
            self._arrived.pop(next(iter(self._arrived)))


def _count(delivery: Delivery) -> int:
    return len(pieces(delivery.body.text)) + len(delivery.body.files)


def _simpler(delivery: Delivery, error: BadRequest) -> Delivery | None:
    """Return the same words in a form that cannot be refused so again: without entities, or cut to half a message."""
    body = delivery.body
    if is_about_entities(error) and body.bold:
        return msgspec.structs.replace(delivery, body=msgspec.structs.replace(body, bold=()))
    if is_too_long(error):
        text = cut(clean(body.text).strip(), TEXT // 2)
        return msgspec.structs.replace(delivery, body=msgspec.structs.replace(body, text=text))
    return None


def _reply(delivery: Delivery) -> ReplyParameters | None:
    """Return which message this one answers; it goes all the same when that is gone."""
    return ReplyParameters(int(delivery.reply_to), allow_sending_without_reply=True) if delivery.reply_to else None


def _first_with_buttons(delivery: Delivery) -> int:
    """Return which part stands for the delivery: the one with the buttons, which is edited later."""
    return max(len(pieces(delivery.body.text)) - 1, 0)

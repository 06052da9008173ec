"""Asks Telegram whether our settings can work: the token, the webhook, the staff group."""

from __future__ import annotations

from collections.abc import AsyncIterator

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.handlers.telegram.calls import AiohttpRequest, make_bot
from bot.handlers.telegram.settings import Settings

_PRESENT = frozenset({"creator", "administrator", "member"})


async def inspect(settings: Settings) -> list[str]:
    """Return what Telegram says is wrong, a line each."""
    request = AiohttpRequest()
    await request.initialize()
    try:
        bot = make_bot(settings.token, settings.api_url, request)
        return [problem async for problem in _problems(bot, settings)]
    except InvalidToken:
        return ["telegram.token: Telegram does not know this token"]
    except TelegramError as error:
        return [f"telegram.api_url: Telegram does not answer: {error.message}"]
    finally:
        await request.shutdown()


async def _problems(bot: Bot, settings: Settings) -> AsyncIterator[str]:
    me = await bot.get_me()
    hook = await bot.get_webhook_info()
    wanted = settings.public_url.rstrip("/") + settings.webhook_path if settings.receive == "webhook" else ""
    if hook.url != wanted and settings.receive == "webhook":
        yield f"telegram.receive: the webhook is {hook.url or 'not set'}, expected {wanted}; serve sets it"
    if hook.url and settings.receive == "polling":
        yield "telegram.receive: a webhook is set, so polling gets nothing; serve removes it at its start"
    if hook.url == wanted and hook.last_error_message:
        yield f"telegram.receive: the newest delivery to the webhook failed: {hook.last_error_message}"
    if settings.staff_chat:
        async for problem in _staff_chat(bot, me.id, settings.staff_chat):
            yield problem


async def _staff_chat(bot: Bot, our_id: int, staff_chat: str) -> AsyncIterator[str]:
    try:
        member = await bot.get_chat_member(int(staff_chat), our_id)
    except InvalidToken:
        raise
    except TelegramError as error:
        yield f"telegram.staff_chat: {staff_chat} is out of the bot's reach: {error.message}"
        return
    if member.status not in _PRESENT:
        yield f"telegram.staff_chat: the bot is {member.status} in {staff_chat}, expected a member"

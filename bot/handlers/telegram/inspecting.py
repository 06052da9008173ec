"""Asks Telegram whether our settings can work: the token, the webhook, the staff group."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.desk.groups import Lack, lacks
from bot.handlers.telegram.calls import AiohttpRequest, make_bot
from bot.handlers.telegram.groups import look
from bot.handlers.telegram.happenings import Ours
from bot.handlers.telegram.settings import Settings, account
from bot.handlers.telegram.watching import host_of

_MISSING: Mapping[Lack, str] = {
    "gone": "there is no such group, or the bot was never in it; add the bot to the group and check the id",
    "out": "the bot is not in the group; add it again and make it an administrator",
    "muted": "the bot may not write there; let it, or make it an administrator",
    "deaf": "the bot sees commands only; make it an administrator, or switch privacy mode off at @BotFather",
    "topics": "the group uses topics, and the bot may not manage them; give it that right",
}


def to_set(settings: Settings) -> list[str]:
    """Return what belongs where at Telegram, right or not; the webhook and the menus serve sets itself."""
    said = ["telegram: @BotFather: the token of /newbot in telegram.token; /setprivacy Enable, /setjoingroups Enable"]
    if settings.receive == "webhook":
        address = settings.public_url.rstrip("/") + settings.webhook_path
        said.append(f"telegram: {address} answers by https on port 443, 80, 88 or 8443; serve tells Telegram of it")
    if settings.staff_chat:
        said.append(
            f"telegram: the group {settings.staff_chat}: the bot is an administrator there, "
            "with Manage Topics (管理话题) where the group has topics"
        )
    return said


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
        # Another program's address may hold a secret: only where it leads is shown.
        found = f"set to {host_of(hook.url)}" if hook.url else "not set"
        yield f"telegram.receive: the webhook is {found}, expected {wanted}; serve sets it"
    if hook.url and settings.receive == "polling":
        yield "telegram.receive: a webhook is set, so polling gets nothing; serve removes it at its start"
    if hook.url == wanted and hook.last_error_message:
        yield f"telegram.receive: the newest delivery to the webhook failed: {hook.last_error_message}"
    if settings.staff_chat:
        ours = Ours(account(settings.token), me.username or "", me.can_read_all_group_messages is not False)
        for problem in await _staff_chat(bot, ours, settings.staff_chat):
            yield problem


async def _staff_chat(bot: Bot, ours: Ours, staff_chat: str) -> list[str]:
    standing = await look(bot, int(staff_chat), ours)
    return [f"telegram.staff_chat: {staff_chat}: {_MISSING[lack]}" for lack in lacks(standing)]

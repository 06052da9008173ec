"""Puts the commands into Telegram's menus, by chat and by language."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.texts import Texts

_log = logging.getLogger(__name__)

CUSTOMER = ("report", "ask", "tickets", "status", "language", "link", "privacy", "forget", "cancel", "help")
STAFF = (
    "mine", "open", "next", "find", "duty", "new", "ticket", "ack", "take", "give", "accept", "decline", "phone", "say",
    "note", "heard", "wait", "onsite", "severity", "solved", "confirm", "reject", "rate", "answer", "refer", "drop",
    "help",
)  # fmt: skip
#: What Telegram bears of a description.
DESCRIPTION = 256


def commands(texts: Texts, names: tuple[str, ...], language: str, now: datetime) -> list[BotCommand]:
    """Return the commands that have a description `cmd-NAME`, which those that work have."""
    return [
        BotCommand(name, texts.say(f"cmd-{name}", language, UTC, now, {})[:DESCRIPTION])
        for name in names
        if texts.has(f"cmd-{name}", language)
    ]


class Menus:
    """Sets the menus of one bot; they are a comfort, and the failure of one stops nothing."""

    def __init__(self, bot: Bot, texts: Texts, now: datetime) -> None:
        self._bot = bot
        self._texts = texts
        self._now = now

    async def for_customers(self) -> None:
        """Set what everybody sees in a private chat, by language; who has none of ours sees the first."""
        scope = BotCommandScopeAllPrivateChats()
        await self._set(CUSTOMER, scope, self._texts.languages[0], "")
        for language in self._texts.languages:
            # Telegram knows two-letter languages only.
            await self._set(CUSTOMER, scope, language, language[:2])

    async def for_staff(self, chat: int) -> None:
        """Set what is seen in the staff group, or in the private chat of one of the staff."""
        names = STAFF if chat < 0 else tuple(dict.fromkeys((*STAFF, *CUSTOMER)))
        await self._set(names, BotCommandScopeChat(chat), self._texts.languages[0], "")

    async def _set(self, names: tuple[str, ...], scope: BotCommandScope, language: str, code: str) -> None:
        listed = commands(self._texts, names, language, self._now)
        if not listed:
            return
        try:
            await self._bot.set_my_commands(listed, scope=scope, language_code=code or None)
        except TelegramError as error:
            # Often somebody of the staff who never wrote to us, and so has no chat yet.
            _log.warning("a menu was not set: %s", error.message)

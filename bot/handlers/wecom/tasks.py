"""The names of cards (`task_id`): by them WeCom tells which card was pressed, and we where it hangs."""

from __future__ import annotations

import re

from bot.handlers.wecom.settings import PARTY, party

#: A name is letters, digits, `_-@`, 128 at most, and never used twice in an application (platform-rules C4).
_OF_PARTY = re.compile(r"p(\d+)-\d+")


def task_of(chat: str, delivery: int) -> str:
    """Return the name of the card that a delivery puts into a chat: the same one when it is sent again."""
    if chat.startswith(PARTY):
        return f"p{chat.removeprefix(PARTY)}-{delivery}"
    return f"m-{delivery}"


def chat_of(task: str) -> str:
    """Return the department a card hangs in, "" for one that a member has alone."""
    found = _OF_PARTY.fullmatch(task)
    return party(found[1]) if found else ""

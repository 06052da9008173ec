"""Draws a body as Telegram shows it: plain text with entities, in pieces it bears, and buttons."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, takewhile

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from bot.handlers.words import clean
from bot.messages import Body

#: Telegram counts text in UTF-16 units and button data in bytes.
TEXT, DATA, TOAST = 4096, 64, 200
#: A toast that is longer is gone before it is read: it becomes a box to be closed.
QUICK = 80
MORE = "…"


def units(text: str) -> int:
    """Return the length of `text` as Telegram counts it."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def cut(text: str, limit: int) -> str:
    """Return `text`, ending in an ellipsis where it was longer than `limit` units."""
    if units(text) <= limit:
        return text
    return text[: _fitting(text, limit - units(MORE))].rstrip() + MORE


def pieces(text: str, limit: int = TEXT) -> list[str]:
    """Return `text` in pieces of at most `limit` units, broken at line ends or spaces where there are any."""
    found = []
    rest = clean(text).strip()
    while units(rest) > limit:
        end = _fitting(rest, limit)
        at = max(rest.rfind("\n", end // 2, end + 1), 0) or max(rest.rfind(" ", end // 2, end + 1), 0) or end
        found.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*found, rest] if rest else found


def bold(text: str, parts: Iterable[str]) -> list[MessageEntity]:
    """Return entities that make the first occurrence of each part stand out."""
    entities = []
    for part in map(clean, parts):
        at = text.find(part) if part else -1
        if at >= 0:
            entities.append(MessageEntity(MessageEntity.BOLD, units(text[:at]), units(part)))
    return entities


def keyboard(body: Body) -> InlineKeyboardMarkup | None:
    """Return the buttons; a token that Telegram would not bear is a fault of ours and raises ValueError."""
    if not body.rows:
        return None
    for button in (button for row in body.rows for button in row):
        if not 1 <= len(button.token.encode()) <= DATA:
            raise ValueError(f"a button's token has to have 1 to {DATA} bytes")
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(clean(b.label), callback_data=b.token) for b in row] for row in body.rows]
    )


def _fitting(text: str, limit: int) -> int:
    """Return how many signs of `text` have at most `limit` units; no pair of surrogates is broken."""
    ends = accumulate(map(units, text))
    return sum(1 for _ in takewhile(lambda end: end <= limit, ends))

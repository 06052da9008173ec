"""Draws a body as WeChat shows it: one text with numbered choices, within the bytes a message bears."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple
from urllib.parse import quote

from bot.handlers.words import clean, cut_bytes, size
from bot.messages import Body, Button

#: A text, passive or not, may have so many bytes of UTF-8 (platform-rules W18).
TEXT = 2048
#: At least so much of the words stays where the choices are long.
LEAST = 512
_GAP = "\n\n"
#: The app makes links of `<a ...>` in any text: in ours there is none that we did not put there.
_TAG = re.compile(r"<(?=\s*/?\s*a\b)", re.IGNORECASE)
_ENDS = re.compile(r"[\x00-\x20\"#%&'+<>?]")
_LINK = '<a href="weixin://bizmsgmenu?msgmenucontent={said}&msgmenuid={token}">{shown}</a>'


class Ability(IntEnum):
    """How choices can be shown: each account bears some of these (platform-rules W9), the next one down is next."""

    NUMBERS = 0
    LINKS = 1
    MENU = 2


class Option(NamedTuple):
    """A choice as it is listed: the number to type, "" where its label begins with one, and what a press brings."""

    number: str
    label: str
    token: str

    @property
    def line(self) -> str:
        """Return the line that shows it."""
        return f"{self.number}. {self.label}" if self.number else self.label


def text_of(body: Body, limit: int = TEXT, ability: Ability = Ability.NUMBERS) -> str:
    """Return a body as one text of at most `limit` bytes; the words are cut before the choices are."""
    words, found = plain(body.text), options(body)
    listed = "\n".join(map(_link if ability is Ability.LINKS else _line, found))
    if ability is Ability.LINKS and size(listed) > limit - LEAST:
        # Links are long; without them there is room for words, and none is cut in two.
        listed = "\n".join(map(_line, found))
    listed = cut_bytes(listed, limit - LEAST)
    if not listed or not words:
        return cut_bytes(words or listed, limit)
    return f"{cut_bytes(words, limit - size(listed) - size(_GAP))}{_GAP}{listed}"


def options(body: Body) -> list[Option]:
    """Return the choices in the order of their numbers: what is typed is compared with the place in the question."""
    buttons = [button for row in body.rows for button in row]
    labels = [plain(button.label) for button in buttons]
    places = _places(buttons)
    found = zip(places, labels, buttons, strict=True)
    # Scores are numbered by themselves ("1 poor"): a number before each would ask for the wrong one.
    numbered = any(_begins_with(label, place) for place, label in zip(places, labels, strict=True))
    return [
        Option("" if numbered else str(place), label, button.token)
        for place, label, button in sorted(found, key=lambda one: one[0])
    ]


def plain(text: str) -> str:
    """Return cleaned words in which nothing is a link of somebody else's making."""
    return _TAG.sub("＜", clean(text).strip())  # noqa: RUF001  the full-width sign is read as the same and opens no tag


def _line(option: Option) -> str:
    return option.line


def _link(option: Option) -> str:
    shown = option.line.replace("<", "＜").replace(">", "＞")  # noqa: RUF001  in a link's words no sign may end it
    # Han and other letters stand in these links as they are; what would end them does not.
    said = _ENDS.sub(lambda sign: quote(sign[0], safe=""), option.label)
    return _LINK.format(said=said, token=quote(option.token, safe="."), shown=shown)


def _places(buttons: list[Button]) -> list[int]:
    """Return the numbers: a token ends with its place in the question, whose rows may be laid out otherwise."""
    places = [button.token.rpartition(".")[2] for button in buttons]
    if all(place.isascii() and place.isdigit() for place in places) and len(set(places)) == len(places):
        return [int(place) + 1 for place in places]
    return list(range(1, len(buttons) + 1))


def _begins_with(label: str, number: int) -> bool:
    return re.match(rf"{number}(?!\d)", label) is not None

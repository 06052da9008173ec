"""Words people say instead of pressing: how they are compared, and what they mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

#: Ids of word lists start so; `words-cancel` lists what counts as `cancel`.
PREFIX = "words-"
_SEPARATORS = re.compile(r"[,，、\n]")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_SPACES = re.compile(r"\s+")
_HAN = "零一二三四五六七八九"
_FIGURE = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
#: A number on its own, dressed as people dress it: 2. (2) 选2 第二个 no. 2 opción 2.
_CHOSEN = re.compile(
    r"^[(\[「]?\s*(?:(?:我?选择?|选项|no\.?|number|option|opcion|numero|la|el|#|第)\s*第?\s*"
    + _FIGURE
    + r"\s*号?|"
    + _FIGURE
    # 3号 alone may well be the machine that was asked for.
    + r")\s*(?:个|项|条|种)?\s*吧?[\s.,。、)\]」!:]*$"
)
#: A line of a list as it stands there: `2. It works`.
_LINE = re.compile(r"^(\d{1,2})\s*[.、):]?\s*(\D.*)$", re.DOTALL)
#: What turns a digit into a picture of one.
_KEYCAPS = re.compile("[\ufe0f\u20e3]")
_ACCENTED = re.compile("[áéíóú]")
_ACCENTS = str.maketrans("áéíóú", "aeiou")
#: No number with all its dress is longer.
_LONGEST_NUMBER = 20


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return `text` as it is compared: half-width, lower case, no accents, no signs at its edges."""
    if text.isascii():
        text = text.casefold()
    else:
        parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
        text = unicodedata.normalize("NFC", "".join(part for part in parts if not unicodedata.combining(part)))
    return _SPACES.sub(" ", _EDGES.sub("", text))


def split(listed: str) -> tuple[str, ...]:
    """Return the words of a list as a text file holds it, folded, without repeats."""
    words = (fold(word) for word in _SEPARATORS.split(listed))
    return tuple(dict.fromkeys(word for word in words if word))


def meanings(lists: Iterable[tuple[str, tuple[str, ...]]]) -> Mapping[str, str]:
    """Return which word means what; of two claims on one word the first holds."""
    found: dict[str, str] = {}
    for meaning, words in lists:
        for word in words:
            found.setdefault(word, meaning)
    return found


def chosen(text: str) -> int | None:
    """Return the number somebody typed to choose from a list (2, ２, 2., 二, 第2个, 选第二个), or None."""  # noqa: RUF002  the full-width digit is the example
    match = _CHOSEN.match(plain(text)) if len(text) <= _LONGEST_NUMBER else None
    return number_of(match.group(1) or match.group(2)) if match else None


def chosen_line(text: str) -> tuple[int, str] | None:
    """Return number and words of a line of a list somebody wrote whole (`2. It works`), or None."""
    match = _LINE.match(plain(text))
    return (int(match.group(1)), match.group(2)) if match else None


def half_width(text: str) -> str:
    """Return `text` with its figures and signs as they stand on a keyboard, without blanks around it."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", _KEYCAPS.sub("", text)).strip()


def plain(text: str) -> str:
    """Return `text` half-width, in lower case, its vowels without accents."""
    known = half_width(text).casefold()
    return known.translate(_ACCENTS) if _ACCENTED.search(known) else known


def number_of(figure: str) -> int | None:
    """Return what digits or Han numerals up to 九十九 mean; None for numerals in no order that makes a number."""
    if figure.isascii():
        return int(figure)
    tens, ten, ones = figure.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return None
    whole = (_HAN.index(tens) if tens else 1) * 10 if ten else 0
    return whole + (_HAN.index(ones) if ones else 0)

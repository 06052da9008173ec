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
_CHOSEN = re.compile(r"^(?:第|选|no\.?|#)?\s*(\d{1,2})\s*(?:[.)、)]|号|个|项)?$")


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
    """Return the number somebody typed to choose from a list (2, ２, 2., 第2个), or None."""  # noqa: RUF002  the full-width digit is the example
    match = _CHOSEN.match(unicodedata.normalize("NFKC", text).strip().casefold())
    return int(match.group(1)) if match else None

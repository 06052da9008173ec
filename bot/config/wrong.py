"""How configuration says what is wrong with it: file, key, what was expected, and the nearest known key."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class ConfigError(Exception):
    """The configuration cannot be used; `problems` are all that was found, a line each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems[0] if self.problems else "the configuration is wrong")

    def __str__(self) -> str:
        more = len(self.problems) - 1
        return f"{self.args[0]} (and {more} more: see baoxiu check)" if more > 0 else str(self.args[0])


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that `word` was probably meant to be."""
    words = sorted(known)
    found = difflib.get_close_matches(word, words, n=1, cutoff=0.0)
    return found[0] if found else ""


def unknown(table: str, word: str, known: Iterable[str]) -> str:
    """Return the line for a key nobody knows; `table` is what stands before the keys of its table."""
    return f"{table}{word}: unknown key, the nearest known one is {table}{nearest(word, known)}"

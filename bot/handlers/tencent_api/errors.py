"""How a call can fail: no error holds an address, since the token stands in it."""

from __future__ import annotations

import re

#: What is longer may be a token or a secret that somebody between us and the platform repeats.
_LONG = re.compile(r"[\w-]{32,}")
_WORDS = 300


class ApiError(Exception):
    """A call that did not do what it was to do."""


class NotSent(ApiError):
    """The platform did not get it, or took nothing of it: it may be made again without harm."""


class NoAnswer(ApiError):
    """Nobody can say whether it was carried out: the answer was lost."""


class Held(ApiError):
    """It was not made: an operator has to act first. It may be tried again after so many seconds."""

    def __init__(self, after: float, reason: str) -> None:
        super().__init__(reason)
        self.after = after


class Refused(ApiError):
    """The platform answered with an errcode; only that says what is wrong, its words may change any day (C10)."""

    def __init__(self, code: int, words: str = "") -> None:
        self.code, self.words = code, _LONG.sub("***", words)[:_WORDS]
        super().__init__(f"{code} {self.words}".strip())


class NoToken(Refused):
    """It was the token itself that the platform refused to give."""

"""Ticket numbers: short, easy to read out, never guessable from one another.

Seven Crockford base32 signs, the last a check sign: the value of those before it modulo 37, drawn again
when it is one of the five signs beyond the 32 (Crockford, "Base 32", check symbol).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from bot.ids import Ids

#: A ticket number as rows keep it: seven or more signs, upper case, no dashes.
Number = NewType("Number", str)

PREFIX = "BX"
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECK_MODULUS = 37
BODY_LENGTH = 6
_VALUE = {sign: value for value, sign in enumerate(SIGNS)}
_HEARD_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_DASHES = r"[-‐‑‒–—−－_\s]?"  # noqa: RUF001  people type every kind of dash
_IN_TEXT = re.compile(
    rf"(?<![0-9A-Za-z])(?:BX{_DASHES})?([0-9A-Za-z]{{4}}){_DASHES}([0-9A-Za-z]{{3,8}})(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_PREFIXED = re.compile(rf"^BX{_DASHES}", re.IGNORECASE)


def draw(ids: Ids) -> Number:
    """Return a new number; unique only once a row with it has been stored."""
    while True:
        body = "".join(SIGNS[ids.below(len(SIGNS))] for _ in range(BODY_LENGTH))
        check = _value(body) % CHECK_MODULUS
        if check < len(SIGNS):
            return Number(body + SIGNS[check])


def parse(text: str) -> Number | None:
    """Return the number that `text` is, in any case, with or without prefix and dashes, or None."""
    bare = re.sub(_DASHES[:-1] + "+", "", text.strip()).upper()
    for candidate in (bare.removeprefix(PREFIX), bare):
        signs = candidate.translate(_HEARD_AS)
        if len(signs) > BODY_LENGTH and all(sign in _VALUE for sign in signs) and _checks(signs):
            return Number(signs)
    return None


def find(text: str) -> Number | None:
    """Return the first number named in a sentence, or None.

    Without the prefix a word must hold a digit, and two words both of them, so that neither seven letters of
    ordinary speech nor "hall 301" count.
    """
    for match in _IN_TEXT.finditer(text):
        whole = match.group(0)
        named = _PREFIXED.match(whole) is not None
        if (named or all(_DIGIT.search(word) for word in whole.split())) and (number := parse(whole)):
            return number
    return None


def show(number: Number) -> str:
    """Return the form people see: `BX-7K3M-9QK`."""
    return f"{PREFIX}-{number[:4]}-{number[4:]}"


def _checks(signs: str) -> bool:
    return _value(signs[:-1]) % CHECK_MODULUS == _VALUE[signs[-1]]


def _value(signs: str) -> int:
    value = 0
    for sign in signs:
        value = value * len(SIGNS) + _VALUE[sign]
    return value

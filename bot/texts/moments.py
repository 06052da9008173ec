"""Instants, lengths and numbers by language and zone; the phrases around them stand in clock.ftl."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

_NEAR = {0: "today", 1: "tomorrow", -1: "yesterday"}
_UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))
_PARTS = 2
_GROUPED_FROM = 1_000


class Local(NamedTuple):
    """An instant as a reader sees it: its day beside their own today, and the wall clock."""

    day: str
    date: date
    other_year: bool
    hour: int
    minute: int


def localize(at: datetime, zone: tzinfo, now: datetime) -> Local:
    """Return `at` on the clock of `zone`, its day named against the day `now` has there."""
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    day = _NEAR.get((local.date() - today).days, "other")
    return Local(day, local.date(), local.year != today.year, local.hour, local.minute)


def locale_of(language: str) -> Locale:
    """Return what Babel knows of a language; English for one it does not know."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def number(value: float, locale: Locale) -> str:
    """Return a number with the language's separators."""
    if isinstance(value, int) and -_GROUPED_FROM < value < _GROUPED_FROM:
        return str(int(value))
    return str(format_decimal(value, locale=locale))


def day(value: date, pattern: str, locale: Locale) -> str:
    """Return a date by a CLDR pattern, like `d MMM y`."""
    return str(format_date(value, pattern, locale=locale))


def length(seconds: float) -> tuple[tuple[str, int], ...]:
    """Return a length in its largest unit and the one below it: `(("hour", 3), ("minute", 5))`."""
    left = round(abs(seconds))
    place = next((place for place, (_, size) in enumerate(_UNITS) if left >= size), len(_UNITS) - 1)
    parts: list[tuple[str, int]] = []
    for unit, size in _UNITS[place : place + _PARTS]:
        count, left = divmod(left, size)
        if count or not parts:
            parts.append((unit, count))
    return tuple(parts)

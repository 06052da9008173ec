"""Lengths of time as configuration writes them: `90s 5m 4h 3d`."""

from __future__ import annotations

import re
from datetime import timedelta

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_FORM = re.compile(r"^\s*(\d{1,6})\s*([smhd])\s*$")


class DurationError(ValueError):
    """The text is no length of time."""


def parse(text: str) -> timedelta:
    """Return the length that `text` names; raise DurationError when it names none."""
    match = _FORM.match(text)
    if match is None:
        raise DurationError(f"{text!r} is no length of time; write it like 90s, 5m, 4h or 3d")
    return timedelta(**{_UNITS[match.group(2)]: int(match.group(1))})


def show(length: timedelta) -> str:
    """Return the shortest text that `parse` reads back as `length` (whole seconds)."""
    seconds = int(length.total_seconds())
    for size, unit in ((86400, "d"), (3600, "h"), (60, "m")):
        if seconds and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"

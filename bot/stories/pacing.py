"""How long things take before an audience: reading, typing, pointing, and time that flies."""

from __future__ import annotations

import math
from datetime import timedelta

from bot.stories.script import Act, After, Again, Never, Press, Restart, Say, SendFile

#: The speeds a visitor may choose.
SPEEDS = (1, 60, 600)
#: Seconds a sign of Han writing and one of an alphabet take to be read, and to be typed.
_READ_HAN, _READ_LATIN = 0.11, 0.036
_TYPE_HAN, _TYPE_LATIN = 0.07, 0.024
_POINT = 1.1
_LAST_LATIN = 0x2E7F
_LOOK = 0.7
_UNHURRIED, _HURRIED = 1.2, 0.45


def tempo(speed: float) -> float:
    """Return by what the pauses of a story are stretched at this speed."""
    return _UNHURRIED if speed < SPEEDS[1] else 1.0 if speed < SPEEDS[2] else _HURRIED


def rate(speed: float) -> float:
    """Return how fast desk time runs while a story acts: too slow for a ladder to climb unseen."""
    return max(1.0, min(20.0, math.sqrt(speed)))


def reading(text: str) -> float:
    """Return the seconds it takes to read `text`."""
    return _signs(text, _READ_HAN, _READ_LATIN)


def typing(text: str) -> float:
    """Return the seconds it takes to type `text`, within the patience of an audience."""
    return max(0.6, min(2.4, _signs(text, _TYPE_HAN, _TYPE_LATIN)))


def gliding(length: timedelta) -> float:
    """Return the seconds in which so much desk time flies by: longer for more, but never long."""
    minutes = length.total_seconds() / 60
    return max(0.6, min(4.0, 0.9 + 0.55 * math.log10(1 + minutes)))


def before(act: Act) -> float:
    """Return the seconds of quiet before an act, in which the audience sees what the last one did."""
    match act:
        case Say() | Press() | SendFile():
            return _LOOK
        case After() | Restart() | Again():
            return _LOOK / 2
        case Never(length=length):
            return _LOOK / 2 if length else 0.0
        case _:
            return 0.0


def pointing() -> float:
    """Return the seconds a finger rests on a button before it is pressed."""
    return _POINT


def _signs(text: str, han: float, latin: float) -> float:
    return sum(han if ord(sign) > _LAST_LATIN else latin for sign in text)

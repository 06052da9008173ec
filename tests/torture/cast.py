"""Who is at this desk: four of the staff, and what customers say in three languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain import numbers
from bot.texts import Texts

LANGUAGES = ("zh", "es", "en")
GROUP = -1_001_000_000_000
TEXTS = Texts(LANGUAGES)
NUMBER = re.compile(r"BX-[0-9A-Z]{4}-[0-9A-Z]{3}")
#: How a report begins; the mark behind it tells it from all others.
SYMPTOMS = {
    "zh": "机房设备停了，编号 {}",
    "es": "el equipo de la sala {} se ha parado",
    "en": "the pump in hall {} has stopped",
}
MORE_WORDS = {
    "zh": "现在又多了一个告警 {}",
    "es": "ahora hay otra alarma, {}",
    "en": "there is one more alarm now, {}",
}
_ANY_TIME = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Member:
    """One of the staff."""

    slug: str
    name: str
    number: int
    roles: tuple[str, ...]
    language: str


CREW = (
    Member("wang", "Wang Qiang", 5_100_000_001, ("on_duty",), "zh"),
    Member("zhao", "Zhao Lei", 5_100_000_002, ("on_duty", "field"), "es"),
    Member("lin", "Lin Jing", 5_100_000_003, ("manager", "reception"), "en"),
    Member("sun", "Sun Wei", 5_100_000_004, ("head", "admin"), "en"),
)


def label(text_id: str, language: str) -> str:
    """What a button with this text says."""
    return TEXTS.say(text_id, language, UTC, _ANY_TIME)


def number_in(text: str) -> str:
    """The first ticket number in a text, as it is stored; nothing if there is none."""
    found = NUMBER.search(text)
    return str(numbers.parse(found[0]) or "") if found else ""

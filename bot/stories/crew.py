"""The company of the stories: its staff, who is on duty, and whom it calls when nobody answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Literal

from bot.config import Settings
from bot.config.settings import Company, Ladder, Member, Rota, Rung, Storage, Web
from bot.stories.script import LANGUAGES, Part, Words

_MINUTE = timedelta(minutes=1)


def _staff(slug: str, role: str, zh: str, es: str, en: str) -> Part:
    words = Words({"zh": zh, "es": es, "en": en})
    return Part(slug, role, words, Words({"": role}))


#: Who works here in every story; a story may bring more.
CREW = (
    _staff("wang", "on_duty", "王强", "Walter Soto", "Will Ward"),
    _staff("zhao", "on_duty", "赵磊", "Zoe Ramos", "Zoe Adams"),
    _staff("lin", "manager", "林静", "Linda Paz", "Linda Hayes"),
    _staff("sun", "head", "孙伟", "Simón Ortiz", "Sam Noble"),
)
COMPANY = Words({"zh": "远岭通信", "es": "Cumbre Telecom", "en": "Ridgeline Telecom"})
HOTLINE = "400-000-0110"
LISTEN = "127.0.0.1:8080"
#: The one whose phone the demo shows, and the one through whose eyes it shows the room.
ENGINEER, MANAGER = "wang", "lin"


def crew_with(cast: Iterable[Part]) -> tuple[Part, ...]:
    """Return the staff of a story: its own first, then those of the house whom it does not name."""
    own = {part.slug: part for part in cast if not part.is_customer}
    house = {part.slug: part for part in CREW}
    named = tuple(_with_name(part, house.get(slug)) for slug, part in own.items())
    return (*named, *(part for slug, part in house.items() if slug not in own))


def _with_name(part: Part, known: Part | None) -> Part:
    """Return a part of the story under the name the house knows, unless the story gives another."""
    is_plain = part.name.by_language == {"": part.slug.capitalize()}
    return Part(part.slug, part.role, known.name, part.about, part.channel) if known and is_plain else part


def settings(
    folder: Path, language: str, cast: Iterable[Part] = (), *, url: str = "sqlite:///desk.db", listen: str = LISTEN
) -> Settings:
    """Return the configuration of a desk for stories told in `language`."""
    crew = crew_with(cast)
    languages = (language, *(each for each in LANGUAGES if each != language))
    return Settings(
        company=Company(name=COMPANY.told(language), hotline=HOTLINE, languages=languages),
        storage=Storage(url=url, files="files/"),
        web=Web(listen=listen),
        staff=tuple(_member(part, language) for part in crew),
        rota=(Rota(id="duty", members=tuple(part.slug for part in crew if part.role == "on_duty")),),
        ladder=tuple(_ladder(level, calls) for level, calls in _CALLS.items()),
        folder=folder,
    )


def _member(part: Part, language: str) -> Member:
    # Somebody must hear what the desk itself complains of.
    roles = (part.role, "admin") if part.role == "head" else (part.role,)
    return Member(id=part.slug, name=part.name.told(language), roles=roles, web=True, languages=(language,))


#: Minutes after the call before, and whom; then the minutes until it begins anew.
_CALLS: Mapping[Literal[1, 2, 3], tuple[tuple[tuple[int, str], ...], int]] = {
    1: (((0, "rota:first"), (5, "rota:second"), (5, "role:manager"), (10, "role:head")), 10),
    2: (((0, "rota:first"), (15, "rota:second"), (30, "role:manager")), 60),
    3: (((0, "rota:first"), (120, "rota:second"), (120, "role:manager")), 240),
}


def _ladder(level: Literal[1, 2, 3], calls: tuple[tuple[tuple[int, str], ...], int]) -> Ladder:
    rungs = tuple(Rung(after=minutes * _MINUTE, notify=notify) for minutes, notify in calls[0])
    return Ladder(id=f"level-{level}", severity=level, rungs=rungs, repeat=calls[1] * _MINUTE)

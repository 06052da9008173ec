"""The morning's digest: to each of staff what is open with them, to those who decide how the desk stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.desk import codec, rows
from bot.desk.draft import Draft, Manner
from bot.desk.house import zone_of
from bot.domain.roles import DECIDERS
from bot.domain.ticket import instant_to_micros, micros_to_instant
from bot.flows.tables import Arg, Say
from bot.messages import Lane

if TYPE_CHECKING:
    from bot.desk.facts import Figures, TimerFacts
    from bot.desk.house import Member

#: A desk that did not run in the morning tells it later, but not when the day is over.
LATE_AT_MOST = timedelta(hours=6)
_DAY = timedelta(days=1)


def arm(draft: Draft, known: Iterable[rows.Timer]) -> list[int]:
    """Arm the digests that are missing, one for each zone of staff; return the timers nobody wants any more."""
    at = draft.world.house.digest_at
    # Those who join while we run are of no zone of their own.
    zones = {"", *(member.zone for member in draft.world.roster.members)}
    wanted = {(zone, _shown(at)) for zone in zones} if at else set()
    armed = {timer.id: _key(timer) for timer in known}
    for zone, _at in sorted(wanted - set(armed.values())):
        _arm(draft, zone, draft.at - _DAY)
    return [timer for timer, key in armed.items() if key not in wanted]


def tell(draft: Draft, facts: TimerFacts) -> None:
    """Send the digests of one zone, and arm the next ones."""
    if draft.world.house.digest_at is None or facts.figures is None:
        return
    due_at = micros_to_instant(facts.timer.due_at)
    zone, _at = _key(facts.timer)
    _arm(draft, zone, due_at)
    if draft.at - due_at > LATE_AT_MOST:
        return
    for member in draft.world.roster.members:
        if member.zone == zone:
            _tell(draft, member, facts.figures)


def _tell(draft: Draft, member: Member, figures: Figures) -> None:
    says = [*_of_desk(figures)] if member.roles & DECIDERS else []
    own = [line for line in figures.open if line[0] == member.person]
    if own:
        says.append(Say("digest-own", {"name": member.name, **_sums(own)}))
    reader = draft.reader_of_member(member)
    if says and reader is not None:
        draft.tell(reader, [Say("digest-heading", {"day": draft.at}), *says], Manner(lane=Lane.UPDATE))


def _of_desk(figures: Figures) -> Iterable[Say]:
    levels = {f"level{level}": _count(figures, level) for level in (1, 2, 3)}
    nobody = [line for line in figures.open if line[0] is None]
    others = sum(line[3] for line in figures.open if line[2] != "fault")
    yield Say("digest-desk", {**_sums(figures.open), **levels, "others": others, "nobody": _sums(nobody)["count"]})
    yield Say("digest-day", {"solved": figures.solved})
    if figures.scores:
        average = round(figures.score_sum / figures.scores, 1)
        yield Say("digest-scores", {"count": figures.scores, "score": average})


def _count(figures: Figures, level: int) -> int:
    return sum(line[3] for line in figures.open if line[1] == level and line[2] == "fault")


def _sums(lines: Iterable[tuple[int | None, int, str, int, int, int, int]]) -> dict[str, Arg]:
    """Return how many there are, and of them how many are late, waiting and to be confirmed."""
    held = list(lines)
    return {
        "count": sum(line[3] for line in held),
        "late": sum(line[4] for line in held),
        "waiting": sum(line[5] for line in held),
        "solved": sum(line[6] for line in held),
    }


def _arm(draft: Draft, zone: str, after: datetime) -> None:
    """Arm the first digest of a zone that is still to come, and remember since when it counts."""
    due_at = _next(draft, zone)
    since = max(after, due_at - _DAY)
    draft.changes.timers.append(
        rows.Timer(
            id=draft.world.ids.new(),
            kind="digest",
            due_at=instant_to_micros(due_at),
            data=codec.to_text(
                {"zone": zone, "at": _shown(draft.world.house.digest_at), "since": instant_to_micros(since)}
            ),
        ),
    )


def _next(draft: Draft, zone: str) -> datetime:
    house = draft.world.house
    here = draft.at.astimezone(zone_of(zone, house.zone))
    today = datetime.combine(here.date(), house.digest_at or time(), here.tzinfo)
    return today if today > draft.at else datetime.combine(here.date() + _DAY, house.digest_at or time(), here.tzinfo)


def _shown(at: time | None) -> str:
    return at.isoformat("minutes") if at else ""


def _key(timer: rows.Timer) -> tuple[str, str]:
    kept = codec.from_text(timer.data)
    return kept["zone"], kept["at"]

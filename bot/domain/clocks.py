"""Clocks of a contract: when a promise falls due, how much of it is used, and the working of both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Break:
    """A stretch in which a clock stands still; open while `until_at` is None."""

    from_at: datetime
    until_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clock says: due at an instant, or held; so much used; and how that was counted, line by line."""

    due_at: datetime | None
    used: timedelta
    working: tuple[str, ...]


def read(start_at: datetime, within: timedelta, breaks: tuple[Break, ...], until_at: datetime) -> Reading:
    """Return the state of a 7x24 clock at `until_at`.

    Exactly at the due instant is on time. While a break is open nothing falls due.
    """
    lines = [f"starts {start_at.isoformat()}, allowed {within}"]
    due_at = start_at + within
    paused = timedelta()
    for pause in breaks:
        ends_at = pause.until_at or until_at
        begins_at = max(pause.from_at, start_at)
        if begins_at >= due_at or ends_at <= begins_at:
            continue
        length = ends_at - begins_at
        paused += min(length, max(timedelta(), until_at - begins_at))
        due_at += length
        lines.append(f"paused {begins_at.isoformat()} for {length}: {pause.reason}")
        if pause.until_at is None:
            used = until_at - start_at - paused
            return Reading(None, used, (*lines, f"held, {used} used"))
    used = max(timedelta(), until_at - start_at - paused)
    return Reading(due_at, used, (*lines, f"due {due_at.isoformat()}, {used} used"))


#: A message exactly this old still counts from its sending; an older one from its receipt (decisions.md).
NOTICE_LIMIT = timedelta(hours=24)


def notice_at(sent_at: datetime, received_at: datetime) -> datetime:
    """Return when a customer gave notice: the sending, if within a day before the receipt, else the receipt (CK-10)."""
    if timedelta() <= received_at - sent_at <= NOTICE_LIMIT:
        return sent_at
    return received_at

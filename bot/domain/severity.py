"""Fault levels: what each means, and when the answers of a customer speak for another one (SV-01 to SV-04)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum


class Severity(IntEnum):
    """The level of a fault; a smaller number is worse."""

    CRITICAL = 1
    MAJOR = 2
    MINOR = 3


#: S2: an interruption of ten minutes or longer is level 1, counted from the start the customer gives.
OUTAGE_LIMIT = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Checks:
    """What the customer answered to the plain questions; None where not asked or skipped."""

    down: bool | None = None
    since_at: datetime | None = None
    lost: bool | None = None


def propose(pick: Severity, checks: Checks, now: datetime) -> Severity | None:
    """Return the level the answers speak for, or None when the pick agrees with them or nothing is known.

    Data lost, or an interruption of ten minutes or more (also one that has ended), speak for level 1.
    A level 1 picked although the system runs and nothing was lost is asked about again as level 2.
    """
    if pick is not Severity.CRITICAL:
        return Severity.CRITICAL if _is_critical(checks, now) else None
    if checks.down is False and checks.lost is False:
        return Severity.MAJOR
    return None


def reaches_limit_at(checks: Checks) -> datetime | None:
    """Return when a reported interruption turns ten minutes old, or None when there is none going on (SV-06)."""
    if checks.down and checks.since_at is not None:
        return checks.since_at + OUTAGE_LIMIT
    return None


def _is_critical(checks: Checks, now: datetime) -> bool:
    if checks.lost:
        return True
    limit_at = reaches_limit_at(checks)
    return limit_at is not None and now >= limit_at

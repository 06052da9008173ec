"""What a satisfaction score means (AF-01)."""

from __future__ import annotations

from datetime import timedelta

LOWEST, HIGHEST = 1, 5
#: At or below this the manager is alerted and a follow-up opens; ours, the documents name no figure.
LOW_SCORE = 2
#: The manager's time to call back after a low score; ours.
FOLLOW_UP_WITHIN = timedelta(hours=24)
REASONS = ("slow", "not_fixed", "manner", "cost", "other")


def is_low(score: int) -> bool:
    """Tell whether a score calls for the manager."""
    return score <= LOW_SCORE

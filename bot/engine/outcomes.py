"""What becomes of a message by what its channel said: what each kind of message is promised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

import msgspec

from bot.engine import windows
from bot.messages import (
    Body,
    Closed,
    Instead,
    Lane,
    Misplaced,
    Moved,
    Outcome,
    RetryAt,
    Sent,
    Undeliverable,
    Unknown,
)
from bot.ports import Claimed, Settled

SECOND = 1_000_000
#: An unknown outcome is tried once more after this.
SECOND_TRY_AFTER = 10 * SECOND
#: The longest pause between tries of a message that a passing failure holds, for pages and for the rest.
PAGE_PAUSE = 5 * SECOND
PAUSE = 60 * SECOND
#: At most once: a second survey is worse than none.
AT_MOST_ONCE = frozenset({Lane.SURVEY, Lane.ANNOUNCEMENT})


@dataclass(frozen=True, slots=True)
class When:
    """The two times of a settling."""

    now: int
    wall: int


def settle(claimed: Claimed, outcome: Outcome, when: When) -> Settled:
    """Return what to record for one claimed row."""
    row = claimed.row
    if row.kind == "answer_press" and not isinstance(outcome, Sent):
        # Too late is as good as never, and nobody waits for it: the phone gives up by itself (T11).
        return _final(claimed, "undeliverable", reason_of(outcome), when)
    if claimed.routed is not None:
        return windows.settled(claimed, outcome, _by_rule(claimed, outcome, when))
    return _by_rule(claimed, outcome, when)


def _by_rule(claimed: Claimed, outcome: Outcome, when: When) -> Settled:
    row = claimed.row
    match outcome:
        case Sent():
            return Settled(
                id=row.id,
                attempt=claimed.attempt,
                state="sent",
                at=when.now,
                external_id=outcome.external_id,
                reason=outcome.reason,
            )
        case RetryAt():
            return _put_back(claimed, outcome, when)
        case Undeliverable():
            lost = row.account if outcome.unreachable else None
            return _final(claimed, "undeliverable", outcome.reason, when, lost)
        case Unknown():
            return _unknown(claimed, outcome, when)
        case Closed():
            return _final(claimed, "undeliverable", outcome.reason, when)
        case Moved() | Misplaced() | Instead():
            return _again(claimed, outcome, when)
        case _:  # pragma: no cover  the type checker sees that all are named
            assert_never(outcome)


def reason_of(outcome: Outcome) -> str:
    """Return what is recorded beside a message that did not arrive as it was sent."""
    return getattr(outcome, "reason", "") or type(outcome).__name__.lower()


def _again(claimed: Claimed, outcome: Moved | Misplaced | Instead, when: When) -> Settled:
    """Let it go again at once: elsewhere, or as another kind."""
    settled = Settled(
        id=claimed.row.id,
        attempt=claimed.attempt,
        state="pending",
        at=when.now,
        reason=reason_of(outcome),
        again_at=when.wall,
    )
    if isinstance(outcome, Misplaced):
        return msgspec.structs.replace(settled, misplaced=claimed.row.thread)
    if isinstance(outcome, Instead):
        return msgspec.structs.replace(settled, instead=msgspec.json.encode(Body(text=outcome.text)).decode())
    return settled


def _put_back(claimed: Claimed, outcome: RetryAt, when: When) -> Settled:
    row = claimed.row
    asked = round(outcome.after * SECOND)
    key = row.bot if outcome.whole_bot else row.chat_key
    return Settled(
        id=row.id,
        attempt=claimed.attempt,
        state="pending",
        at=when.now,
        reason=outcome.reason,
        again_at=when.wall + pause(claimed, asked),
        # Others are held as long as the platform asked, not for the failures of this one.
        throttles=((key, when.wall + asked),),
    )


def _unknown(claimed: Claimed, outcome: Unknown, when: When) -> Settled:
    row = claimed.row
    shown = claimed.card.external_id if row.kind == "card" and claimed.card else claimed.edit_id
    if shown:
        # The same edit twice changes nothing.
        until = when.wall + max(SECOND_TRY_AFTER, pause(claimed, 0))
        return Settled(
            id=row.id,
            attempt=claimed.attempt,
            state="pending",
            at=when.now,
            reason=outcome.reason,
            again_at=until,
        )
    if claimed.resent or row.lane in AT_MOST_ONCE:
        return _final(claimed, "unknown", outcome.reason, when)
    return Settled(
        id=row.id,
        attempt=claimed.attempt,
        state="unknown",
        at=when.now,
        reason=outcome.reason,
        again_at=when.wall + SECOND_TRY_AFTER,
    )


def _final(claimed: Claimed, state: str, reason: str, when: When, lost: int | None = None) -> Settled:
    return Settled(
        id=claimed.row.id,
        attempt=claimed.attempt,
        state=state,
        at=when.now,
        reason=reason,
        unreachable_account=lost,
    )


def pause(claimed: Claimed, asked: int) -> int:
    """Return how long to wait before the next try: as long as asked, and longer with each try."""
    longest = PAGE_PAUSE if claimed.row.lane == Lane.PAGE else PAUSE
    grown = min(SECOND // 2 << min(claimed.attempt, 20), longest)
    return max(asked, grown)

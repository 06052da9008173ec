"""Remembers which signed requests have come in, so that none counts after its time."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from typing import Final, Literal

from bot.handlers.tencent.sealing import Rejected, Stale

#: How far a platform's clock and ours may be apart, in seconds.
WINDOW: Final = 300
#: Both platforms repeat a message twice within 15 seconds; what comes much later is no repeat of theirs.
REPEATS_WITHIN: Final = 60
_SECOND = 1_000_000
_STAMP = re.compile(r"[0-9]{1,12}")

Seen = Literal["new", "again", "spent"]


class Freshness:
    """The memory of one account; it holds what was rightly signed only, so no stranger can fill it."""

    def __init__(self) -> None:
        #: When each signature was first seen (wall), and over which body; the oldest first.
        self._seen: OrderedDict[str, tuple[int, bytes]] = OrderedDict()

    def check(self, stamp: str, wall: int) -> None:
        """Raise Stale when a request was not signed just now."""
        if not _STAMP.fullmatch(stamp) or abs(int(stamp) - wall // _SECOND) > WINDOW:
            raise Stale("its timestamp is not of these minutes")

    def judge(self, signature: str, body: bytes, wall: int) -> Seen:
        """Remember a signed body: new, the platform's repeat of it, or spent; raise Rejected for another body."""
        self._forget(wall)
        digest = hashlib.sha256(body).digest()
        if signature not in self._seen:
            self._seen[signature] = (wall, digest)
            return "new"
        first_at, known = self._seen[signature]
        if known != digest:
            raise Rejected("its signature came with another body before")
        return "spent" if wall - first_at > REPEATS_WITHIN * _SECOND else "again"

    def _forget(self, wall: int) -> None:
        # A timestamp may lie ahead by the window, and is good until it lies behind by it.
        while self._seen and next(iter(self._seen.values()))[0] < wall - 2 * WINDOW * _SECOND:
            self._seen.popitem(last=False)

"""getUpdates: confirms by offset, waits at most fifty seconds, and gives way to whoever asks next."""

import asyncio
from typing import Any

from tests.telegram_api.parameters import Call
from tests.telegram_api.refusals import Refusal, conflict
from tests.telegram_api.updates import DEFAULT, KINDS, Updates, Waiting

#: Client.h:1610.
LONGEST = 50
#: Seconds between two answers of 409 (Client.cpp:16241-16246).
CONFLICT = 3.0
HOOKED = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
OTHER = "terminated by other getUpdates request; make sure that only one bot instance is running"
BY_WEBHOOK = "terminated by setWebhook request"


class Polling:
    """Whoever waits for updates now; `patience` scales the platform's own waits in tests."""

    def __init__(self, updates: Updates) -> None:
        self._updates = updates
        self._waiting: asyncio.Future[str] | None = None
        self._last_offset: int | None = None
        self._last_start = 0.0
        self._next_conflict = 0.0
        self.patience = 1.0

    async def get(self, call: Call, *, is_hooked: bool) -> list[dict[str, Any]]:
        """Answer one call (Client.cpp:15700-15721, 16318)."""
        if is_hooked:
            raise await self._conflict(HOOKED)
        offset, limit, timeout = call.number("offset"), call.number("limit", 100), call.number("timeout")
        limit, timeout = min(max(limit, 1), 100), min(max(timeout, 0), LONGEST)
        allow(self._updates, call)
        limit, hold = self._hasty(offset, limit, timeout * self.patience)
        found = self._found(offset, limit)
        if not found and hold:
            await self._hold(offset, hold)
            found = self._found(offset, limit)
        self._updates.taken(found)
        return [each.json for each in found]

    def _hasty(self, offset: int, limit: int, hold: float) -> tuple[int, float]:
        """Who asks the same again at once gets one update, and has to wait (Client.cpp:15713-15718)."""
        now = asyncio.get_running_loop().time()
        since, same = now - self._last_start, offset == self._last_offset
        self._last_offset, self._last_start = offset, now
        if not same:
            return limit, hold
        least = 0.0 if since > CONFLICT else 3.0 * self.patience
        return (1 if since < 0.5 * self.patience else limit), max(hold, least)

    def _found(self, offset: int, limit: int) -> list[Waiting]:
        return self._updates.since(self._updates.confirm(offset), limit)

    async def _hold(self, offset: int, seconds: float) -> None:
        """Wait until something comes; another who asks ends it with 409."""
        await self.abort(OTHER)
        mine: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._waiting = mine
        try:
            ends_at = asyncio.get_running_loop().time() + seconds
            while not mine.done() and not self._found(offset, 1):
                news = asyncio.ensure_future(self._updates.news.wait())
                left = ends_at - asyncio.get_running_loop().time()
                await asyncio.wait({mine, news}, timeout=max(left, 0), return_when=asyncio.FIRST_COMPLETED)
                news.cancel()
                if left <= 0:
                    return
            if mine.done():
                raise await self._conflict(mine.result())
        finally:
            if self._waiting is mine:
                self._waiting = None

    async def abort(self, why: str) -> None:
        """End the call that waits (Client.cpp:16224)."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(why)
            await asyncio.sleep(0)

    async def _conflict(self, words: str) -> Refusal:
        """Return a 409; the second within three seconds is held back (Client.cpp:16238)."""
        now = asyncio.get_running_loop().time()
        if now < self._next_conflict:
            await asyncio.sleep(CONFLICT * self.patience)
        else:
            self._next_conflict = now + CONFLICT * self.patience
        return conflict(words)


def allow(updates: Updates, call: Call) -> None:
    """Note which kinds are asked for; left out, the former ones stay (api#getupdates, allowed_updates)."""
    if not call.text("allowed_updates"):
        return
    listed = call.json("allowed_updates", "allowed updates")
    if isinstance(listed, list):
        known = KINDS & {str(each).lower() for each in listed}
        updates.allowed = known or DEFAULT

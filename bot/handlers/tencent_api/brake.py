"""Holds all calls of an account while an operator has to act, and tells them so: to knock on would make it worse."""

from __future__ import annotations

import re

from bot.handlers.tencent_api.codes import Meaning, Means
from bot.handlers.tencent_api.errors import Held, Refused
from bot.ports import Alarms, Clock

SECOND = 1_000_000
#: Seconds until the next call is tried: doubled with each that fails, up to the longest.
FIRST, LONGEST = 60, 600
ADDRESS, CREDENTIALS = "address", "credentials"
TOKEN_REFUSED = "the platform refuses each token that it gave us"  # noqa: S105  these words hold no token
_ADDRESS = re.compile(r"(?<![\w.:])(\d{1,3}(?:\.\d{1,3}){3})(?![\w.])")
_ADDRESS_6 = re.compile(r"(?<![\w:])((?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4})(?![\w:])")


class Brake:
    """The trouble of one account; `platform` begins the kinds of its alarms, as in `wechat-address`."""

    def __init__(self, platform: str, alarms: Alarms, clock: Clock) -> None:
        self._platform, self._alarms, self._clock = platform, alarms, clock
        #: What may stand from before, since an earlier process may have raised it.
        self._standing = {f"{platform}-{trouble}" for trouble in (ADDRESS, CREDENTIALS)}
        self._reason = ""
        self._until = 0
        self._step = FIRST

    def check(self) -> None:
        """Raise Held while nothing may be called."""
        left = (self._until - self._clock.wall()) / SECOND
        if left > 0:
            raise Held(left, self._reason)

    async def refused(self, path: str, error: Refused, found: Meaning) -> None:
        """Take note of a refused call: an alarm where its trouble has a name, and a hold where it is lasting."""
        if found.means in {Means.OPERATOR, Means.TOKEN}:
            await self._hold(error, found)
        elif found.trouble:
            await self._alarms.raise_alarm(f"{self._platform}-{found.trouble}", f"{path}: {error}")

    async def worked(self) -> None:
        """Know that a call has succeeded: what was wrong is mended."""
        self._until, self._step = 0, FIRST
        while self._standing:
            await self._alarms.clear_alarm(self._standing.pop())

    async def _hold(self, error: Refused, found: Meaning) -> None:
        wall, reason = self._clock.wall(), TOKEN_REFUSED if found.means is Means.TOKEN else str(error)
        if self._until <= wall:
            # Of many that were on their way together, the first alone counts.
            self._reason, self._until = reason, wall + self._step * SECOND
            self._step = min(self._step * 2, LONGEST)
        trouble = found.trouble or CREDENTIALS
        kind = f"{self._platform}-{trouble}"
        self._standing.add(kind)
        await self._alarms.raise_alarm(kind, address_in(str(error)) if trouble == ADDRESS else reason)


def address_in(words: str) -> str:
    """Return the address we call from, which the platform names when it refuses it; else all of its words."""
    found = _ADDRESS.search(words) or _ADDRESS_6.search(words)
    return found.group(1) if found else words

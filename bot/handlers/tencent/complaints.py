"""Says what was refused: to the log in moderation, and to operators where it is theirs to mend."""

from __future__ import annotations

import logging

from bot.handlers.tencent.sealing import Rejected
from bot.ports import Alarms, Clock

_log = logging.getLogger(__name__)
#: Microseconds for which nothing is said twice.
_QUIET = 60 * 1_000_000
#: Microseconds without it after which a trouble is taken to be mended; else one old message, played back again and
#: again, would make the alarm come and go.
_MENDED_AFTER = 10 * 60 * 1_000_000
#: What operators read of each trouble; none of it comes from the message.
_WORDS = {
    "plain": "messages come in plain text, and only encrypted ones are taken",
    "key": "messages do not decrypt: the EncodingAESKey there is another than ours",
    "clock": "messages are signed minutes away from our time: one of the clocks is wrong",
    "json": "messages come as JSON: they are taken, but answered later than they could be; set the data format to XML",
}


class Complaints:
    """The complaints of one channel, `wechat` or `wecom`."""

    def __init__(self, channel: str, alarms: Alarms, clock: Clock) -> None:
        self._channel, self._alarms, self._clock = channel, alarms, clock
        self._said: dict[str, int] = {}
        #: When each trouble that stands was last met.
        self._standing: dict[str, int] = {}

    async def refused(self, error: Rejected) -> None:
        """Note a request that was refused, and raise an alarm where it was rightly signed."""
        if self._is_news(str(error)):
            _log.warning("a request to the address of %s was refused: it %s", self._channel, error)
        if error.trouble:
            await self.trouble(error.trouble)

    async def trouble(self, name: str) -> None:
        """Tell operators of something they have to mend, at most once a minute."""
        self._standing[name] = self._clock.wall()
        if self._is_news(name):
            await self._alarms.raise_alarm(f"{self._channel}-{name}", _WORDS[name])

    async def well(self) -> None:
        """Note a letter as it should be: what has not been met for a while is mended."""
        since = self._clock.wall() - _MENDED_AFTER
        for name in [name for name, met_at in self._standing.items() if met_at < since]:
            del self._standing[name]
            await self._alarms.clear_alarm(f"{self._channel}-{name}")

    def _is_news(self, what: str) -> bool:
        wall = self._clock.wall()
        if wall - self._said.get(what, -_QUIET) < _QUIET:
            return False
        self._said[what] = wall
        return True

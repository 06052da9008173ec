"""How much Telegram bears: about one message a second a chat, twenty a minute a group, thirty a second a bot."""

import math
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass

from tests.telegram_api.chats import Chat
from tests.telegram_api.clock import Clock
from tests.telegram_api.refusals import too_many

#: What counts: all that makes or changes a message (core.telegram.org/bots/faq; edits count, topics make a message).
COUNTED = ("send", "edit", "copy", "forward", "createforumtopic")
UNCOUNTED = frozenset({"sendchataction", "editforumtopic"})
#: Messages remembered of a chat; more than any rate looks back at.
KEPT = 2000


@dataclass(frozen=True)
class Rate:
    """At most `limit` messages in any so many seconds."""

    limit: int
    within: float

    def wait(self, passed: Sequence[float], now: float, messages: int) -> float:
        """Return the seconds until so many more pass; an album larger than the rate passes when all is quiet."""
        recent = [at for at in passed if at > now - self.within]
        over = len(recent) + messages - max(self.limit, messages)
        return recent[over - 1] + self.within - now if over > 0 else 0.0


@dataclass(frozen=True)
class Bucket:
    """A burst of so many at once, and one more every so many seconds."""

    burst: int
    every: float

    def wait(self, passed: Sequence[float], now: float, messages: int) -> float:
        """Return the seconds until so many more pass."""
        filled_at = 0.0
        for at in passed:
            filled_at = max(filled_at, at) + self.every
        room = self.burst - max(0.0, filled_at - now) / self.every
        return (min(messages, self.burst) - room) * self.every


@dataclass
class Limits:
    """The FAQ's three rates; it promises short bursts in a chat without saying how long. None switches one off."""

    bot: Rate | None = Rate(30, 1.0)
    chat: Bucket | None = Bucket(5, 1.0)
    group: Rate | None = Rate(20, 60.0)


class Flood:
    """Counts what goes through, and refuses what is too much; what is refused here counts for nothing."""

    def __init__(self, clock: Clock, limits: Limits) -> None:
        self._clock = clock
        self.limits = limits
        self._passed: dict[str, deque[float]] = defaultdict(lambda: deque(maxlen=KEPT))
        #: The calls that were told to wait, with the seconds.
        self.refused: list[tuple[str, int, int]] = []

    def check(self, method: str, chat: Chat | None, messages: int) -> None:
        """Count a call, or raise 429 with the seconds after which it would pass."""
        name = method.lower()
        if not name.startswith(COUNTED) or name in UNCOUNTED or chat is None:
            return
        now, rates = self._clock.now(), self._rates(chat)
        # A millisecond is less than what a clock of floats can tell at this distance from 1970.
        wait = max((rate.wait(self._passed[key], now, messages) for key, rate in rates), default=0.0)
        if wait > 0.001:
            seconds = max(1, math.ceil(wait))
            self.refused.append((method, chat.id, seconds))
            raise too_many(seconds)
        for key in {"bot", f"chat {chat.id}"}:
            self._passed[key].extend([now] * messages)

    def busiest(self, chat: Chat, within: float = 60.0) -> int:
        """Return the most messages that went into a chat within so many seconds."""
        passed = list(self._passed[f"chat {chat.id}"])
        return max((sum(at <= each < at + within for each in passed) for at in passed), default=0)

    def _rates(self, chat: Chat) -> list[tuple[str, Rate | Bucket]]:
        group = self.limits.group if chat.kind in {"group", "supergroup", "channel"} else None
        rates = (("bot", self.limits.bot), (f"chat {chat.id}", self.limits.chat), (f"chat {chat.id}", group))
        return [(key, rate) for key, rate in rates if rate is not None]

"""What waits for our bot: updates in order, filtered by kind, forgotten when confirmed or too old."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from telegram import Update

from tests.telegram_api.clock import Clock

#: Seconds an update waits: messages and changes of members (Client.cpp:17053, 17279), presses (Client.cpp:17158).
DAY, PRESS = 86400, 150
KINDS = frozenset(Update.ALL_TYPES)
#: What is not sent unless asked for by name (api#getupdates, allowed_updates; Client.h:1456).
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
DEFAULT = KINDS - UNASKED
#: An offset so far beyond the newest, or behind the oldest, counts as none (td/db/TQueue.cpp:305-308).
AHEAD, BEHIND = 10, 100_000
#: Updates that can be delivered once more.
SENT = 10_000


@dataclass(frozen=True)
class Waiting:
    """One update on its way; updates of one `line` are delivered one after the other."""

    id: int
    kind: str
    body: dict[str, Any]
    line: int
    expires_at: float

    @property
    def json(self) -> dict[str, Any]:
        return {"update_id": self.id, self.kind: self.body}


class Updates:
    """The queue of one bot."""

    def __init__(self, clock: Clock, first_id: int = 700_000_001) -> None:
        self._clock = clock
        self._next_id = first_id
        self._waiting: dict[int, Waiting] = {}
        self._repeats: list[Waiting] = []
        #: The newest updates ever queued, oldest first.
        self.sent: deque[Waiting] = deque(maxlen=SENT)
        self.allowed = DEFAULT
        self.news = asyncio.Event()
        #: Called with each new update; the webhook listens here.
        self.heard: Callable[[Waiting], None] | None = None

    def add(self, kind: str, body: dict[str, Any], line: int, lives: float = DAY) -> int | None:
        """Queue one update; None when our bot did not ask for its kind (Client.cpp, add_update)."""
        if kind not in self.allowed:
            return None
        waiting = Waiting(self._next_id, kind, body, line, self._clock.now() + lives)
        _check(waiting)
        self._next_id += 1
        self._waiting[waiting.id] = waiting
        self.sent.append(waiting)
        self._tell(waiting)
        return waiting.id

    def again(self, waiting: Waiting) -> None:
        """Deliver once more what was delivered already, as happens when the answer to it was lost."""
        if self.heard is None:
            self._repeats.append(waiting)
        else:
            self._waiting[waiting.id] = waiting
        self._tell(waiting)

    def restart_ids(self, at: int) -> None:
        """Go on with other ids, as after a week without updates (api#update, update_id)."""
        assert not self._waiting, "ids are drawn anew only when nothing waits"
        self._next_id = at

    def confirm(self, offset: int) -> int:
        """Forget what is before `offset`, and return the offset that counts (TQueue.cpp:299-312)."""
        self._drop_old()
        if offset < 0:
            kept = list(self._waiting)[offset:]
            self._waiting = {each: self._waiting[each] for each in kept}
        head = min(self._waiting, default=self._next_id)
        if offset <= 0 or offset > self._next_id + AHEAD or offset < head - BEHIND:
            return head
        confirmed = [each for each in self._waiting if each < offset]
        for update_id in confirmed:
            del self._waiting[update_id]
        if confirmed:
            self._stir()
        return offset

    def since(self, offset: int, limit: int) -> list[Waiting]:
        """Return the oldest that wait from an id on."""
        self._drop_old()
        return [*self._repeats, *(each for each in self._waiting.values() if each.id >= offset)][:limit]

    def taken(self, given: list[Waiting]) -> None:
        """Note what was just given out; a repeat is given once."""
        self._repeats = [each for each in self._repeats if each not in given]
        self._stir()

    def forget(self, waiting: Waiting) -> None:
        """Drop one that was taken, or that nobody took in time."""
        self._waiting.pop(waiting.id, None)
        self._stir()

    def clear(self) -> None:
        """Drop all (drop_pending_updates)."""
        self._waiting.clear()
        self._stir()

    @property
    def pending(self) -> list[Waiting]:
        """Return all that still wait."""
        self._drop_old()
        return [*self._repeats, *self._waiting.values()]

    def _drop_old(self) -> None:
        now = self._clock.now()
        for update_id in [each.id for each in self._waiting.values() if each.expires_at <= now]:
            del self._waiting[update_id]

    def _tell(self, waiting: Waiting) -> None:
        self._stir()
        if self.heard is not None:
            self.heard(waiting)

    def _stir(self) -> None:
        self.news.set()
        self.news = asyncio.Event()


def _check(waiting: Waiting) -> None:
    """Fail loudly when python-telegram-bot would not know a part of what we made up."""
    parsed = Update.de_json(waiting.json, None)
    part = getattr(parsed, waiting.kind)
    assert part is not None, f"no {waiting.kind} in {waiting.json}"
    assert not part.api_kwargs, f"{waiting.kind} has what no Telegram sends: {part.api_kwargs}"

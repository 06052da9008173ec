"""Many tickets at once: calls that go together, and the one list a group reads while its cards wait for room."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from bot.desk import rows
from bot.desk.facts import Changes
from bot.engine.throttles import Throttles
from bot.ids import Ids
from bot.messages import Lane, Place
from bot.ports import Drawn, Reads, Waiting, Work

SECOND = 1_000_000
#: So many calls in one message can still be read, and taken, on a phone.
TOGETHER = 12
#: Somebody who was called about so many tickets within so long is called about several at a time from now on, at most
#: every few seconds (wall).
RUSHED = 4
RUSHED_WITHIN = 10 * SECOND
CALLED_EVERY = 5 * SECOND
#: With so little left of a group's minute its cards are looked at together: half of what is not kept for pages.
NEAR = 7
#: So much of a group's minute is left to the list and what else is said there.
KEPT = 3
#: Wall time between two edits of cards, and between two drawings of the list, of a group whose minute is nearly full.
EDIT_EVERY = 10 * SECOND
DRAWN_EVERY = 20 * SECOND
#: Wall time after which a group that bears nothing now is looked at again.
LOOK_AGAIN = SECOND
_FIRST_LEVEL = 1


def calls(waiting: Sequence[Waiting], room: int, *, patient: bool = False) -> Sequence[int]:
    """Return which calls of one person go as one message now; `waiting` are the most urgent first.

    Each goes alone as long as their chat bears them all. A single call of level 1 goes alone, and before the rest;
    those of lower levels may be `patient` until there are more.
    """
    first = [one for one in waiting if one.level == _FIRST_LEVEL]
    if patient and not first and len(waiting) < TOGETHER:
        return []
    if len(waiting) <= room or len(first) == 1:
        return [one.id for one in waiting[:1]]
    return [one.id for one in waiting[:TOGETHER]]


def drawing(waiting: Sequence[Waiting], room: int, *, may_edit: bool) -> Waiting | None:
    """Return what a group with so much room left is shown next; None when all has to wait.

    The list and plain words go first, then new cards (the most urgent, then the newest), with an edit now and then.
    """
    plain = [one for one in waiting if one.kind not in ("card", "topic")]
    if plain:
        return plain[0]
    new = sorted((one for one in waiting if not one.shown), key=_urgency) if room > KEPT else []
    if new and new[0].level == _FIRST_LEVEL:
        return new[0]
    edits = [one for one in waiting if one.shown] if may_edit else []
    return next(iter((*edits, *new)), None)


def _urgency(one: Waiting) -> tuple[int, bool, int]:
    """Return what orders new cards; one whose topic is there already goes before another topic."""
    return one.level, one.kind == "topic", -one.id


class Rushes:
    """The lists that are open, who was called lately, and when a card was last edited in a group."""

    def __init__(self, ids: Ids, throttles: Throttles) -> None:
        self._ids = ids
        self._throttles = throttles
        self._open: dict[str, Place] = {}
        self._edited_at: dict[str, int] = {}
        self._called_at: dict[str, deque[int]] = {}
        self._asked_at: dict[str, int] = {}
        self._asking: list[str] = []
        #: When a list may be drawn again (wall).
        self.later: set[int] = set()

    async def load(self, reads: Reads) -> None:
        """Know the lists that were open when the last process ended."""
        places = [Place(*row) for row in await reads.rows("lists_open")]
        self._open = {place.key: place for place in places}

    def has_list(self, key: str) -> bool:
        """Tell whether a chat is shown a list."""
        return key in self._open

    def edit_at(self, key: str) -> int:
        """Return the wall time from which a card of a busy group may be edited again."""
        return self._edited_at.get(key, 0) + EDIT_EVERY

    def called(self, key: str, calls: int, wall: int) -> None:
        """Know that somebody is called now, about so many tickets."""
        self._called_at.setdefault(key, deque(maxlen=RUSHED)).extend([wall] * min(calls, RUSHED))

    def call_at(self, key: str, wall: int) -> int | None:
        """Return when somebody who is called again and again may be called next; None in quiet times."""
        called = self._called_at.get(key)
        if called is None or len(called) < RUSHED or called[0] <= wall - RUSHED_WITHIN:
            return None
        return called[-1] + CALLED_EVERY

    def edited(self, key: str, wall: int) -> None:
        """Know that a card of a busy group is edited now."""
        self._edited_at[key] = wall

    def drawn(self, place: Place, drawn: Drawn) -> None:
        """Know what a list shows now; one that shows nothing is closed."""
        if drawn.shown:
            self._open[place.key] = place
        else:
            self._open.pop(place.key, None)

    def commit(self, wall: int) -> None:
        """Know that what was asked for is on the disk."""
        self._asked_at.update(dict.fromkeys(self._asking, wall))
        self._asking = []

    async def ask_for_lists(self, work: Work, now: int, wall: int) -> None:
        """Ask for a list in groups where cards wait for room, and for its newest form where there is one."""
        self.later, self._asking = set(), []
        for place in self._busy(wall):
            if await self._wants_list(work, place, wall):
                self._asking.append(place.key)
                await work.save(Changes(outbox=[self._request(place, now)]))

    def _busy(self, wall: int) -> Iterable[Place]:
        scarce = (group for group in self._throttles.groups() if self._throttles.minute(group, wall) <= KEPT)
        return {**self._open, **{group.key: group for group in scarce}}.values()

    async def _wants_list(self, work: Work, place: Place, wall: int) -> bool:
        ((shown, _count, asked),) = await work.execute("rush_in", place.key)
        known = await work.execute("list_of", place.key)
        # A group without a list is one that shows nothing.
        _external_id, last, drawn_at = known[0] if known else ("", "", 0)
        if asked or last == shown:
            return False
        # One that could not be shown is not asked for again and again either.
        due_at = max(int(drawn_at), self._asked_at.get(place.key, 0)) + DRAWN_EVERY
        if due_at > wall:
            self.later.add(due_at)
        return due_at <= wall

    def _request(self, place: Place, now: int) -> rows.Outbox:
        return rows.Outbox(
            id=self._ids.new(),
            lane=int(Lane.UPDATE),
            kind="list",
            bot=place.bot,
            chat=place.chat,
            thread="",
            chat_key=place.key,
            body="",
            due_at=now,
            created_at=now,
        )

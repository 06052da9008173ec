"""The gate of one claim: what the platforms bear at this instant, counted once the claim is committed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import msgspec

from bot.desk import rows
from bot.desk.ways import Left, Parcel, Routed
from bot.engine import storms, windows
from bot.engine.relocating import UNCOUNTED
from bot.engine.storms import Rushes
from bot.engine.throttles import Throttles
from bot.messages import Body, Lane, Place
from bot.ports import Waiting

#: Above this length a text may come in several pieces, each of which the platform counts.
TEXT = 4096


class Gate:
    """Asked by a claim in the writer's thread; nobody else touches the throttles while that runs."""

    def __init__(self, throttles: Throttles, rushes: Rushes, wall: int, spare: int) -> None:
        self._throttles = throttles
        self._rushes = rushes
        self._wall = wall
        self._spare = spare
        #: Whether staff are to be told whom they can only call.
        self.told = False
        self.begin()

    def begin(self) -> None:
        """Forget what was let through: the turn is decided once more."""
        self._left: list[tuple[Place, int]] = []
        self._by_bot: Counter[str] = Counter()
        self._edits: list[str] = []
        self._called: list[tuple[str, int]] = []
        self._others = 0
        #: Tickets of what is kept until their reader turns to us again.
        self.kept: set[int] = set()
        #: When what was held back may go (wall).
        self.later: set[int] = set()

    def commit(self) -> None:
        """Count what has left: the claim is on the disk."""
        for place, weight in self._left:
            self._throttles.sent(place, self._wall, weight)
        self._rushes.commit(self._wall)
        for key in self._edits:
            self._rushes.edited(key, self._wall)
        for key, calls in self._called:
            self._rushes.called(key, calls, self._wall)

    @property
    def held(self) -> Collection[str]:
        """Return the bots that may send nothing but pages now."""
        bots = self._throttles.bots()
        return [bot for bot in bots if self._throttles.bot_room(bot, self._wall, page=False) <= 0]

    def admits(self, row: rows.Outbox) -> bool:
        """Tell whether this message may go now; what no platform counts always may."""
        if row.kind in UNCOUNTED:
            return True
        page = row.lane == Lane.PAGE
        if not page and self._others >= self._spare:
            return False
        if self._throttles.limits_of(row.bot) is None:
            return True
        place = Place(row.bot, row.chat)
        free_at = self._throttles.free_at(place, page=page, weight=weight_of(row))
        if free_at > self._wall:
            self.later.add(free_at)
            return False
        before = self._by_bot[row.bot]
        return not before or self._throttles.bot_room(row.bot, self._wall, page=page) > before

    def looks_around(self, row: rows.Outbox) -> bool:
        """Tell whether others of its chat are to be known first: for calls, and for cards where room gets scarce."""
        if self._throttles.limits_of(row.bot) is None:
            return False
        if row.page is not None:
            return row.kind == "send"
        return row.lane == Lane.UPDATE and self._is_scarce(Place(row.bot, row.chat))

    def choose(self, row: rows.Outbox, waiting: Sequence[Waiting]) -> Sequence[int]:
        """Return what goes instead of this message: the most urgent, alone or together with others."""
        place = Place(row.bot, row.chat)
        if row.page is not None:
            return self._calls(place, waiting)
        room = self._throttles.minute(place, self._wall)
        edit_at = self._rushes.edit_at(place.key)
        chosen = storms.drawing(waiting, room, may_edit=edit_at <= self._wall)
        if chosen is None:
            self.later.add(max(edit_at, self._wall + storms.LOOK_AGAIN))
            return ()
        if chosen.shown:
            self._edits.append(place.key)
        return (chosen.id,)

    def _calls(self, place: Place, waiting: Sequence[Waiting]) -> Sequence[int]:
        call_at = self._rushes.call_at(place.key, self._wall)
        if call_at is None:
            chosen = storms.calls(waiting, self._throttles.room(place, self._wall, page=True))
        else:
            chosen = storms.calls(waiting, 1, patient=call_at > self._wall)
        if chosen:
            self._called.append((place.key, len(chosen)))
        elif call_at is not None:
            self.later.add(call_at)
        return chosen

    @property
    def windowed(self) -> Collection[str]:
        """Return the bots whose platform lets us write to a person for a while only."""
        return self._throttles.windowed

    def route(self, row: rows.Outbox, left: Sequence[Left], parcels: Sequence[Parcel]) -> Routed:
        """Return how a message leaves for such a person, with what else waits for them."""
        if row.kind in UNCOUNTED:
            return Routed(together=(row.id,))
        head = next((one for one in parcels if one.row.id == row.id), Parcel(row, "", ""))
        routed = windows.routed(head, left, parcels, self._throttles.windowed[row.bot])
        self.kept |= windows.unreached(parcels, routed.kept)
        return msgspec.structs.replace(routed, at=self._wall)

    def leaves(self, row: rows.Outbox) -> int:
        """Count a message; return as how many its platform counts it."""
        if row.kind in UNCOUNTED:
            return 0
        if row.lane != Lane.PAGE:
            self._others += 1
        if self._throttles.limits_of(row.bot) is None:
            return 0
        place, weight = Place(row.bot, row.chat), weight_of(row)
        self._by_bot[row.bot] += weight
        self._left.append((place, weight))
        return weight

    def _is_scarce(self, group: Place) -> bool:
        if not self._throttles.is_group(group):
            return False
        return self._throttles.minute(group, self._wall) <= storms.NEAR or self._rushes.has_list(group.key)


def weight_of(row: rows.Outbox) -> int:
    """Return how many messages a platform makes of a row: a long text comes in pieces, each file on its own."""
    if len(row.body) <= TEXT and '"files":' not in row.body:
        return 1
    body = msgspec.json.decode(row.body, type=Body)
    # Counted as Telegram does, in UTF-16 units.
    units = len(body.text.encode("utf-16-le")) // 2
    return max(1, -(-units // TEXT) + len(body.files))

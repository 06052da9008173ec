"""The four of the staff: they take what they are called for, often two at once, and bring it to an end."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence

from bot.domain import numbers
from tests.torture.cast import LANGUAGES, MORE_WORDS, label, number_in
from tests.torture.ledger import Ledger
from tests.torture.phones import Phone, Seen

#: Real seconds between a call and the hand that takes it, and then until it is solved.
_TAKES, _SOLVES = (0.05, 2.0), (0.5, 3.0)
#: How often a call is not heard, a command typed, a card pressed in the group, and that by two at the same instant.
_DEAF, _TYPES, _PRESSES_CARD, _TWO = 0.15, 0.4, 0.25, 0.6
_LOOK = 0.5


class Hand:
    """One of the staff: their private chat, and their view of the group."""

    def __init__(self, own: Phone, group: Phone) -> None:
        self.own = own
        self.group = group


class Crew:
    """All of them at work."""

    def __init__(self, hands: Sequence[Hand], room: Phone, ledger: Ledger, draws: random.Random) -> None:
        self._hands = hands
        self._room = room
        self._ledger = ledger
        self._draws = draws
        self._busy: set[asyncio.Task[None]] = set()
        self._cards: set[str] = set()

    async def work(self) -> None:
        """Look at all phones for good."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._watch_room())
                for hand in self._hands:
                    group.create_task(self._watch(hand))
        finally:
            for task in self._busy:
                task.cancel()

    async def _watch(self, hand: Hand) -> None:
        heard: set[str] = set()
        while True:
            seen = await hand.own.next(_LOOK)
            for number, words in _to_take(seen, hand.own.language) if seen else ():
                if number in heard or self._draws.random() > _DEAF:
                    self._begin(self._take(hand, seen, number, words))
                heard.add(number)

    async def _watch_room(self) -> None:
        while True:
            seen = await self._room.next(_LOOK)
            for number, words in _to_take(seen, LANGUAGES[0]) if seen else ():
                if number not in self._cards and self._draws.random() < _PRESSES_CARD:
                    self._begin(self._press_card(seen, number, words))
                self._cards.add(number)

    async def _take(self, hand: Hand, seen: Seen, number: str, words: str) -> None:
        await asyncio.sleep(self._draws.uniform(*_TAKES))
        if self._draws.random() < _TYPES:
            await hand.own.says(f"/ack {numbers.show(number)}")
        else:
            await hand.own.presses(seen, words)
        await self._bring_to_an_end(hand, number)

    async def _press_card(self, seen: Seen, number: str, words: str) -> None:
        """Press the card in the group, mostly two of them at the same instant."""
        count = 2 if self._draws.random() < _TWO else 1
        hands = self._draws.sample(list(self._hands), count)
        await asyncio.gather(*(hand.group.presses(seen, words) for hand in hands))
        await asyncio.gather(*(self._bring_to_an_end(hand, number) for hand in hands))

    async def _bring_to_an_end(self, hand: Hand, number: str) -> None:
        """Write to the customer and solve it; who does not have the ticket is refused, and that is as it should be."""
        shown = numbers.show(number)
        await asyncio.sleep(self._draws.uniform(*_SOLVES))
        words = MORE_WORDS[hand.own.language].format(self._ledger.mark())
        await hand.own.says(f"/say {shown} {words}")
        await asyncio.sleep(self._draws.uniform(*_SOLVES))
        await hand.own.says(f"/solved {shown} ok {self._ledger.mark()}")

    def _begin(self, work: object) -> None:
        task = asyncio.create_task(work)
        self._busy.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._busy.discard(task)
        if not task.cancelled():
            task.result()


def _to_take(seen: Seen, language: str) -> list[tuple[str, str]]:
    """Which tickets a message lets somebody take, with what the button says; several where calls came together."""
    own = label("btn-ack", language)
    found = [(number_in(seen.text if words == own else words), words) for words, _token in seen.buttons]
    return [(number, words) for number, words in found if number]

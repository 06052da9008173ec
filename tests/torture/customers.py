"""A customer from the first word to the score: answers what the desk asks, by buttons and by typing."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress

from tests.torture.cast import MORE_WORDS, SYMPTOMS, label, number_in
from tests.torture.ledger import Ledger
from tests.torture.phones import Phone, Seen

#: Levels with what is pressed about an interruption.
_LEVELS = (
    ("choice-down", "choice-down-now"),
    ("choice-degraded", "choice-down-never"),
    ("choice-minor", "choice-skip"),
)
#: Real seconds a customer waits at most for anything; then they put the phone away.
PATIENCE = 25.0
#: How often a label is typed, a button pressed twice, a word or a photo added, a repair found wanting.
_TYPES, _TWICE, _ADDS, _PHOTO, _STILL_BROKEN = 0.3, 0.1, 0.6, 0.4, 0.15
#: Seconds between a photographer's photos, and how many go together.
_SHOOTS, _ALBUMS = (2.0, 6.0), (1, 1, 3)


class Customer:
    """One person with one fault."""

    def __init__(self, phone: Phone, ledger: Ledger, draws: random.Random) -> None:
        self._phone = phone
        self._ledger = ledger
        self._draws = draws
        self._ways = _ways(draws)
        self._answered: set[str] = set()
        self.has_number = False
        self.is_done = False

    async def live(self) -> None:
        """Report a fault and answer all that comes, until the score is given or patience is at an end."""
        await self._ledger.write("report", self._phone, SYMPTOMS[self._phone.language])
        while not self.is_done:
            seen = await self._phone.next(PATIENCE)
            if seen is None:
                return
            await self._answer(seen)

    async def _answer(self, seen: Seen) -> None:
        tokens = {token for _label, token in seen.buttons}
        if tokens & self._answered or seen.is_edit:
            return
        self._answered |= tokens
        way = next((way for way in self._ways if seen.token(label(way, self._phone.language))), None)
        if way is not None:
            await self._take(seen, way)
        elif seen.token(label("choice-back", self._phone.language)):
            await self._ledger.write("line", self._phone, MORE_WORDS[self._phone.language])
        elif number_in(seen.text) and not self.has_number:
            await self._add()
        self.has_number = self.has_number or bool(number_in(seen.text))

    async def _take(self, seen: Seen, way: str) -> None:
        words = label(way, self._phone.language)
        if self._draws.random() < _TYPES:
            await self._phone.says(words)
        elif self._draws.random() < _TWICE:
            await asyncio.gather(self._phone.presses(seen, words), self._phone.presses(seen, words))
        else:
            await self._phone.presses(seen, words)
        if way == "choice-broken":
            # Once is enough.
            self._ways.remove(way)
        self.is_done = way.startswith("score-")

    async def _add(self) -> None:
        if self._draws.random() > _ADDS:
            return
        if self._draws.random() < _PHOTO:
            await self._ledger.photograph(self._phone)
        else:
            await self._ledger.write("line", self._phone, MORE_WORDS[self._phone.language])


class Photographer(Customer):
    """A customer who sends one photo after the other, so that files are always on their way."""

    def __init__(self, phone: Phone, ledger: Ledger, draws: random.Random) -> None:
        super().__init__(phone, ledger, draws)
        self.is_wanted = asyncio.Event()

    async def live(self) -> None:
        taking = asyncio.create_task(self._take_photos())
        try:
            await super().live()
            await asyncio.Event().wait()
        finally:
            taking.cancel()

    async def _take_photos(self) -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.is_wanted.wait(), self._draws.uniform(*_SHOOTS))
            self.is_wanted.clear()
            if self.has_number:
                await self._ledger.photograph(self._phone, self._draws.choice(_ALBUMS))


def _ways(draws: random.Random) -> list[str]:
    """The buttons a customer would press, the most wanted first."""
    level, interruption = draws.choice(_LEVELS)
    broken = ["choice-broken"] if draws.random() < _STILL_BROKEN else []
    return [
        "choice-report-fault",
        level,
        interruption,
        "choice-just-now",
        "choice-no",
        "choice-keep-level",
        "choice-send",
        *broken,
        "choice-works",
        f"score-{draws.randint(3, 5)}",
        "choice-photos-done",
        "choice-skip",
    ]

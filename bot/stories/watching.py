"""Looks through the eyes of the cast: whether somebody has seen certain words, and where a button is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from bot.messages import Button
from bot.stories.actors import Actor, Line
from bot.stories.script import PAGE, ROOM

_SPACES = re.compile(r"\s+")


class Phrases(Protocol):
    """Knows the words of a text id."""

    def ways(self, text_id: str, language: str) -> Sequence[Sequence[str]]:
        """Return what stands in the text between its variables, in order, for each way the text may turn."""


class Watch:
    """Remembers how far each person has been watched, so that old words are not taken for new ones."""

    def __init__(self, phrases: Phrases, actor: Callable[[str], Actor], staff: Callable[[], Actor]) -> None:
        self._phrases = phrases
        self._actor = actor
        self._staff = staff
        self._seen: dict[str, int] = {}

    async def lines(self, who: str) -> Sequence[Line]:
        """Return what `who` sees; the room is seen through the eyes of somebody of the staff."""
        if who == ROOM:
            return await self._staff().lines(room=True)
        return await self._actor(who).lines()

    async def forget(self, people: Iterable[str]) -> None:
        """Take all that these people have seen so far as old."""
        for who in people:
            self._seen[who] = await self.newest(who) + 1

    async def newest(self, who: str) -> int:
        """Return the id of the newest change `who` has before them."""
        return max((line.id for line in await self.lines(who)), default=0)

    async def sees(self, who: str, words: str) -> bool:
        """Tell whether `who` sees these words in a line not older than the last one they were found in."""
        found = await self.first_since(who, words, self._seen.get(who, 0) - 1)
        if found is not None:
            self._seen[who] = found.id
        return found is not None

    async def first_since(self, who: str, words: str, after: int) -> Line | None:
        """Return the first line of others, changed after id `after`, that has these words."""
        language = self._staff().language if who == ROOM else self._actor(who).language
        lines = sorted(await self.lines(who), key=lambda line: line.id)
        fresh = (line for line in lines if line.id > after and not line.own)
        return next((line for line in fresh if self._fits(line, words, language)), None)

    def button(self, lines: Sequence[Line], label: str, language: str) -> tuple[Line, Button] | None:
        """Return the newest button with this label, with the line it stands under."""
        newest = sorted(lines, key=lambda line: line.id, reverse=True)
        pairs = [(line, button) for line in newest for button in line.buttons]
        exact = (pair for pair in pairs if pair[1].label == label)
        near = (pair for pair in pairs if self._has(pair[1].label, label, language))
        return next(exact, None) or next(near, None)

    def _fits(self, line: Line, words: str, language: str) -> bool:
        if words == PAGE:
            return line.style == PAGE
        return self._has(line.words, words, language)

    def _has(self, text: str, words: str, language: str) -> bool:
        ways = self._phrases.ways(words[1:], language) if words.startswith("@") else ((words,),)
        return any(stand_in_order(pieces, text) for pieces in ways if pieces)


def stand_in_order(pieces: Sequence[str], text: str) -> bool:
    """Tell whether all pieces are found in `text`, one after the other; runs of white space count as one."""
    place, text = 0, _SPACES.sub(" ", text)
    for piece in pieces:
        wanted = _SPACES.sub(" ", piece).strip()
        found = text.find(wanted, place)
        if found < 0:
            return False
        place = found + len(wanted)
    return True

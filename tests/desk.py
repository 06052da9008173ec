"""The harness that tells whole stories: `desk.customer("li").says("...")`, `desk.fast_forward(minutes=15)`.

Everything goes through the real engine, storage, flows and web channel, on a clock that only the story moves.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot.app.columns import of_columns
from bot.desk import rows
from bot.domain import numbers
from bot.stories.actors import Line
from bot.stories.crew import CREW
from bot.stories.player import Player, StoryFailed, World
from bot.stories.script import PAGE, Again, Expect, Never, Part, Press, Say, SendFile, Step, Words
from bot.stories.stage import ON_DISK, Stage
from bot.stories.visitor import Visitor
from bot.stories.watching import stand_in_order

T = TypeVar("T")
#: A Wednesday, 15:00 in the company's zone.
AFTERNOON = datetime(2026, 11, 18, 7, 0, tzinfo=UTC)


class Hand:
    """One person, as a test moves and asks them; `room` when they do it before all staff."""

    def __init__(self, desk: Desk, slug: str, *, in_room: bool = False, patience: timedelta = timedelta()) -> None:
        self.slug = slug
        self._patience = patience
        self._desk = desk
        self._in_room = in_room

    @property
    def in_room(self) -> Hand:
        """The same person in the room of all staff."""
        return Hand(self._desk, self.slug, in_room=True)

    @property
    def visitor(self) -> Visitor:
        return self._desk.stage.actor(self.slug)

    @property
    def sees(self) -> list[Line]:
        """All that is before this person, oldest first."""
        return list(self._desk.run(self.visitor.lines(room=self._in_room)))

    @property
    def last(self) -> str:
        """The words of the last line of others."""
        return [line for line in self.sees if not line.own][-1].words

    def says(self, text: str) -> Hand:
        return self._does(Say(self.slug, _words(text), self._in_room))

    def presses(self, label: str) -> Hand:
        return self._does(Press(self.slug, _words(label), self._in_room))

    def sends(self, name: str, text: str = "") -> Hand:
        return self._does(SendFile(self.slug, name, _words(text) if text else None))

    def repeats(self, times: int = 1) -> Hand:
        """What was sent last arrives so many times more."""
        return self._does(Again(self.slug, times))

    def presses_again(self, line: Line, label: str) -> Hand:
        """Press a button of a line seen earlier, whatever became of it since."""
        button = next(button for button in line.buttons if button.label == label)
        self._desk.run(self.visitor.press(line, button, room=self._in_room))
        self._desk.settle()
        return self

    def got(self, words: str, **within: float) -> Hand:
        """See these words (or `@text-id`, or a page) now, or within so much desk time."""
        return self._does(Expect({self._party: _words(words)}, timedelta(**within) or self._patience))

    def never_got(self, words: str, **during: float) -> Hand:
        """See no such words anew while so much desk time passes."""
        return self._does(Never({self._party: _words(words)}, timedelta(**during)))

    def has_button(self, label: str) -> bool:
        return any(button.label == label for line in self.sees for button in line.buttons)

    def pages(self) -> int:
        """How often this person has been called."""
        return sum(1 for line in self.sees if line.style == PAGE)

    @property
    def _party(self) -> str:
        return "room" if self._in_room else self.slug

    def _does(self, act: Say | Press | SendFile | Again | Expect | Never) -> Hand:
        self._desk.take(act)
        return self


class Desk:
    """A desk on a stage, told in plain calls; each waits until everything it set in motion is done."""

    def __init__(self, folder: Path, url: str = ON_DISK, language: str = "en", start_at: datetime = AFTERNOON) -> None:
        self._runner = asyncio.Runner()
        self.stage = Stage(folder, start_at, language, url)
        reception = Part("rose", "reception", _words("Rose"), _words("reception"))
        self.run(self.stage.open([reception]))
        self._player = Player(self.stage, self.stage.phrases, language)

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(doing)

    def close(self) -> None:
        self.run(self.stage.close())
        self._runner.close()

    def customer(self, slug: str, language: str = "") -> Hand:
        """Somebody who writes to the desk; a name not heard before is somebody new."""
        if slug not in self.stage.cast:
            part = Part(slug, "customer", _words(slug.capitalize()), _words(slug))
            visitor = self.stage.cast.customer(part)
            visitor.language = language or visitor.language
        return Hand(self, slug)

    def engineer(self, slug: str) -> Hand:
        """One of the staff: wang and zhao on duty, rose at reception, lin the manager, sun head of the department."""
        assert slug in {"rose", *(part.slug for part in CREW)}
        return Hand(self, slug)

    @property
    def manager(self) -> Hand:
        return self.engineer("lin")

    @property
    def room(self) -> Hand:
        """The room of all staff, through the eyes of the manager."""
        return self.manager.in_room

    @property
    def world(self) -> World:
        return self.stage

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(self.stage.clock.now() / 1_000_000, UTC)

    def fast_forward(self, **length: float) -> None:
        self.run(self.stage.pass_time(timedelta(**length)))

    def restart(self) -> None:
        self.run(self.stage.restart())

    def dismiss(self, slug: str) -> None:
        """Start again with a configuration in which this member of staff is gone; others of the house stay."""
        self.stage._parts = tuple(part for part in self.stage._parts if part.slug != slug)  # noqa: SLF001 - its cast
        self.restart()

    def settle(self) -> None:
        self.run(self.stage.settle())

    def reads(self, text: str, words: str, language: str = "en") -> bool:
        """Whether a text has these words, or those of `@text-id`."""
        ways = self.stage.phrases.ways(words[1:], language) if words.startswith("@") else [[words]]
        return any(stand_in_order(pieces, text) for pieces in ways if pieces)

    def take(self, act: Say | Press | SendFile | Again | Expect | Never) -> None:
        step = Step(0, act)
        try:
            self.run(self._player.take(step))
        except StoryFailed as failed:
            raise AssertionError(str(failed)) from None

    def ask(self, query: str, *args: object) -> list[tuple[Any, ...]]:
        """Run one of the named reads."""

        async def read() -> list[tuple[Any, ...]]:
            return list(await self.stage.app.store.reads().rows(query, *args))

        return self.run(read())

    def tickets(self) -> list[rows.TicketRow]:
        """All tickets, the oldest first."""
        return [of_columns(rows.TicketRow, row) for row in self.ask("tickets_after", 0, 1_000)]

    @property
    def ticket(self) -> rows.TicketRow:
        """The only ticket there is."""
        (ticket,) = self.tickets()
        return ticket

    @property
    def number(self) -> str:
        """The number of the newest ticket, as people read it."""
        return numbers.show(self.tickets()[-1].number)

    def events(self) -> list[str]:
        """The kinds of the timeline of the newest ticket."""
        found = self.ask("events_of_ticket", self.tickets()[-1].id)
        return [of_columns(rows.EventRow, row).kind for row in found]


def instant(micros: int) -> datetime:
    """An instant of a row."""
    return datetime.fromtimestamp(micros / 1_000_000, UTC)


def _words(text: str) -> Words:
    return Words({"": text})

"""The fixed mix: 70 % answers, 20 % presses, 10 % new reports, told by people of three languages.

Everybody pays one visit of twenty messages: a fault is reported to its ticket, followed up and withdrawn, then a
second report is begun and given up. So each message meets a conversation that really stands where it belongs.
"""

from __future__ import annotations

import json
import random
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

#: The first person's number; Telegram gives a private chat the number of its person.
FIRST = 10_000_000
LANGUAGES = ("zh", "es", "en")
#: So many people are under way before the mix is right.
CROWD = 400


class Kind(Enum):
    """What somebody does."""

    NEW = "new reports"
    PRESS = "presses"
    ANSWER = "answers"


@dataclass(frozen=True, slots=True)
class Step:
    """One message of a visit: words, or the place of a button under the newest keyboard."""

    kind: Kind
    words: str = ""
    place: int = 0


_WORDS = {
    "zh": (
        "3号线调度台登不上，主备机都报心跳丢失",
        "能用，但受影响",
        "没有中断",
        "否",
        "调度服务器 A",
        "跳过",
        "另外机柜里有告警灯在闪",
        "会议室的屏幕有点暗",
        "影响不大",
        "取消",
    ),
    "es": (
        "La consola de la línea 3 no deja entrar",
        "2",
        "No se cortó",
        "no",
        "Servidor A",
        "Omitir",
        "Además parpadea una luz en el armario",
        "La pantalla de la sala se ve oscura",
        "Afecta poco",
        "cancelar",
    ),
    "en": (
        "The line 3 console won't let anybody log in",
        "2",
        "Not interrupted",
        "no",
        "Server A",
        "skip",
        "There is a light blinking in the cabinet too",
        "The screen in the meeting room is dim",
        "Minor",
        "cancel",
    ),
}


def visit(language: str) -> tuple[Step, ...]:
    """Return the messages of one visit: two new reports, four presses, fourteen answers."""
    symptom, level, down, lost, equipment, skip, more, second, minor, cancel = _WORDS[language]
    fault = (level, down, lost, equipment, "17", skip, "13800000000")
    return (
        Step(Kind.NEW, symptom),
        Step(Kind.PRESS, place=0),
        *(Step(Kind.ANSWER, words) for words in fault),
        Step(Kind.PRESS, place=0),
        *(Step(Kind.ANSWER, words) for words in (more, "/tickets", "1")),
        Step(Kind.PRESS, place=2),
        Step(Kind.PRESS, place=0),
        Step(Kind.NEW, second),
        *(Step(Kind.ANSWER, words) for words in ("1", minor, down, cancel)),
    )


VISITS = {language: visit(language) for language in LANGUAGES}
#: After this step of a visit a ticket is out.
OPENING = 9


class Board(Protocol):
    """Where the buttons shown to people are read."""

    def token(self, person: int) -> str:
        """Return the token of the newest keyboard shown since `clear`, or ""."""

    def clear(self, person: int) -> None:
        """Forget the keyboard: the next one counts."""


class NoButtons:
    """For servers that show none: every press carries the same made-up token."""

    def token(self, person: int) -> str:
        """Return a token of the usual length."""
        del person
        return "x" * 22

    def clear(self, person: int) -> None:
        """There is nothing to forget."""


@dataclass(slots=True)
class Person:
    """Somebody on a visit; `place` is the step that comes next."""

    number: int
    language: str
    place: int = 0

    @property
    def step(self) -> Step:
        """Return what they do next."""
        return VISITS[self.language][self.place]


@dataclass(slots=True)
class Crowd:
    """Everybody on a visit, drawn from by the mix; `counts` is what was drawn."""

    board: Board
    first: int = FIRST
    counts: dict[Kind, int] = field(default_factory=lambda: dict.fromkeys(Kind, 0))
    opened: int = 0
    _update: int = 0
    _joined: int = 0
    _waiting: dict[Kind, deque[Person]] = field(default_factory=lambda: {kind: deque() for kind in Kind})
    _deck: Iterator[Kind] = field(default_factory=lambda: _deck())  # noqa: PLW0108  # defined below

    def next(self) -> tuple[Person, bytes]:
        """Return who does something now, and the update Telegram would post."""
        person = self._drawn()
        self.counts[person.step.kind] += 1
        return person, self._posted(person)

    def done(self, person: Person) -> None:
        """Let a person go on whose message was taken in."""
        self.opened += person.place == OPENING
        person.place += 1
        if person.place < len(VISITS[person.language]):
            self._waiting[person.step.kind].append(person)

    def _drawn(self) -> Person:
        if self._joined < CROWD:
            return self._fresh()
        wanted = next(self._deck)
        for kind in (wanted, Kind.ANSWER, Kind.PRESS):
            person = self._ready(kind)
            if person is not None:
                return person
            if kind is Kind.NEW:
                break
        return self._fresh()

    def _ready(self, kind: Kind) -> Person | None:
        """Return who has waited longest, of those who have their keyboard by now."""
        waiting = self._waiting[kind]
        for _ in range(len(waiting)):
            person = waiting.popleft()
            if kind is not Kind.PRESS or self.board.token(person.number):
                return person
            waiting.append(person)
        return None

    def _fresh(self) -> Person:
        self._joined += 1
        return Person(self.first + self._joined, LANGUAGES[self._joined % len(LANGUAGES)])

    def _posted(self, person: Person) -> bytes:
        self._update += 1
        step, steps = person.step, VISITS[person.language]
        update = self.first * 1_000 + self._update
        if step.kind is Kind.PRESS:
            data = f"{self.board.token(person.number)}.{step.place}"
            posted = _press(update, person, data)
        else:
            posted = _message(update, person, step.words)
        following = steps[person.place + 1 : person.place + 2]
        if following and following[0].kind is Kind.PRESS:
            self.board.clear(person.number)
        return posted


def _deck() -> Iterator[Kind]:
    """Yield kinds in the shares of the mix, shuffled by tens."""
    dealer = random.Random(2)
    while True:
        ten = [Kind.ANSWER] * 7 + [Kind.PRESS] * 2 + [Kind.NEW]
        dealer.shuffle(ten)
        yield from ten


def _message(update: int, person: Person, words: str) -> bytes:
    return _JSON % (update, b'"message":%s' % _told(update, person, words))


def _press(update: int, person: Person, data: str) -> bytes:
    press = b'"callback_query":{"id":"%d","from":%s,"chat_instance":"1","data":"%s","message":%s}'
    return _JSON % (update, press % (update, _sender(person), data.encode(), _told(update, person, "?")))


def _told(update: int, person: Person, words: str) -> bytes:
    chat = b'{"id":%d,"type":"private","first_name":"Li"}' % person.number
    body = b'{"message_id":%d,"from":%s,"chat":%s,"date":%d,"text":%s}'
    return body % (update, _sender(person), chat, int(time.time()), json.dumps(words).encode())


def _sender(person: Person) -> bytes:
    told = b'{"id":%d,"is_bot":false,"first_name":"Li","language_code":"%s"}'
    return told % (person.number, person.language.encode())


_JSON = b'{"update_id":%d,%s}'

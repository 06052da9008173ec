"""Typed commands: `/ack BX-7K3M-9QK`, `报修`, `status 7K3M9QK`, as a name, a ticket number and the words after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain import numbers

if TYPE_CHECKING:
    from bot.domain.numbers import Number
    from bot.texts import Texts

CUSTOMER_COMMANDS = frozenset(
    {
        "start",
        "report",
        "ask",
        "tickets",
        "status",
        "language",
        "privacy",
        "forget",
        "cancel",
        "back",
        "skip",
        "help",
    },
)
STAFF_COMMANDS = frozenset(
    {
        "duty",
        "mine",
        "open",
        "ticket",
        "ack",
        "take",
        "say",
        "note",
        "wait",
        "onsite",
        "solved",
        "severity",
        "answer",
        "refer",
        "drop",
    },
)
_COMMAND = re.compile(r"^/([A-Za-z_]{1,32})(?:@\w+)?(?:\s+|$)(.*)$", re.DOTALL)
_SPOKEN = {
    "report": "report",
    "progress": "tickets",
    "cancel": "cancel",
    "help": "help",
    "language": "language",
    "privacy": "privacy",
    "forget": "forget",
    "ask": "ask",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """A command somebody typed; `number` is the ticket it names, `bad_number` when words stand in its place."""

    name: str
    number: Number | None = None
    rest: str = ""
    named: str = ""


def parse(text: str, texts: Texts, language: str) -> Typed | None:
    """Return the command a message is, or None when it is talk."""
    match = _COMMAND.match(text.strip())
    if match:
        return _with_number(match.group(1).casefold(), match.group(2).strip())
    name = _SPOKEN.get(texts.meaning(text, language)) if len(text) <= _LONGEST_WORD else None
    return Typed(name) if name else None


_LONGEST_WORD = 40


def _with_number(name: str, rest: str) -> Typed:
    head, _, tail = rest.partition(" ")
    number = numbers.parse(head) if head else None
    if number is None and rest:
        # A number may be written with blanks in it: BX 7K3M 9QK.
        found = numbers.find(rest[:_NUMBER_SPAN])
        if found and rest.upper().replace(" ", "").startswith(("BX", found[:4])):
            return Typed(name, found, _after_number(rest), head)
        return Typed(name, None, rest, head)
    return Typed(name, number, tail.strip(), head)


_NUMBER_SPAN = 16


def _after_number(rest: str) -> str:
    """Return what stands behind a number that was written with blanks."""
    for end in range(_NUMBER_SPAN, 0, -1):
        if numbers.parse(rest[:end]):
            return rest[end:].strip()
    return rest

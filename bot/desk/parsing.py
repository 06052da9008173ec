"""Typed commands: `/ack BX-7K3M-9QK`, `报修`, `status 7K3M9QK`, as a name, a ticket number and the words after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from bot.domain import numbers
from bot.texts.spoken import plain

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
        "link",
        "unlink",
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
        "new",
        "give",
        "accept",
        "decline",
        "heard",
        "confirm",
        "reject",
        "rate",
        "find",
        "next",
        "phone",
        "block",
        "unblock",
    },
)
#: Those that show tickets, page by page.
LISTS = frozenset({"mine", "open", "find"})
#: What means the next page of a list, by `Texts.meaning`: "next" is a word for skipping too.
MORE = frozenset({"more", "skip"})
#: What people mean as a number, whether its check sign holds or not: with its prefix, or seven signs with digits.
_MEANT = re.compile(r"bx[-_]?\d|bx[-_]|(?=(?:\D*\d){2})[0-9a-z]{4}[-_]?[0-9a-z]{3}$", re.IGNORECASE)
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
    "link": "link",
    "unlink": "unlink",
}
#: The same commands as people of another language type them.
_ALIASES = {"vincular": "link", "desvincular": "unlink"}
#: The digits of a code behind a word that asks for a linking: 绑定 4821 7730.
_WITH_CODE = re.compile(r"(.*?\D)\s*(\d{4}[ -]?\d{4})")


class Typed(msgspec.Struct, frozen=True):
    """A command somebody typed; `number` is the ticket it names, `rest` the words behind, `named` its first word."""

    name: str
    number: Number | None = None
    rest: str = ""
    named: str = ""

    @property
    def is_mistyped(self) -> bool:
        """Tell whether the first word was meant as a ticket number and is none."""
        return self.number is None and _MEANT.match(self.named) is not None


def parse(text: str, texts: Texts, language: str) -> Typed | None:
    """Return the command a message is, or None when it is talk."""
    match = _COMMAND.match(text.strip())
    if match:
        name = match.group(1).casefold()
        name, rest = _ALIASES.get(name, name), match.group(2).strip()
        # What follows is a code: no ticket is meant, whatever its digits look like.
        return Typed(name, None, rest) if name == "link" else _with_number(name, rest)
    if len(text) > _LONGEST_WORD:
        return None
    spoken = _SPOKEN.get(texts.meaning(text, language))
    return Typed(spoken) if spoken else _with_code(text, texts, language)


def _with_code(text: str, texts: Texts, language: str) -> Typed | None:
    """Return a spoken request to link accounts with the code behind it."""
    match = _WITH_CODE.fullmatch(plain(text))
    if match is None or _SPOKEN.get(texts.meaning(match.group(1), language)) != "link":
        return None
    return Typed("link", None, match.group(2))


_LONGEST_WORD = 40


def _with_number(name: str, rest: str) -> Typed:
    head = rest.split(maxsplit=1)[0] if rest else ""
    for count in range(1, _MOST_PIECES + 1):
        pieces = rest.split(maxsplit=count)
        number = numbers.parse("".join(pieces[:count]))
        if number and (count == 1 or _are_pieces(pieces[:count])):
            return Typed(name, number, "".join(pieces[count:]), head)
    return Typed(name, None, rest, head)


#: A number may be written with blanks in it: BX 7K3M 9QK.
_MOST_PIECES = 3


def _are_pieces(words: list[str]) -> bool:
    """Tell whether words are rather parts of one number than the beginning of a sentence."""
    named = words[0].upper().startswith(numbers.PREFIX)
    return named or all(any(sign.isdigit() for sign in word) for word in words)

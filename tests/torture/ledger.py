"""What was told 200: each thing people sent, under a mark of its own."""

from __future__ import annotations

import itertools
import random
import re
import struct
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from tests.torture.phones import Phone

Kind = Literal["report", "line", "photo"]


@dataclass(slots=True)
class Sent:
    """One thing a customer sent; `mark` stands in its words, or is the file's name."""

    kind: Kind
    mark: str
    phone: Phone
    is_accepted: bool = False


_MARK = re.compile(r"U\d{5}U")


def marks_in(texts: Iterable[str]) -> Counter[str]:
    """In how many of these texts each mark stands."""
    return Counter(mark for text in texts for mark in set(_MARK.findall(text)))


@dataclass(slots=True)
class Ledger:
    """All that was sent to one desk."""

    draws: random.Random
    sent: list[Sent] = field(default_factory=list)
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def mark(self) -> str:
        """A word nobody else writes, and no ticket number: those have no U."""
        return f"U{next(self._numbers):05d}U"

    async def write(self, kind: Kind, phone: Phone, words: str) -> None:
        """Send words with a mark in them, and note when they are told 200."""
        mark = self.mark()
        noted = Sent(kind, mark, phone)
        self.sent.append(noted)
        await phone.says(words.format(mark))
        noted.is_accepted = True

    async def photograph(self, phone: Phone, count: int = 1) -> None:
        """Send photos no others are like, and note them under the names the desk gives them."""
        names = await phone.sends([_picture(self.draws) for _each in range(count)])
        self.sent += [Sent("photo", name, phone, is_accepted=True) for name in names]

    def accepted(self, kind: Kind) -> list[Sent]:
        """What of a kind was told 200."""
        return [each for each in self.sent if each.kind == kind and each.is_accepted]


def _picture(draws: random.Random) -> bytes:
    """The beginning of a picture, as far as platforms look into it, and then whatever is drawn."""
    sides = struct.pack(">II", 640, 480)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + sides + draws.randbytes(2_000)

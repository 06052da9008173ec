"""How many customer service messages somebody may still be sent, and until when (api_sendcustommessage).

A message of theirs gives five within 48 hours, a menu click, a follow or a scan three within a minute; a click in a
msgmenu is a menu click. What each gives replaces what such a thing gave before: the pages name no sum. What ends
sooner is spent first.
"""

from dataclasses import dataclass
from typing import Literal

from tests.telegram_api.clock import Clock
from tests.tencent_api import refusals
from tests.tencent_api.refusals import Refusal

Kind = Literal["message", "touch"]
GIVES: dict[Kind, tuple[int, float]] = {"message": (5, 48 * 3600.0), "touch": (3, 60.0)}


@dataclass
class Grant:
    """So many messages until then."""

    left: int
    until: float


class Quota:
    """What one person's contacts have given."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._grants: dict[Kind, Grant] = {}
        #: The refusals there were, by their codes: a desk that counts for itself causes none.
        self.refused: list[int] = []

    @property
    def left(self) -> int:
        """Return how many may still be sent now."""
        return sum(each.left for each in self._open())

    def give(self, kind: Kind) -> None:
        """Count a contact."""
        count, within = GIVES[kind]
        self._grants[kind] = Grant(count, self._clock.now() + within)

    def close(self) -> None:
        """End it all: the person left."""
        self._grants.clear()

    def spend(self) -> None:
        """Take one; raise why there is none."""
        grants = sorted(self._open(), key=lambda each: each.until)
        if not grants:
            self._refuse(refusals.WINDOW_CLOSED)
        unspent = next((each for each in grants if each.left), None)
        if unspent is None:
            self._refuse(refusals.USED_UP)
        else:
            unspent.left -= 1

    def _open(self) -> list[Grant]:
        return [each for each in self._grants.values() if each.until > self._clock.now()]

    def _refuse(self, told: tuple[int, str]) -> None:
        self.refused.append(told[0])
        raise Refusal(*told)

"""What the demo page needs of whoever plays the stories."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from typing import Protocol

Scene = Mapping[str, object]


class Refused(Exception):
    """The show cannot do that; the words say why."""


class Show(Protocol):
    """Plays stories before visitors; all of them see the same show."""

    def scenes(self) -> AsyncGenerator[Scene, None]:
        """Yield the scene as it is now, and then whenever it changes."""

    async def ask(self, wish: str, details: Mapping[str, object]) -> None:
        """Fulfil a visitor's wish, like `play` with a story's name; raise Refused when it cannot be."""

"""Who takes part in a story, as the player meets them: they write, press, send files, and see lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.messages import Button


@dataclass(frozen=True, slots=True)
class Line:
    """One message as somebody sees it now. `id` grows with each change; `own` when theirs."""

    id: int
    key: str
    at: int
    text: str
    own: bool = False
    author: str = ""
    style: str = ""
    buttons: tuple[Button, ...] = ()
    card: Mapping[str, object] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """Return all that can be read in it, the labels of its buttons included."""
        return "\n".join([self.text, *(button.label for button in self.buttons)])


class Actor(Protocol):
    """Somebody of the cast on some channel; the same story is played whatever the channel is."""

    slug: str
    name: str
    language: str

    async def say(self, text: str, *, room: bool = False) -> None:
        """Write a message, in private or in the room of all staff."""

    async def press(self, line: Line, button: Button, /, *, room: bool = False) -> None:
        """Press a button under a line."""

    async def send_file(self, name: str, data: bytes, text: str = "") -> None:
        """Send a file, with or without words."""

    async def again(self) -> None:
        """Deliver what was sent last once more, as a network does that lost the answer."""

    async def lines(self, *, room: bool = False) -> Sequence[Line]:
        """Return all this person sees, each line as it is now, oldest first."""

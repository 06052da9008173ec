"""What people see in their chats: bubbles, with the choices that stand in them."""

import asyncio
import html
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import parse_qs, unquote

from tests.telegram_api.clock import Clock

#: How it came: in the answer to a message, as a customer service or app message, as a template, or from the platform.
Way = Literal["passive", "service", "template", "system"]
_LINK = re.compile(r'<a href="weixin://bizmsgmenu\?(?P<query>[^"]*)">(?P<shown>[^<]*)</a>')


@dataclass(frozen=True)
class Choice:
    """Something to tap: what is sent when it is, and the id that comes with it."""

    label: str
    said: str
    id: str


@dataclass
class Bubble:
    """One message as it stands in a chat now; `changed` is which change of all it was, and when.

    `party` is the department it was sent to, "" when to this member alone.
    """

    id: int
    kind: str
    text: str
    way: Way
    choices: list[Choice] = field(default_factory=list)
    content: bytes = b""
    json: dict[str, Any] = field(default_factory=dict)
    url: str = ""
    party: str = ""
    changed: tuple[int, float] = (0, 0.0)
    edits: int = 0

    @property
    def labels(self) -> list[str]:
        return [each.label for each in self.choices]


class Chats:
    """All bubbles of a platform, numbered through, and the news of them."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.news = asyncio.Event()
        self._ids = itertools.count(1)
        self._changes = itertools.count(1)

    def put(self, inbox: list[Bubble], kind: str, text: str, way: Way, **rest: Any) -> Bubble:
        """Show something new in a chat."""
        text, linked = linked_in(text)
        choices = [*rest.pop("choices", ()), *linked]
        bubble = Bubble(next(self._ids), kind, text, way, choices, **rest)
        inbox.append(bubble)
        self.touch(bubble)
        return bubble

    def touch(self, bubble: Bubble) -> None:
        """Note that a bubble came or changed."""
        bubble.changed = (next(self._changes), self.clock.now())
        self.stir()

    def stir(self) -> None:
        """Wake all who wait for something to happen."""
        self.news.set()
        self.news = asyncio.Event()


def linked_in(text: str) -> tuple[str, list[Choice]]:
    """Return a text as it is read, and the links in it that say something when they are tapped."""
    choices = []
    for found in _LINK.finditer(text):
        told = parse_qs(html.unescape(found["query"]), keep_blank_values=True)
        label = html.unescape(found["shown"])
        choices.append(Choice(label, told["msgmenucontent"][0], unquote(told["msgmenuid"][0])))
    return _LINK.sub(lambda found: html.unescape(found["shown"]), text), choices


async def awaited(chats: Chats, found: Callable[[], Bubble | None], what: str, within: float) -> Bubble:
    """Return what is looked for once it is there; say what is there instead when it does not come."""
    try:
        async with asyncio.timeout(within):
            while True:
                bubble = found()
                if bubble is not None:
                    return bubble
                await chats.news.wait()
    except TimeoutError:
        raise AssertionError(f"{what} did not come within {within} s") from None


def shown(inbox: list[Bubble]) -> str:
    """Return the newest bubbles as words for an assertion."""
    return "\n".join(f"- {each.way} {each.text!r} {each.labels}" for each in inbox[-8:])

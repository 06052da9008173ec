"""Phones with WeChat and WeCom: what stands in a chat as the stories see it, and how somebody answers there."""

from __future__ import annotations

import itertools
import re

from bot.adapters.clock import SECOND
from bot.messages import Button
from bot.stories.actors import Line
from bot.stories.script import PAGE
from bot.stories.watching import Phrases, stand_in_order
from tests.e2e.phones import CALLS
from tests.tencent_api import Bubble, Follower, Member

#: A choice as it is listed in a text; where labels begin with their own number ("1 poor") no dot follows it.
_LISTED = re.compile(r"(?P<number>\d{1,2})(?P<dot>\. )?(?P<rest>.+)")
#: What people type for a number, one way after the other.
_WIDE = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
_HAN = "零一二三四五六七八九十"


def listed(text: str) -> list[Button]:
    """Return the choices that a text ends with, each with its number as its token."""
    found: list[Button] = []
    for line in reversed(text.splitlines()):
        choice = _LISTED.fullmatch(line)
        if choice is None:
            break
        label = choice["rest"] if choice["dot"] else line
        found.insert(0, Button(label, choice["number"]))
    numbers = [button.token for button in found]
    return found if numbers == [str(at + 1) for at in range(len(found))] else []


class Customer:
    """One of the cast with WeChat, where choices are tapped or typed by their numbers."""

    def __init__(self, phone: Follower, slug: str, language: str) -> None:
        self.slug = slug
        self.name = phone.name
        self.language = language
        self.phone = phone
        self._ways = itertools.cycle((str, lambda number: number.translate(_WIDE), self._in_han))

    async def say(self, text: str, *, room: bool = False) -> None:
        assert not room, "customers are in no room of the staff's"
        await self.phone.says(text)

    async def press(self, line: Line, button: Button, /, *, room: bool = False) -> None:
        """Tap the choice where it can be tapped; else type its number, in full width or as a word by turns."""
        assert not room, "customers are in no room of the staff's"
        bubble = next(each for each in self.phone.inbox if str(each.id) == line.key)
        if button.label in bubble.labels:
            await self.phone.taps(button.label)
        else:
            await self.phone.says(next(self._ways)(button.token))

    async def send_file(self, name: str, data: bytes, text: str = "") -> None:
        """Send a picture; words go by themselves, since WeChat has no captions."""
        await self.phone.sends_image(data, name)
        if text:
            await self.phone.says(text)

    async def again(self) -> None:
        await self.phone.repeats()

    async def lines(self, *, room: bool = False) -> list[Line]:
        assert not room, "customers see no room of the staff's"
        return [_line(bubble, self._buttons(bubble)) for bubble in self.phone.inbox]

    def _buttons(self, bubble: Bubble) -> tuple[Button, ...]:
        tapped = tuple(Button(choice.label, choice.id) for choice in bubble.choices)
        return tapped or tuple(listed(bubble.text))

    def _in_han(self, number: str) -> str:
        return _HAN[int(number)] if self.language == "zh" and int(number) < len(_HAN) else number


class Colleague:
    """One of the staff with WeCom: their own messages and those to the whole department lie in one chat."""

    def __init__(self, phone: Member, slug: str, language: str, phrases: Phrases) -> None:
        self.slug = slug
        self.name = phone.name
        self.language = language
        self.phone = phone
        self._phrases = phrases

    async def say(self, text: str, *, room: bool = False) -> None:
        """Write to the app: in a department nobody can write."""
        del room
        await self.phone.says(text)

    async def press(self, line: Line, button: Button, /, *, room: bool = False) -> None:
        del room
        bubble = next(each for each in self.phone.inbox if str(each.id) == line.key)
        await self.phone.presses_key(bubble, button.token)

    async def send_file(self, name: str, data: bytes, text: str = "") -> None:
        await self.phone.sends_image(data, name)
        if text:
            await self.phone.says(text)

    async def again(self) -> None:
        await self.phone.repeats()

    async def lines(self, *, room: bool = False) -> list[Line]:
        seen = [bubble for bubble in self.phone.inbox if bubble.party or not room]
        return [_line(bubble, _keys(bubble), PAGE if self._is_call(bubble) else "") for bubble in seen]

    def _is_call(self, bubble: Bubble) -> bool:
        """Tell whether it rang: every new message to a member does, and calls begin with words of their own."""
        ways = (way for call in CALLS for way in self._phrases.ways(call, self.language))
        return not bubble.party and not bubble.edits and any(stand_in_order(way, bubble.text) for way in ways)


def _keys(bubble: Bubble) -> tuple[Button, ...]:
    return tuple(Button(choice.label, choice.id) for choice in bubble.choices)


def _line(bubble: Bubble, buttons: tuple[Button, ...], style: str = "") -> Line:
    number, at = bubble.changed
    return Line(id=number, key=str(bubble.id), at=round(at * SECOND), text=bubble.text, style=style, buttons=buttons)

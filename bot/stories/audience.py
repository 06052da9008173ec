"""Keeps the audience with the story: says what happens, types, points at a button, leaves time to read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.messages import Button
from bot.stories import pacing
from bot.stories.actors import Line
from bot.stories.programme import Programme, phone_of
from bot.stories.script import After, Never, Press, Say, Step, Story

#: Real seconds within which a paused show notices that it goes on.
_SLICE = 0.1


class Audience:
    """The pace of a story that people watch."""

    def __init__(self, show: Programme, story: Story, now: Callable[[], int], tell: Callable[[], None]) -> None:
        self._show = show
        self._story = story
        self._now = now
        self._tell = tell

    async def before(self, index: int, step: Step) -> None:
        """Say what comes, and give it its time."""
        self.reached(index - 1)
        self._show.index = index
        self._show.quiet()
        self._show.gliding = isinstance(step.act, After) or (isinstance(step.act, Never) and bool(step.act.length))
        self._tell()
        if step.caption:
            await self.rest(pacing.reading(step.caption.told(self._show.language)))
        await self.rest(pacing.before(step.act))
        if isinstance(step.act, Say):
            await self._type(step.act)

    async def pressing(self, step: Step, _line: Line, button: Button, /) -> None:
        """Put a finger on the button for a moment."""
        if not isinstance(step.act, Press):
            return
        self._show.press = {"phone": phone_of(self._story, step.act), "label": button.label}
        self._tell()
        await self.rest(pacing.pointing())
        self._show.press = None

    def reached(self, index: int) -> None:
        """Note when the milestone of a step was reached."""
        if index >= 0 and self._story.steps[index].mark:
            self._show.at[index] = self._now()

    async def rest(self, seconds: float) -> None:
        """Wait so long, and as long as the show is paused."""
        left = seconds * pacing.tempo(self._show.speed)
        while left > 0 or self._show.state == "paused":
            slept = _SLICE if self._show.state == "paused" else min(_SLICE, left)
            await asyncio.sleep(slept)
            left -= 0 if self._show.state == "paused" else slept

    async def _type(self, act: Say) -> None:
        text = act.words.told(self._show.language)
        seconds = pacing.typing(text)
        length = round(seconds * pacing.tempo(self._show.speed) * 1000)
        self._show.typing = {"phone": phone_of(self._story, act), "text": text, "ms": round(length * 0.85)}
        self._tell()
        await self.rest(seconds)
        self._show.typing = None

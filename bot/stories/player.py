"""Plays a story: makes its cast act in turn, and looks whether they see what they should."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.messages import Button
from bot.stories.actors import Actor, Line
from bot.stories.script import (
    ROOM,
    Act,
    After,
    Again,
    Expect,
    Never,
    Press,
    Restart,
    Say,
    SendFile,
    Step,
    Story,
    Words,
)
from bot.stories.watching import Phrases, Watch

Seen = Callable[[], Awaitable[bool]]
#: A button that is on its way to somebody is looked for this long.
PATIENCE = timedelta(seconds=30)


class World(Protocol):
    """Where a story is played: on a stage with a virtual clock, or live before an audience."""

    def actor(self, slug: str) -> Actor:
        """Return the one of the cast with this name."""

    def staff(self) -> Actor:
        """Return somebody through whose eyes the room of all staff is seen."""

    def file(self, name: str) -> bytes:
        """Return the bytes of a file that lies beside the stories."""

    async def settle(self) -> None:
        """Return when all that is due now has been done and sent."""

    async def pass_time(self, length: timedelta) -> None:
        """Let desk time pass, with all that falls due on the way."""

    async def wait(self, seen: Seen, within: timedelta) -> bool:
        """Let desk time pass until `seen` says yes, or at most `within`; return whether it did."""

    async def restart(self) -> None:
        """Stop the desk and start it again on the same database."""


class Pace(Protocol):
    """How the audience is kept with the story."""

    async def before(self, index: int, step: Step) -> None:
        """Tell what comes, and give it its time."""

    async def pressing(self, step: Step, line: Line, button: Button, /) -> None:
        """Show which button is about to be pressed."""


class AtOnce:
    """No audience: everything happens at once."""

    async def before(self, index: int, step: Step) -> None:
        """Wait for nothing."""

    async def pressing(self, step: Step, line: Line, button: Button, /) -> None:
        """Show nothing."""


class StoryFailed(Exception):
    """Somebody did not see what they should, or had no such button; `step` is where."""

    def __init__(self, step: Step, words: str) -> None:
        super().__init__(words)
        self.step = step


class Player:
    """Plays one story in one language."""

    def __init__(self, world: World, phrases: Phrases, language: str, pace: Pace | None = None) -> None:
        self._world = world
        self._language = language
        self._watch = Watch(phrases, world.actor, world.staff)
        self._pace = pace or AtOnce()

    async def play(self, story: Story) -> None:
        """Play from the first step to the last; raise StoryFailed at the first that does not come true.

        What the cast has seen before the story counts for nothing in it.
        """
        await self._watch.forget([*story.cast, ROOM])
        for index, step in enumerate(story.steps):
            await self._pace.before(index, step)
            await self.take(step)

    async def take(self, step: Step) -> None:
        """Take one step and let the desk finish with it."""
        await self._take(step, step.act)
        await self._world.settle()

    async def _take(self, step: Step, act: Act) -> None:
        match act:
            case After(length=length):
                await self._world.pass_time(length)
            case Restart():
                await self._world.restart()
            case Expect():
                await self._expect(step, act)
            case Never():
                await self._never(step, act)
            case Press():
                await self._press(step, act)
            case _:
                await self._act(act)

    async def _act(self, act: Say | SendFile | Again) -> None:
        actor = self._world.actor(act.who)
        match act:
            case Say(words=words, room=room):
                await actor.say(words.told(self._language), room=room)
            case SendFile(name=name, words=words):
                text = words.told(self._language) if words else ""
                await actor.send_file(name, self._world.file(name), text)
            case Again(times=times):
                for _ in range(times):
                    await actor.again()

    async def _press(self, step: Step, act: Press) -> None:
        actor, found = self._world.actor(act.who), Found()
        label = act.label.told(self._language)

        async def seen() -> bool:
            found.pair = self._watch.button(await actor.lines(room=act.room), label, actor.language)
            return found.pair is not None

        if not await self._world.wait(seen, PATIENCE) or found.pair is None:
            raise StoryFailed(step, f"{act.who} has no button {label!r}; {await self._tail(act.who)}")
        await self._pace.pressing(step, *found.pair)
        await actor.press(*found.pair, room=act.room)

    async def _expect(self, step: Step, act: Expect) -> None:
        for who, words in act.seen.items():
            if not await self._world.wait(self._looks(who, words), act.within):
                told = words.told(self._language)
                raise StoryFailed(step, f"{who} did not see {told!r}; {await self._tail(who)}")

    def _looks(self, who: str, words: Words) -> Seen:
        async def seen() -> bool:
            return await self._watch.sees(who, words.told(self._language))

        return seen

    async def _never(self, step: Step, act: Never) -> None:
        before = {who: await self._watch.newest(who) for who in act.unseen}
        await self._world.pass_time(act.length)
        await self._world.settle()
        for who, words in act.unseen.items():
            told = words.told(self._language)
            line = await self._watch.first_since(who, told, before[who])
            if line is not None:
                raise StoryFailed(step, f"{who} saw {told!r} after all: {line.text!r}")

    async def _tail(self, who: str) -> str:
        lines = await self._watch.lines(who)
        return f"the last they saw is {lines[-1].words!r}" if lines else "they have seen nothing"


@dataclass(slots=True)
class Found:
    """A button that was looked for, with the line it stands under."""

    pair: tuple[Line, Button] | None = None

"""What the audience of a story is shown beside the talk: where it is, what happens, what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.stories.crew import ENGINEER
from bot.stories.script import ROOM, Act, Expect, Never, Press, Say, Story, speaker

Phone = Literal["", "customer", "engineer", "staff"]
State = Literal["idle", "playing", "paused", "ended", "failed"]


@dataclass(slots=True)
class Programme:
    """The show as it stands. `index` is the step being taken, `at` when each milestone was reached."""

    language: str
    speed: int
    state: State = "idle"
    story: Story | None = None
    index: int = -1
    at: dict[int, int] = field(default_factory=dict)
    typing: Mapping[str, object] | None = None
    press: Mapping[str, object] | None = None
    gliding: bool = False
    role: Phone = ""
    touched: bool = False

    def begin(self, story: Story) -> None:
        """Start a story from its first step."""
        self.story, self.state, self.index, self.at = story, "playing", -1, {}
        self.quiet()
        self.role, self.touched = "", False

    def quiet(self) -> None:
        """Nobody types, no finger points, time does not fly."""
        self.typing, self.press, self.gliding = None, None, False

    @property
    def phone(self) -> Phone:
        """Return the phone on which the story is now."""
        if self.story is None or self.index < 0:
            return ""
        return phone_of(self.story, self.story.steps[self.index].act)

    def shown(self) -> dict[str, object]:
        """Return all of it as the page is told."""
        return {
            "state": self.state,
            "story": self.story.name if self.story else "",
            "language": self.language,
            "speed": self.speed,
            "index": self.index,
            "caption": self._caption(),
            "next": self._next_caption(),
            "marks": self._marks(),
            "phone": self.phone,
            "typing": self.typing,
            "press": self.press,
            "gliding": self.gliding,
            "role": self.role,
            "touched": self.touched,
        }

    def _captions(self) -> list[tuple[int, str]]:
        steps = self.story.steps if self.story else ()
        return [(number, step.caption.told(self.language)) for number, step in enumerate(steps) if step.caption]

    def _caption(self) -> str:
        return next((text for number, text in reversed(self._captions()) if number <= self.index), "")

    def _next_caption(self) -> str:
        return next((text for number, text in self._captions() if number > self.index), "")

    def _marks(self) -> list[dict[str, object]]:
        steps = self.story.steps if self.story else ()
        marked = [(number, step.mark) for number, step in enumerate(steps) if step.mark]
        now = next((number for number, _ in marked if number not in self.at), None)
        return [
            {
                "label": mark.told(self.language),
                "at": self.at.get(number),
                "status": "done" if number in self.at else "now" if number == now else "",
            }
            for number, mark in marked
        ]


def phone_of(story: Story, act: Act) -> Phone:
    """Return the phone on which an act is seen; the room's for whoever has none of the three."""
    match act:
        case Say(room=True) | Press(room=True):
            return "staff"
        case Expect(seen=people) | Never(unseen=people):
            who = next(iter(people))
        case _:
            who = speaker(act)
    return "" if not who else _phone_of_person(story, who)


def _phone_of_person(story: Story, who: str) -> Phone:
    if who == ENGINEER:
        return "engineer"
    if who == ROOM or who not in story.cast or not story.cast[who].is_customer:
        return "staff"
    return "customer"

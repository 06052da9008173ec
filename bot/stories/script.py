"""What a story is made of: its cast, and the steps they take one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

#: The languages a story may be told in.
LANGUAGES = ("zh", "es", "en")
#: The name under which a story speaks of the room where all staff read along.
ROOM = "room"
#: In `never`, this word stands for any audible call.
PAGE = "page"


@dataclass(frozen=True, slots=True)
class Words:
    """A text in several languages; under "" the one text that stands for all of them."""

    by_language: Mapping[str, str]

    def told(self, language: str) -> str:
        """Return the text in `language`, or else the first there is."""
        found = self.by_language.get(language) or self.by_language.get("")
        return found or next(iter(self.by_language.values()))

    def is_told(self, language: str) -> bool:
        """Tell whether there is a text for this very language."""
        return "" in self.by_language or language in self.by_language


@dataclass(frozen=True, slots=True)
class Part:
    """One of the cast. `about` says in a few words who they are; `channel` is where they talk."""

    slug: str
    role: str
    name: Words
    about: Words
    channel: str = "web"

    @property
    def is_customer(self) -> bool:
        """Tell whether they are one of the customer's people."""
        return self.role == "customer"


@dataclass(frozen=True, slots=True)
class Say:
    """Somebody writes; `room` when they do so before all staff."""

    who: str
    words: Words
    room: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """Somebody presses the newest button with this label: words of it, or `@` and the id of its text."""

    who: str
    label: Words
    room: bool = False


@dataclass(frozen=True, slots=True)
class SendFile:
    """Somebody sends a file that lies beside the story, with or without words."""

    who: str
    name: str
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """What somebody sent last arrives so many times more, as networks do."""

    who: str
    times: int


@dataclass(frozen=True, slots=True)
class After:
    """Desk time passes."""

    length: timedelta


@dataclass(frozen=True, slots=True)
class Restart:
    """The whole desk is stopped and started again."""


@dataclass(frozen=True, slots=True)
class Expect:
    """Each of these people sees these words (or `@` and a text's id), `within` so much desk time."""

    seen: Mapping[str, Words]
    within: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Never:
    """None of these people sees these words (or any page) while `length` of desk time passes."""

    unseen: Mapping[str, Words]
    length: timedelta = timedelta()


Act = Say | Press | SendFile | Again | After | Restart | Expect | Never


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the story. `caption` tells the audience what happens, `mark` names a milestone."""

    line: int
    act: Act
    caption: Words | None = None
    mark: Words | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A whole story, as its file tells it."""

    name: str
    title: Words
    about: Words
    language: str
    start_at: datetime
    cast: Mapping[str, Part]
    steps: tuple[Step, ...]
    file: str
    level: int = 0

    @property
    def languages(self) -> tuple[str, ...]:
        """Return those in which every word of the story can be told; its own first."""
        spoken = [words for step in self.steps for words in _spoken(step.act)]
        others = [each for each in LANGUAGES if each != self.language]
        return tuple(each for each in (self.language, *others) if all(w.is_told(each) for w in spoken))


def _spoken(act: Act) -> tuple[Words, ...]:
    match act:
        case Say(words=words) | Press(label=words):
            return (words,)
        case SendFile(words=words):
            return (words,) if words else ()
        case Expect(seen=seen) | Never(unseen=seen):
            return tuple(seen.values())
        case _:
            return ()


def speaker(act: Act) -> str:
    """Return who does it, or "" when it happens to everybody."""
    match act:
        case Say(who=who) | Press(who=who) | SendFile(who=who) | Again(who=who):
            return who
        case _:
            return ""

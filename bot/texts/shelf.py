"""All texts of one language, ready to be said, with the shelf beneath it that fills its gaps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from functools import cached_property, lru_cache

from fluent.runtime import FluentBundle

from bot.messages import Arg, Lines, Quoted, Ref
from bot.texts import lines, moments, quoting, spoken
from bot.texts.sources import Needs, Source, needs_of

#: Phrases of instants kept ready: most messages of a minute name the same few.
_PHRASES_KEPT = 4_096
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Note = Callable[[str], None]


class Shelf:
    """The texts of one language. What it lacks comes from `beneath`, and `note` is told."""

    def __init__(self, language: str, sources: tuple[Source, ...], beneath: Shelf | None, note: Note) -> None:
        self.language = language
        self.sources = sources
        self.beneath = beneath
        self.note = note
        self.locale = moments.locale_of(language)
        self.ids = frozenset(message.id.name for source in sources for message in source.messages())
        self._bundle = self._filled_bundle()
        self._lines: dict[str, lines.Line] = {}
        self.words = self._word_lists()
        self.meanings = spoken.meanings(self.words.items())
        self.phrase = lru_cache(_PHRASES_KEPT)(self._phrase)

    @cached_property
    def needs(self) -> Mapping[str, Needs]:
        """Return what each text asks for."""
        return needs_of(self.sources)

    def find(self, text_id: str) -> tuple[Shelf, lines.Line]:
        """Return a text and the shelf it was found on; a text that nobody has is shown as its id."""
        line = self._lines.get(text_id)
        if line is not None:
            return self, line
        if text_id in self.ids:
            return self, self._lines.setdefault(text_id, lines.compiled(self._bundle, text_id))
        self.note(f"{self.language}: {text_id}")
        if self.beneath is not None and text_id in self.beneath.ids:
            return self.beneath.find(text_id)
        return self, lines.Line(text_id)

    def length(self, seconds: float) -> str:
        """Return a length of time in words, in at most two units."""
        parts = [self._clock(f"clock-{unit}", {"count": count}) for unit, count in moments.length(seconds)]
        if len(parts) == 1:
            return parts[0]
        return self._clock("clock-together", {"large": parts[0], "small": parts[1]})

    def number(self, value: float) -> str:
        """Return a number with the language's separators."""
        return moments.number(value, self.locale)

    def _phrase(self, form: str, local: moments.Local) -> str:
        """Return an instant in words: `clock-by-today` and its kin, filled in."""
        time = f"{local.hour:02}:{local.minute:02}"
        if form == "time":
            return time
        pattern = self._clock("clock-date-other-year" if local.other_year else "clock-date", {})
        date = moments.day(local.date, pattern, self.locale)
        if form == "date":
            return date
        return self._clock(f"clock-{form}-{local.day}", {"time": time, "date": date, "hour": local.hour})

    def _clock(self, text_id: str, args: Mapping[str, Arg]) -> str:
        """Return a phrase that names no instant itself, so that neither zone nor now matter."""
        shelf, line = self.find(text_id)
        return line.render(args, Reading(shelf, text_id, UTC, _EPOCH))

    def _filled_bundle(self) -> FluentBundle:
        bundle = FluentBundle([self.language], lines.functions(self.length), use_isolating=False)
        for source in self.sources:
            bundle.add_resource(source.resource, allow_overrides=True)
        return bundle

    def _word_lists(self) -> Mapping[str, tuple[str, ...]]:
        listed = sorted(text_id for text_id in self.ids if text_id.startswith(spoken.PREFIX))
        return {
            text_id.removeprefix(spoken.PREFIX): spoken.split(self.find(text_id)[1].fixed or "") for text_id in listed
        }


class Reading:
    """One rendering of one text for one reader."""

    __slots__ = ("now", "shelf", "text_id", "zone")

    def __init__(self, shelf: Shelf, text_id: str, zone: tzinfo, now: datetime) -> None:
        self.shelf = shelf
        self.text_id = text_id
        self.zone = zone
        self.now = now

    def show(self, value: Arg) -> str:
        """Return an argument in the reader's words."""
        if isinstance(value, str):
            return quoting.one_line(value)
        if isinstance(value, Quoted):
            return quoting.quoted(value.text)
        if isinstance(value, datetime):
            return self.clock("moment", value)
        if isinstance(value, Ref):
            return self._named(value)
        if isinstance(value, Lines):
            return "\n".join(self._named(text) for text in value.texts)
        return self.shelf.number(value)

    def _named(self, text: Ref) -> str:
        shelf, line = self.shelf.find(text.text)
        return line.fixed or line.render(text.args, Reading(shelf, text.text, self.zone, self.now))

    def clock(self, form: str, at: datetime) -> str:
        """Return an instant on the reader's clock."""
        return self.shelf.phrase(form, moments.localize(at, self.zone, self.now))

    def length(self, seconds: float) -> str:
        """Return a length of time."""
        return self.shelf.length(seconds)

    def note(self, problem: str) -> None:
        """Record that this text could not be rendered as it is written."""
        self.shelf.note(f"{self.shelf.language}: {self.text_id}: {problem}")

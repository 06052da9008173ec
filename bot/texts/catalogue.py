"""Texts: the one place that makes strings for people, in their language and on their clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from pathlib import Path

from bot.messages import Arg
from bot.texts import moments, sources, spoken
from bot.texts.checks import problems
from bot.texts.shelf import Reading, Shelf

_NO_ARGS: Mapping[str, Arg] = {}


class Texts:
    """The company's languages; the first one stands in where another has a gap.

    A plain `str` argument is shown on one line; what people wrote comes as `Quoted`. `missing` lists the gaps
    that were met while the program ran, each once.
    """

    def __init__(self, languages: tuple[str, ...] = sources.SHIPPED, extra_dir: Path | None = None) -> None:
        if not languages:
            raise ValueError("the desk speaks at least one language")
        self.languages = languages
        self.missing: list[str] = []
        self._shelves: dict[str, Shelf] = {}
        self._spellings: dict[str, frozenset[str]] = {}
        for language in languages:
            read = sources.read(language, extra_dir)
            self._shelves[language] = Shelf(language, read, self._shelves.get(languages[0]), self._note)
        self._first = self._shelves[languages[0]]
        self._meanings = {language: self._meanings_for(language) for language in languages}

    def say(
        self,
        text_id: str,
        language: str,
        zone: tzinfo,
        now: datetime,
        args: Mapping[str, Arg] = _NO_ARGS,
    ) -> str:
        """Return a text, its instants on the clock of `zone` and named against the day `now` has there."""
        shelf, line = (self._shelves.get(language) or self._first).find(text_id)
        if line.fixed is not None:
            return line.fixed
        return line.render(args, Reading(shelf, text_id, zone, now))

    def label(self, text_id: str, language: str) -> str:
        """Return a text without variables, as most buttons have; "" for another, which wants `say`."""
        return (self._shelves.get(language) or self._first).find(text_id)[1].fixed or ""

    def has(self, text_id: str, language: str) -> bool:
        """Tell whether `language` has the text itself."""
        return language in self._shelves and text_id in self._shelves[language].ids

    def ids(self, language: str) -> frozenset[str]:
        """Return the ids of all texts a language has itself."""
        return self._shelves[language].ids if language in self._shelves else frozenset()

    def variables(self, text_id: str, language: str) -> frozenset[str]:
        """Return the names a text fills in; none for a text that is not there."""
        found = self._shelf(language).needs.get(text_id)
        return found.variables if found else frozenset()

    def pick(self, tag: str, default: str = "") -> str:
        """Return the language an IETF tag (`zh-Hant-TW`) begins with; else `default`, or the first."""
        primary = tag.replace("_", "-").casefold().partition("-")[0]
        for language in self.languages:
            if language.casefold() == primary:
                return language
        return default if default in self.languages else self.languages[0]

    def words(self, word_id: str, language: str) -> tuple[str, ...]:
        """Return the words, folded, that count as `word_id` (cancel, back, skip, ...) in a language."""
        return self._shelf(language).words.get(word_id, ())

    def all_words(self, word_id: str) -> tuple[str, ...]:
        """Return the words, folded, that count as `word_id` in any of the languages."""
        found = (word for language in self.languages for word in self.words(word_id, language))
        return tuple(dict.fromkeys(found))

    def meaning(self, text: str, language: str) -> str:
        """Return the word id that `text` as a whole stands for, in `language` first; "" for none."""
        return self._meanings[language if language in self._shelves else self.languages[0]].get(spoken.fold(text), "")

    def spellings(self, text_id: str) -> frozenset[str]:
        """Return a text without variables as it is compared when somebody types it, in all languages."""
        known = self._spellings.get(text_id)
        if known is None:
            said = (self._shelf(language).find(text_id)[1].fixed for language in self.languages)
            known = self._spellings[text_id] = frozenset(spoken.fold(words) for words in said if words)
        return known

    def clock(self, form: str, at: datetime, language: str, zone: tzinfo, now: datetime) -> str:
        """Return an instant as texts show it; `form` is moment, by, at, about, date or time."""
        return self._shelf(language).phrase(form, moments.localize(at, zone, now))

    def length(self, seconds: float, language: str) -> str:
        """Return a length of time in words, in at most two units."""
        return self._shelf(language).length(seconds)

    def problems(self) -> list[str]:
        """Return what is wrong with the files: unreadable, missing, or asking for unknown variables."""
        return problems({shelf.language: shelf.sources for shelf in self._shelves.values()})

    def _meanings_for(self, language: str) -> Mapping[str, str]:
        """Return what words mean to readers of a language: in their own first, then in the others in order."""
        found: dict[str, str] = {}
        for heard in reversed((language, *self.languages)):
            found.update(self._shelves[heard].meanings)
        return found

    def _shelf(self, language: str) -> Shelf:
        return self._shelves.get(language) or self._first

    def _note(self, problem: str) -> None:
        if problem not in self.missing:
            self.missing.append(problem)

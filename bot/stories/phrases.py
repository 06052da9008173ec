"""Knows the words of a text by its id, so that a story can expect `@ticket-issued` in any language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from bot.messages import Arg, Quoted
from bot.texts import Texts

#: Stands where a variable would; no text of ours has it.
_HOLE = "\ufffc"
#: A function that is given no instant shows a row of dots.
_GAP = re.compile(f"{_HOLE}|…")
#: Counts by which languages turn their words.
_COUNTS = (0, 1)
_ANY_TIME = datetime(2026, 1, 1, tzinfo=UTC)


class TextPhrases:
    """The desk's own texts, cut at their variables."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def ways(self, text_id: str, language: str) -> Sequence[Sequence[str]]:
        """Return what stands between the variables of a text, in order, for each way its counts may turn it.

        Raise KeyError for an unknown id.
        """
        if not self._texts.has(text_id, language):
            raise KeyError(f"there is no text {text_id!r} in {language}")
        names = self._texts.variables(text_id, language)
        tried = [dict.fromkeys(names, value) for value in (Quoted(_HOLE), *_COUNTS)]
        return [self._pieces(text_id, language, args) for args in tried]

    def _pieces(self, text_id: str, language: str, args: Mapping[str, Arg]) -> list[str]:
        said = self._texts.say(text_id, language, UTC, _ANY_TIME, args)
        return [piece for piece in _GAP.split(said) if piece.strip()]

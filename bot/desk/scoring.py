"""Understanding a typed score and the words with it, and telling it from a fault that begins with a figure."""

from __future__ import annotations

import re

from bot.texts.spoken import half_width, number_of

#: What is counted, dated or measured and no score: 3 号线, 5分钟, 2 days.
_COUNTED = (
    r"\s*(?:[号台楼层个栋部路相级天点月年条次线区房室秒人米度伏安千百万块元只组根周件套间排列处倍]|小时|分钟|"
    r"(?:minute?|minuto|min|hour|day|week|month|floor|hora|d[ií]a|semana|mes|piso|planta)(?:e?s)?\b|of\b)"
)
_POINTS = r"\s*(?:分(?!钟)|星|/\s*5\b|points?\b|puntos?\b|stars?\b|estrellas?\b)"
_SIGNS = r"[\s,.。、;!:)~-]"
#: 一般 and 三号 begin with a numeral as well: a score in Han stands alone, or before its unit.
_FIGURE = rf"[1-5]|[一二三四五](?={_POINTS}|{_SIGNS}|$)"
_SCORE = re.compile(
    rf"^(?:我?[打给选评]了?)?\s*(?P<figure>{_FIGURE})"
    rf"(?:{_POINTS}|(?!\d|[.:/-]\d|[a-z]|{_COUNTED})){_SIGNS}*(?P<said>.*)$",
    re.DOTALL | re.IGNORECASE,
)
#: A score and nothing else, where nobody has asked for one yet; only behind its unit may more words follow.
_LONE = re.compile(
    rf"\s*(?P<figure>{_FIGURE})\s*(?:分(?!钟){_SIGNS}*(?P<said>.*)|/\s*5|points?|puntos?)?[\s.!。]*",
    re.DOTALL | re.IGNORECASE,
)


def scored_in(text: str) -> tuple[str, str] | None:
    """Return the score in a text as a digit, and what was said beside it: `五分，很好` is (5, 很好)."""
    match = _SCORE.match(half_width(text))
    return (str(number_of(match["figure"])), match["said"].strip()) if match else None


def lone_score_in(text: str) -> tuple[str, str] | None:
    """Return the score that a text is, told without being asked, and what was said beside it."""
    match = _LONE.fullmatch(half_width(text))
    return (str(number_of(match["figure"])), (match["said"] or "").strip()) if match else None

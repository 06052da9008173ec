"""Telling a telephone number from words beside the point, which are asked about once and then taken as they are."""

from __future__ import annotations

from collections.abc import Iterable

from bot.flows.phrases import words
from bot.flows.tables import Effect, Remember, Say, Talk

#: No number that reaches somebody from outside has fewer figures.
FEWEST_FIGURES = 5
#: Figures people write out: 幺 is one as it is said on the telephone.
_WRITTEN = frozenset("〇零一二三四五六七八九幺")
_ASKED = "asked_for_figures"


def no_number_is_in_it(talk: Talk) -> bool:
    """Tell whether a number should be asked for once more: hardly any figures, and not asked yet.

    Whoever says the same again means it: an extension, or how else to reach them, is for a person to read.
    """
    figures = sum(sign.isdecimal() or sign in _WRITTEN for sign in words(talk))
    return figures < FEWEST_FIGURES and talk.answers.get(_ASKED) is not True


def ask_for_figures(_talk: Talk) -> Iterable[Effect]:
    """Say that no number was found in it, and that it may be left out."""
    yield Remember(_ASKED, value=True)
    yield Say("phone-not-understood")

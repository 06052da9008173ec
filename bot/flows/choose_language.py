"""Choosing the language in which a person is spoken to.

The desk shows the end in the language just set.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.flows.phrases import leaving
from bot.flows.tables import Choice, Effect, Flow, Row, SetLanguage, State, Talk

#: Each language under its own name, whatever language the reader has now.
NAMES = (
    Choice("chose", "language-zh", "zh"),
    Choice("chose", "language-es", "es"),
    Choice("chose", "language-en", "en"),
)


def offered_languages(talk: Talk) -> tuple[Choice, ...]:
    """Offer the company's languages only."""
    return tuple(name for name in NAMES if name.value in talk.view.languages)


def language_is_offered(talk: Talk) -> bool:
    return talk.heard.value in talk.view.languages


def set_language(talk: Talk) -> Iterable[Effect]:
    return (SetLanguage(talk.heard.value),)


FLOW = Flow(
    name="choose_language",
    version=1,
    audience="customer",
    initial="choosing",
    states=(
        State(name="choosing", asks="ask-language", choices=offered_languages),
        State(name="chosen", asks="language-set", final=True),
        State(name="left", asks="nothing-changed", final=True),
    ),
    rows=(
        Row("choosing", "chose", "chosen", language_is_offered, set_language),
        *leaving(["choosing"], "left"),
    ),
)

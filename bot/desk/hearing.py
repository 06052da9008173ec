"""Understanding what was typed or pressed: a number, a label, a spoken word, or plain text."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from bot.desk.scoring import lone_score_in, scored_in
from bot.flows.tables import Choice, Heard, State
from bot.texts.spoken import chosen, chosen_line, fold

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from bot.messages import Incoming
    from bot.texts import Texts

_NAVIGATION = {"cancel": "cancelled", "back": "went_back", "skip": "skipped"}
#: The choices a plain word stands for, where one of them is offered.
_PLAIN = {
    "yes": ("choice-yes", "choice-accept-level", "choice-down-now", "choice-take-over", "choice-works", "choice-agree"),
    "no": ("choice-no", "choice-keep-level", "choice-down-never", "choice-leave-it", "choice-broken"),
    "done": ("choice-photos-done", "choice-done"),
    "works": ("choice-works", "choice-photos-done"),
    "broken": ("choice-broken",),
}
#: Letters by Unicode's categories that nevertheless show nothing.
_BLANK_LETTERS = "\u3164\u115f\u1160\u2800\uffa0"
_NO_MOMENT = datetime(2020, 1, 1, tzinfo=UTC)


class Ear(msgspec.Struct, frozen=True):
    """What a message is listened to with: the choices open to the person, the ways on, and their language."""

    choices: Sequence[Choice]
    offered: Sequence[str]
    texts: Texts
    language: str


def is_empty(text: str) -> bool:
    """Tell whether a text has nothing to read: blanks, controls and marks without width only."""
    return not any(unicodedata.category(sign)[0] not in "CZ" and sign not in _BLANK_LETTERS for sign in text)


def hear(incoming: Incoming, state: State, ear: Ear) -> Heard | None:
    """Return what a message means in a state: a choice, a word of navigation, files, free text; None if nothing."""
    text = "" if is_empty(incoming.text) else incoming.text.strip()
    if incoming.media and state.sent:
        return Heard(state.sent, text, media=incoming.media)
    if text:
        named = choose(text, ear)
        if named is not None:
            return named
    said = text or shared(incoming)
    if said and state.typed:
        return Heard(state.typed, said)
    return None


def choose(text: str, ear: Ear) -> Heard | None:
    """Return the choice a typed text names: its number, its label in any language, or a word that stands for it."""
    if _are_scores(ear.choices):
        scored = _labelled(text, ear) or _score(text, ear.choices)
        if scored is not None:
            return scored
    else:
        number = chosen(text)
        if number is not None and 1 <= number <= len(ear.choices):
            return press(ear.choices[number - 1])
    return _labelled(text, ear) or _listed(text, ear) or _spoken(text, ear)


def lone_score(text: str) -> Heard | None:
    """Return the score that a message is, typed before anybody has asked for it; None when it may be anything else."""
    found = lone_score_in(text)
    return Heard("rated", found[1], found[0]) if found else None


def press(choice: Choice) -> Heard:
    """Return what pressing a choice means."""
    return Heard(choice.trigger, value=choice.value)


def shared(incoming: Incoming) -> str:
    """Return a shared contact or place as words, "" when there is none."""
    if incoming.contact is not None:
        return incoming.contact.phone
    if incoming.location is not None:
        return f"{incoming.location.latitude:.5f}, {incoming.location.longitude:.5f}"
    return ""


def _labelled(text: str, ear: Ear) -> Heard | None:
    words = fold(text)
    if not words:
        return None
    return next((press(choice) for choice in ear.choices if words in _labels(choice, ear.texts)), None)


def _listed(text: str, ear: Ear) -> Heard | None:
    """Return the choice whose line somebody sent back whole, its number before its label."""
    line = chosen_line(text)
    if line is None or not 1 <= line[0] <= len(ear.choices):
        return None
    choice = ear.choices[line[0] - 1]
    return press(choice) if fold(line[1]) in _labels(choice, ear.texts) else None


def _labels(choice: Choice, texts: Texts) -> Container[str]:
    """Return what a choice is called, as it is compared; a score also without its figure."""
    if not choice.args:
        known = texts.spellings(choice.text)
        return {*known, *(label.lstrip("12345 ") for label in known)} if _is_score(choice) else known
    said = (texts.say(choice.text, language, UTC, _NO_MOMENT, choice.args) for language in texts.languages)
    return [fold(label) for label in said]


def _spoken(text: str, ear: Ear) -> Heard | None:
    meaning = ear.texts.meaning(text, ear.language)
    trigger = _NAVIGATION.get(meaning)
    if trigger and trigger in ear.offered:
        return Heard(trigger)
    labels = _PLAIN.get(meaning, ())
    return next((press(choice) for choice in ear.choices if choice.text in labels), None)


def _are_scores(choices: Sequence[Choice]) -> bool:
    return bool(choices) and _is_score(choices[0])


def _is_score(choice: Choice) -> bool:
    return choice.text.startswith("score-")


def _score(text: str, choices: Sequence[Choice]) -> Heard | None:
    """Return a score typed as a figure, with a comment after it or not: `5分 很好`."""
    scored = scored_in(text)
    named = next((choice for choice in choices if scored and choice.value == scored[0]), None)
    return Heard(named.trigger, scored[1], named.value) if scored and named else None

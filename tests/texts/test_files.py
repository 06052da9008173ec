"""The text files against each other and against the code that names their texts."""

from __future__ import annotations

import pytest

from bot.flows import machine
from bot.flows.registry import FLOWS
from bot.texts import Texts
from tests.texts.scan import Named, scan

TEXTS = Texts()
#: Found by their beginning: phrases of the clock, lists of words, words that pages look up by name.
LOOKED_UP = ("clock-", "words-", "web-", "demo-")
#: Texts nothing names yet, each with the reason it is here already.
KEPT = {
    # The information record says what is still missing; its paper comes with a later landing.
    "field-components", "field-cause", "field-accepted", "field-in_warranty", "field-materials",
    # Written for the desk's first list of messages.
    "busy", "empty-message", "invite-invalid", "notice-closed", "notice-escalated",
    "notice-follow-up", "notice-reopened", "notice-resumed", "notice-withdrawn", "unknown-kind", "use-private-chat",
}  # fmt: skip


@pytest.fixture(scope="module")
def named() -> Named:
    return scan("bot", "storage")


def test_the_files_have_no_problems():
    assert TEXTS.problems() == []


@pytest.mark.parametrize("language", TEXTS.languages)
def test_every_language_has_the_same_texts(language: str):
    assert TEXTS.ids(language) == TEXTS.ids("zh")


def test_texts_fill_in_the_same_variables_in_every_language():
    for text_id in TEXTS.ids("zh"):
        if not text_id.startswith("clock-"):
            asked = {language: TEXTS.variables(text_id, language) for language in TEXTS.languages}
            assert len(set(asked.values())) == 1, f"{text_id}: {asked}"


def test_every_text_the_code_names_exists(named: Named):
    missing = {text_id: places for text_id, places in named.calls.items() if not TEXTS.has(text_id, "zh")}
    assert missing == {}


def test_every_question_and_choice_of_every_flow_exists():
    asked = {state.asks for flow in FLOWS.values() for state in flow.states if state.asks}
    fixed = {
        choice.text
        for flow in FLOWS.values()
        for state in flow.states
        if isinstance(state.choices, tuple)
        for choice in state.choices
    }
    ways = {choice.text for choice in machine.NAVIGATION}
    assert (asked | fixed | ways) - TEXTS.ids("zh") == set()


def test_no_text_asks_for_more_than_the_code_gives_it(named: Named):
    for text_id, given, place in named.given:
        surplus = TEXTS.variables(text_id, "zh") - given
        assert not surplus, f"{place} does not give {text_id} its {sorted(surplus)}"


def test_a_question_without_arguments_fills_in_nothing():
    for flow in FLOWS.values():
        for state in flow.states:
            if state.asks and state.args.__name__ == "no_args":
                assert TEXTS.variables(state.asks, "zh") == frozenset(), f"{flow.name}: {state.asks}"


def test_no_text_lies_unused(named: Named):
    unused = {
        text_id
        for text_id in TEXTS.ids("zh") - named.strings
        if not text_id.startswith((*LOOKED_UP, *named.beginnings))
    }
    assert unused - KEPT == set()

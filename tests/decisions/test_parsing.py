"""Typed commands: names, numbers in every form people write them in, and the words behind."""

import pytest

from bot.desk.parsing import Typed, parse
from bot.domain import numbers
from tests.decisions.room import TEXTS

NUMBER = numbers.parse("BX-7K3M-9QK")


def typed(text: str, language: str = "en") -> Typed | None:
    return parse(text, TEXTS, language)


@pytest.mark.parametrize(
    "written",
    ["BX-7K3M-9QK", "7K3M9QK", "bx7k3m9qk", "7k3m-9qk", "BX 7K3M 9QK", "7K3M 9QK", "BX-7K3M 9QK"],
)
def test_a_number_counts_however_it_is_written(written: str):
    found = typed(f"/say {written} we are on our way")
    assert found is not None
    assert (found.name, found.number, found.rest) == ("say", NUMBER, "we are on our way")


def test_the_words_may_begin_on_a_line_of_their_own():
    found = typed("/say BX-7K3M-9QK\nfirst line\nsecond")
    assert found is not None
    assert (found.number, found.rest) == (NUMBER, "first line\nsecond")


def test_a_command_may_name_its_bot_as_groups_do():
    assert typed("/ack@our_bot BX-7K3M-9QK") == Typed("ack", NUMBER, "", "BX-7K3M-9QK")


def test_a_command_alone_has_no_number_and_no_words():
    assert typed("/ack") == Typed("ack")


def test_words_without_a_number_stay_words():
    assert typed("/say we are coming") == Typed("say", None, "we are coming", "we")


@pytest.mark.parametrize("written", ["BX-7K3M-9QZ", "bx7k3m", "7K3M9QZ", "7k3m-9qz"])
def test_a_mistyped_number_is_known_as_one(written: str):
    found = typed(f"/say {written} hello")
    assert found is not None
    assert found.number is None
    assert found.is_mistyped


def test_words_with_figures_are_not_taken_for_a_number_with_a_blank_in_it():
    found = typed("/note 2000 AMP")
    assert found is not None
    assert (found.number, found.rest) == (None, "2000 AMP")


@pytest.mark.parametrize("words", ["hello", "replaced", "1 worse", "17:20", "boxing", "1h"])
def test_ordinary_words_are_no_mistyped_number(words: str):
    found = typed(f"/say {words}")
    assert found is not None
    assert not found.is_mistyped


@pytest.mark.parametrize(
    ("word", "language", "name"),
    [("报修", "zh", "report"), ("工单", "zh", "tickets"), ("取消", "zh", "cancel"), ("ayuda", "es", "help")],
)
def test_spoken_words_are_commands_too(word: str, language: str, name: str):
    assert typed(word, language) == Typed(name)


def test_a_spoken_word_inside_a_long_message_is_talk():
    assert typed("cancel " * 10) is None
    assert typed("the camera is dark") is None


@pytest.mark.parametrize("text", ["/", "//", "/1", "/ ack", "and /ack", "/" + "a" * 33])
def test_what_only_looks_like_a_command_is_talk(text: str):
    assert typed(text) is None

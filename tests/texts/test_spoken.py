"""Words said in place of a button."""

from __future__ import annotations

import pytest

from bot.texts import Texts, fold
from bot.texts.spoken import chosen

TEXTS = Texts()
WORDS = (
    "cancel", "back", "skip", "yes", "no", "done", "help", "report", "ask", "progress", "thanks", "hello",
    "language", "privacy", "forget", "person",
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "language", "meaning"),
    [
        ("取消", "zh", "cancel"),
        ("取消。", "zh", "cancel"),
        (" CANCELAR! ", "es", "cancel"),
        ("\uff23ancel", "en", "cancel"),
        ("sí", "es", "yes"),
        ("si", "es", "yes"),
        ("¿Atrás?", "es", "back"),
        ("报修", "zh", "report"),
        ("工单", "zh", "progress"),
        ("谢谢！", "zh", "thanks"),
        ("帮助", "es", "help"),
        ("gracias", "zh", "thanks"),
        ("进度？", "zh", "progress"),
        ("estado", "es", "progress"),
        ("ayuda", "en", "help"),
        ("help", "zh", "help"),
        ("/privacy", "en", "privacy"),
        ("talk to a person", "en", "person"),
        ("3 号线调度台全部登不上", "zh", ""),
        ("no funciona la cámara", "es", ""),
        ("", "zh", ""),
        ("？！", "zh", ""),
    ],
)
def test_a_whole_message_means_what_the_lists_say_in_any_of_the_languages(said: str, language: str, meaning: str):
    assert TEXTS.meaning(said, language) == meaning


@pytest.mark.parametrize("language", TEXTS.languages)
@pytest.mark.parametrize("word_id", WORDS)
def test_every_language_has_words_for_everything(word_id: str, language: str):
    words = TEXTS.words(word_id, language)
    assert words
    assert all(word == fold(word) for word in words)
    assert set(words) <= set(TEXTS.all_words(word_id))


@pytest.mark.parametrize("language", TEXTS.languages)
def test_no_word_means_two_things(language: str):
    words = [word for word_id in WORDS for word in TEXTS.words(word_id, language)]
    assert sorted(words) == sorted(set(words))


def test_a_list_nobody_has_is_empty():
    assert TEXTS.words("no-such-list", "zh") == ()
    assert TEXTS.all_words("no-such-list") == ()


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("十", 10), ("第一个", 1), ("选1", 1), ("十二", 12), ("二十", 20), ("一二", None), ("十十", None),
        ("选项三", 3),
        ("一般", None), ("3号", None), ("三号", None), ("选3号", 3), ("第3号", 3),
         ("三号线", None), ("opción 2", 2), ("the second", None), ("2\ufe0f\u20e3", 2), ("\u2461", 2),
        ("2", 2), ("\uff12", 2), (" 2. ", 2), ("2、", 2), ("2）", 2), ("第2个", 2), ("选2", 2), ("12", 12), ("#3", 3),
        ("BX-7K3M-9QK", None), ("2 台设备", None), ("123", None), ("", None), ("14:20", None),
    ],
)  # fmt: skip
def test_a_typed_number_chooses_only_when_it_stands_alone(typed: str, number: int | None):
    assert chosen(typed) == number

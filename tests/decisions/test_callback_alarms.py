"""Trouble with what a platform posts to us is told in plain words, and so is its end."""

from datetime import UTC, datetime

import pytest

from bot.desk.warnings import over, words_of
from bot.texts import Texts

TEXTS = Texts(("zh", "es", "en"))
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
KINDS = ["wechat-plain", "wechat-key", "wechat-clock", "wechat-json", "wecom-key", "wecom-clock"]


@pytest.mark.parametrize("language", TEXTS.languages)
@pytest.mark.parametrize("kind", KINDS)
def test_each_trouble_names_the_part_of_the_configuration_and_its_end(kind, language):
    for said in (words_of(kind, "signed minutes away"), over(kind)):
        words = TEXTS.say(said.text, language, UTC, NOON, said.args)
        assert kind.partition("-")[0] in words
        assert "signed minutes away" not in words


@pytest.mark.parametrize("kind", ["wecom-plain", "wechat-", "telegram-key"])
def test_what_is_no_such_trouble_keeps_its_own_words(kind):
    assert (words_of(kind, "x").text, over(kind).text) == ("alarm", "alarm-over")

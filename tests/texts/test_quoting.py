"""What is taken out of people's words, and what stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.quoting import QUOTE_LIMIT, one_line, quoted


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("  主备机都报心跳丢失  ", "主备机都报心跳丢失"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("a\x00b\x07c\x1b[31md", "abc[31md"),
        ("\u202egnirts\u202c \u2066x\u2069 \u200bz\ufeff", "gnirts x z"),
        ("\ud800x", "x"),
        ("👩\u200d🔧 ok", "👩\u200d🔧 ok"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        ("*bold* <i>_x_</i> {y}", "*bold* <i>_x_</i> {y}"),
        ("\u200b\u2060", ""),
    ],
)
def test_words_keep_their_meaning_and_lose_what_cannot_be_seen(written: str, shown: str):
    assert quoted(written) == shown


def test_words_as_long_as_a_message_bears_are_not_cut():
    assert quoted("长" * QUOTE_LIMIT) == "长" * QUOTE_LIMIT
    assert quoted("长" * (QUOTE_LIMIT + 1)) == "长" * (QUOTE_LIMIT - 1) + "…"


@given(st.text())
def test_whatever_was_written_can_be_sent(text: str):
    shown = quoted(text)
    assert len(shown) <= QUOTE_LIMIT
    assert shown.encode().decode() == shown
    assert not set(shown) & set("\x00\u202e\u2066\r")
    assert quoted(shown) == shown


@given(st.text())
def test_a_name_is_always_one_line(text: str):
    assert len(one_line(text).splitlines()) <= 1

"""Texts in pieces and cut, and bold parts, as Telegram counts signs."""

import pytest

from bot.handlers.telegram.drawing import bold, cut, pieces, units


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 50])
def test_pieces_hold_all_the_signs_and_none_is_broken(limit):
    text = "字a 😀b\nword word 👍🏽 " * 20
    whole = "".join(text.split())
    found = pieces(text, max(limit, 2))
    assert "".join("".join(piece.split()) for piece in found) == whole
    assert all(0 < units(piece) <= max(limit, 2) for piece in found)


def test_a_text_of_just_the_limit_is_one_piece():
    assert pieces("x" * 4096) == ["x" * 4096]
    assert [len(piece) for piece in pieces("x" * 4097)] == [4096, 1]
    assert pieces(" \n ") == []


def test_a_cut_text_says_so_and_breaks_no_sign():
    assert cut("abc", 3) == "abc"
    assert cut("abcd", 3) == "ab…"
    assert cut("a😀😀", 4) == "a😀…"


def test_bold_counts_as_telegram_does():
    (entity,) = bold("😀 你好 BX", ("BX",))
    assert (entity.offset, entity.length) == (6, 2)

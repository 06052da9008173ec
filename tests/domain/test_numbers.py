"""Ticket numbers are drawn, shown, read back and checked."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import numbers


class Dice:
    """Draws from a seeded generator; only `below` is needed here."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def below(self, bound: int) -> int:
        return self._random.randrange(bound)

    def new(self) -> int:
        raise AssertionError("a number draws signs only")

    def token(self) -> str:
        raise AssertionError("a number draws signs only")

    def salt(self) -> bytes:
        raise AssertionError("a number draws signs only")


@given(st.integers())
def test_a_drawn_number_is_read_back_in_every_way_people_type_it(seed: int) -> None:
    number = numbers.draw(Dice(seed))
    shown = numbers.show(number)
    assert shown == f"BX-{number[:4]}-{number[4:]}"
    typed = (
        shown,
        shown.lower(),
        number,
        shown.replace("-", ""),
        shown.replace("-", " "),
        shown.replace("0", "O").replace("1", "l"),
        f"  {shown} ",
        shown.replace("-", "–"),
    )
    assert {numbers.parse(text) for text in typed} == {number}


@given(st.integers(), st.integers(0, 6), st.sampled_from(numbers.SIGNS))
def test_one_wrong_sign_is_always_noticed(seed: int, place: int, sign: str) -> None:
    number = numbers.draw(Dice(seed))
    wrong = number[:place] + sign + number[place + 1 :]
    assert (numbers.parse(wrong) is None) == (wrong != number)


@pytest.mark.parametrize("text", ["", "BX", "BX-7K3M", "7K3M-9QU", "完全不能用", "BX-7K3M-9QA", "!!!!-!!!"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert numbers.parse(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我的单号是 BX-7K3M-9QK，进度怎样", "7K3M9QK"),
        ("¿cómo va bx 7k3m 9qk?", "7K3M9QK"),
        ("see 7K3M-9QK please", "7K3M9QK"),
        ("7K3M9QK", "7K3M9QK"),
        ("nothing here", None),
        ("the machine stopped", None),
        ("BX-7K3M-9QA is wrong", None),
    ],
)
def test_a_number_is_found_in_a_sentence(text: str, found: str | None) -> None:
    assert numbers.find(text) == found


def test_ordinary_words_that_happen_to_check_are_not_taken_for_numbers() -> None:
    letters = "ABCDEFGHJKMNPQRSTVWXYZ"
    dice = random.Random(5)
    words = ("".join(dice.choices(letters, k=7)) for _ in range(2_000))
    assert not any(numbers.find(word) for word in words)


def test_a_word_and_a_figure_beside_it_are_not_taken_for_a_number() -> None:
    places = [f"{word} {figure}" for word in ("hall", "line", "room", "pump") for figure in range(100, 1_000)]
    assert any(numbers.parse(place) for place in places)
    assert not any(numbers.find(f"the engine in {place} has stopped") for place in places)


def test_a_longer_number_of_a_later_day_is_read() -> None:
    body = "7K3M9QK7"
    value = 0
    for sign in body:
        value = value * 32 + numbers.SIGNS.index(sign)
    check = value % numbers.CHECK_MODULUS
    assert check < 32
    assert numbers.parse(body + numbers.SIGNS[check]) == body + numbers.SIGNS[check]

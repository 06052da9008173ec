"""Numbers and names as people say them, and what telephone calls do to a ticket."""

from __future__ import annotations

import pytest

from bot.domain.colleagues import Colleague, matching
from bot.domain.phones import CALLING_CODES, digits, forms

ZHAO, ZHANG, ANA = Colleague(1, "zhao", "赵磊"), Colleague(2, "zhang", "Zhang Wei"), Colleague(3, "ana", "Ána Ríos")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("138 0013 8000", "8613800138000"),
        ("+86 138-0013-8000", "8613800138000"),
        ("0086 13800138000", "8613800138000"),
        ("8613800138000", "8613800138000"),
        ("021 5555 0000", "862155550000"),
        ("+34 600 000 000", "34600000000"),
        ("（138）0013 8000", "8613800138000"),
    ],
)
def test_a_number_is_known_however_it_is_said(said: str, kept: str) -> None:
    assert kept in forms(said, "86")


@pytest.mark.parametrize("said", ["", "110", "none", "x" * 50])
def test_what_is_no_number_is_nobodys(said: str) -> None:
    assert forms(said, "86") == ()


def test_an_international_number_is_taken_as_it_is() -> None:
    assert forms("+49 89 5550000", "86") == ("49895550000",)
    assert forms("5550000", "") == ("5550000",)
    assert digits("00 86 138") == "86138"


def test_calling_codes_are_figures() -> None:
    assert all(code.isdigit() and len(country) == 2 for country, code in CALLING_CODES.items())


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("zhao", [ZHAO]),
        ("赵", [ZHAO]),
        ("赵磊", [ZHAO]),
        ("ZHANG", [ZHANG]),
        ("zha", [ZHAO, ZHANG]),
        ("rios", [ANA]),
        ("@ana", [ANA]),
        ("nobody", []),
        ("", [ZHAO, ZHANG, ANA]),
    ],
)
def test_a_colleague_is_meant_by_slug_name_or_a_part(said: str, meant: list[Colleague]) -> None:
    assert list(matching((ZHAO, ZHANG, ANA), said)) == meant

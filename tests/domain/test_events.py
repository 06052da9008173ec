"""The chain over a ticket's events notices every change, and survives an erasure."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import GENESIS, VERSIONS, Link, canonical, personal_digest, seal
from bot.domain.ticket import _FOLDS

LINK = Link(7, 1, "noted", 1, 1_000, 3, "{}", b"digest")


def test_every_kind_of_event_has_a_version_and_a_rule() -> None:
    assert set(_FOLDS) | {"opened"} == set(VERSIONS)


def test_the_same_words_have_one_canonical_text() -> None:
    assert canonical({"b": 1, "a": "故障"}) == '{"a":"故障","b":1}'


def test_every_part_of_a_link_counts() -> None:
    sealed = seal(GENESIS, LINK)
    others = (
        replace(LINK, ticket=8),
        replace(LINK, sequence=2),
        replace(LINK, kind="solved"),
        replace(LINK, version=2),
        replace(LINK, at=1_001),
        replace(LINK, by=None),
        replace(LINK, data='{"a":1}'),
        replace(LINK, digest=b""),
    )
    assert all(seal(GENESIS, other) != sealed for other in others)
    assert seal(sealed, LINK) != sealed


@given(st.binary(min_size=16, max_size=16), st.text(min_size=1))
def test_only_the_salted_digest_of_personal_words_is_chained(salt: bytes, words: str) -> None:
    digest = personal_digest(salt, words)
    assert len(digest) == 32
    assert personal_digest(bytes(16), words) != digest or salt == bytes(16)
    assert personal_digest(salt, "") == b""

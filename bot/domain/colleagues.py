"""Colleagues by name: whoever is meant by a slug, a name, or a part of either."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bot.ids import PersonId


class Colleague(NamedTuple):
    """Somebody a ticket can be handed to."""

    person: PersonId
    slug: str
    name: str


def matching(colleagues: Sequence[Colleague], said: str) -> tuple[Colleague, ...]:
    """Return those who may be meant: the one of that slug or name, else all with it as a part; all for no name."""
    wanted = _plain(said)
    if not wanted:
        return tuple(colleagues)
    exact = [one for one in colleagues if wanted in {_plain(one.slug), _plain(one.name)}]
    return tuple(exact or (one for one in colleagues if wanted in _plain(one.name) or wanted in _plain(one.slug)))


def _plain(text: str) -> str:
    """Return a name without case, accents and what stands around it."""
    apart = unicodedata.normalize("NFKD", text.casefold().strip().lstrip("@"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))

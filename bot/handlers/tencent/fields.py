"""The one boundary around parsing: a body becomes named texts, or Unreadable; nothing else comes out of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from xml.parsers.expat import ExpatError

import xmltodict

from bot.handlers.words import clean

#: People paste them, the platform passes them on, and XML 1.0 has no place for them.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NUMBER = re.compile(r"-?[0-9]{1,18}")
_JSON_BEGINS = b"{"
#: The longest text people can type holds half as many; a body of nothing but elements would cost us much longer.
_MOST_ELEMENTS = 4096


class Unreadable(Exception):
    """Neither the XML nor the JSON of a message: refused with 400, and the body is shown to nobody."""


class Fields:
    """The elements of a message by their names. What is missing, or stands there twice, reads as empty."""

    __slots__ = ("_data",)

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data

    def text(self, *path: str) -> str:
        """Return the cleaned text under these names, outermost first."""
        found: object = self._data
        for name in path:
            found = found.get(name) if isinstance(found, dict) else None
        if isinstance(found, str):
            return clean(found)
        return str(found) if isinstance(found, int | float) and not isinstance(found, bool) else ""

    def number(self, *path: str) -> int | None:
        """Return the whole number under these names, None when there is none of at most 18 digits."""
        text = self.text(*path)
        return int(text) if _NUMBER.fullmatch(text) else None


def is_json(body: bytes) -> bool:
    """Tell whether a body is meant as JSON."""
    return body.lstrip()[:1] == _JSON_BEGINS


def read(body: bytes) -> Fields:
    """Return the fields of a message; raise Unreadable."""
    try:
        text = body.decode()
        data = json.loads(text) if is_json(body) else _xml(text)
    except (ExpatError, ValueError, RecursionError, TypeError, AttributeError) as error:
        raise Unreadable(type(error).__name__) from None
    if not isinstance(data, dict):
        raise Unreadable("no fields")
    return Fields(data)


def _xml(text: str) -> object:
    if text.count("<") > _MOST_ELEMENTS:
        raise ValueError
    # Entities are refused by xmltodict, whoever declares them.
    root = xmltodict.parse(_FORBIDDEN.sub("", text), disable_entities=True)
    return root.get("xml")

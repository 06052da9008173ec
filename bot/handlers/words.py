"""Cleans what people typed, once, for every channel."""

from __future__ import annotations

import re
import unicodedata

_LONE = re.compile("[\ud800-\udfff]")
# Overrides, isolates and marks of direction, zero-width space, word joiner, byte-order mark: in a name
# they only disguise it. The joiners U+200C and U+200D stay, Persian and emoji need them.
_DISGUISE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_IN_PATHS = re.compile(r'[/\\:*?"<>|]+')
NAME_LENGTH = 120
MORE = "…"


def clean(text: str) -> str:
    """Return `text` in NFC, lone surrogates replaced by U+FFFD, without NUL."""
    text = text.replace("\0", "")
    return text if text.isascii() else unicodedata.normalize("NFC", _LONE.sub("\ufffd", text))


def clean_tree(value: object) -> object:
    """Return JSON data with every text in it cleaned, keys included."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [clean_tree(each) for each in value]
    if isinstance(value, dict):
        return {clean(str(key)): clean_tree(each) for key, each in value.items()}
    return value


def clean_name(text: str) -> str:
    """Return a name on one line, without signs that turn or hide it."""
    return _one_line(text)[:NAME_LENGTH]


def clean_file_name(text: str) -> str:
    """Return a file's name that is no path; where it has to be cut, its ending survives."""
    return _IN_PATHS.sub("_", _one_line(text)).lstrip(". ")[-NAME_LENGTH:]


def size(text: str) -> int:
    """Return how many bytes of UTF-8 `text` takes on its way."""
    return len(text.encode())


def cut_bytes(text: str, limit: int) -> str:
    """Return `text` in at most `limit` bytes, no sign broken, ending in an ellipsis where it was longer."""
    if size(text) <= limit:
        return text
    return text.encode()[: max(limit - size(MORE), 0)].decode(errors="ignore").rstrip() + MORE


def _one_line(text: str) -> str:
    if text.isprintable() and text.isascii():
        return " ".join(text.split())
    return " ".join(_CONTROL.sub(" ", _DISGUISE.sub("", clean(text))).split())

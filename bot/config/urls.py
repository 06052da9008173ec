"""Tells addresses from other texts."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_url(text: str, *schemes: str) -> bool:
    """Tell whether a text is an address of one of these schemes."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in schemes and bool(parts.hostname)

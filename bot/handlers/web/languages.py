"""In which language a visitor is spoken to before the desk knows them."""

from __future__ import annotations

from aiohttp import web

from bot.handlers.web.outside import Outside

COOKIE = "baoxiu_language"
#: A header longer than this is nobody's real wish.
_HEADER_LENGTH = 400


def language_of(outside: Outside, request: web.Request) -> str:
    """Return what the address, the cookie or the browser asks for, in this order; else the first."""
    for tag in (request.query.get("language", ""), request.cookies.get(COOKIE, ""), *_accepted(request)):
        if tag and _is_offered(outside, tag):
            return outside.texts.pick(tag)
    return outside.company.languages[0]


def _is_offered(outside: Outside, tag: str) -> bool:
    primary = tag.replace("_", "-").casefold().partition("-")[0]
    return primary in outside.company.languages


def _accepted(request: web.Request) -> list[str]:
    """Return the tags of Accept-Language, the most wanted first."""
    header = request.headers.get("Accept-Language", "")[:_HEADER_LENGTH]
    wishes = [part.strip().partition(";q=") for part in header.split(",")]
    return [tag.strip() for tag, _, quality in sorted(wishes, key=_weight, reverse=True) if tag.strip()]


def _weight(wish: tuple[str, str, str]) -> float:
    try:
        return float(wish[2] or 1)
    except ValueError:
        return 0.0

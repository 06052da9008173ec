"""The chat page: one static frame with the words of the visitor's language laid into it."""

from __future__ import annotations

import gzip
import hashlib
import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from string import Template

from aiohttp import web

from bot.handlers.web.languages import language_of
from bot.handlers.web.outside import Outside
from bot.handlers.web.refusals import not_found
from bot.texts import Texts

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".html": "text/html"}
#: Texts of ours that only the server says.
_SERVER_ONLY = ("web-error-", "web-promise-", "web-note-", "web-step-", "web-fact-", "web-state-", "web-level-")
_TAGS = {"zh": "zh-CN"}
_THEMES = frozenset({"light", "dark"})
#: Names of languages in themselves.
LANGUAGE_NAMES = {"zh": "中文", "es": "Español", "en": "English"}
SECURITY: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
        "media-src 'self' blob:; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


@dataclass(frozen=True, slots=True)
class _Asset:
    """One static file, its zipped bytes, and the name of this very content."""

    body: bytes
    zipped: bytes
    etag: str
    content_type: str


@cache
def _asset(name: str) -> _Asset | None:
    place = files("bot.handlers.web").joinpath("static").joinpath(name)
    suffix = name[name.rfind(".") :]
    if suffix not in _TYPES or not place.is_file():
        return None
    body = place.read_bytes()
    etag = hashlib.sha256(body).hexdigest()[:20]
    return _Asset(body, gzip.compress(body, mtime=0), etag, _TYPES[suffix])


def shell(name: str) -> str:
    """Return the frame of a page, into which its words are laid; raise a refusal when there is no such page."""
    frame = _asset(name)
    if frame is None:
        raise not_found()
    return frame.body.decode()


def words(texts: Texts, language: str) -> dict[str, str]:
    """Return the words that pages show by themselves, by their ids without `web-`."""
    now = datetime.now(UTC)
    return {
        text_id.removeprefix("web-"): texts.say(text_id, language, UTC, now)
        for text_id in sorted(texts.ids(texts.languages[0]))
        if text_id.startswith("web-")
        and not text_id.startswith(_SERVER_ONLY)
        and not texts.variables(text_id, language)
    }


def tag_of(language: str) -> str:
    """Return the IETF tag under which browsers know a language."""
    return _TAGS.get(language, language)


def embedded(data: object) -> str:
    """Return JSON that may stand inside a script element: nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


class Pages:
    """GET /chat, its static files, and its words in other languages."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside

    async def chat(self, request: web.Request) -> web.Response:
        """Serve the chat page in the visitor's language."""
        language = language_of(self._outside, request)
        theme = request.query.get("theme", "")
        known = words(self._outside.texts, language)
        filled = {f"w_{name.replace('-', '_')}": html.escape(text) for name, text in known.items()}
        page = Template(shell("chat.html")).safe_substitute(
            filled,
            lang=tag_of(language),
            theme=f' data-theme="{theme}"' if theme in _THEMES else "",
            company=html.escape(self._outside.company.name),
            hotline=html.escape(self._outside.company.hotline),
            data=embedded(self._data(language, known)),
        )
        headers = {**SECURITY, "Cache-Control": "no-store", "Vary": "Accept-Language, Cookie"}
        return web.Response(text=page, content_type="text/html", headers=headers)

    def _data(self, language: str, known: Mapping[str, str]) -> dict[str, object]:
        company = self._outside.company
        return {
            "language": language,
            "languages": [
                {"id": each, "tag": tag_of(each), "name": LANGUAGE_NAMES.get(each, each)} for each in company.languages
            ],
            "company": company.name,
            "hotline": company.hotline,
            "fileLimit": self._outside.limits.file,
            "textLimit": self._outside.limits.text,
            "zone": str(company.zone),
            "words": known,
        }

    async def words(self, request: web.Request) -> web.Response:
        """Serve the page's words in a language the company speaks."""
        language = request.match_info["language"]
        if language not in self._outside.company.languages:
            raise not_found()
        data = {"language": language, "tag": tag_of(language), "words": words(self._outside.texts, language)}
        return web.json_response(data, headers={"Cache-Control": "no-cache"})

    async def static(self, request: web.Request) -> web.Response:
        """Serve one of our files; unchanged ones are not sent again."""
        asset = _asset(request.match_info["name"])
        if asset is None or asset.content_type == _TYPES[".html"]:
            raise not_found()
        headers = {
            **SECURITY,
            "Cache-Control": "no-cache",
            "ETag": f'"{asset.etag}"',
            "Vary": "Accept-Encoding",
        }
        if asset.etag in request.headers.get("If-None-Match", ""):
            return web.Response(status=304, headers=headers)
        body = asset.body
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"] = "gzip"
            body = asset.zipped
        return web.Response(body=body, content_type=asset.content_type, charset="utf-8", headers=headers)

"""What the web chat answers when it cannot do what was asked: a code for programs, a sentence for people."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from aiohttp import web

from bot.handlers.web.languages import language_of
from bot.handlers.web.outside import Outside
from bot.messages import Arg
from bot.ports import StoreError

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
#: Seconds after which a full queue or a failing disk is worth another try.
RETRY_AFTER = 2


@dataclass(eq=False)
class Refusal(Exception):
    """A request that is not done; `error` is the code, its sentence is the text `web-error-<code>`."""

    status: int
    error: str
    args_of_text: Mapping[str, Arg] = field(default_factory=dict)
    retry_after: float | None = None


def not_found() -> Refusal:
    """Return the answer to what is not there and to what is not yours: they are alike."""
    return Refusal(404, "not-found")


def answering(outside: Outside, handler: Handler) -> Handler:
    """Return `handler` with its refusals, and failures of the store, turned into JSON answers."""

    async def answered(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except Refusal as refusal:
            return _answer(outside, request, refusal)
        except web.HTTPRequestEntityTooLarge:
            return _answer(outside, request, Refusal(413, "too-large"))
        except web.HTTPBadRequest:
            return _answer(outside, request, Refusal(400, "bad-request"))
        except StoreError:
            return _answer(outside, request, Refusal(503, "busy", retry_after=RETRY_AFTER))

    return answered


def _answer(outside: Outside, request: web.Request, refusal: Refusal) -> web.Response:
    language = language_of(outside, request)
    now = datetime.fromtimestamp(outside.clock.now() / 1_000_000, UTC)
    text_id = f"web-error-{refusal.error}"
    words = outside.texts.say(text_id, language, outside.company.zone, now, refusal.args_of_text)
    headers = {"Cache-Control": "no-store"}
    if refusal.retry_after is not None:
        headers["Retry-After"] = str(max(1, round(refusal.retry_after)))
    data = {"error": refusal.error.replace("-", "_"), "text": words}
    return web.json_response(data, status=refusal.status, headers=headers)

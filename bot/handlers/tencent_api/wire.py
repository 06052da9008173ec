"""Makes single calls over aiohttp; what goes wrong comes back without the address, which holds the token."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, NamedTuple

import aiohttp
import msgspec

from bot.handlers.tencent_api.errors import ApiError, NoAnswer, NotSent, Refused

#: Seconds for a call, for one that brings or fetches a file, and to reach the server at all.
CALL, FILE, CONNECT = 5.0, 60.0, 3.0
CONNECTIONS = 100
#: Seconds for which an idle connection is kept: one that the server closes under a call leaves its fate unknown.
KEPT = 5.0
_CHUNK = 64 * 1024
_JSON = {"Content-Type": "application/json; charset=utf-8"}
#: Errors about a file come as JSON, and are called text by some of the servers.
_NO_FILES = frozenset({"application/json", "text/plain", "text/json"})

Answer = dict[str, Any]


class Call(NamedTuple):
    """One call: `body` goes as JSON, `form` as a form with a file; `url` is one the platform itself has named."""

    method: str
    path: str
    query: Mapping[str, str] = {}
    body: object = None
    form: aiohttp.FormData | None = None
    url: str = ""
    carries_file: bool = False

    def __repr__(self) -> str:
        """Show where it goes, and nothing of what it carries: secrets are among that."""
        return f"Call({self.method} {self.path})"


class Wire:
    """A session to one platform. Calls made while it is closed are not sent."""

    def __init__(self, api_url: str) -> None:
        self._root = api_url.rstrip("/")
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Open the session; harmless when it is open."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEPT)
            )

    async def close(self) -> None:
        """Close the session."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def ask(self, call: Call) -> Answer:
        """Make a call and return its answer; an errcode in it is raised as Refused."""
        with _failures():
            async with await self._send(call) as response:
                return read(await response.read())

    async def file(self, call: Call) -> AsyncIterator[bytes] | Answer:
        """Return the bytes of a file, or the JSON that was answered in its place: that has status 200 too (W16)."""
        with _failures():
            response = await self._send(call)
            if response.content_type not in _NO_FILES:
                return _chunks(response)
            async with response:
                return read(await response.read())

    async def _send(self, call: Call) -> aiohttp.ClientResponse:
        if self._session is None:
            raise NotSent("the channel is not running")
        # Escapes of ASCII would be shown to people as they are: the JSON is plain UTF-8.
        json = msgspec.json.encode(call.body) if call.body is not None else None
        response = await self._session.request(
            call.method,
            call.url or self._root + call.path,
            params=call.query,
            data=json or call.form,
            headers=_JSON if json else None,
            timeout=aiohttp.ClientTimeout(total=FILE if call.carries_file else CALL, sock_connect=CONNECT),
            allow_redirects=False,
        )
        if response.status != HTTPStatus.OK:
            response.release()
            raise _unlike(response.status)
        return response


def read(payload: bytes) -> Answer:
    """Return the JSON of an answer; raise Refused for its errcode, NoAnswer where it is none."""
    try:
        answer = msgspec.json.decode(payload, type=Answer)
        code = int(answer.get("errcode") or 0)
    except (ValueError, TypeError):
        raise NoAnswer("the platform's answer cannot be read") from None
    if code:
        raise Refused(code, str(answer.get("errmsg", "")))
    return answer


def _unlike(status: int) -> ApiError:
    """Return what a status means that neither platform uses: what stands between us and it has spoken."""
    words = f"the platform answered {status}"
    return NoAnswer(words) if status >= HTTPStatus.INTERNAL_SERVER_ERROR else NotSent(words)


async def _chunks(response: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
    with _failures():
        async with response:
            async for chunk in response.content.iter_chunked(_CHUNK):
                yield chunk


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as error:
        raise NotSent(f"cannot connect: {type(error).__name__}") from None
    except TimeoutError:
        raise NoAnswer("no answer in time") from None
    except aiohttp.ClientError as error:
        raise NoAnswer(f"the connection failed: {type(error).__name__}") from None

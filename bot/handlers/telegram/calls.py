"""Makes python-telegram-bot's calls over aiohttp, and says in its errors what an outcome needs to know."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator
from http import HTTPStatus

import aiohttp
from telegram import Bot
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

#: Seconds for a call without files, for one with files, and to reach the server at all.
CALL, UPLOAD, CONNECT = 15.0, 90.0, 8.0
#: Calls at a time: more than the sender ever has on their way, so that no press waits behind slow messages.
CONNECTIONS = 400
#: What to wait when the platform says "too many" without saying for how long.
FLOOD = 5.0
_CHUNK = 64 * 1024


class NotSent(NetworkError):
    """No connection came about, so nothing was sent."""


class TooMany(TelegramError):
    """The platform asks to wait `after` seconds."""

    def __init__(self, after: float) -> None:
        super().__init__(f"too many requests, wait {after:g} s")
        self.after = after


class AiohttpRequest(BaseRequest):
    """The request class that PTB's Bot is given; its errors never hold an address, which holds the token."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Return the seconds a call may take unless told otherwise."""
        return CALL

    async def initialize(self) -> None:
        """Open the session; harmless when it is open."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=CONNECTIONS)
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        """Close the session."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    @property
    def session(self) -> aiohttp.ClientSession:
        """Return the open session; raise NotSent when there is none."""
        if self._session is None:
            raise NotSent("the Telegram channel is not running")
        return self._session

    async def do_request(  # noqa: PLR0913, PLR0917 - the signature is PTB's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one call; raise NotSent, TimedOut, TooMany or NetworkError."""
        del write_timeout, pool_timeout
        files = request_data is not None and request_data.contains_files
        timeout = aiohttp.ClientTimeout(
            total=_seconds(read_timeout, UPLOAD if files else CALL),
            sock_connect=_seconds(connect_timeout, CONNECT),
        )
        try:
            async with self.session.request(method, url, data=_form(request_data), timeout=timeout) as answer:
                payload = await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(f"cannot connect: {type(error).__name__}") from None
        except TimeoutError:
            raise TimedOut("no answer in time") from None
        except (aiohttp.ClientError, ValueError) as error:
            raise NetworkError(f"the connection failed: {type(error).__name__}") from None
        _check(answer.status, payload)
        return answer.status, payload


def make_bot(token: str, api_url: str, request: AiohttpRequest) -> Bot:
    """Return PTB's Bot, which makes all its calls by `request`."""
    api = api_url.rstrip("/")
    return Bot(
        token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=request,
        get_updates_request=request,
    )


async def download(session: aiohttp.ClientSession, url: str) -> AsyncIterator[bytes]:
    """Yield what lies at `url`; raise FileNotFoundError or ConnectionError, which do not show it."""
    timeout = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT, sock_read=CALL)
    try:
        async with session.get(url, timeout=timeout) as answer:
            if answer.status == HTTPStatus.NOT_FOUND:
                raise FileNotFoundError
            if answer.status != HTTPStatus.OK:
                raise ConnectionError(f"the platform answered {answer.status}")
            async for chunk in answer.content.iter_chunked(_CHUNK):
                yield chunk
    except (aiohttp.ClientError, TimeoutError) as error:
        raise ConnectionError(f"the download failed: {type(error).__name__}") from None


def _seconds(given: object, default: float) -> float:
    return float(given) if isinstance(given, int | float) else default


def _form(data: RequestData | None) -> aiohttp.FormData | None:
    if data is None:
        return None
    form = aiohttp.FormData(data.json_parameters, quote_fields=False)
    for field, (name, content, mime) in (data.multipart_data if data.contains_files else {}).items():
        # As a stream: aiohttp warns of large bytes, which it would write in one piece.
        form.add_field(
            field, io.BytesIO(content) if isinstance(content, bytes) else content, filename=name, content_type=mime
        )
    return form


def _check(status: int, payload: bytes) -> None:
    """Raise here what PTB would say less well: its RetryAfter warns of its own deprecation."""
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise TooMany(_retry_after(payload))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise NetworkError(f"the platform answered {status}")


def _retry_after(payload: bytes) -> float:
    try:
        return float(json.loads(payload)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return FLOOD

"""Fetches what people attached; no address leaves this module, since it holds the token."""

from __future__ import annotations

from collections.abc import AsyncIterator

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.handlers.telegram.calls import AiohttpRequest, download
from bot.messages import Media
from bot.ports import FileTooLarge, MediaGone

#: Bots may download no more than this.
DOWNLOAD = 20 * 1024 * 1024
TOO_LARGE = "larger than the 20 MB a bot may download"


async def fetch(bot: Bot, request: AiohttpRequest, media: Media) -> AsyncIterator[bytes]:
    """Return the bytes of a file; raise MediaGone when it cannot be had, FileTooLarge, ConnectionError when not now."""
    if media.size > DOWNLOAD:
        raise FileTooLarge(TOO_LARGE)
    try:
        file = await bot.get_file(media.remote)
    except BadRequest as error:
        raise FileTooLarge(TOO_LARGE) if "too big" in error.message else MediaGone(error.message) from None
    except TelegramError as error:
        raise ConnectionError(f"asking for the file failed: {type(error).__name__}") from None
    if not file.file_path:
        raise MediaGone("the platform no longer has it")
    return _bounded(download(request.session, file.file_path))


async def _bounded(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    size = 0
    try:
        async for chunk in chunks:
            size += len(chunk)
            if size > DOWNLOAD:
                raise FileTooLarge(TOO_LARGE)
            yield chunk
    except FileNotFoundError:
        raise MediaGone("the platform no longer has it") from None

"""Fetches what members attached: WeCom keeps it for three days."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.handlers.tencent_api import ApiError, Means, Refused, TencentApi, meaning
from bot.messages import Media
from bot.ports import FileTooLarge, MediaGone

#: Members can attach no more than this.
DOWNLOAD = 20 * 1024 * 1024


async def fetch(api: TencentApi, media: Media) -> AsyncIterator[bytes]:
    """Return the bytes of a file; raise MediaGone when it cannot be had, FileTooLarge, ConnectionError when not now."""
    try:
        found = await api.download("/cgi-bin/media/get", {"media_id": media.remote})
    except Refused as error:
        if meaning(error.code).means is Means.MESSAGE:
            raise MediaGone(str(error)) from None
        raise ConnectionError(f"asking for the file failed: {error}") from None
    except ApiError as error:
        raise ConnectionError(f"asking for the file failed: {error}") from None
    if isinstance(found, dict):
        raise MediaGone("the platform gave no file")
    return _bounded(found)


async def _bounded(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    size = 0
    try:
        async for chunk in chunks:
            size += len(chunk)
            if size > DOWNLOAD:
                raise FileTooLarge("larger than the 20 MB a member may attach")
            yield chunk
    except ApiError as error:
        raise ConnectionError(f"the download failed: {error}") from None

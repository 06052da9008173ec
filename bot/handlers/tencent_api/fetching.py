"""Fetches what people sent: the platforms keep it for three days."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.handlers.tencent_api.client import TencentApi
from bot.handlers.tencent_api.codes import Means, meaning
from bot.handlers.tencent_api.errors import ApiError, Refused
from bot.messages import Media
from bot.ports import FileTooLarge, MediaGone


async def fetch(api: TencentApi, media: Media, limit: int) -> AsyncIterator[bytes]:
    """Return the bytes of a file, at most `limit`; raise MediaGone, FileTooLarge, or ConnectionError when not now."""
    try:
        found = await api.download("/cgi-bin/media/get", {"media_id": media.remote})
        if isinstance(found, dict) and found.get("video_url"):
            # WeChat tells a video by its address.
            found = await api.named(str(found["video_url"]))
    except Refused as error:
        if meaning(error.code).means is Means.MESSAGE:
            raise MediaGone(str(error)) from None
        raise ConnectionError(f"asking for the file failed: {error}") from None
    except ApiError as error:
        raise ConnectionError(f"asking for the file failed: {error}") from None
    if isinstance(found, dict):
        raise MediaGone("the platform gave no file")
    return _bounded(found, limit)


async def _bounded(chunks: AsyncIterator[bytes], limit: int) -> AsyncIterator[bytes]:
    size = 0
    try:
        async for chunk in chunks:
            size += len(chunk)
            if size > limit:
                raise FileTooLarge(f"larger than the {limit} bytes people can send")
            yield chunk
    except ApiError as error:
        raise ConnectionError(f"the download failed: {error}") from None

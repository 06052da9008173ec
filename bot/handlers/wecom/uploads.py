"""Brings stored files to WeCom, in the form each can have there."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import NamedTuple

from bot.handlers.tencent_api import TencentApi, Upload
from bot.handlers.words import clean_file_name
from bot.messages import Media
from bot.ports import Alarms, Files

_MB = 1024 * 1024
#: Fewer bytes than this are no file there.
_SMALLEST = 5


class Form(NamedTuple):
    """How a file is shown: its type there, what its bytes may be, and how many there may be."""

    name: str
    kind: str
    endings: dict[str, str]
    limit: int


_FILE = Form("file", "document", {}, 20 * _MB)
_FORMS = (
    Form("image", "photo", {"image/jpeg": ".jpg", "image/png": ".png"}, 10 * _MB),
    Form("voice", "voice", {"audio/amr": ".amr"}, 2 * _MB),
    Form("video", "video", {"video/mp4": ".mp4"}, 10 * _MB),
)


class Uploads:
    """Files on their way to members."""

    def __init__(self, api: TencentApi, files: Files, alarms: Alarms) -> None:
        self._api = api
        self._files = files
        self._alarms = alarms

    async def message_of(self, media: Media) -> dict[str, object]:
        """Return the message that shows a file; one that is lost, empty or too large leaves its name."""
        try:
            content = await asyncio.to_thread(Path(self._files.path(media.digest)).read_bytes)
        except OSError as error:
            await self._alarms.raise_alarm("file-missing", f"{media.digest}: {type(error).__name__}")
            return _name_of(media)
        form = form_of(media, len(content))
        if form is None:
            return _name_of(media)
        upload = Upload(file_name(media), media.mime or "application/octet-stream", content)
        answer = await self._api.upload("/cgi-bin/media/upload", upload, {"type": form.name})
        return {"msgtype": form.name, form.name: {"media_id": str(answer.get("media_id", ""))}}


def form_of(media: Media, size: int) -> Form | None:
    """Return how WeCom can show a file, None when it takes none of that size."""
    fitting = (form for form in _FORMS if form.kind == media.kind and media.mime in form.endings)
    found = next((form for form in fitting if size <= form.limit), _FILE)
    return found if _SMALLEST < size <= found.limit else None


def file_name(media: Media) -> str:
    """Return the name a file is sent under; one that has none gets its kind and the ending of its type."""
    endings = {mime: ending for form in _FORMS for mime, ending in form.endings.items()}
    return clean_file_name(media.name) or f"{media.kind}{endings.get(media.mime, '.bin')}"


def _name_of(media: Media) -> dict[str, object]:
    return {"msgtype": "text", "text": {"content": f"[{file_name(media)}]"}}

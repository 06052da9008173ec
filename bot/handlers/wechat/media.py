"""Files on their way to WeChat: what it can show is brought there, and lasts three days."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import NamedTuple

from bot.handlers.tencent_api import Means, Refused, TencentApi, Upload, meaning
from bot.handlers.words import clean_file_name
from bot.messages import Media
from bot.ports import Alarms, Clock, Files

_MB = 1024 * 1024
SECOND = 1_000_000
#: A file that was brought there is good for so long (wall time), somewhat less than they say (W16).
GOOD_FOR = 70 * 3600 * SECOND
#: Files that were brought there and may go out again: a message that has to wait is not brought twice.
REMEMBERED = 200


class Form(NamedTuple):
    """How a file is shown: its type there, what its bytes may be, and how many there may be (W16)."""

    name: str
    endings: dict[str, str]
    limit: int


_FORMS = {
    "photo": Form("image", {"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif"}, 10 * _MB),
    "voice": Form("voice", {"audio/amr": ".amr", "audio/mpeg": ".mp3"}, 2 * _MB),
    "video": Form("video", {"video/mp4": ".mp4"}, 10 * _MB),
}


class Uploads:
    """Files on their way to people."""

    def __init__(self, api: TencentApi, files: Files, alarms: Alarms, clock: Clock) -> None:
        self._api, self._files, self._alarms, self._clock = api, files, alarms, clock
        self._brought: dict[str, tuple[str, int]] = {}

    async def message_of(self, media: Media) -> dict[str, object] | None:
        """Return the message that shows a file, None when WeChat can show none of it."""
        form = form_of(media)
        if form is None:
            return None
        try:
            number = await self._number(media, form)
        except Refused as error:
            if meaning(error.code).means is Means.MESSAGE:
                return None
            raise
        return {"msgtype": form.name, form.name: {"media_id": number}} if number else None

    async def _number(self, media: Media, form: Form) -> str:
        """Return under which number WeChat has a file, brought there if need be; "" when we do not have it."""
        number, until = self._brought.get(media.digest, ("", 0))
        if self._clock.wall() < until:
            return number
        try:
            content = await asyncio.to_thread(Path(self._files.path(media.digest)).read_bytes)
        except OSError as error:
            await self._alarms.raise_alarm("file-missing", f"{media.digest}: {type(error).__name__}")
            return ""
        upload = Upload(file_name(media), media.mime, content)
        answer = await self._api.upload("/cgi-bin/media/upload", upload, {"type": form.name})
        number = str(answer.get("media_id", ""))
        self._brought[media.digest] = (number, self._clock.wall() + GOOD_FOR)
        while len(self._brought) > REMEMBERED:
            self._brought.pop(next(iter(self._brought)))
        return number


def form_of(media: Media) -> Form | None:
    """Return how WeChat shows a file; None for what it takes neither in that form nor of that size."""
    form = _FORMS.get(media.kind)
    return form if form is not None and media.mime in form.endings and media.size <= form.limit else None


def file_name(media: Media) -> str:
    """Return the name a file is sent under, which has to end as its type wants it."""
    form = _FORMS.get(media.kind)
    ending = form.endings.get(media.mime, "") if form is not None else ""
    name = clean_file_name(media.name) or media.kind
    return name if name.lower().endswith(ending) else name + ending

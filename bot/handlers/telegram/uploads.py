"""Sends a stored file in the form in which Telegram shows it best."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from telegram import Bot, InlineKeyboardMarkup, InputFile, Message
from telegram.error import BadRequest

from bot.handlers.telegram.drawing import TEXT
from bot.handlers.words import clean_file_name
from bot.messages import Delivery, Media
from bot.ports import Alarms, Files

#: Telegram takes photos of at most 10 MB; larger ones go as documents.
PHOTO_SIZE = 10 * 1000 * 1000
_PHOTOS = {"image/jpeg": ".jpg", "image/png": ".png"}
#: Pictures that are not shown as such everywhere go as they are.
_PICTURE_FILES = {"image/webp": ".webp", "image/heic": ".heic", "image/gif": ".gif", "image/avif": ".avif"}
_VOICES = {"audio/ogg": ".ogg", "audio/mpeg": ".mp3", "audio/mp4": ".m4a"}
_VIDEOS = {"video/mp4": ".mp4"}
_MISSING = "[{name}]"


class Uploads:
    """Reads files from the store and sends them by the call that fits."""

    def __init__(self, bot: Bot, files: Files, alarms: Alarms) -> None:
        self._bot = bot
        self._files = files
        self._alarms = alarms

    async def send(self, delivery: Delivery, media: Media, markup: InlineKeyboardMarkup | None) -> int:
        """Send one file and return the message's id; a file that is lost leaves its name and an alarm."""
        rest: dict[str, Any] = {
            "reply_markup": markup,
            "disable_notification": delivery.silent,
            "message_thread_id": thread_of(delivery),
        }
        chat = delivery.place.chat
        try:
            content = await asyncio.to_thread(Path(self._files.path(media.digest)).read_bytes)
        except OSError as error:
            await self._alarms.raise_alarm("file-missing", f"{media.digest}: {type(error).__name__}")
            return (await self._bot.send_message(chat, _name_only(media), **rest)).message_id
        return (await self._by_form(chat, media, content, rest)).message_id

    async def _by_form(self, chat: str, media: Media, content: bytes, rest: dict[str, Any]) -> Message:
        # Without a name PTB sends photos as application/octet-stream.
        file = InputFile(content, filename=file_name(media))
        try:
            if media.kind == "photo" and media.mime in _PHOTOS and len(content) <= PHOTO_SIZE:
                return await self._bot.send_photo(chat, file, **rest)
            if media.kind == "voice" and media.mime in _VOICES:
                return await self._bot.send_voice(chat, file, **rest)
            if media.kind == "video" and media.mime in _VIDEOS:
                return await self._bot.send_video(chat, file, **rest)
        except BadRequest as error:
            if not _is_about_the_file(error):
                raise
        return await self._bot.send_document(chat, file, disable_content_type_detection=True, **rest)


def thread_of(delivery: Delivery) -> int | None:
    """Return the topic a delivery goes to, None for the chat itself."""
    return int(delivery.place.thread) if delivery.place.thread else None


def file_name(media: Media) -> str:
    """Return the name a file is sent under; one that has none gets its kind and the ending of its type."""
    endings = {**_PHOTOS, **_PICTURE_FILES, **_VOICES, **_VIDEOS}
    return clean_file_name(media.name) or f"{media.kind}{endings.get(media.mime, '.bin')}"


def _name_only(media: Media) -> str:
    return _MISSING.format(name=file_name(media))[:TEXT]


def _is_about_the_file(error: BadRequest) -> bool:
    """Tell whether the picture or recording itself was refused, as PHOTO_INVALID_DIMENSIONS says."""
    text = error.message.lower()
    return any(word in text for word in ("photo", "image", "voice", "video", "dimension"))

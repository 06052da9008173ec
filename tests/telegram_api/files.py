"""The files of this Telegram: kept by id, measured as photos, handed out below 20 MB."""

import itertools
import struct
from dataclasses import dataclass
from typing import Any

from tests.telegram_api.parameters import Call, Upload
from tests.telegram_api.refusals import Refusal, bad

#: Bytes: what a bot may fetch (Client.h:71), send as a photo, and send at all (api#sending-files).
DOWNLOAD, PHOTO, UPLOAD = 20 << 20, 10 << 20, 50 << 20
#: Width and height together, and how much longer than wide a photo may be (api#sendphoto).
SIDES, RATIO = 10_000, 20


@dataclass(frozen=True)
class Stored:
    """One file; `size` is what Telegram says of it, which may be more than a test has bytes for."""

    id: str
    content: bytes
    path: str
    size: int

    @property
    def json(self) -> dict[str, Any]:
        return {"file_id": self.id, "file_unique_id": f"{self.id}u", "file_size": self.size}


class Files:
    """All files; an id works for whoever was told it."""

    def __init__(self) -> None:
        self._stored: dict[str, Stored] = {}
        self._ids = itertools.count(1)

    def keep(self, content: bytes, name: str = "file.bin", *, size: int | None = None) -> Stored:
        """Store some bytes."""
        number = next(self._ids)
        ending = name.rpartition(".")[2] or "bin"
        stored = Stored(f"AgAC-{number}", content, f"files/file_{number}.{ending}", size or len(content))
        self._stored[stored.id] = stored
        return stored

    def find(self, file_id: str) -> Stored | None:
        return self._stored.get(file_id)

    def by_path(self, path: str) -> Stored | None:
        return next((each for each in self._stored.values() if each.path == path), None)

    def get(self, call: Call) -> dict[str, Any]:
        """Answer getFile (Client.cpp:8366, 6857, 15817)."""
        if not call.text("file_id"):
            raise bad("file_id not specified")
        stored = self.find(call.text("file_id"))
        if stored is None:
            raise bad("invalid file_id")
        if stored.size > DOWNLOAD:
            raise bad("file is too big")
        return {**stored.json, "file_path": stored.path}

    def sent(self, call: Call, field: str, missing: str) -> tuple[Stored, str]:
        """Return the file that a call brings or names, and its name."""
        value = call.text(field)
        upload = call.uploads.get(value.removeprefix("attach://") if value.startswith("attach://") else field)
        if upload is not None:
            return self.uploaded(upload)
        stored = self.find(value) if value else None
        if stored is None:
            # Client.cpp:12944 and its like; td/telegram/files/FileManager.cpp:4010.
            raise bad(missing if not value else "Wrong remote file identifier specified: can't unserialize it")
        return stored, ""

    def uploaded(self, upload: Upload) -> tuple[Stored, str]:
        if not upload.content:
            raise bad("File must be non-empty")  # td/telegram/files/FileLoaderUtils.cpp:304
        if len(upload.content) > UPLOAD:
            # The proxy before the API refuses larger bodies (reported: tdlib/telegram-bot-api#18).
            raise Refusal(413, "Request Entity Too Large")
        return self.keep(upload.content, upload.name), upload.name


def photo_sizes(files: Files, stored: Stored) -> list[dict[str, Any]]:
    """Return a photo's sizes; raise what the servers say of one they do not take."""
    sides = dimensions(stored.content)
    if stored.size > PHOTO:
        # td/telegram/files/FileLoaderUtils.cpp:327
        words = f"File of size {stored.size} bytes is too big for a photo"
        raise bad(f"{words}; the maximum size is {PHOTO} bytes")
    if sides is None:
        raise bad("IMAGE_PROCESS_FAILED")  # reported: TelegramBot/Api#302
    width, height = sides
    if width + height > SIDES or max(sides) > RATIO * min(sides):
        raise bad("PHOTO_INVALID_DIMENSIONS")  # reported: tdlib/td#2544
    small = files.keep(stored.content[:64] or b"-", "thumb.jpg")
    return [{**small.json, "width": 90, "height": 60}, {**stored.json, "width": width, "height": height}]


def dimensions(content: bytes) -> tuple[int, int] | None:
    """Return a picture's width and height; None when it is none."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return (width, height) if width and height else None
    if content[:2] == b"\xff\xd8":
        return _of_jpeg(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        # Small enough for any rule; no test of ours needs the exact sides.
        return 512, 512
    return None


def _of_jpeg(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, size = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + size
    return None

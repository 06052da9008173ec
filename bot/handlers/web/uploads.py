"""Takes files in and gives them out again, each only to those whose chats show it."""

from __future__ import annotations

import hmac
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

import msgspec
from aiohttp import BodyPartReader, MultipartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from bot.handlers.web.limits import Buckets
from bot.handlers.web.outside import STAFF_ROOM, Outside
from bot.handlers.web.refusals import RETRY_AFTER, Refusal, not_found
from bot.handlers.web.sessions import Door, Session
from bot.handlers.words import clean_file_name
from bot.messages import Body, Media, MediaKind
from bot.ports import FileTooLarge

_CHUNK = 64 * 1024
#: What the frame around a file may add to the length of a request.
_FRAME = 64 * 1024
_IMAGES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png", b"GIF8": "image/gif"}
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MIME = r"\A[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\Z"
#: Types a browser may show in place; everything else is offered for saving.
_SHOWN = frozenset({*_IMAGES.values(), "image/webp"})
_FAMILIES: dict[str, MediaKind] = {"audio": "voice", "video": "video"}


class FileIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stored file as POST /chat/api/files described it; `proof` seals that this visitor uploaded it."""

    digest: Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")]
    kind: MediaKind
    proof: Annotated[str, msgspec.Meta(max_length=64)]
    size: Annotated[int, msgspec.Meta(ge=1)]
    mime: Annotated[str, msgspec.Meta(pattern=_MIME)] = "application/octet-stream"
    name: Annotated[str, msgspec.Meta(max_length=500)] = ""

    @property
    def sealed(self) -> str:
        """Return the words under the seal: all but the name, which is for display only."""
        return f"{self.digest} {self.kind} {self.mime} {self.size}"


def media_of(file: FileIn, session: Session) -> Media:
    """Return a stored file as messages carry it; one this visitor did not upload is refused."""
    if not hmac.compare_digest(file.proof.encode(), session.proof(file.sealed).encode()):
        raise Refusal(400, "unknown-file")
    return Media(kind=file.kind, name=clean_file_name(file.name), mime=file.mime, size=file.size, digest=file.digest)


class Uploads:
    """POST /chat/api/files and GET /chat/files/DIGEST."""

    def __init__(self, outside: Outside, door: Door) -> None:
        self._outside = outside
        self._door = door
        self._rate = Buckets(outside.limits.uploads)

    async def post(self, request: web.Request) -> web.Response:
        """Store one file of a multipart form and describe it; the message that carries it follows."""
        session = await self._door.enter(request)
        if (request.content_length or 0) > self._outside.limits.file + _FRAME:
            raise self._too_large()
        if wait := self._rate.take(session.address):
            raise Refusal(429, "too-many", retry_after=wait)
        part = await _file_of(request)
        stored = await self._store(part, session)
        return web.json_response(msgspec.to_builtins(stored), headers={"Cache-Control": "no-store"})

    async def _store(self, part: BodyPartReader, session: Session) -> FileIn:
        first = await part.read_chunk(_CHUNK)
        if not first:
            raise Refusal(400, "empty-file")
        kind, mime = kind_of(bytes(first[:16]), part.headers.get("Content-Type", ""))
        try:
            digest, size = await self._outside.files.store(_chunks(first, part), self._outside.limits.file)
        except FileTooLarge:
            raise self._too_large() from None
        except OSError:
            raise Refusal(503, "busy", retry_after=RETRY_AFTER) from None
        name = clean_file_name(part.filename or "")
        described = FileIn(digest, kind, "", size, mime, name)
        return msgspec.structs.replace(described, proof=session.proof(described.sealed))

    def _too_large(self) -> Refusal:
        return Refusal(413, "file-too-large", {"limit": self._outside.limits.file // (1024 * 1024)})

    async def get(self, request: web.Request) -> web.StreamResponse:
        """Give a file to a visitor whose chats show it; to everybody else it is not there."""
        session = await self._door.enter(request)
        media = await self._find(session, request.match_info["digest"])
        path = Path(self._outside.files.path(media.digest)) if media else None
        if media is None or path is None or not path.is_file():
            raise not_found()
        return web.FileResponse(path, headers=_headers_of(media))

    async def _find(self, session: Session, digest: str) -> Media | None:
        if not _DIGEST.fullmatch(digest):
            return None
        visitor = await self._door.visitor(session)
        room = STAFF_ROOM if visitor and visitor.is_staff else session.address
        for (body,) in await self._outside.reads.rows("web_file", session.address, room, digest):
            for media in msgspec.json.decode(body, type=Body).files:
                if media.digest == digest:
                    return media
        return None


def kind_of(head: bytes, declared: str) -> tuple[MediaKind, str]:
    """Return how a file is shown, and its type: pictures by their first bytes, the rest as declared."""
    for magic, mime in _IMAGES.items():
        if head.startswith(magic):
            return "photo", mime
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "photo", "image/webp"
    mime = declared.partition(";")[0].strip().lower()
    kind = _FAMILIES.get(mime.partition("/")[0])
    if kind and _is_mime(mime):
        return kind, mime
    # What says it is a picture and does not begin like one is not shown as one.
    plain = mime.startswith("image/") or not _is_mime(mime)
    return "document", "application/octet-stream" if plain else mime


def _is_mime(mime: str) -> bool:
    return re.match(_MIME, mime) is not None


async def _file_of(request: web.Request) -> BodyPartReader:
    """Return the part of a form that is a file."""
    try:
        reader: MultipartReader = await request.multipart()
        async for part in reader:
            if isinstance(part, BodyPartReader) and part.filename is not None:
                return part
    except (ValueError, AssertionError, HttpProcessingError):
        # What aiohttp raises for a form that is none, or whose headers hold control signs.
        raise Refusal(400, "bad-request") from None
    raise Refusal(400, "no-file")


async def _chunks(first: bytes | bytearray, part: BodyPartReader) -> AsyncIterator[bytes]:
    yield bytes(first)
    while chunk := await part.read_chunk(_CHUNK):
        yield bytes(chunk)


def _headers_of(media: Media) -> dict[str, str]:
    """Return headers under which nothing in the file can act on our page."""
    shown = media.mime in _SHOWN or media.kind in {"voice", "video"}
    disposition = "inline" if shown else "attachment"
    return {
        "Content-Type": media.mime if shown else "application/octet-stream",
        "Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(media.name or 'file', safe='')}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=86400, immutable",
    }

"""Fetches what people attached from their platform and keeps it with us, apart from turns and sends."""

from __future__ import annotations

import asyncio
import logging
import time
from functools import partial
from pathlib import Path

import msgspec

from bot.desk import rows
from bot.desk.facts import Changes, Keys
from bot.domain import filetypes
from bot.engine.core import Core
from bot.messages import Media
from bot.ports import Channel, Files, FileTooLarge, MediaGone, Work

log = logging.getLogger(__name__)

SECOND = 1_000_000
#: Fetched side by side.
LIMIT = 4
#: Wall time within which a fetch must end, or another worker may take it.
LEASE = 5 * 60 * SECOND
FETCH_WITHIN = 4 * 60.0
#: What Telegram lets a bot download (platform-rules T23), and the web page upload.
FILE_LIMIT = 20 * 1024 * 1024
#: After so many failures the platform is taken to have lost the file.
TRIES = 8
FIRST_PAUSE = 5 * SECOND
NAP = 1.0
#: A file written so lately (real seconds) may be the same one, uploaded anew, whose row is still to come.
JUST_STORED = 600.0


class MediaWorker:
    """Brings pending attachments home, a few at a time."""

    def __init__(self, core: Core, files: Files, limit: int = FILE_LIMIT) -> None:
        self._core = core
        self._files = files
        self._limit = limit
        self._channels: dict[str, Channel] = {}

    def connect(self, channel: Channel) -> None:
        """Fetch through this channel what came in by its bot account."""
        self._channels[channel.bot] = channel

    async def run_once(self) -> int:
        """Lease what is pending and bring it to an end; return how many were leased."""
        wall = self._core.clock.wall()

        async def lease(work: Work) -> list[tuple[rows.Attachment, int]]:
            found = await work.execute("attachments_lease", wall, wall + LEASE, LIMIT)
            return [(_attachment(row), int(row[-1])) for row in found]

        leased = await self._core.run("attachments_lease", lease, engine=True)
        await asyncio.gather(*(self._bring(one, attempt) for one, attempt in leased))
        return len(leased) + await self._hand_on()

    async def _hand_on(self) -> int:
        """Send files that have come home, and belong to a ticket by now, to the other side of it."""
        waiting = await self._core.store.reads().rows("attachments_to_hand_on", LIMIT)
        for row in waiting:
            one = await self._known(_attachment(row))
            await self._core.follow(await self._core.run("media_stored", partial(self._pass, one), engine=True))
        return len(waiting)

    async def _known(self, one: rows.Attachment) -> rows.Attachment:
        """Return a file as its bytes tell what it is: neither its sender nor its platform does (T23)."""
        try:
            head = await asyncio.to_thread(_head, Path(self._files.path(one.digest)))
        except OSError:
            # The sender of messages says that it is missing.
            return one
        found = filetypes.sniff(head, one.name)
        return msgspec.structs.replace(one, mime=found.mime, kind=_shown_as(one.kind, found))

    async def _pass(self, one: rows.Attachment, work: Work) -> Changes:
        more = await work.more(Keys(ticket=one.ticket))
        changes = Changes()
        if more.ticket is not None:
            changes = self._core.desk.media_stored(one, more.ticket, self._core.clock.now())
        await work.save(changes)
        await work.execute("attachment_handed_on", one.id)
        await work.execute("attachment_is", one.id, one.mime, one.kind)
        return changes

    async def remove_erased(self) -> int:
        """Delete from the disk what an erasure took out of the database; return how many files."""
        count = 0
        for row in await self._core.store.reads().rows("erased_files"):
            digest = str(row[0])
            if await asyncio.to_thread(_remove, Path(self._files.path(digest))):
                await self._core.run("erased", partial(_file_is_gone, digest), engine=True)
                count += 1
        return count

    async def rest(self) -> None:
        """Sleep until something is attached, or a nap is over."""
        await self._core.media_bell.wait(NAP)

    async def _bring(self, one: rows.Attachment, attempt: int) -> None:
        try:
            async with asyncio.timeout(FETCH_WITHIN):
                digest, size = await self._fetch(one)
        except FileTooLarge:
            await self._give_up(one, "too_large")
        except MediaGone as gone:
            log.warning("attachment %d is gone: %s", one.id, gone)
            await self._give_up(one, "gone")
        except Exception as error:  # noqa: BLE001  whatever it is, it is tried again and in the end told
            log.warning("attachment %d, try %d: %s: %s", one.id, attempt, type(error).__name__, error)
            await self._again(one, attempt, type(error).__name__)
        else:
            await self._keep(one, digest, size)

    async def _fetch(self, one: rows.Attachment) -> tuple[str, int]:
        if one.size > self._limit:
            raise FileTooLarge(f"{one.size} bytes")
        channel = self._channels.get(one.bot)
        if channel is None:
            raise LookupError(f"nobody here fetches for {one.bot}")
        media = Media(
            kind=one.kind,  # type: ignore[arg-type]  # one of the four, as the desk wrote it
            name=one.name,
            mime=one.mime,
            size=one.size,
            remote=one.remote,
        )
        return await self._files.store(await channel.fetch(media), self._limit)

    async def _keep(self, one: rows.Attachment, digest: str, size: int) -> None:
        if size == 0:
            await self._give_up(one, "empty")
            return

        async def work(work: Work) -> None:
            await work.execute("attachment_stored", one.id, digest, size)

        await self._core.run("media_stored", work, engine=True)

    async def _again(self, one: rows.Attachment, attempt: int, reason: str) -> None:
        if attempt >= TRIES:
            await self._give_up(one, "gone")
            return
        try_at = self._core.clock.wall() + (FIRST_PAUSE << attempt)

        async def work(work: Work) -> None:
            await work.execute("attachment_again", one.id, try_at, reason)

        await self._core.run("media_again", work, engine=True)

    async def _give_up(self, one: rows.Attachment, reason: str) -> None:
        async def work(work: Work) -> Changes:
            more = await work.more(Keys(ticket=one.ticket, writer_at=one.conversation))
            changes = self._core.desk.media_failed(one, more, reason, self._core.clock.now())
            await work.save(changes)
            await work.execute("attachment_failed", one.id, reason)
            return changes

        await self._core.follow(await self._core.run("media_failed", work, engine=True))


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(filetypes.HEAD)


def _shown_as(kind: str, found: filetypes.FileType) -> str:
    """Return how a file may be shown: as a picture, a voice or a video only when its bytes are one."""
    fits = {"photo": "image", "voice": "sound", "video": "video"}
    return kind if fits.get(kind, found.kind) == found.kind else "document"


def _remove(path: Path) -> bool:
    """Delete a file that nobody can be about to attach; return False when it is too young to tell."""
    if path.exists():
        if time.time() - path.stat().st_mtime < JUST_STORED:
            return False
        path.unlink()
    return True


async def _file_is_gone(digest: str, work: Work) -> None:
    await work.execute("erased_file_gone", digest)


def _attachment(row: tuple[object, ...]) -> rows.Attachment:
    fields = rows.Attachment.__struct_fields__
    return rows.Attachment(**dict(zip(fields, row, strict=False)))  # type: ignore[arg-type]  # the columns in order

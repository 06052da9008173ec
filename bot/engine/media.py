"""Fetches what people attached from their platform and keeps it with us, apart from turns and sends."""

from __future__ import annotations

import asyncio
import logging
import time
from functools import partial
from pathlib import Path

from bot.desk import rows
from bot.desk.facts import Changes, Keys
from bot.engine.core import Core
from bot.engine.passing import Passing, attachment
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
        self._passing = Passing(core, files)
        self._channels: dict[str, Channel] = {}
        self._flying: set[asyncio.Task[None]] = set()
        self._stopping = False

    def connect(self, channel: Channel) -> None:
        """Fetch through this channel what came in by its bot account."""
        self._channels[channel.bot] = channel

    async def run_once(self) -> int:
        """Fetch what is pending, so many at a time; return whether there was, or still is, something to do.

        It comes back as soon as one file has ended, or something new is attached: a slow one holds up no other.
        """
        # Whatever has rung until now is looked at now.
        await self._core.media_bell.wait(0)
        begun = await self._begin()
        ended = await self._first_home()
        for task in ended:
            task.result()
        return max(begun, len(ended)) + await self._passing.run_once() + len(self._flying)

    async def _begin(self) -> int:
        """Lease what is pending as far as there is room for it, and begin to fetch it."""
        room = 0 if self._stopping else LIMIT - len(self._flying)
        if not room:
            return 0
        wall = self._core.clock.wall()

        async def lease(work: Work) -> list[tuple[rows.Attachment, int]]:
            found = await work.execute("attachments_lease", wall, wall + LEASE, room)
            return [(attachment(row), int(row[-1])) for row in found]

        leased = await self._core.run("attachments_lease", lease, engine=True)
        self._flying |= {asyncio.create_task(self._bring(one, attempt)) for one, attempt in leased}
        return len(leased)

    async def _first_home(self) -> set[asyncio.Task[None]]:
        """Wait for one of those in flight, or for something new; return which have ended."""
        if not self._flying:
            return set()
        bell = asyncio.create_task(self._core.media_bell.wait(NAP))
        try:
            await asyncio.wait({*self._flying, bell}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            bell.cancel()
        ended = {task for task in self._flying if task.done()}
        self._flying -= ended
        return ended

    async def stop(self, within: float) -> None:
        """Fetch nothing more, and give what is in flight so many real seconds to come home."""
        self._stopping = True
        if not self._flying:
            return
        _home, late = await asyncio.wait(self._flying, timeout=within)
        for task in late:
            task.cancel()
        flying, self._flying = self._flying, set()
        for failure in await asyncio.gather(*flying, return_exceptions=True):
            if isinstance(failure, Exception):
                log.warning("an attachment was not kept at the stop: %s", failure)

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


def _remove(path: Path) -> bool:
    """Delete a file that nobody can be about to attach; return False when it is too young to tell."""
    if path.exists():
        if time.time() - path.stat().st_mtime < JUST_STORED:
            return False
        path.unlink()
    return True


async def _file_is_gone(digest: str, work: Work) -> None:
    await work.execute("erased_file_gone", digest)

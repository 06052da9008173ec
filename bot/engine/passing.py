"""Sends files that have come home to the other side of their ticket: what came as one goes as one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import msgspec

from bot.desk import rows
from bot.desk.facts import Changes, Keys
from bot.domain import filetypes
from bot.engine.core import Core
from bot.ports import Files, Work

SECOND = 1_000_000
#: Looked at in one pass.
LIMIT = 100
#: How long (desk time) the files of an album wait for those of it that are still on their way.
PATIENCE = 20 * SECOND


class Passing:
    """Hands stored files on, apart from the turns that fetched them."""

    def __init__(self, core: Core, files: Files) -> None:
        self._core = core
        self._files = files

    async def run_once(self) -> int:
        """Send what has come home and belongs to a ticket by now; return how many files."""
        reads = self._core.store.reads()
        waiting = [attachment(row) for row in await reads.rows("attachments_to_hand_on", LIMIT)]
        if not waiting:
            return 0
        coming = set(await reads.rows("attachments_coming", self._core.clock.now() - PATIENCE))
        count = 0
        for some in _together(waiting):
            if coming.isdisjoint((one.ticket, one.person, one.created_at) for one in some):
                await self._pass_on([await self._known(one) for one in some])
                count += len(some)
        return count

    async def _pass_on(self, some: list[rows.Attachment]) -> None:
        await self._core.follow(await self._core.run("media_stored", partial(self._turn, some), engine=True))

    async def _turn(self, some: list[rows.Attachment], work: Work) -> Changes:
        more = await work.more(Keys(ticket=some[0].ticket))
        changes = Changes()
        if more.ticket is not None:
            changes = self._core.desk.media_stored(some, more.ticket, self._core.clock.now())
        await work.save(changes)
        for one in some:
            await work.execute("attachment_handed_on", one.id)
            await work.execute("attachment_is", one.id, one.mime, one.kind)
        return changes

    async def _known(self, one: rows.Attachment) -> rows.Attachment:
        """Return a file as its bytes tell what it is: neither its sender nor its platform does (T23)."""
        try:
            head = await asyncio.to_thread(_head, Path(self._files.path(one.digest)))
        except OSError:
            # The sender of messages says that it is missing.
            return one
        found = filetypes.sniff(head, one.name)
        return msgspec.structs.replace(one, mime=found.mime, kind=_shown_as(one.kind, found))


def attachment(row: tuple[object, ...]) -> rows.Attachment:
    """Return an attachment from the columns of its row, and perhaps more behind them."""
    fields = rows.Attachment.__struct_fields__
    return rows.Attachment(**dict(zip(fields, row, strict=False)))  # type: ignore[arg-type]  # the columns in order


def _together(waiting: Iterable[rows.Attachment]) -> list[list[rows.Attachment]]:
    """Return files by ticket and sender; of staff in a topic by the line they wrote, which is marked."""
    found: dict[tuple[object, ...], list[rows.Attachment]] = {}
    for one in waiting:
        found.setdefault((one.ticket, one.person, one.bot, one.line), []).append(one)
    return list(found.values())


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(filetypes.HEAD)


def _shown_as(kind: str, found: filetypes.FileType) -> str:
    """Return how a file may be shown: as a picture, a voice or a video only when its bytes are one."""
    fits = {"photo": "image", "voice": "sound", "video": "video"}
    return kind if fits.get(kind, found.kind) == found.kind else "document"

"""Messages a platform believes we have while the database does not take them: a file each, until they are stored."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bot.messages import Incoming

log = logging.getLogger(__name__)

_incoming_of = msgspec.json.Decoder(Incoming).decode


class AsideFolder:
    """A folder of such messages; it is made with the first of them, and mostly there is none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def keep(self, incoming: Incoming) -> None:
        """Return once a message lies on the disk; raise OSError when the disk does not take it."""
        await asyncio.to_thread(self._write, incoming)

    async def drop(self, incoming: Incoming) -> None:
        """Remove a message that is stored; nothing when it does not lie here."""
        await asyncio.to_thread(self._path(incoming).unlink, missing_ok=True)

    async def found(self, bot: str) -> Sequence[Incoming]:
        """Return what an earlier process left of one account, in the order it came; a file not to be read stays."""
        return await asyncio.to_thread(self._read, bot)

    def _write(self, incoming: Incoming) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(incoming)
        # One name for each write: repeats of a message may be kept at the same time.
        new = path.with_suffix(f".{os.getpid()}-{id(incoming)}.new")
        with new.open("wb") as file:
            file.write(msgspec.json.encode(incoming))
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
        descriptor = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _read(self, bot: str) -> list[Incoming]:
        found = []
        for path in self._folder.glob("*.json"):
            try:
                found.append(_incoming_of(path.read_bytes()))
            except (OSError, msgspec.DecodeError):
                # Its words may be a customer's: the log names the file, not what is in it.
                log.exception("%s cannot be read", path.name)
        ours = (incoming for incoming in found if incoming.bot == bot)
        return sorted(ours, key=lambda incoming: incoming.received_at)

    def _path(self, incoming: Incoming) -> Path:
        name = f"{incoming.bot} {incoming.delivery_id}".encode()
        return self._folder / f"{hashlib.sha256(name).hexdigest()}.json"

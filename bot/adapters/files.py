"""Content-addressed files: what people attached, kept under the digest of its bytes."""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO

from bot.ports import FileTooLarge

_DIGEST = re.compile(r"[0-9a-f]{64}")


class DiskFiles:
    """Files lie as `ab/cdef...` below a folder; one is stored only once it and its folder are synced."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def store(self, chunks: AsyncIterator[bytes], limit: int) -> tuple[str, int]:
        """Write and fsync a file, return its SHA-256 in hex and its size; raise FileTooLarge past `limit`.

        A file of no bytes is stored too: whether it is worth keeping is the caller's question.
        """
        handle = await asyncio.to_thread(self._open)
        try:
            digest, size = await _pour(chunks, handle, limit)
            await asyncio.to_thread(self._seal, handle, digest)
        except BaseException:
            _throw_away(handle)
            raise
        return digest, size

    def path(self, digest: str) -> str:
        """Return where the file with this digest lies; raise ValueError when it is no digest."""
        if not _DIGEST.fullmatch(digest):
            raise ValueError("a file is named by the 64 hex signs of its SHA-256")
        return str(self._root / digest[:2] / digest[2:])

    def _open(self) -> IO[bytes]:
        self._root.mkdir(parents=True, exist_ok=True)
        return tempfile.NamedTemporaryFile(dir=self._root, prefix=".new-", delete=False)

    def _seal(self, handle: IO[bytes], digest: str) -> None:
        handle.flush()
        os.fsync(handle.fileno())
        handle.close()
        target = Path(self.path(digest))
        target.parent.mkdir(exist_ok=True)
        Path(handle.name).replace(target)
        for folder in (target.parent, self._root):
            _sync_folder(folder)


async def _pour(chunks: AsyncIterator[bytes], handle: IO[bytes], limit: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    async for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise FileTooLarge(f"more than {limit} bytes")
        digest.update(chunk)
        await asyncio.to_thread(handle.write, chunk)
    return digest.hexdigest(), size


def _throw_away(handle: IO[bytes]) -> None:
    handle.close()
    Path(handle.name).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

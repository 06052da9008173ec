"""A flight recorder: which message was being decided when the process died."""

from __future__ import annotations

import mmap
from pathlib import Path

SIZE = 512


class FlightRecorder:
    """One name in a small mapped file: costs no disk write, and outlives a killed process (not a power cut).

    The writer drives one turn at a time, so one place is enough.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.truncate(SIZE)
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), SIZE)
        self.found = self._map[:].partition(b"\0")[0].decode("utf-8", "replace")

    def enter(self, name: str) -> None:
        """Note what is about to be decided."""
        raw = (name.encode("utf-8", "replace") + b"\0")[:SIZE]
        self._map[: len(raw)] = raw

    def leave(self) -> None:
        """Note that it was decided, well or badly, and the process lives."""
        self._map[:1] = b"\0"

    def close(self) -> None:
        """Let go of the file."""
        self._map.close()

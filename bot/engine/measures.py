"""What the engine counts; where the figures go is somebody else's matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Measures(Protocol):
    """Counters and gauges of the running desk."""

    def inbox(self, result: str) -> None:
        """Count one message in: `taken`, `seen` or `parked`."""

    def turn(self, name: str, seconds: float) -> None:
        """Record how long a turn took."""

    def settled(self, lane: str, state: str) -> None:
        """Count one message out."""

    def waiting(self, counts: Mapping[tuple[str, str], int]) -> None:
        """Show how many messages wait, by lane and state."""

    def double(self, cause: str) -> None:
        """Count a message that may have arrived twice, or too late."""

    def gauge(self, name: str, value: float) -> None:
        """Show one value."""

    def alarm(self, kind: str) -> None:
        """Count an alarm."""


class Uncounted:
    """Counts nothing: for tools that run the engine for a moment."""

    def inbox(self, result: str) -> None:
        """Let it pass."""

    def turn(self, name: str, seconds: float) -> None:
        """Let it pass."""

    def settled(self, lane: str, state: str) -> None:
        """Let it pass."""

    def waiting(self, counts: Mapping[tuple[str, str], int]) -> None:
        """Let it pass."""

    def double(self, cause: str) -> None:
        """Let it pass."""

    def gauge(self, name: str, value: float) -> None:
        """Let it pass."""

    def alarm(self, kind: str) -> None:
        """Let it pass."""

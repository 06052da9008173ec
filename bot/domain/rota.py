"""Who is on duty: an ordered list of members, the first who can be paged has the duty."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rota:
    """An ordered list of staff slugs; the first is on duty, the next his backup."""

    id: str
    members: tuple[str, ...]

    def nth(self, position: int, able: frozenset[str]) -> str | None:
        """Return the member at `position` (0 = on duty) among those who can be paged, or None."""
        present = [member for member in self.members if member in able]
        return present[position] if position < len(present) else None

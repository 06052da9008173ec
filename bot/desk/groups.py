"""The groups of staff as their platform tells them: which are open to us now, under which id, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from bot.desk import rows
from bot.messages import Place

if TYPE_CHECKING:
    from bot.messages import Standing

Lack = Literal["gone", "out", "muted", "deaf", "topics"]
#: What we are to a group that we do not belong to.
OUTSIDE = frozenset({"left", "kicked", "gone"})
#: A group moves once in its life; more steps than this would be a circle.
_STEPS = 4


@dataclass(frozen=True, slots=True)
class Groups:
    """What is known of groups, by bot and chat; a group nobody has looked at yet counts as open."""

    known: Mapping[tuple[str, str], rows.Chat] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Iterable[Sequence[Any]]) -> Groups:
        """Return the groups of these rows of the query `chats`."""
        chats = (rows.Chat(*row) for row in found)
        return cls({(chat.bot, chat.chat): chat for chat in chats})

    def at(self, place: Place) -> rows.Chat | None:
        """Return what is known of the group at a place, None when nothing is."""
        return self.known.get((place.bot, place.chat))

    def live(self, place: Place) -> Place:
        """Return where a group is now: the same place, or the one it has moved to."""
        for _ in range(_STEPS):
            chat = self.at(place)
            if chat is None or not chat.moved_to:
                break
            place = msgspec.structs.replace(place, chat=chat.moved_to)
        return place

    def is_open(self, place: Place) -> bool:
        """Tell whether we belong to the group at a place, as far as we know."""
        chat = self.at(place)
        return chat is None or chat.status not in OUTSIDE

    def open_places(self, configured: Iterable[Place]) -> tuple[Place, ...]:
        """Return where the groups of the settings are now, without those that have put us out."""
        return tuple(place for place in map(self.live, configured) if self.is_open(place))


def lacks(chat: rows.Chat | Standing) -> tuple[Lack, ...]:
    """Return what keeps us from working in a group, the worst first; nothing when all is well."""
    if chat.status == "gone":
        return ("gone",)
    if chat.status in OUTSIDE:
        return ("out",)
    found: list[Lack] = []
    if not chat.can_write:
        found.append("muted")
    if chat.status != "administrator" and not chat.sees_all:
        found.append("deaf")
    if chat.is_forum and not chat.can_manage_topics:
        found.append("topics")
    return tuple(found)

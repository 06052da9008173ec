"""A staff room that is a forum, for tests of topics: its topics as they were opened, closed and named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.desk import rows
from bot.desk.facts import Changes
from bot.messages import Misplaced, Outcome, Sent, Undeliverable
from bot.ports import Claimed
from tests.decisions.room import BOT, ROOM, Got, Room


class Forum:
    """The platform's side of a forum: topics have numbers, and a message into one that is gone is refused."""

    def __init__(self) -> None:
        self.count = 0
        self.gone: set[str] = set()
        self.refuses = ""
        self.steps: list[tuple[str, str]] = []
        self.blocked: set[str] = set()

    def __call__(self, one: Claimed) -> Outcome:
        """Answer one message as Telegram would."""
        row = one.row
        if row.chat in self.blocked:
            return Undeliverable("bot was blocked by the user")
        if row.kind == "topic":
            return self._opens()
        if row.kind.startswith("topic_"):
            self.steps.append((row.kind, row.thread))
            return Sent()
        if row.thread in self.gone:
            return Misplaced("message thread not found")
        return Sent(f"m{row.id}")

    def _opens(self) -> Outcome:
        if self.refuses:
            return Undeliverable(self.refuses)
        self.count += 1
        return Sent(f"{self.count}")


async def open_forum(**rights: Any) -> tuple[Room, Forum]:
    """Open a desk whose staff room is a forum in which we may manage topics, unless said otherwise."""
    room, forum = await Room.open(), Forum()
    room.platform = forum
    chat = {"status": "administrator", "is_forum": 1, "can_manage_topics": 1, **rights}
    await tell(room, rows.Chat(bot=BOT, chat=ROOM, configured=ROOM, **chat))
    return room, forum


async def tell(room: Room, chat: rows.Chat) -> None:
    """Let the desk know how we stand in a group."""
    await room.store.turn(lambda work: work.save(Changes(chats=[chat])))
    await room.meet()


def in_topic(got: list[Got], thread: str = "1") -> list[Got]:
    """Return what went into a topic."""
    return [one for one in got if one.chat == ROOM and one.thread == thread]


def matching(got: list[Got], true: Callable[[Got], bool]) -> list[Got]:
    """Return what these messages hold that is so."""
    return [one for one in got if true(one)]

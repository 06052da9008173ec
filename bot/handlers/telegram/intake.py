"""Brings updates to the desk, whichever way they came."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.handlers.telegram.happenings import Ours, chat_kind, move_of
from bot.handlers.telegram.parsing import Parsed, Refused, chat_of, parse
from bot.handlers.telegram.updates import Chat, Unfit, Update, decode
from bot.messages import Incoming
from bot.ports import Clock, Intake, StoreError

Refuse = Callable[[Refused], Awaitable[None]]
#: Tells whether a group chat is one we work in.
Welcome = Callable[[Chat], bool]

#: Told when we ourselves have come, gone, or been given another standing in a group of ours.
Changed = Callable[[], None]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Received:
    """One update, read: what it is to us, and where it stands in line (Telegram keeps order in a chat)."""

    content: Parsed | Unfit
    update_id: int | None

    @property
    def line(self) -> str:
        """Return the name of the line it stands in."""
        return self.content.chat if isinstance(self.content, Incoming) else f"update {self.update_id}"


def _nothing() -> None:
    """Leave it at that: nobody looks after our standing."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Reads payloads and takes them in; `refuse` answers those who hide behind a group."""

    ours: Ours
    clock: Clock
    intake: Intake
    refuse: Refuse
    welcome: Welcome
    changed: Changed = _nothing
    #: New ids of groups of ours that have told of their move; the desk may not have stored it yet.
    arriving: set[int] = field(default_factory=set)

    def read(self, payload: bytes) -> Received:
        """Return what a payload says; raise NotJson."""
        update = decode(payload)
        if isinstance(update, Unfit):
            return Received(update, update.update_id)
        return Received(self._parsed(update, payload), update.update_id)

    def _parsed(self, update: Update, payload: bytes) -> Parsed | Unfit:
        chat = chat_of(update)
        if chat is not None and chat_kind(chat.type) == "group" and not self._is_ours(update, chat):
            return None
        try:
            return parse(update, self.ours, self.clock, payload)
        except Exception as error:  # noqa: BLE001 - what we cannot read is kept, and must not stop what follows
            return Unfit(payload, f"reading it failed: {type(error).__name__}", update.update_id)

    def _is_ours(self, update: Update, chat: Chat) -> bool:
        """Tell whether a group is one we work in; under its new id from the moment at which that is told."""
        move = move_of(update.message) if update.message is not None else None
        if move is not None and (move[0] in self.arriving or self.welcome(Chat(move[0], chat.type, chat.title))):
            self.arriving.add(move[1])
            return True
        return chat.id in self.arriving or self.welcome(chat)

    async def take(self, received: Received) -> None:
        """Return after the commit; raise StoreError or StoreFull."""
        content = received.content
        if isinstance(content, Incoming):
            await self._take(content)
        elif isinstance(content, Unfit):
            await self.intake.park(self.ours.bot, content.delivery_id, content.payload, content.reason)
        elif content is not None:
            await self.refuse(content)

    async def _take(self, incoming: Incoming) -> None:
        try:
            await self.intake.take(incoming)
            if incoming.event in {"standing", "migrated"}:
                self.changed()
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - else it would come again for a day, and its chat stand still
            _log.exception("an update could not be taken in")
            reason = f"taking it in failed: {type(error).__name__}"
            await self.intake.park(incoming.bot, incoming.delivery_id, incoming.raw, reason)

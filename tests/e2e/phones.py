"""Phones on an emulated Telegram: what is sent bears the story's time, and what is shown knows when it changed."""

from __future__ import annotations

import asyncio
import copy
from typing import Any

from bot.adapters.clock import SECOND
from bot.messages import Button
from bot.ports import Clock
from bot.stories.actors import Line
from bot.stories.script import PAGE
from bot.stories.watching import Phrases, stand_in_order
from tests.handlers.telegram.emulator import Person, Room, Shown, TelegramEmulator

#: The first words of every call; nothing else tells one on Telegram, but that it makes a sound.
CALLS = (
    *("page-alert", "page-overdue", "page-reopened", "page-reopened-silent", "page-referred", "page-follow-up"),
    *("page-private", "page-private-overdue"),
)


class Phones(TelegramEmulator):
    """The emulator on the story's clock, which can deliver an update twice."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock
        self.sent: dict[int, dict[str, Any]] = {}
        self._changed: dict[tuple[int, int], tuple[int, int]] = {}

    async def enqueue_update(self, update: dict[str, Any], *, token: str) -> int:
        """Queue an update as if it had been written now, and remember it as its sender's last."""
        stamped = copy.deepcopy(update)
        for part in stamped.values():
            if "date" in part:
                part["date"] = self.clock.wall() // SECOND
        sender = next(iter(stamped.values()))["from"]["id"]
        number = await super().enqueue_update(stamped, token=token)
        self.sent[sender] = {"update_id": number, **stamped}
        return int(number)

    async def repeat(self, person: Person) -> None:
        """Deliver once more what somebody sent last, as Telegram does when our answer was lost."""
        inbox = self._inbox
        async with inbox.condition:
            inbox.updates.append(copy.deepcopy(self.sent[person.chat]))
            inbox.condition.notify_all()
        await self.deliver()

    async def is_read(self, within: float = 10.0) -> None:
        """Return when the bot has taken all that was sent, and confirmed it."""
        async with asyncio.timeout(within):
            while self._inbox.updates:
                await self.deliver()
                await asyncio.sleep(0.005)

    def changed(self, room: Room, shown: Shown) -> tuple[int, int]:
        """Return the running number of a message's last change, and its instant."""
        return self._changed[room.chat, shown.id]

    def validate(self, method: str, fields: dict[str, Any], uploads: dict[str, Any]) -> Any:
        result = super().validate(method, fields, uploads)
        if method.startswith("send") or method == "editMessageText":
            message = int(fields.get("message_id") or result["message_id"])
            self._changed[int(fields["chat_id"]), message] = (len(self.calls), self.clock.wall())
        return result

    @property
    def _inbox(self) -> Any:
        return self._update_queues._state(self.token)  # noqa: SLF001  no other door leads to what waits there


class Actor:
    """One of the cast with a phone."""

    def __init__(self, phone: Person, group: Room, slug: str, language: str, phrases: Phrases) -> None:
        self.slug = slug
        self.name = phone.title
        self.language = language
        self.phone = phone
        self._group = group
        self._phrases = phrases

    @property
    def _telegram(self) -> Any:
        # Phones over the emulator, or our own stand-in's: both are read, repeat, and tell when a message changed.
        return self.phone.telegram

    async def start(self, payload: str) -> None:
        """Follow a deep link."""
        await self.say(f"/start {payload}")

    async def say(self, text: str, *, room: bool = False) -> None:
        await self.phone.says(text, self._group if room else None)
        await self._telegram.is_read()

    async def press(self, line: Line, button: Button, /, *, room: bool = False) -> None:
        await self.phone.presses_data(button.token, int(line.key), self._group if room else None)
        await self._telegram.is_read()

    async def send_file(self, name: str, data: bytes, text: str = "") -> None:
        assert name.endswith(".png")
        await self.phone.sends_photo(data, text)
        await self._telegram.is_read()

    async def again(self) -> None:
        await self._telegram.repeat(self.phone)
        await self._telegram.is_read()

    async def lines(self, *, room: bool = False) -> list[Line]:
        where = self._group if room else self.phone
        return [self._line(where, shown) for shown in where.inbox]

    def _line(self, where: Room, shown: Shown) -> Line:
        number, at = self._telegram.changed(where, shown)
        return Line(
            id=number,
            key=str(shown.id),
            at=at,
            text=shown.text,
            style=PAGE if self._is_call(shown) else "",
            buttons=tuple(Button(each["text"], each["callback_data"]) for row in shown.rows for each in row),
        )

    def _is_call(self, shown: Shown) -> bool:
        ways = (way for call in CALLS for way in self._phrases.ways(call, self.language))
        return not shown.silent and any(stand_in_order(way, shown.text) for way in ways)

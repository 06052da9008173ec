"""A real desk on a real engine with several channels at once: what one platform refuses, another may take."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.adapters.links import SignedLinks
from bot.desk import rows
from bot.desk.facts import Changes
from bot.engine.core import Core
from bot.engine.service import Engine
from bot.messages import Body, Delivery, Lane, Outcome, Place, Sent, Undeliverable
from tests.decisions.room import BOT, ROOM, Room

TELEGRAM, WECOM, WECHAT = "telegram:1", "wecom:corp.7", "wechat:app"
#: A channel on which nothing can be pressed.
PLAIN = "plain:1"
ADDRESS = "https://desk.example.com"
#: The chats of all staff on each channel.
GROUPS = (Place(TELEGRAM, "-100"), Place(WECOM, "party:2"), Place(BOT, ROOM))


@dataclass
class Platform:
    """One channel: keeps what each message of a chat shows now, edits in place; refuses what goes to some chats."""

    bot: str
    buttonless: bool = False
    refused: dict[str, Outcome] = field(default_factory=dict)
    sent: list[Delivery] = field(default_factory=list)
    shown: dict[tuple[str, str], Body] = field(default_factory=dict)

    async def send(self, delivery: Delivery) -> Outcome:
        chat = delivery.place.chat
        if chat in self.refused:
            return self.refused[chat]
        self.sent.append(delivery)
        message = delivery.edit_id or f"x{delivery.id}"
        self.shown[chat, message] = delivery.body
        return Sent(message)

    def pages(self) -> list[str]:
        return [one.place.chat for one in self.sent if one.lane == Lane.PAGE]

    def texts(self, chat: str) -> str:
        return "\n".join(one.body.text for one in self.sent if one.place.chat == chat)

    def shown_in(self, chat: str) -> list[Body]:
        """All messages of a chat as they are now, the oldest first."""
        return [body for (where, _), body in self.shown.items() if where == chat]

    def cards(self, chat: str) -> list[Body]:
        """All cards a chat shows now."""
        return [body for body in self.shown_in(chat) if body.style in {"card", "page"}]


@dataclass
class Exchange:
    """The desk among its channels; time stands still unless a test moves it."""

    room: Room
    engine: Engine
    platforms: dict[str, Platform]

    @classmethod
    async def open(cls, **house: Any) -> Exchange:
        room = await Room.open(**{"staff_chats": GROUPS, "languages": ("en", "es", "zh"), **house})
        links = SignedLinks(b"k" * 32, ADDRESS)
        core = Core(store=room.store, desk=room.desk, clock=room.clock, ids=room.ids, links=links)
        engine = Engine(core, None)
        platforms = {bot: Platform(bot, buttonless=bot == PLAIN) for bot in (BOT, TELEGRAM, WECOM, WECHAT, PLAIN)}
        for one in platforms.values():
            engine.connect(one)
        await engine.prepare()
        return cls(room, engine, platforms)

    async def says(self, who: str, text: str = "", **more: Any) -> None:
        await self.engine.turns.take(self.room.message(who, text, **more))
        await self.settle()

    async def settle(self) -> None:
        """Do what is due at this very instant."""
        for _ in range(4):
            await self.engine.sender.drain()
            await self.engine.deadlines.run_due()
        await self.engine.sender.drain()

    async def passes(self, **length: float) -> None:
        """Let desk time pass from timer to timer."""
        until = self.room.clock.now() + round(timedelta(**length).total_seconds() * 1_000_000)
        while (due := await self._next_due()) is not None and due <= until:
            self.room.clock.advance(timedelta(microseconds=max(0, due - self.room.clock.now())))
            await self.settle()
        self.room.clock.advance(timedelta(microseconds=until - self.room.clock.now()))
        await self.settle()

    async def _next_due(self) -> int | None:
        return (await self.room.rows("timer_next_due"))[0][0]

    async def reports(self, who: str, bot: str, symptom: str = "The tower went dark") -> rows.TicketRow:
        """Let a customer of a channel report a fault of level 1; return its ticket."""
        for text in ("/report", symptom, "1", "3", "no"):
            await self.says(who, text, bot=bot)
        return (await self.room.tickets())[-1]

    async def routes(self, who: str, *bots: str) -> None:
        """Give one of the staff further accounts, each in a chat that is named after them."""
        (person,) = [row for row in await self.room.rows("roster") if row[4] == who][:1]
        accounts = [
            rows.Account(id=self.room.ids.new(), bot=bot, address=who, person=person[0], chat=who, language="en")
            for bot in bots
        ]
        await self.room.store.turn(lambda work: work.save(Changes(accounts=accounts)))
        await self.engine.core.refresh_roster()

    def press(self, bot: str, chat: str, label: str) -> str:
        """Return the token of the newest button with this label on a chat's screen."""
        for body in reversed(self.platforms[bot].shown_in(chat)):
            for line in body.rows:
                for button in line:
                    if button.label == label:
                        return button.token
        raise AssertionError(f"no {label!r} in {chat}")


LOST = Undeliverable("they have blocked us", unreachable=True)

"""Fifty customers who report within a minute, over our own strict Telegram: how that is played, step by step."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.desk import rows
from bot.messages import Incoming, Sender
from tests.e2e.forum_stage import ForumStage
from tests.telegram_api import Message, Person
from tests.telegram_api.telegram import TOKEN

START_AT = datetime(2026, 11, 18, 7, 0, tzinfo=UTC)
BOT = f"telegram:{TOKEN.partition(':')[0]}"
#: From the first word to the ticket; where the level stands, the words are its number.
TALK = ("/report", "{symptom}", "{level}", "4", "no", *["skip"] * 4, "1")
SYMPTOMS = (
    "no picture on camera {at} since the storm",
    "rectifier {at} beeps and the red lamp is on",
    "the gate at entry {at} does not open",
    "fan {at} is loud and hot",
)
TICK = timedelta(milliseconds=600)


@dataclass
class Rush:
    """The desk and its customers on one clock, which the rush moves."""

    stage: ForumStage
    customers: list[Person] = field(default_factory=list)
    #: When each ticket was there, and when its first call was on the phone.
    opened_at: dict[int, int] = field(default_factory=dict)
    count: int = 0

    async def runs(self, reports: int, within: timedelta) -> None:
        """Let so many customers report, evenly over this time; every third is of the next level."""
        every, begun_at = within / reports, self.stage.clock.now()
        for at in range(reports):
            await self._reports(at)
            while self.stage.clock.now() < begun_at + (at + 1) * (every // timedelta(microseconds=1)):
                await self.passes(TICK)

    async def passes(self, length: timedelta) -> None:
        """Let time pass by ticks, with all that is due."""
        left = length
        while left > timedelta():
            step = min(left, TICK)
            self.stage.clock.advance(step)
            left -= step
            await self.works()

    async def works(self) -> None:
        """Serve what is due and send what may go."""
        await self.stage.app.engine.deadlines.run_due()
        await self.stage.app.engine.sender.drain()

    async def tickets(self) -> list[rows.TicketRow]:
        found = await self.stage.app.store.reads().rows("tickets_after", 0, 1_000)
        names = rows.TicketRow.__struct_fields__
        return [rows.TicketRow(**dict(zip(names, row, strict=False))) for row in found]

    async def messages(self, ticket: int) -> list[rows.Outbox]:
        found = await self.stage.app.store.reads().rows("outbox_of_ticket", ticket)
        names = rows.Outbox.__struct_fields__
        return [rows.Outbox(**dict(zip(names, row, strict=False))) for row in found]

    def shown(self, slug: str) -> list[Message]:
        """Return what is on somebody's phone."""
        return self.stage.actor(slug).phone.inbox

    async def _reports(self, at: int) -> None:
        person = self.stage.phones.person(f"Customer {at + 1}")
        self.customers.append(person)
        symptom = SYMPTOMS[at % len(SYMPTOMS)].format(at=at + 1)
        for text in TALK:
            await self._says(person, text.format(symptom=symptom, level="2" if at % 3 else "3"))

    async def _says(self, person: Person, text: str) -> None:
        self.count += 1
        now = self.stage.clock.now()
        incoming = Incoming(
            bot=BOT,
            delivery_id=f"rush-{self.count}",
            chat=str(person.chat),
            sender=Sender(str(person.chat), person.title, "en"),
            sent_at=now,
            received_at=now,
            text=text,
        )
        await self.stage.app.engine.turns.take(incoming)


@asynccontextmanager
async def rush(folder: Path, *, forum: bool = False) -> AsyncIterator[Rush]:
    """Open a desk with four staff in a group, all of them on Telegram."""
    stage = ForumStage(folder, START_AT, "en", "polling", forum=forum)
    await stage.open()
    try:
        yield Rush(stage)
    finally:
        await stage.leave()

"""Real desk, real engine: who is out of reach is skipped at once, and those whom it concerns hear of it."""

from dataclasses import dataclass, field

import pytest

from bot.engine.core import Core
from bot.engine.service import Engine
from bot.messages import Delivery, Lane, Outcome, Sent, Undeliverable
from tests.decisions.room import BOT, Room, words


@dataclass
class Platform:
    """Refuses what goes to some chats, for good."""

    bot: str = BOT
    refused: dict[str, Undeliverable] = field(default_factory=dict)
    sent: list[Delivery] = field(default_factory=list)

    async def send(self, delivery: Delivery) -> Outcome:
        if delivery.place.chat in self.refused:
            return self.refused[delivery.place.chat]
        self.sent.append(delivery)
        return Sent(f"x{delivery.id}")

    def pages(self) -> list[str]:
        return [one.place.chat for one in self.sent if one.lane == Lane.PAGE]

    def texts(self, chat: str) -> str:
        return "\n".join(one.body.text for one in self.sent if one.place.chat == chat)


@dataclass
class Night:
    """Three in the morning: the engine on a real desk; time stands still unless a test moves it."""

    room: Room
    engine: Engine
    platform: Platform

    async def says(self, who: str, text: str = "", **more) -> None:
        await self.engine.turns.take(self.room.message(who, text, **more))
        await self.settle()

    async def settle(self) -> None:
        """Do what is due at this very instant."""
        for _ in range(4):
            await self.engine.sender.drain()
            await self.engine.deadlines.run_due()
        await self.engine.sender.drain()

    async def outage(self, who: str = "li") -> None:
        for text in ("/report", "The tower went dark", "1", "3", "no"):
            await self.says(who, text)


@pytest.fixture
async def night():
    room = await Room.open()
    platform = Platform()
    engine = Engine(Core(store=room.store, desk=room.desk, clock=room.clock, ids=room.ids), None)
    engine.connect(platform)
    await engine.prepare()
    yield Night(room, engine, platform)
    await room.store.close()


REFUSALS = (
    "Forbidden: bot was blocked by the user",
    "Forbidden: user is deactivated",
    "Forbidden: bot can't initiate conversation with a user",
    "Bad Request: chat not found",
)


@pytest.mark.parametrize("words_of_telegram", REFUSALS)
async def test_when_the_call_itself_is_refused_the_backup_is_called_in_the_same_instant(night, words_of_telegram):
    night.platform.refused["wang"] = Undeliverable(words_of_telegram, unreachable=True)
    before = night.room.clock.now()
    await night.outage()
    assert night.platform.pages() == ["zhao"]
    assert night.room.clock.now() == before
    assert words("staff-unreachable") in night.platform.texts("ann")
    assert "Wang" in night.platform.texts("ann")


async def test_an_engineer_who_blocked_the_bot_at_three_in_the_morning_is_not_called_at_all(night):
    await night.says("wang", event="blocked")
    assert words("staff-unreachable") in night.platform.texts("ann")
    await night.outage()
    assert night.platform.pages() == ["zhao"]


async def test_when_everybody_on_duty_is_out_of_reach_the_next_rung_follows_at_once_and_nobody_is_tried_twice(night):
    for chat in ("wang", "zhao"):
        night.platform.refused[chat] = Undeliverable("Forbidden: user is deactivated", unreachable=True)
    await night.outage()
    # Nobody of the rota is left: administrators are called in their place.
    assert night.platform.pages() == ["ann"]


async def test_they_are_called_again_once_they_are_back(night):
    night.platform.refused["wang"] = Undeliverable("Forbidden: bot was blocked by the user", unreachable=True)
    await night.outage()
    night.platform.refused.clear()
    await night.says("wang", "I am back")
    assert words("staff-reached") in night.platform.texts("ann")
    await night.outage("vega")
    assert night.platform.pages() == ["zhao", "wang"]


async def test_a_customer_whom_a_message_does_not_reach_is_told_to_whoever_has_the_ticket(night):
    await night.outage()
    ticket = (await night.room.tickets())[-1]
    night.platform.refused["li"] = Undeliverable("Forbidden: bot was blocked by the user", unreachable=True)
    await night.says("wang", f"/ack {ticket.number}")
    assert words("customer-unreachable-nowhere") in night.platform.texts("wang")
    assert any(words("card-unreachable") in one.body.text for one in night.platform.sent if one.kind == "card")
    # Told once, however often it is tried.
    told = night.platform.texts("wang").count(words("customer-unreachable-nowhere"))
    await night.says("wang", f"/say {ticket.number} on my way")
    assert night.platform.texts("wang").count(words("customer-unreachable-nowhere")) == told


async def test_an_alarm_is_over_once_and_said_so_only_when_it_stood(night):
    alarms = night.engine.alarms
    await alarms.clear_alarm("telegram-conflict")
    await alarms.raise_alarm("telegram-conflict", "two of them")
    await alarms.clear_alarm("telegram-conflict")
    await alarms.clear_alarm("telegram-conflict")
    await night.settle()
    told = night.platform.texts("ann")
    assert (told.count(words("alarm-conflict")), told.count(words("over-conflict"))) == (1, 1)
    # What comes back after it was mended is told anew, however soon.
    await alarms.raise_alarm("telegram-conflict", "two of them")
    await night.settle()
    assert night.platform.texts("ann").count(words("alarm-conflict")) == 2

"""Two engineers press Acknowledge at the same instant: one of them has the ticket, and the other is told who."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from bot.app import App, build
from bot.config import of_tables
from bot.domain import numbers
from bot.messages import Incoming, Sender
from tests.e2e.desks import peek, words
from tests.telegram_api import TOKEN
from tests.torture.telegram import BOT

TIMES = 500
#: So many pairs press at the same instant, each another ticket.
PAIRS = 25
GROUP = -1_001_000_000_000
WANG, ZHAO = "5100000001", "5100000002"
NAMES = {WANG: "Will Ward", ZHAO: "Zoe Lane"}
SETTINGS = {
    "company": {"name": "Ridgeline", "languages": ["en"]},
    "telegram": {"token": TOKEN, "staff_chat": GROUP},
    "staff": [
        {"id": name.split()[0].lower(), "name": name, "roles": ["on_duty"], "telegram": int(number)}
        for number, name in NAMES.items()
    ],
}


@pytest.fixture
async def app(tmp_path) -> AsyncIterator[App]:
    """A desk with the real engine and store, stepped by hand; nobody sends or receives."""
    app = await build(of_tables(SETTINGS, tmp_path), only=frozenset({"web"}))
    await app.prepare()
    yield app
    await app.stop()


class People:
    """What customers and engineers do, as their platform brings it to the desk."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._deliveries = 0

    async def do(self, who: str, chat: str = "", **deed: Any) -> str:
        """Let somebody write or press; return the delivery's name."""
        self._deliveries += 1
        name, now = f"d{self._deliveries}", self._app.clock.now()
        place = {"chat": chat or who, "chat_kind": "group" if chat else "private"}
        sender = Sender(who, name="Li")
        incoming = Incoming(
            bot=BOT, delivery_id=name, sender=sender, sent_at=now, received_at=now, press=name, **place, **deed
        )
        await self._app.engine.turns.take(incoming)
        return name

    async def reports(self, who: str) -> None:
        """Let a customer report an outage."""
        await self.do(who, text="the core switch is down")
        await self.do(who, text=words("choice-report-fault"))
        await self.do(who, text=words("choice-down"))


async def many(doing: Callable[[str], Awaitable[None]], count: int) -> None:
    await asyncio.gather(*(doing(str(6_000_000_000 + at)) for at in range(count)))


def cards(folder) -> list[tuple[int, str, str]]:
    """Each ticket with its number and the token of its card in the group."""
    query = """SELECT t.id, t.number, q.token FROM tickets t
        JOIN cards c ON c.ticket = t.id AND c.chat = ? JOIN prompts q ON q.id = c.prompt ORDER BY t.id"""
    return peek(folder, query, str(GROUP))


def owners_of(folder) -> dict[int, str]:
    """Who holds each ticket, by their address."""
    return dict(peek(folder, "SELECT t.id, a.address FROM tickets t JOIN accounts a ON a.person = t.assignee"))


def answers(folder) -> dict[str, str]:
    """What flashed up after each press."""
    found = peek(folder, "SELECT press, body FROM outbox WHERE kind = 'answer_press'")
    return {press: str(json.loads(body)["text"]) for press, body in found}


async def test_of_two_engineers_who_press_at_the_same_instant_one_has_it_and_the_other_is_told_who(app, tmp_path):
    people, draws = People(app), random.Random(500)
    await many(people.reports, TIMES)
    found = cards(tmp_path)
    assert len(found) == TIMES
    presses = {}
    for at in range(0, TIMES, PAIRS):
        deeds = [(who, token) for _ticket, _number, token in found[at : at + PAIRS] for who in NAMES]
        draws.shuffle(deeds)
        done = await asyncio.gather(*(people.do(who, str(GROUP), choice=f"{token}.0") for who, token in deeds))
        presses |= dict(zip(deeds, done, strict=True))
    acknowledged = dict(peek(tmp_path, "SELECT ticket, count(*) FROM events WHERE kind = 'acknowledged' GROUP BY 1"))
    assert acknowledged == dict.fromkeys((ticket for ticket, _number, _token in found), 1)
    owners, said = owners_of(tmp_path), answers(tmp_path)
    assert set(owners.values()) == set(NAMES)
    for ticket, number, token in found:
        (other,) = set(NAMES) - {owners[ticket]}
        told = said[presses[other, token]]
        assert NAMES[owners[ticket]] in told
        assert numbers.show(number) in told
        assert said[presses[owners[ticket], token]] != told

"""A desk in a folder of its own, with one outage in it, and a way to type commands at it."""

import asyncio
import json
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import cli
from bot.adapters.clock import VirtualClock
from bot.adapters.ids import SeededIds
from bot.app import App, Invitation, build
from bot.config import load
from bot.messages import Incoming, Sender

START_AT = datetime(2026, 11, 18, 8, 0, tzinfo=UTC)
CONFIG = """
[company]
name = "Ridgeline"
languages = ["en"]
[web]
listen = "127.0.0.1:0"
[[staff]]
id = "wang"
name = "Will Ward"
roles = ["on_duty"]
web = true
[[staff]]
id = "sun"
name = "Sam Noble"
roles = ["manager", "head", "admin"]
web = true
"""


@dataclass(frozen=True)
class Typed:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


class Desk:
    """A folder with a configuration and a database; every call opens and closes it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "config.toml"
        self.path.write_text(CONFIG, "utf-8")
        self.clock = VirtualClock(START_AT)
        self.ids = SeededIds(7, self.clock)

    def do(self, *steps) -> list:
        """Open the desk, take these steps (functions of the app) one after the other, close it."""
        return asyncio.run(self._do(steps))

    async def _do(self, steps) -> list:
        app = await build(load(self.path), clock=self.clock, ids=self.ids)
        try:
            await app.prepare()
            return [await step(app) for step in steps]
        finally:
            await app.stop()

    def says(self, who: str, text: str = "", start: str = ""):
        """A step in which somebody writes to the desk."""

        async def step(app: App) -> None:
            self.clock.advance(timedelta(seconds=20))
            now = self.clock.now()
            delivery = f"{who}-{now}"
            await app.engine.turns.take(
                Incoming(
                    bot="web:desk",
                    delivery_id=delivery,
                    chat=who,
                    sender=Sender(who, language="en"),
                    sent_at=now,
                    received_at=now,
                    text=text,
                    start=start,
                    message_id=delivery,
                ),
            )
            await app.engine.sender.drain()

        return step

    def joins(self, slug: str):
        """A step in which one of the staff takes up an invitation."""

        async def step(app: App) -> None:
            invited = await app.invite(Invitation(slug=slug))
            await self.says(f"phone-of-{slug}", start=invited.token)(app)

        return step

    def outage(self) -> str:
        """Have a customer report an outage; return the number of the ticket."""

        async def number(app: App) -> str:
            return str((await app.store.reads().rows("tickets_open"))[0][1])

        return self.do(
            self.joins("wang"),
            self.joins("sun"),
            self.says("li", "the core switch is down"),
            self.says("li", "1"),
            self.says("li", "1"),
            number,
        )[-1]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def _own_logs():
    """Give the other tests their logs back: a command sets up its own."""
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)


@pytest.fixture
def type_in(desk: Desk, capsys, monkeypatch, _own_logs):
    """Type a command in the desk's folder."""
    monkeypatch.chdir(desk.folder)

    def type_words(*words: str) -> Typed:
        capsys.readouterr()
        code = cli.main([*words])
        out, err = capsys.readouterr()
        return Typed(code, out, err)

    return type_words

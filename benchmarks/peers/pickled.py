"""What people would write first: python-telegram-bot's ConversationHandler, its pickle flushed at every update."""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from telegram import Chat, Message, Update, User
from telegram.ext import (
    Application,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)
from telegram.request import BaseRequest

USERS = 1_000
_QUESTIONS = ("symptom", "severity", "equipment", "project", "phone", "summary")
_WORDS = "The line 3 console won't let anybody log in"
_App = Application[Any, Any, Any, Any, Any, Any]


async def pickled(seconds: float) -> tuple[float, float]:
    """Return updates a second and CPU microseconds each, with the state of 1,000 users kept."""
    with tempfile.TemporaryDirectory() as folder:
        persistence = PicklePersistence(Path(folder) / "state", on_flush=True, update_interval=3_600)
        application = _application(persistence)
        async with application:
            await _fill(application)
            return await _measure(application, persistence, seconds)


async def _measure(application: _App, persistence: PicklePersistence, seconds: float) -> tuple[float, float]:
    started, cpu, count = time.perf_counter(), time.process_time(), 0
    while time.perf_counter() - started < seconds:
        await application.process_update(_update(application.bot, count % USERS, USERS * 2 + count))
        await _flush(application, persistence)
        count += 1
    return count / (time.perf_counter() - started), (time.process_time() - cpu) / count * 1e6


async def _flush(application: _App, persistence: PicklePersistence) -> None:
    """Write all state down, as durability after each update needs it."""
    await application.update_persistence()
    await persistence.flush()


async def _fill(application: _App) -> None:
    for user in range(USERS):
        for turn in range(2):
            await application.process_update(_update(application.bot, user, user * 2 + turn))


class _NoNetwork(BaseRequest):
    """Answers getMe, the one call a start makes."""

    @property
    def read_timeout(self) -> float | None:
        """Wait for nothing."""
        return None

    async def initialize(self) -> None:
        """There is nothing to open."""

    async def shutdown(self) -> None:
        """There is nothing to close."""

    async def do_request(self, *_args: object, **_more: object) -> tuple[int, bytes]:
        """Say who the bot is."""
        return 200, b'{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"B","username":"b"}}'


def _application(persistence: PicklePersistence) -> _App:
    builder = Application.builder().token("1:A").updater(None).job_queue(None).persistence(persistence)
    made: _App = builder.request(_NoNetwork()).build()
    talk = MessageHandler(filters.TEXT, _step)
    states: dict[object, list[Any]] = {place: [talk] for place in range(len(_QUESTIONS))}
    made.add_handler(ConversationHandler([talk], states, [], name="report", persistent=True))
    return made


async def _step(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """Keep the answer and ask the next question; sending costs nothing here."""
    kept = context.user_data if context.user_data is not None else {}
    place = (kept.get("place", -1) + 1) % len(_QUESTIONS)
    kept["place"] = place
    kept[_QUESTIONS[place]] = update.message.text if update.message else ""
    return place


def _update(bot: Any, user: int, number: int) -> Update:  # noqa: ANN401  PTB's generic Bot
    who = User(user + 1, "Li", is_bot=False, language_code="zh")
    message = Message(number, datetime.now(UTC), Chat(user + 1, "private"), from_user=who, text=_WORDS)
    message.set_bot(bot)
    return Update(number, message=message)

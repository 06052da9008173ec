"""A customer on Telegram, played by hand: real updates in, what the desk sends kept as their phone shows it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from itertools import count
from typing import Any

from bot.app import App
from bot.handlers.telegram.happenings import Ours
from bot.handlers.telegram.intake import Gate
from bot.handlers.telegram.parsing import Refused
from bot.handlers.telegram.updates import Chat
from bot.messages import Button, Delivery, Media, Outcome, Sent
from bot.stories.actors import Line
from tests.desk import Desk, Hand

SECOND = 1_000_000
BOT = "telegram:7000001"


class Account:
    """Our account there, with no network behind it."""

    def __init__(self) -> None:
        self.bot = BOT
        self.shown: dict[str, tuple[int, Delivery]] = {}
        self.toasts: list[str] = []
        self.files: dict[str, bytes] = {}
        self._numbers = count(1)

    async def send(self, delivery: Delivery) -> Outcome:
        number = next(self._numbers)
        if delivery.kind == "answer_press":
            self.toasts.append(delivery.body.text)
            return Sent()
        key = delivery.edit_id or str(number)
        self.shown[key] = (number, delivery)
        return Sent(key)

    async def fetch(self, media: Media) -> AsyncIterator[bytes]:
        return self._bytes_of(media.remote)

    async def _bytes_of(self, remote: str) -> AsyncIterator[bytes]:
        yield self.files[remote]

    async def start(self) -> None:
        """Nothing comes in by itself."""

    async def stop(self) -> None:
        """Nothing is in hand."""


class Phone:
    """One of the cast (bot.stories.actors.Actor); what they do reaches the desk as Telegram would tell it."""

    def __init__(self, desk: Desk, slug: str, language: str) -> None:
        self.slug = slug
        self.name = slug.capitalize()
        self.language = language
        self.number = 5_000_000 + len(slug)
        self.account = Account()
        self._desk = desk
        self._updates = count(1_000)
        self._connected: App | None = None

    def connect(self) -> None:
        """Be the account of the desk as it runs now."""
        app = self._desk.stage.app
        if self._connected is not app:
            app.engine.connect(self.account)
            self._connected = app

    async def say(self, text: str, *, room: bool = False) -> None:
        assert not room
        await self.send(text=text)

    async def press(self, line: Line, button: Button, /, *, room: bool = False) -> None:
        assert not room
        message = {"message_id": int(line.key), "date": 0, "chat": self.chat}
        press = {"id": f"p{next(self._updates)}", "from": self.user, "message": message, "data": button.token}
        await self.update(callback_query=press)

    async def send_file(self, name: str, data: bytes, text: str = "") -> None:
        self.account.files[name] = data
        document = {"file_id": name, "file_name": name, "file_size": len(data), "mime_type": "application/pdf"}
        await self.send(document=document, caption=text)

    async def send(self, **content: Any) -> None:
        """Send a message with this content, as the Bot API names it."""
        date = self._desk.stage.clock.wall() // SECOND
        message = {"message_id": next(self._updates), "date": date, "chat": self.chat, "from": self.user}
        await self.update(message={**message, **content})

    async def update(self, **update: Any) -> None:
        """Let an update arrive."""
        self.connect()
        app = self._desk.stage.app
        gate = Gate(Ours(BOT, "baoxiu_bot"), app.clock, app.engine.turns, _refused, _welcome)
        payload = json.dumps({"update_id": next(self._updates), **update}).encode()
        await gate.take(gate.read(payload))

    async def again(self) -> None:
        raise NotImplementedError("a repeated update is tested by the channel's own tests")

    async def lines(self, *, room: bool = False) -> Sequence[Line]:
        assert not room
        return [_line(key, *shown) for key, shown in self.account.shown.items()]

    @property
    def chat(self) -> dict[str, Any]:
        return {"id": self.number, "type": "private", "first_name": self.name}

    @property
    def user(self) -> dict[str, Any]:
        return {"id": self.number, "is_bot": False, "first_name": self.name, "language_code": self.language}


def on_telegram(desk: Desk, slug: str, language: str = "en") -> Hand:
    """Bring in a customer who writes on Telegram."""
    phone = Phone(desk, slug, language)
    phone.connect()
    desk.stage.cast._people[slug] = phone  # type: ignore[assignment] # noqa: SLF001 - one of the cast like any other
    # One message a second reaches a chat there.
    return Hand(desk, slug, patience=timedelta(seconds=10))


def _line(key: str, number: int, delivery: Delivery) -> Line:
    body = delivery.body
    buttons = tuple(button for row in body.rows for button in row)
    return Line(number, key, number, body.text, author=body.author, style=body.style, buttons=buttons)


async def _refused(_refused: Refused) -> None:
    raise AssertionError("nobody hides here")


def _welcome(_chat: Chat) -> bool:
    return True

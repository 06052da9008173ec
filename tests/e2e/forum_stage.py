"""A stage over our own stand-in for Telegram: staff in a real group, a forum or a plain one, which must be joined."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bot.adapters.clock import SECOND
from bot.handlers.telegram.settings import Receive
from bot.messages import Button
from bot.ports import Clock
from bot.stories.actors import Line
from bot.stories.phrases import TextPhrases
from bot.stories.script import PAGE, Part
from bot.stories.watching import Phrases, stand_in_order
from bot.texts import Texts
from tests.e2e.phones import CALLS
from tests.e2e.telegram_stage import TelegramStage
from tests.telegram_api import Group, Message, Person, Room, Telegram


class ForumPhones(Telegram):
    """Our own Telegram on the story's clock, as the stage calls it."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(now=lambda: clock.wall() / SECOND)
        self.webhook.patience = 0.01
        # The story's clock may stand still while a desk restarts.
        self.webhook.hasty = False


class ForumActor:
    """One of the cast with a phone on our own Telegram."""

    def __init__(self, phone: Person, group: Group, slug: str, language: str, phrases: Phrases) -> None:
        self.slug = slug
        self.name = phone.title
        self.language = language
        self.phone = phone
        self._group = group
        self._phrases = phrases

    @property
    def _telegram(self) -> ForumPhones:
        assert isinstance(self.phone.telegram, ForumPhones)
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
        where: Room = self._group if room else self.phone
        return [self._line(shown) for shown in where.inbox]

    def _line(self, shown: Message) -> Line:
        number, at = shown.changed
        return Line(
            id=number,
            key=str(shown.id),
            at=round(at * SECOND),
            text=shown.text,
            style=PAGE if self._is_call(shown) else "",
            buttons=tuple(Button(each["text"], each["callback_data"]) for row in shown.rows for each in row),
        )

    def _is_call(self, shown: Message) -> bool:
        ways = (way for call in CALLS for way in self._phrases.ways(call, self.language))
        return not shown.silent and any(stand_in_order(way, shown.text) for way in ways)


class ForumStage(TelegramStage):
    """The stories' stage on our own Telegram; all staff are members of the group, customers are not."""

    def __init__(self, folder: Path, start_at: datetime, language: str, receive: Receive, *, forum: bool) -> None:
        super().__init__(folder, start_at, language, receive)
        self.group.turns_forum(on=forum)

    def stays_small(self) -> None:
        """Let the staff have a basic group, as small companies do, until it grows and moves."""
        self.group = self.phones.group("Staff", kind="group")

    def _make_phones(self) -> ForumPhones:
        return ForumPhones(self.clock)

    def _phone_of(self, part: Part) -> ForumActor:  # type: ignore[override] # the same acts on other phones
        person = self.phones.person(part.name.told(self.language), language=self.language)
        if not part.is_customer:
            self.group.admits(person.user)
        return ForumActor(person, self.group, part.slug, self.language, TextPhrases(Texts(self.app.texts.languages)))

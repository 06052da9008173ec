"""A stage over our own stand-in for Telegram: staff in a real group, a forum or a plain one, which must be joined."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bot.adapters.clock import SECOND
from bot.handlers.telegram.settings import Receive
from bot.ports import Clock
from bot.stories.phrases import TextPhrases
from bot.stories.script import Part
from bot.texts import Texts
from tests.e2e.phones import Actor
from tests.e2e.telegram_stage import TelegramStage
from tests.telegram_api import Message, Room, Telegram


class ForumPhones(Telegram):
    """Our own Telegram on the story's clock, as the stage calls it."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(now=lambda: clock.wall() / SECOND)
        self.webhook.patience = 0.01
        # The story's clock may stand still while a desk restarts.
        self.webhook.hasty = False

    def changed(self, _where: Room, shown: Message) -> tuple[int, int]:
        """When a message was changed last: which change of all it was, and the instant in microseconds."""
        number, at = shown.changed
        return number, round(at * SECOND)


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

    def _phone_of(self, part: Part) -> Actor:
        person = self.phones.person(part.name.told(self.language), language=self.language)
        if not part.is_customer:
            self.group.admits(person.user)
        return Actor(person, self.group, part.slug, self.language, TextPhrases(Texts(self.app.texts.languages)))

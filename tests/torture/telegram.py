"""A Telegram for one desk: the stand-in for the Bot API, phones on it, and weather on its lines."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from typing import Any

from tests import telegram_api
from tests.telegram_api import TOKEN, Limits, Message, Person, Room
from tests.telegram_api.faults import Fault
from tests.telegram_api.parameters import Call
from tests.telegram_api.refusals import too_many
from tests.telegram_api.updates import PRESS
from tests.telegram_api.webhook import Webhook
from tests.torture.cast import CREW, LANGUAGES
from tests.torture.phones import Phone, Seen

BOT = f"telegram:{TOKEN.partition(':')[0]}"
#: Telegram waits seconds and minutes before it posts again; here its clockwork is that much faster.
PATIENCE = 0.04
#: Of a hundred calls so many are done and never answered, are refused for a second, take their time (in seconds).
_LOST, _REFUSED, _SLOW = 0.4, 0.4, 50.0
_SLOWNESS = (0.005, 0.08)
_OK = range(200, 300)
#: Real seconds after which nothing of what somebody did is on its way any more.
_GIVEN_UP = PRESS + 10.0


class Weather:
    """What calls meet on their way, in the place of the stand-in's scripted faults."""

    def __init__(self, draws: random.Random) -> None:
        self._draws = draws
        self.is_fair = False
        self.lost = 0

    def take(self, call: Call) -> Fault | None:
        """Return what this call meets."""
        if self.is_fair or not call.method.startswith(("send", "edit")):
            return None
        drawn = self._draws.uniform(0, 100)
        if drawn < _LOST:
            self.lost += 1
            return Fault("*", "lose")
        if drawn < _LOST + _REFUSED:
            return Fault("*", "refuse", refusal=too_many(1))
        if drawn < _LOST + _REFUSED + _SLOW:
            return Fault("*", "late", seconds=self._draws.uniform(*_SLOWNESS))
        return None


class PlainWebhook(Webhook):
    """A webhook that posts to `plain_url`, and shows the address it was asked for: nobody here speaks TLS."""

    plain_url = ""
    _asked = ""

    async def set(self, call: Call) -> bool:
        """Answer setWebhook."""
        self._asked = call.text("url")
        return await super().set(Call(call.method, {**call.fields, "url": self.plain_url}))

    @property
    def info(self) -> dict[str, Any]:
        """Return what getWebhookInfo shows."""
        return {**super().info, "url": self._asked if self.url else ""}


class Answers(list[tuple[int, int]]):
    """What our bot answered to each post; wakes whoever waits for its 200."""

    def __init__(self) -> None:
        super().__init__()
        self.waited_for: dict[int, asyncio.Future[None]] = {}
        self.repeated = 0

    def append(self, answer: tuple[int, int]) -> None:
        """Take one answer: an update's id and a status."""
        update, status = answer
        if status not in _OK:
            self.repeated += 1
        elif (waiting := self.waited_for.pop(update, None)) and not waiting.done():
            waiting.set_result(None)


class TelegramPhone(Phone):
    """One person in one chat: their own, or the staff group."""

    def __init__(self, telegram: Telegram, person: Person, room: Room, language: str) -> None:
        super().__init__(f"{BOT}/{room.chat}", language)
        self._telegram = telegram
        self._person = person
        self._room = room

    async def says(self, text: str) -> None:
        await self._person.says(text, self._room)
        await self._telegram.taken()

    async def presses(self, seen: Seen, label: str) -> None:
        await self._person.presses_data(seen.token(label) or "", int(seen.key), self._room)
        await self._telegram.taken()

    async def sends(self, photos: Sequence[bytes]) -> list[str]:
        if len(photos) == 1:
            messages = [await self._person.sends_photo(photos[0], chat=self._room)]
        else:
            messages = await self._person.sends_album(photos, chat=self._room)
        await self._telegram.taken(len(messages))
        return [str(message.content["photo"][-1]["file_id"]) for message in messages]


class Telegram:
    """The platform and all phones on it."""

    def __init__(self, draws: random.Random, *, forum: bool) -> None:
        limits = Limits(bot=None, chat=None, group=None)
        self._api = telegram_api.Telegram(limits=limits, patience=PATIENCE)
        self.weather = Weather(draws)
        self._answers = Answers()
        self._phones: dict[int, Phone] = {}
        self._set_up()
        self._group = self._api.group("Staff", forum=forum)
        self.room = Phone(f"{BOT}/{self._group.chat}", LANGUAGES[0])
        self._phones[self._group.chat] = self.room

    def _set_up(self) -> None:
        world, platform = self._api.world, self._api.platform
        platform.faults = self.weather
        platform.webhook = self._webhook = PlainWebhook(self._api.clock, self._api.updates)
        self._webhook.answers, self._webhook.hasty, self._webhook.patience = self._answers, False, PATIENCE
        self._touch, world.touch = world.touch, self._touched

    async def start(self) -> None:
        await self._api.rises()

    async def stop(self) -> None:
        await self._api.falls()

    @property
    def api_url(self) -> str:
        return self._api.api_url

    @property
    def repeated(self) -> int:
        """How many posts were not answered 200."""
        return self._answers.repeated

    @property
    def waiting(self) -> int:
        """How many updates are still to be taken."""
        return len(self._api.updates.pending)

    def forget_calls(self) -> None:
        """Drop what the stand-in keeps of each call: it is asked for by nobody here."""
        self._api.platform.calls.clear()

    @property
    def topics(self) -> list[str]:
        """The names of all topics of the staff group."""
        return [topic.name for topic in self._group.topics]

    def hook(self, url: str) -> None:
        """Post to this address, whatever the desk asks for when it comes."""
        self._webhook.plain_url = f"{url}/telegram"

    def person(self, language: str) -> TelegramPhone:
        """A customer nobody has seen before."""
        person = self._api.person("Li", language=language)
        return self._noted(TelegramPhone(self, person, person, language))

    def crew(self) -> list[tuple[TelegramPhone, TelegramPhone]]:
        """The staff: the private chat of each, and their place in the group."""
        found = []
        for one in CREW:
            person = self._api.person(one.name, one.number, one.language)
            self._group.admits(person.user)
            own = self._noted(TelegramPhone(self, person, person, one.language))
            found.append((own, TelegramPhone(self, person, self._group, LANGUAGES[0])))
        return found

    def _noted(self, phone: TelegramPhone) -> TelegramPhone:
        self._phones[int(phone.chat.rpartition("/")[2])] = phone
        return phone

    async def taken(self, count: int = 1) -> None:
        """Return when the desk has said 200 to the last things done."""
        updates = [self._api.updates.sent[-at].id for at in range(1, count + 1)]
        waits = {update: asyncio.get_running_loop().create_future() for update in updates}
        self._answers.waited_for |= waits
        # A press that nobody took in time is dropped by the platform, and nobody is told.
        await asyncio.wait(waits.values(), timeout=_GIVEN_UP)

    def _touched(self, message: Message) -> None:
        self._touch(message)
        phone = self._phones.get(message.chat.id)
        if phone is None or message.is_service or message.sender is not self._api.world.bot:
            return
        buttons = tuple((each["text"], each["callback_data"]) for row in message.rows for each in row)
        phone.sees(Seen(phone.chat, str(message.id), message.text, buttons, message, message.edits > 0))

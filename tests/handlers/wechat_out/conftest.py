"""The outgoing side of an account, over the stand-in for WeChat."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from bot.handlers.tencent_api import Around, OwnTokens, TencentApi, stable_token
from bot.handlers.wechat.abilities import Abilities
from bot.handlers.wechat.media import Uploads
from bot.handlers.wechat.sending import Manner, Sending
from bot.messages import Body, Button, Delivery, Glance, Lane, Place
from tests.handlers.fakes import FakeAlarms, FakeClock, FakeTexts, FolderFiles
from tests.tencent_api.followers import Follower
from tests.tencent_api.wechat import APP_ID, SECRET, WeChat, wechat

BOT = f"wechat:{APP_ID}"
SECOND = 1_000_000


@dataclass(frozen=True)
class Form:
    """A template of the account's, as the configuration names it."""

    id: str
    number: str = ""
    state: str = ""
    symptom: str = ""
    at: str = ""


@dataclass
class Forms:
    """The templates there are."""

    ticket: Form | None = Form("T1", "character_string1", "phrase2", "thing3", "time4")
    survey: Form | None = Form("S1", number="character_string1")


@dataclass
class FakeNotes:
    """What a channel has learnt."""

    kept: dict[str, str] = field(default_factory=dict)

    async def read(self, key: str) -> str:
        return self.kept.get(key, "")

    async def write(self, key: str, value: str) -> None:
        self.kept[key] = value


@dataclass
class Outside:
    """One process of ours that writes to people on WeChat."""

    platform: WeChat
    li: Follower
    api: TencentApi
    sending: Sending
    clock: FakeClock
    alarms: FakeAlarms
    files: FolderFiles
    notes: FakeNotes

    async def says(self, text: str = "", *labels: str, **more: Any) -> Any:
        """Send a text with choices to Li; `more` are fields of the delivery."""
        rows = tuple((Button(label, f"tok.{place}"),) for place, label in enumerate(labels))
        return await self.sending.send(self.delivery(Body(text=text, rows=rows, files=more.pop("files", ())), **more))

    def delivery(self, body: Body, **more: Any) -> Delivery:
        told = {"id": 7, "kind": "send", "lane": int(Lane.REPLY), "attempt": 1, "route": "service", **more}
        return Delivery(place=Place(BOT, self.li.openid), body=body, **told)

    def about(self, **more: Any) -> Glance:
        told = {"number": "BX-7K3M-9QK", "state": "处理中", "symptom": "电梯停在三楼", "at": self.clock.now(), **more}
        return Glance(**told)


@pytest.fixture
async def platform() -> AsyncIterator[WeChat]:
    async with wechat() as running:
        running.templates.add("T1", "服务进度通知", "character_string1", "phrase2", "thing3", "time4")
        running.templates.add("S1", "服务评价通知", "character_string1")
        yield running


@pytest.fixture
async def outside(platform: WeChat, tmp_path: Path) -> AsyncIterator[Outside]:
    li = platform.person("李")
    li.quota.give("message")
    clock, alarms, notes, files = FakeClock(), FakeAlarms(), FakeNotes(), FolderFiles(tmp_path)
    api = TencentApi(BOT, platform.api_url, stable_token(APP_ID, SECRET), Around(OwnTokens(), clock, alarms))
    manner = Manner(Forms(), FakeTexts(), clock, timezone(timedelta(hours=8)))
    uploads = Uploads(api, files, alarms, clock)
    sending = Sending(api, uploads, Abilities(BOT, notes, clock), manner)
    await api.open()
    yield Outside(platform, li, api, sending, clock, alarms, files, notes)
    await api.close()

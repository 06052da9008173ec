"""The channel as a whole: what it declares, what it does at its start and its stop."""

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.adapters.aside import AsideFolder
from bot.handlers.listener import Listener
from bot.handlers.tencent_api import OwnTokens
from bot.handlers.wechat.channel import WechatChannel
from bot.handlers.wechat.settings import Surroundings
from bot.messages import Body, Delivery, Lane, Media, Place, RetryAt, Sent
from bot.ports import Windowed
from bot.texts import Texts
from tests.handlers.fakes import FakeAlarms, FakeClock, FakeIntake, FolderFiles
from tests.handlers.wechat_out.conftest import BOT, FakeNotes, Forms
from tests.tencent_api.wechat import AES_KEY, APP_ID, SECRET, TOKEN


@dataclass(frozen=True)
class WechatSettings:
    """What the configuration gives, with an operator's usual answers."""

    api_url: str
    app_id: str = APP_ID
    secret: str = SECRET
    token: str = TOKEN
    aes_key: str = AES_KEY
    previous_aes_key: str = ""
    mode: str = "safe"
    path: str = "/wechat"
    templates: Forms = field(default_factory=Forms)
    menu: tuple[object, ...] = ()


@pytest.fixture
async def channel(platform, tmp_path):
    around = Surroundings(
        intake=FakeIntake(),
        clock=FakeClock(),
        files=FolderFiles(tmp_path),
        alarms=FakeAlarms(),
        texts=Texts(("zh",)),
        tokens=OwnTokens(),
        notes=FakeNotes(),
        aside=AsideFolder(tmp_path / "aside"),
    )
    made = WechatChannel(WechatSettings(platform.api_url), around, Listener("127.0.0.1:0"))
    yield made
    await made.stop()


def to(follower, text):
    body = Body(text=text)
    place = Place(BOT, follower.openid)
    return Delivery(id=1, kind="send", lane=int(Lane.REPLY), place=place, body=body, attempt=1, route="service")


def test_it_says_that_its_platform_counts_and_which_templates_there_are(channel):
    assert isinstance(channel, Windowed)
    assert channel.bot == BOT
    assert set(channel.templates) == {"ticket", "survey"}


async def test_it_sets_its_menu_at_the_start_sends_and_fetches(channel, platform):
    li = platform.person("李")
    li.quota.give("message")
    await channel.start()
    await platform.sees("menu/create")
    assert platform.menu.buttons[0]["name"] == "报修"
    assert await channel.send(to(li, "您好")) == Sent()
    stored = platform.media.keep("image", "a.png", b"png")
    chunks = await channel.fetch(Media("photo", remote=stored.id))
    assert b"".join([chunk async for chunk in chunks]) == b"png"


async def test_before_its_start_and_after_its_stop_messages_are_put_off(channel, platform):
    li = platform.person("李")
    assert isinstance(await channel.send(to(li, "x")), RetryAt)
    await channel.start()
    await channel.stop()
    assert isinstance(await channel.send(to(li, "x")), RetryAt)
    assert li.inbox == []


async def test_a_platform_out_of_reach_holds_up_neither_start_nor_stop(channel, platform):
    await platform.falls()
    async with asyncio.timeout(2):
        await channel.start()
        await asyncio.sleep(0)
        await channel.stop()

"""At its start the channel asks WeCom for our own application; what it says, and all else, shows no secret."""

import asyncio
import logging

import pytest

from bot.handlers.listener import Listener
from bot.handlers.wecom import channel as module
from bot.handlers.wecom.channel import WecomChannel
from bot.messages import Lane
from tests.handlers.wecom.conftest import WecomSettings, delivery
from tests.tencent_api import refusals
from tests.tencent_api.refusals import Refusal


async def test_an_address_wecom_does_not_know_is_told_before_the_first_call(corp, around, alarms):
    corp.trusted = set()
    channel = WecomChannel(WecomSettings(corp.api_url), around, Listener("127.0.0.1:0"))
    await channel.start()
    await alarms.rings()
    await channel.stop()
    assert alarms.raised == [("wecom-address", "127.0.0.1")]


async def test_a_platform_out_of_reach_at_the_start_is_asked_again(corp, around, monkeypatch):
    monkeypatch.setattr(module, "AGAIN_AFTER", 0.01)
    corp.faults.add("gettoken", "status", times=2)
    channel = WecomChannel(WecomSettings(corp.api_url), around, Listener("127.0.0.1:0"))
    await channel.start()
    await corp.sees("agent/get")
    await channel.stop()


async def test_a_stop_does_not_wait_for_a_platform_that_never_answers(corp, around):
    corp.faults.add("gettoken", "hang")
    channel = WecomChannel(WecomSettings(corp.api_url), around, Listener("127.0.0.1:0"))
    await channel.start()
    await corp.sees("gettoken")
    async with asyncio.timeout(2):
        await channel.stop()


FAULTS = (
    ("refuse", refusals.BAD_TOKEN),
    ("refuse", refusals.IP_NOT_TRUSTED),
    ("refuse", refusals.BUSY),
    ("reset", None),
    ("lose", None),
    ("status", None),
)


@pytest.mark.parametrize("fault", FAULTS)
async def test_whatever_goes_wrong_no_secret_is_told(wang, channel, alarms, caplog, fault):
    caplog.set_level(logging.DEBUG)
    corp, (how, refusal) = wang.wecom, fault
    for path in ("message/send", "media/get", "gettoken"):
        corp.faults.add(path, how, times=3).refusal = Refusal(*refusal) if refusal else None
    outcomes = [await channel.send(delivery("words", number=at, lane=int(Lane.PAGE))) for at in range(3)]
    corp.pusher.secrets = type(corp.secrets)("another", corp.secrets.aes_key, corp.corp_id)
    await wang.says("/mine")
    told = f"{caplog.text} {outcomes} {alarms.raised} {channel!r}"
    assert "refused" in told
    for secret in (corp.secret, corp.secrets.token, corp.secrets.aes_key, *(each.word for each in corp.tokens.issued)):
        assert secret not in told

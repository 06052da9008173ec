"""The line to Telegram: silences, who else listens, and the webhook that somebody else changed."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.handlers.listener import Listener
from bot.handlers.telegram import watching
from bot.handlers.telegram.channel import TelegramChannel
from bot.handlers.telegram.line import Conflicts, Line
from bot.handlers.telegram.settings import Surroundings
from bot.handlers.telegram.updates import ALLOWED
from bot.ports import StoreError
from tests.handlers.fakes import FakeClock, FakeTexts
from tests.handlers.telegram.conftest import TelegramSettings, free_port
from tests.telegram_api import Telegram
from tests.telegram_api import telegram as serving

SECRET = "s3cret-of-the-webhook"
SECOND = 1_000_000
HOOKED = b'{"ok":false,"description":"Conflict: can\'t use getUpdates method while webhook is active"}'
TWO = b'{"ok":false,"description":"Conflict: terminated by other getUpdates request"}'


@pytest.fixture
async def tg() -> AsyncIterator[Telegram]:
    async with serving(patience=0.02) as running:
        running.webhook.hasty = False
        yield running


@pytest.fixture
async def start(tg, around):
    """Start a channel by polling or webhook; all are stopped at the end."""
    ends = []

    async def started(receive: str, around: Surroundings = around) -> TelegramChannel:
        url = f"http://127.0.0.1:{free_port()}"
        settings = TelegramSettings(
            api_url=tg.api_url, receive=receive, webhook_secret=SECRET, public_url=url, staff_chat=""
        )
        listener = Listener(url.removeprefix("http://"))
        channel = TelegramChannel(settings, around, listener)
        await listener.start()
        await channel.start()
        ends.append((channel, listener))
        return channel

    yield started
    for channel, listener in ends:
        await listener.stop()
        await channel.stop()


async def until(holds, within: float = 5.0) -> None:
    async with asyncio.timeout(within):
        while not holds():  # noqa: ASYNC110  what is waited for may be anything
            await asyncio.sleep(0.01)


@pytest.fixture
def line(intake, alarms) -> Line:
    return Line("telegram:7", FakeClock(), intake, alarms)


async def test_a_short_silence_is_nobodys_concern(line, intake):
    await line.heard()
    line.clock.wall_at += 149 * SECOND
    await line.heard()
    assert intake.taken == []


async def test_a_silence_in_which_presses_are_lost_is_told_once_from_when_to_when(line, intake):
    await line.heard()
    line.clock.wall_at += 151 * SECOND
    await line.heard()
    await line.heard()
    (told,) = intake.taken
    assert told.event == "heard"
    assert told.received_at - told.sent_at == 151 * SECOND


async def test_a_silence_that_could_not_be_noted_is_told_with_the_next_answer(line, intake):
    await line.heard()
    line.clock.wall_at += 200 * SECOND
    intake.failures.append(StoreError("disk full"))
    await line.heard()
    line.clock.wall_at += SECOND
    await line.heard()
    assert [told.received_at - told.sent_at for told in intake.taken] == [201 * SECOND]


async def test_a_lasting_silence_is_one_alarm_and_its_end_is_said(line, alarms):
    for _ in range(30):
        await line.silent()
        line.clock.wall_at += 30 * SECOND
    assert alarms.kinds() == ["telegram-away"]
    await line.heard()
    assert alarms.cleared == ["telegram-away"]


async def test_the_time_this_program_was_down_counts_as_silence(intake, alarms):
    clock = FakeClock()
    line = Line("telegram:7", clock, intake, alarms, clock.wall() - 25 * 3600 * SECOND)
    await line.heard()
    assert [told.event for told in intake.taken] == ["heard"]


async def whose() -> str:
    return "other.example.com"


async def test_two_programs_that_poll_are_one_alarm_that_ends_when_we_have_been_alone_for_a_while(alarms):
    time = [0.0]
    conflicts = Conflicts(alarms, whose, lambda: time[0])
    for _ in range(3):
        await conflicts.met(TWO)
        # Telegram answers both in turn: that proves nothing.
        await conflicts.met_none()
        time[0] += 20
    assert alarms.kinds() == ["telegram-conflict"]
    assert alarms.cleared == []
    time[0] += 60
    await conflicts.met_none()
    assert alarms.cleared == ["telegram-conflict"]


async def test_a_webhook_set_beside_our_polling_is_an_alarm_that_says_where_it_leads(alarms):
    conflicts = Conflicts(alarms, whose)
    await conflicts.met(TWO)
    await conflicts.met(HOOKED)
    assert alarms.raised[1] == ("telegram-hooked", "other.example.com")
    await conflicts.met_none()
    assert alarms.cleared == ["telegram-conflict", "telegram-hooked"]


async def test_a_webhook_somebody_sets_while_we_poll_is_named_and_left_and_we_go_on_when_it_is_gone(
    tg, start, alarms, intake, monkeypatch
):
    monkeypatch.setattr("bot.handlers.telegram.polling.CONFLICT_WAIT", 0.02)
    await start("polling")
    await tg.sees("getUpdates")
    theirs = await another(tg, "set", url="http://127.0.0.1:9/other-bot-with-a-secret-path")
    await until(alarms.kinds)
    assert alarms.raised == [("telegram-hooked", "127.0.0.1")]
    assert tg.webhook.url.endswith("secret-path")
    await theirs("delete")
    await tg.person("Li").says("hello")
    assert (await intake.has(1))[0].text == "hello"
    assert alarms.cleared[-1] == "telegram-hooked"


async def another(tg, method: str, **fields: str):
    """Let somebody else who knows the token call."""

    async def call(method: str, **fields: str) -> None:
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{tg.api_url}/bot{tg.token}/{method}Webhook", json=fields) as answer,
        ):
            assert answer.status == 200

    await call(method, **fields)
    return call


async def test_a_webhook_is_set_with_secret_kinds_and_connections(tg, start):
    await start("webhook")
    (told,) = await tg.sees("setWebhook")
    assert told["secret_token"] == SECRET
    assert told["max_connections"] == "40"
    assert set(tg.updates.allowed) == set(ALLOWED)


async def test_a_webhook_that_somebody_changed_is_set_anew_with_an_alarm(tg, start, alarms, monkeypatch):
    monkeypatch.setattr(watching, "EVERY", 0.05)
    channel = await start("webhook")
    await tg.sees("getWebhookInfo")
    ours = tg.webhook.url
    await another(tg, "set", url="http://127.0.0.1:9/theirs", allowed_updates='["message"]')
    channel.look_again()
    await until(lambda: tg.webhook.url == ours)
    assert alarms.raised == [("telegram-webhook", "127.0.0.1")]
    assert set(tg.updates.allowed) == set(ALLOWED)
    await another(tg, "delete")
    channel.look_again()
    await until(lambda: tg.webhook.url == ours)
    assert alarms.raised[1] == ("telegram-webhook", "-")


async def test_deliveries_that_fail_are_an_alarm_in_telegrams_words_and_over_when_they_arrive(
    tg, around, start, alarms, intake
):
    shown = {}
    seeing = Surroundings(
        intake, FakeClock(), around.files, alarms, FakeTexts(), gauge=lambda name, value: shown.update({name: value})
    )
    channel = await start("webhook", seeing)
    await tg.sees("getWebhookInfo")
    intake.failures.append(StoreError("disk full"))
    await tg.person("Li").says("hello")
    await until(lambda: tg.webhook.last_error is not None)
    channel.look_again()
    await until(alarms.kinds)
    assert alarms.kinds() == ["telegram-undelivered"]
    assert "503" in alarms.raised[0][1]
    await intake.has(1)
    seeing.clock.wall_at += 200 * SECOND
    channel.look_again()
    await until(lambda: "telegram-undelivered" in alarms.cleared)
    assert shown["telegram_pending"] == 0
    assert [told.event for told in intake.taken if told.event] == ["heard"]


async def test_from_webhook_to_polling_and_back_nothing_is_lost(tg, around, intake):
    li = tg.person("Li")
    for receive in ("webhook", "polling", "webhook"):
        url = f"http://127.0.0.1:{free_port()}"
        settings = TelegramSettings(
            api_url=tg.api_url, receive=receive, webhook_secret=SECRET, public_url=url, staff_chat=""
        )
        listener = Listener(url.removeprefix("http://"))
        channel = TelegramChannel(settings, around, listener)
        # Written while nobody receives.
        await li.says(f"before {receive}")
        await listener.start()
        await channel.start()
        await li.says(f"by {receive}")
        await until(lambda: not tg.updates.pending)
        await channel.stop()
        await listener.stop()
    said = [each.text for each in intake.taken]
    assert said == [f"{when} {how}" for how in ("webhook", "polling", "webhook") for when in ("before", "by")]

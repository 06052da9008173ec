"""The offset moves only when all that came is stored."""

import asyncio
import logging

import pytest

from bot.handlers.telegram.channel import TelegramChannel
from bot.handlers.telegram.updates import split
from bot.ports import StoreError, StoreFull
from tests.handlers.telegram.conftest import STAFF_CHAT, TelegramSettings
from tests.handlers.telegram.emulator import TOKEN, emulator


@pytest.fixture
def quick(monkeypatch):
    """Wait hardly at all where the poller would wait for seconds."""
    monkeypatch.setattr("bot.handlers.telegram.polling.FIRST_WAIT", 0.01)
    monkeypatch.setattr("bot.handlers.telegram.channel.FIRST_WAIT", 0.01)
    monkeypatch.setattr("bot.handlers.telegram.polling.CONFLICT_WAIT", 0.01)


def offsets(telegram) -> list[int]:
    return [int(fields["offset"]) for fields in telegram.called("getUpdates")]


async def test_what_somebody_says_is_taken_and_then_confirmed(telegram, channel, intake):
    li = telegram.person("Li", language="zh")
    await li.says("停机了")
    (incoming,) = await intake.has(1)
    assert (incoming.text, incoming.sender.language, incoming.bot) == ("停机了", "zh", channel.bot)
    await li.says("还在吗")
    await intake.has(2)
    assert offsets(telegram) == [0, int(incoming.delivery_id) + 1]


async def test_it_asks_for_the_kinds_it_reads_and_holds_the_line(telegram, channel, intake):
    await telegram.person("Li").says("x")
    await intake.has(1)
    asked = telegram.called("getUpdates")[0]
    assert asked["timeout"] == 50
    assert set(asked["allowed_updates"]) == {
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
        "chat_member",
    }
    assert telegram.called("deleteWebhook")
    assert channel.bot == "telegram:7000001"


@pytest.mark.usefixtures("quick", "channel")
@pytest.mark.parametrize("failure", [StoreError("disk"), StoreFull("queue")])
async def test_while_the_store_fails_the_offset_stays_and_nothing_is_lost(telegram, intake, failure):
    intake.failures = [failure] * 5
    await telegram.person("Li").says("x")
    await intake.has(1)
    assert intake.calls == 6
    assert set(offsets(telegram)) == {0}


@pytest.mark.usefixtures("quick")
async def test_one_chat_is_taken_in_order_and_chats_beside_each_other(telegram, around, intake):
    li, ana = telegram.person("Li"), telegram.person("Ana")
    for number in range(4):
        await li.says(f"li {number}")
        await ana.says(f"ana {number}")
    intake.delay = 0.01
    channel = TelegramChannel(TelegramSettings(api_url=telegram.api_url), around)
    await channel.start()
    taken = await intake.has(8)
    await channel.stop()
    for name in ("li", "ana"):
        mine = [each.text for each in taken if each.text.startswith(name)]
        assert mine == [f"{name} {number}" for number in range(4)]
    assert intake.most_at_once == 2


@pytest.mark.usefixtures("channel")
async def test_an_update_of_an_unknown_kind_is_kept_and_the_next_one_works(telegram, intake):
    li = telegram.person("Li")
    broken = {"message_id": 1, "chat": li.fields, "date": "yesterday"}
    await telegram.enqueue_update({"message": broken}, token=TOKEN)
    await li.says("and this?")
    await intake.has(1)
    ((bot, delivery, payload, reason),) = intake.parked
    assert (bot, delivery, b"yesterday" in payload) == ("telegram:7000001", "1", True)
    assert "date" in reason


@pytest.mark.usefixtures("channel")
async def test_a_message_that_breaks_the_desk_is_kept_and_the_next_one_works(telegram, intake, caplog):
    li = telegram.person("Li")
    intake.failures = [KeyError("poison")]
    with caplog.at_level(logging.CRITICAL):
        await li.says("poison")
        await li.says("and this?")
        taken = await intake.has(1)
    assert taken[0].text == "and this?"
    assert [(each[1], each[3]) for each in intake.parked] == [("1", "taking it in failed: KeyError")]


@pytest.mark.usefixtures("channel")
async def test_a_message_we_cannot_read_is_kept_and_the_next_one_works(telegram, intake, monkeypatch):
    def failing(_message):
        raise KeyError("a fault of ours")

    monkeypatch.setattr("bot.handlers.telegram.parsing.location_of", failing)
    li = telegram.person("Li")
    await li.says("x")
    await intake.parks(1)
    monkeypatch.undo()
    await li.says("and this?")
    await intake.has(1)
    assert [(each[1], each[3]) for each in intake.parked] == [("1", "reading it failed: KeyError")]


@pytest.mark.usefixtures("channel", "quick")
async def test_a_fault_of_ours_is_an_alarm_and_does_not_end_receiving(telegram, intake, alarms, monkeypatch):
    monkeypatch.setattr("bot.handlers.telegram.polling.split", lambda _payload: 1 / 0)
    await telegram.person("Li").says("x")
    await alarms.rings()
    monkeypatch.undo()
    await intake.has(1)
    assert alarms.raised[0] == ("telegram-polling", "polling failed: ZeroDivisionError")


@pytest.mark.usefixtures("channel", "quick")
async def test_a_second_poller_raises_one_alarm_and_ends_by_itself(telegram, intake, alarms):
    for _ in range(3):
        telegram.fail("getUpdates", 409, "Conflict: terminated by other getUpdates request")
    await telegram.person("Li").says("x")
    await telegram.person("Ana").says("y")
    await intake.has(2)
    assert alarms.kinds() == ["telegram-conflict"]


@pytest.mark.usefixtures("channel", "quick")
@pytest.mark.parametrize("status", [500, 429, 0])
async def test_a_platform_in_trouble_is_asked_again(telegram, intake, alarms, status):
    li = telegram.person("Li")
    for _ in range(3):
        telegram.fail("getUpdates", status, "trouble", {"retry_after": 1})
    await li.says("x")
    await li.says("y")
    await intake.has(2)
    assert alarms.raised == []


async def test_a_refused_token_is_an_alarm_without_the_token(around, alarms, caplog):
    secret = "7000001:" + "B" * 35
    async with emulator() as telegram:
        channel = TelegramChannel(TelegramSettings(token=secret, api_url=telegram.api_url), around)
        with caplog.at_level(logging.DEBUG):
            await channel.start()
            await alarms.rings()
            await channel.stop()
    assert alarms.kinds() == ["telegram-token"]
    assert secret not in caplog.text + repr(alarms.raised)


@pytest.mark.usefixtures("quick")
async def test_a_token_refused_while_polling_ends_the_poller_with_an_alarm(telegram, channel, intake, alarms):
    telegram.fail("getUpdates", 401, "Unauthorized")
    await telegram.person("Li").says("x")
    await telegram.person("Li").says("y")
    await alarms.rings()
    assert alarms.kinds() == ["telegram-token"]
    assert channel.bot
    assert intake.calls <= 2


@pytest.mark.usefixtures("quick")
async def test_an_unreachable_platform_is_waited_for_and_its_address_shown_to_nobody(around, caplog):
    channel = TelegramChannel(TelegramSettings(api_url="http://127.0.0.1:1"), around)
    with caplog.at_level(logging.DEBUG):
        await channel.start()
        await asyncio.sleep(0.1)
        await channel.stop()
    assert caplog.text.count("does not answer yet") > 1
    assert TOKEN not in caplog.text


async def test_stopping_lets_what_is_in_hand_be_stored(telegram, around, intake):
    intake.delay = 0.2
    channel = TelegramChannel(TelegramSettings(api_url=telegram.api_url), around)
    await channel.start()
    await telegram.person("Li").says("x")
    async with asyncio.timeout(5):
        await intake.begun.wait()
    await channel.stop()
    assert [each.text for each in intake.taken] == ["x"]


async def test_stopping_while_the_line_is_held_is_quick(telegram, around):
    channel = TelegramChannel(TelegramSettings(api_url=telegram.api_url), around)
    await channel.start()
    await telegram.sees("getUpdates")
    async with asyncio.timeout(1):
        await channel.stop()


@pytest.mark.usefixtures("channel")
async def test_groups_that_are_not_the_staffs_are_ignored_and_named_once_in_the_log(telegram, intake, caplog):
    li = telegram.person("Li")
    staff, strange = telegram.group("Staff", STAFF_CHAT), telegram.group("Party", -1005)
    with caplog.at_level(logging.WARNING):
        await li.says("/ack", chat=strange)
        await li.says("/help", chat=strange)
        await li.says("/ack", chat=staff)
        taken = await intake.has(1)
    assert [(each.text, each.chat) for each in taken] == [("/ack", str(STAFF_CHAT))]
    assert caplog.text.count("-1005") == 1


@pytest.mark.usefixtures("channel")
async def test_an_anonymous_administrator_is_told_to_show_himself(telegram):
    staff = telegram.group("Staff", STAFF_CHAT)
    hidden = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    message = {"message_id": 4, "date": 1, "chat": staff.fields, "sender_chat": staff.fields}
    await telegram.enqueue_update({"message": {**message, "from": hidden, "text": "/ack BX"}}, token=TOKEN)
    shown = await staff.gets("telegram-anonymous zh")
    assert shown.reply_to == 4


@pytest.mark.usefixtures("channel")
async def test_a_refusal_that_cannot_be_said_stops_nothing(telegram, intake, caplog):
    staff = telegram.group("Staff", STAFF_CHAT)
    telegram.fail("sendMessage", 403, "Forbidden: not enough rights")
    hidden = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    message = {"message_id": 4, "date": 1, "chat": staff.fields, "sender_chat": staff.fields}
    await telegram.enqueue_update({"message": {**message, "from": hidden, "text": "/ack BX"}}, token=TOKEN)
    for number in (1, 2):
        await telegram.person("Wang").says("/ack", chat=staff)
        await intake.has(number)
    assert "a refusal was not sent" in caplog.text


@pytest.mark.usefixtures("quick", "channel")
async def test_an_update_without_an_id_is_kept_and_confirms_nothing(telegram, intake):
    telegram.strange = [{"no": "id"}, {"no": "id"}]
    await telegram.person("Li").says("x")
    await telegram.sees("getUpdates", 3)
    await intake.has(1)
    assert {parked[2] for parked in intake.parked} == {b'{"no": "id"}'}
    assert offsets(telegram)[:3] == [0, 0, 0]


@pytest.mark.usefixtures("quick", "channel")
async def test_an_answer_that_is_no_answer_is_asked_for_again(telegram, intake, monkeypatch):
    monkeypatch.setattr("bot.handlers.telegram.polling.split", flawed(telegram))
    await telegram.person("Li").says("x")
    await intake.has(1)
    assert set(offsets(telegram)) == {0}


def flawed(telegram):
    """The first two answers are cut off."""

    def flawed_split(payload: bytes) -> list[bytes]:
        return split(payload[:9] if len(telegram.called("getUpdates")) <= 2 else payload)

    return flawed_split

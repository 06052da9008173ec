"""Commands in the menus: by chat, by language, and only those that work."""

import json
from dataclasses import replace

import pytest

from bot.handlers.telegram.channel import TelegramChannel
from bot.handlers.telegram.menu import CUSTOMER, STAFF
from tests.handlers.fakes import FakeTexts
from tests.handlers.telegram.conftest import STAFF_CHAT, TelegramSettings


async def menus(telegram, around) -> dict[tuple[str, str], dict[str, str]]:
    """Start a channel and return its menus by scope and language."""
    channel = TelegramChannel(TelegramSettings(api_url=telegram.api_url), around)
    await channel.start()
    await telegram.sees("setMyCommands", 5 + len(around.staff))
    await channel.stop()
    found = {}
    for call in telegram.called("setMyCommands"):
        scope = json.loads(call["scope"])
        commands = {each["command"]: each["description"] for each in json.loads(call["commands"])}
        found[str(scope.get("chat_id") or scope["type"]), call.get("language_code", "")] = commands
    return found


async def test_customers_see_their_commands_in_their_language(telegram, around):
    found = await menus(telegram, around)
    assert found["all_private_chats", "es"]["report"] == "cmd-report es"
    assert found["all_private_chats", ""] == found["all_private_chats", "zh"]
    assert "ack" not in found["all_private_chats", ""]


async def test_the_staff_group_sees_the_staffs_commands(telegram, around):
    found = await menus(telegram, around)
    assert "ack" in found[str(STAFF_CHAT), ""]
    assert "report" not in found[str(STAFF_CHAT), ""]


async def test_somebody_of_the_staff_sees_both_in_private_once_there_is_a_chat(telegram, around):
    telegram.person("Wang", 77)
    found = await menus(telegram, replace(around, staff=(77,)))
    assert {"ack", "report"} <= set(found["77", ""])


async def test_a_command_without_a_description_does_not_work_yet_and_is_not_shown(telegram, around):
    texts = FakeTexts(unknown=frozenset({"cmd-status", "cmd-duty"}))
    found = await menus(telegram, replace(around, texts=texts))
    assert all("status" not in commands and "duty" not in commands for commands in found.values())


async def test_staff_without_a_group_have_their_private_menus_alone(telegram, around):
    channel = TelegramChannel(TelegramSettings(api_url=telegram.api_url, staff_chat=""), around)
    await channel.start()
    await telegram.sees("setMyCommands", 4)
    await telegram.person("Li").says("x")
    await around.intake.has(1)
    await channel.stop()
    assert all("all_private_chats" in call["scope"] for call in telegram.called("setMyCommands"))


async def test_a_fault_in_the_menus_does_not_end_receiving(telegram, around, intake, monkeypatch, caplog):
    monkeypatch.setattr("bot.handlers.telegram.channel.Menus", None)
    channel = TelegramChannel(TelegramSettings(api_url=telegram.api_url), around)
    await channel.start()
    await telegram.person("Li").says("x")
    await intake.has(1)
    await channel.stop()
    assert "TypeError" in caplog.text


async def test_without_any_description_there_is_no_menu(telegram, around, intake):
    everything = frozenset(f"cmd-{name}" for name in (*CUSTOMER, *STAFF))
    settings = TelegramSettings(api_url=telegram.api_url)
    channel = TelegramChannel(settings, replace(around, texts=FakeTexts(unknown=everything)))
    await channel.start()
    await telegram.person("Li").says("x")
    await intake.has(1)
    await channel.stop()
    assert telegram.called("setMyCommands") == []


@pytest.mark.parametrize("failures", [1, 3])
async def test_a_menu_that_is_refused_stops_nothing(telegram, around, intake, caplog, failures):
    for _ in range(failures):
        telegram.fail("setMyCommands", 400, "Bad Request: chat not found")
    await menus(telegram, around)
    assert caplog.text.count("Chat not found") == failures
    assert intake.calls == 0

"""What `check --online` finds out about our settings."""

import pytest

from bot.handlers.telegram.inspecting import inspect
from tests.handlers.telegram.conftest import SECRET, TelegramSettings
from tests.handlers.telegram.emulator import TOKEN

HOOK = {"receive": "webhook", "webhook_secret": SECRET, "public_url": "https://desk.example"}


async def found(telegram, **given) -> list[str]:
    return await inspect(TelegramSettings(api_url=telegram.api_url, **given))


async def test_settings_that_work_have_no_problems(telegram):
    assert await found(telegram) == []
    assert await found(telegram, staff_chat="") == []


async def test_a_token_that_telegram_does_not_know_is_said_without_the_token(telegram):
    unknown = "7000001:" + "B" * 35
    (problem,) = await found(telegram, token=unknown)
    assert problem.startswith("telegram.token")
    assert unknown not in problem


async def test_a_platform_out_of_reach_is_said_without_the_token():
    (problem,) = await inspect(TelegramSettings(api_url="http://127.0.0.1:1"))
    assert problem.startswith("telegram.api_url")
    assert TOKEN not in problem


async def test_a_webhook_that_is_not_set_or_in_the_way_is_said(telegram):
    (problem,) = await found(telegram, **HOOK)
    assert "not set" in problem
    telegram.webhook = {"url": "https://desk.example/telegram"}
    assert await found(telegram, **HOOK) == []
    (problem,) = await found(telegram)
    assert "polling gets nothing" in problem


async def test_a_webhook_whose_deliveries_fail_is_said(telegram):
    telegram.webhook = {"url": "https://desk.example/telegram", "last_error_message": "SSL error"}
    (problem,) = await found(telegram, **HOOK)
    assert problem.endswith("SSL error")


async def test_a_staff_group_that_we_left_is_said(telegram):
    telegram.standing = "left"
    (problem,) = await found(telegram)
    assert "the bot is left" in problem


async def test_a_staff_group_that_does_not_exist_is_said(telegram):
    telegram.fail("getChatMember", 400, "Bad Request: chat not found")
    (problem,) = await found(telegram)
    assert "Chat not found" in problem


@pytest.mark.parametrize("status", [401, 404])
async def test_a_token_that_is_refused_half_way_is_the_problem(telegram, status):
    telegram.fail("getChatMember", status, "Unauthorized")
    assert await found(telegram) == ["telegram.token: Telegram does not know this token"]

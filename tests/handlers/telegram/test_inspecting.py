"""What `check --online` finds out about our settings."""

from collections.abc import AsyncIterator

import pytest

from bot.handlers.telegram.inspecting import inspect, to_set
from tests.handlers.telegram.conftest import SECRET, STAFF_CHAT, TelegramSettings
from tests.telegram_api import TOKEN, Telegram
from tests.telegram_api import telegram as serving
from tests.telegram_api.members import RIGHTS

HOOK = {"receive": "webhook", "webhook_secret": SECRET, "public_url": "https://desk.example"}


@pytest.fixture
async def tg() -> AsyncIterator[Telegram]:
    async with serving() as running:
        yield running


async def found(tg: Telegram, **given) -> list[str]:
    return await inspect(TelegramSettings(api_url=tg.api_url, **given))


@pytest.fixture
def group(tg):
    return tg.group("Staff", STAFF_CHAT, forum=True)


@pytest.mark.usefixtures("group")
async def test_settings_that_work_have_no_problems(tg):
    assert await found(tg) == []
    assert await found(tg, staff_chat="") == []


async def test_a_token_that_telegram_does_not_know_is_said_without_the_token(tg):
    unknown = "7000001:" + "B" * 35
    (problem,) = await found(tg, token=unknown)
    assert problem.startswith("telegram.token")
    assert unknown not in problem


async def test_a_platform_out_of_reach_is_said_without_the_token():
    (problem,) = await inspect(TelegramSettings(api_url="http://127.0.0.1:1"))
    assert problem.startswith("telegram.api_url")
    assert TOKEN not in problem


async def test_a_webhook_that_is_not_set_or_in_the_way_is_said(tg):
    (problem,) = await found(tg, **HOOK, staff_chat="")
    assert "not set" in problem
    # Many bots put their token into the path.
    tg.webhook.url = f"https://other.example/{TOKEN}"
    (problem,) = await found(tg, **HOOK, staff_chat="")
    assert "other.example" in problem
    assert TOKEN not in problem
    tg.webhook.url = "https://desk.example/telegram"
    assert await found(tg, **HOOK, staff_chat="") == []
    (problem,) = await found(tg, staff_chat="")
    assert "polling gets nothing" in problem


async def test_a_webhook_whose_deliveries_fail_is_said(tg):
    tg.webhook.url = "https://desk.example/telegram"
    tg.webhook.last_error = (1_790_000_000, "SSL error")
    (problem,) = await found(tg, **HOOK, staff_chat="")
    assert problem.endswith("SSL error")


LACKING = {
    "not in the group": {"bot": "kicked"},
    "commands only": {"bot": "member"},
    "may not manage them": {"forum": True, "rights": RIGHTS - {"can_manage_topics"}},
}


@pytest.mark.parametrize("words", LACKING)
async def test_what_the_bot_lacks_in_the_staff_group_is_said_with_what_to_do(tg, words):
    tg.group("Staff", STAFF_CHAT, **LACKING[words])
    (problem,) = await found(tg)
    assert problem.startswith(f"telegram.staff_chat: {STAFF_CHAT}: ")
    assert words in problem


async def test_a_staff_group_that_does_not_exist_is_said(tg):
    (problem,) = await found(tg)
    assert "no such group" in problem


@pytest.mark.usefixtures("group")
@pytest.mark.parametrize("status", [401, 404])
async def test_a_token_that_is_refused_half_way_is_the_problem(tg, status):
    tg.fail("getChatMember", status, "Unauthorized")
    assert await found(tg) == ["telegram.token: Telegram does not know this token"]


def test_what_belongs_where_at_telegram_is_said():
    assert [line.partition(":")[0] for line in to_set(TelegramSettings(staff_chat=""))] == ["telegram"]
    _, hook, group = to_set(TelegramSettings(**HOOK))
    assert "https://desk.example/telegram" in hook
    assert f"the group {STAFF_CHAT}" in group
    assert not any(TOKEN in line for line in to_set(TelegramSettings(**HOOK)))

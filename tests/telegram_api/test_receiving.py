"""How updates reach us: polling, webhook, what waits, what expires, who is cut off."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from tests.telegram_api.polling import HOOKED, OTHER


@dataclass
class Hook:
    """A place for updates; `answers` are the statuses it will give, 200 when there are none left."""

    url: str = ""
    taken: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    gates: dict[int, asyncio.Event] = field(default_factory=dict)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.taken.append(update)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""))
        self.news.set()
        chat = update.get("message", {}).get("chat", {}).get("id", 0)
        if chat in self.gates:
            await self.gates[chat].wait()
        status = self.answers.pop(0) if self.answers else 200
        if status == 0:
            assert request.transport is not None
            request.transport.abort()
        return web.Response(status=status or 200, headers=self.headers if status != 200 else {})

    async def has(self, count: int) -> list[dict[str, Any]]:
        async with asyncio.timeout(5):
            while len(self.taken) < count:
                self.news.clear()
                await self.news.wait()
        return self.taken

    @property
    def texts(self) -> list[str]:
        return [each["message"]["text"] for each in self.taken if "message" in each]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    taking = Hook()
    app = web.Application()
    app.router.add_post("/hook", taking.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    taking.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield taking
    await runner.cleanup()


async def test_an_update_comes_again_until_a_higher_offset_confirms_it(tg, wire):
    li = tg.person("Li")
    await li.says("one")
    await li.says("two")
    first = (await wire("getUpdates", limit=1))["result"]
    assert [each["message"]["text"] for each in first] == ["one"]
    later = (await wire("getUpdates", offset=first[0]["update_id"] + 1))["result"]
    assert [each["message"]["text"] for each in later] == ["two"]
    assert [each.id for each in tg.updates.pending] == [later[0]["update_id"]]


async def test_a_poll_waits_for_what_comes(tg, wire):
    tg.platform.polling.patience = 1.0
    asking = asyncio.create_task(wire("getUpdates", timeout=30))
    await tg.sees("getUpdates")
    await tg.person("Li").says("here")
    assert (await asking)["result"][0]["message"]["text"] == "here"


async def test_a_second_poller_cuts_the_first_off(tg, wire):
    tg.platform.polling.patience = 1.0
    first = asyncio.create_task(wire("getUpdates", timeout=30))
    await tg.sees("getUpdates")
    second = asyncio.create_task(wire("getUpdates", timeout=30))
    assert await first == {"ok": False, "error_code": 409, "description": f"Conflict: {OTHER}"}
    await tg.person("Li").says("x")
    assert (await second)["ok"]


async def test_there_is_no_polling_beside_a_webhook(tg, wire, hook):
    asking = asyncio.create_task(wire("getUpdates", timeout=30))
    await tg.sees("getUpdates")
    await wire("setWebhook", url=hook.url)
    assert (await asking)["description"] == "Conflict: terminated by setWebhook request"
    assert await wire("getUpdates") == {"ok": False, "error_code": 409, "description": f"Conflict: {HOOKED}"}
    await wire("deleteWebhook")
    assert (await wire("getUpdates"))["ok"]


async def test_what_is_asked_for_stays_asked_for(tg, wire):
    li = tg.person("Li")
    await wire("getUpdates", allowed_updates=["message"])
    said = await li.says("x")
    await li.edits(said, "y")
    (only,) = (await wire("getUpdates", offset=1))["result"]
    assert "message" in only
    await wire("getUpdates", allowed_updates=[], offset=only["update_id"] + 1)
    await li.edits(said, "z")
    (edited,) = (await wire("getUpdates", offset=only["update_id"] + 1))["result"]
    assert edited["edited_message"]["text"] == "z"


async def test_messages_wait_a_day_and_presses_150_seconds(tg, bot):
    li = tg.person("Li")
    await li.says("kept")
    await li.presses_data("token", 5)
    assert len(tg.updates.pending) == 2
    tg.clock.advance(150)
    assert [each.kind for each in tg.updates.pending] == ["message"]
    tg.clock.advance(86400 - 150)
    assert tg.updates.pending == []
    assert await bot.get_updates() == ()


async def test_ids_that_begin_anew_below_our_offset_are_still_given_out(tg, wire):
    li = tg.person("Li")
    await li.says("old")
    (old,) = (await wire("getUpdates"))["result"]
    await wire("getUpdates", offset=old["update_id"] + 1)
    tg.updates.restart_ids(1000)
    await li.says("new")
    (new,) = (await wire("getUpdates", offset=old["update_id"] + 1))["result"]
    assert (new["update_id"], new["message"]["text"]) == (1000, "new")


async def test_a_press_is_answered_once_and_not_too_late(tg, bot, wire):
    li = tg.person("Li")
    press = await li.presses_data("token", 5)
    (update,) = await bot.get_updates()
    assert (update.callback_query.message.date.year, update.callback_query.data) == (1970, "token")
    assert await bot.answer_callback_query(press, "done")
    assert li.toasts == ["done"]
    late = await li.presses_data("token", 5)
    tg.clock.advance(tg.platform.answer_presses_within + 1)
    words = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    for each in (press, late, "77"):
        assert (await wire("answerCallbackQuery", callback_query_id=each))["description"] == words


async def test_the_webhook_brings_the_secret_and_all_that_waited(tg, wire, hook):
    li = tg.person("Li")
    await li.says("before")
    assert (await wire("setWebhook", url=hook.url, secret_token="s3cret", max_connections=5))["ok"]
    await li.says("after")
    await hook.has(2)
    await tg.is_read()
    assert hook.texts == ["before", "after"]
    assert hook.secrets == ["s3cret"] * 2
    info = (await wire("getWebhookInfo"))["result"]
    assert (info["url"], info["max_connections"], info["pending_update_count"]) == (hook.url, 5, 0)


async def test_a_chat_is_served_in_order_and_others_beside_it(tg, wire, hook):
    li, sun = tg.person("Li"), tg.person("Sun")
    hook.gates[li.chat] = asyncio.Event()
    await wire("setWebhook", url=hook.url)
    await li.says("li 1")
    await li.says("li 2")
    await sun.says("sun 1")
    await hook.has(2)
    assert sorted(hook.texts) == ["li 1", "sun 1"]
    hook.gates.pop(li.chat).set()
    await hook.has(3)
    assert hook.texts[-1] == "li 2"


async def test_a_press_overtakes_a_message_that_is_not_taken(tg, wire, hook):
    li = tg.person("Li")
    hook.gates[li.chat] = asyncio.Event()
    await wire("setWebhook", url=hook.url)
    await li.says("stuck")
    await li.presses_data("token", 5)
    await hook.has(2)
    assert [min(each) for each in hook.taken] == ["message", "callback_query"]
    hook.gates.pop(li.chat).set()


@pytest.mark.parametrize("failure", [503, 302, 0])
async def test_what_was_not_taken_comes_again_and_nothing_of_the_chat_before_it(tg, wire, hook, failure):
    tg.webhook.patience = 0.001
    hook.answers = [failure] * 3
    li = tg.person("Li")
    await wire("setWebhook", url=hook.url)
    await li.says("one")
    await li.says("two")
    await tg.is_read()
    assert hook.texts == ["one"] * 4 + ["two"]
    assert [status for _id, status in tg.webhook.answers] == [failure] * 3 + [200, 200]
    assert "last_error_message" in (await wire("getWebhookInfo"))["result"]


async def test_who_asks_to_wait_is_given_that_time_and_what_grew_too_old_is_dropped(tg, wire, hook):
    hook.answers, hook.headers = [503], {"Retry-After": "200"}
    await wire("setWebhook", url=hook.url)
    await tg.person("Li").presses_data("token", 5)
    await tg.is_read()
    assert len(hook.taken) == 1


@pytest.mark.parametrize(
    ("url", "secret", "words"),
    [
        ("http://desk.example/hook", "s", "bad webhook: An HTTPS URL must be provided for webhook"),
        ("https://desk.example:444/hook", "s", "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ("https://", "s", "invalid webhook URL specified"),
        ("http://127.0.0.1/hook", "no blanks", "secret token contains unallowed characters"),
        ("http://127.0.0.1/hook", "s" * 257, "secret token is too long"),
    ],
)
async def test_a_webhook_that_cannot_be_is_refused(wire, url, secret, words):
    told = await wire("setWebhook", url=url, secret_token=secret)
    assert told["description"] == f"Bad Request: {words}"


async def test_a_second_webhook_within_a_second_has_to_wait(wire, hook):
    await wire("setWebhook", url=hook.url)
    told = await wire("setWebhook", url=hook.url)
    assert (told["error_code"], told["parameters"]) == (429, {"retry_after": 1})


@pytest.mark.parametrize("hooked", [True, False])
async def test_what_was_taken_can_be_delivered_once_more(tg, wire, hook, hooked):
    li = tg.person("Li")
    if hooked:
        await wire("setWebhook", url=hook.url)
    await li.says("once")
    first = (await hook.has(1))[0] if hooked else (await wire("getUpdates"))["result"][0]
    after = first["update_id"] + 1
    if not hooked:
        await wire("getUpdates", offset=after)
    await tg.is_read()
    await tg.repeat(li)
    again = (await hook.has(2))[1] if hooked else (await wire("getUpdates", offset=after))["result"][0]
    assert again == first
    await tg.is_read()

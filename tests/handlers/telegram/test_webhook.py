"""What Telegram posts: checked before it is read, answered after the commit."""

import asyncio
import json

import aiohttp
import pytest

from bot.handlers.listener import Listener
from bot.handlers.telegram.channel import TelegramChannel
from bot.handlers.telegram.webhook import LIMIT, SECRET_HEADER, Webhook
from bot.ports import StoreError, StoreFull
from tests.handlers.telegram.conftest import SECRET, TelegramSettings

GOOD = {SECRET_HEADER: SECRET}


def update(number: int = 1, text: str = "x") -> bytes:
    user = {"id": 52, "first_name": "Li"}
    head = {"message_id": number, "date": 1_790_000_000, "from": user, "chat": {"id": 52, "type": "private"}}
    return json.dumps({"update_id": number, "message": {**head, "text": text}}).encode()


@pytest.fixture
async def post(hooked, telegram):
    """Post to the webhook once the bot knows its name; return the status and the answer's headers."""
    await telegram.sees("setWebhook")
    async with aiohttp.ClientSession() as session:

        async def send(body: bytes, headers: dict[str, str] | None = None):
            async with session.post(hooked, data=body, headers=GOOD if headers is None else headers) as answer:
                return answer.status, answer.headers

        yield send


async def test_an_update_is_answered_200_after_it_is_taken(post, intake):
    assert (await post(update()))[0] == 200
    assert [each.text for each in intake.taken] == ["x"]


async def test_the_webhook_is_set_with_secret_and_kinds(hooked, post, telegram):
    (asked,) = telegram.called("setWebhook")
    assert (asked["url"], asked["secret_token"]) == (hooked, SECRET)
    assert "chat_member" in json.loads(asked["allowed_updates"])
    assert post


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: ""}, {SECRET_HEADER: "wrong"}, {SECRET_HEADER: "sé"}])
async def test_a_wrong_or_missing_secret_is_401(post, intake, headers):
    assert (await post(update(), headers))[0] == 401
    assert intake.calls == 0


async def test_the_secret_is_checked_before_the_body_is_there(hooked, post):
    """The body is promised and never sent: only who does not read it can answer."""
    host, _, port = hooked.removeprefix("http://").removesuffix("/telegram").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n")
    async with asyncio.timeout(2):
        assert b" 401 " in await reader.readline()
    writer.close()
    await writer.wait_closed()
    assert post


@pytest.mark.parametrize("body", [b"", b"not json", b"{", b"\xff\xfe", b"[" * 5000])
async def test_broken_json_is_400(post, intake, body):
    assert (await post(body))[0] == 400
    assert intake.calls == 0


async def test_too_long_a_body_is_413(post, intake):
    assert (await post(b" " * (LIMIT + 1)))[0] == 413
    assert intake.calls == 0


@pytest.mark.parametrize("failure", [StoreFull("queue"), StoreError("disk")])
async def test_what_cannot_be_stored_is_503_and_comes_again(post, intake, failure):
    intake.failures = [failure]
    status, headers = await post(update())
    assert (status, int(headers["Retry-After"]) > 0) == (503, True)
    assert (await post(update()))[0] == 200
    assert len(intake.taken) == 1


async def test_the_same_update_20_times_at_once_is_20_times_200_and_one_message(post, intake):
    intake.delay = 0.01
    answers = await asyncio.gather(*(post(update()) for _ in range(20)))
    assert [status for status, _ in answers] == [200] * 20
    assert len(intake.taken) == 1


@pytest.mark.parametrize("body", [b'{"update_id": 3, "message": 5}', b'{"update_id": 3, "new_thing": {}}', b"[1, 2]"])
async def test_authentic_json_that_fails_our_types_is_kept_and_answered_200(post, intake, body):
    assert (await post(body))[0] == 200
    assert [parked[2] for parked in intake.parked] == [body]


async def test_what_cannot_be_kept_is_503(post, intake):
    intake.failures = [StoreError("disk")]
    assert (await post(b'{"update_id": 3, "message": 5}'))[0] == 503
    assert intake.parked == []


async def test_a_poisoned_update_is_kept_and_the_next_one_works(post, intake):
    intake.failures = [ValueError("poison")]
    assert (await post(update(1, "poison")))[0] == 200
    assert (await post(update(2, "next")))[0] == 200
    assert ([each[1] for each in intake.parked], [each.text for each in intake.taken]) == (["1"], ["next"])


async def test_a_lone_surrogate_is_taken_in(post, intake):
    assert (await post(update(text="a\ud800b")))[0] == 200
    assert intake.taken[0].text == "a\ufffdb"


async def test_updates_posted_by_the_platform_are_taken(telegram, hooked, intake):
    li = telegram.person("Li")
    await li.says("hello")
    (incoming,) = await intake.has(1)
    assert (incoming.text, bool(hooked)) == ("hello", True)


async def test_an_address_the_platform_refuses_is_an_alarm_and_tried_again(telegram, hooked, alarms, intake):
    telegram.fail("setWebhook", 400, "Bad Request: bad webhook: HTTPS url must be provided for webhook")
    await alarms.rings()
    assert alarms.kinds() == ["telegram-setup"]
    await telegram.sees("setWebhook", 2)
    await telegram.person("Li").says("x")
    await intake.has(1)
    assert hooked


async def test_until_the_bot_knows_its_name_the_platform_is_asked_to_wait(post):
    listener = Listener("127.0.0.1:0")
    listener.route("POST", "/telegram", Webhook(SECRET))
    await listener.start()
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{listener.url}/telegram", data=update(), headers=GOOD) as answer,
    ):
        assert (answer.status, "Retry-After" in answer.headers) == (503, True)
    await listener.stop()
    assert post


@pytest.mark.parametrize(
    "missing", [{"webhook_secret": ""}, {"public_url": ""}, {"webhook_secret": "a b", "public_url": "x"}]
)
def test_a_webhook_without_secret_or_address_does_not_start(around, missing):
    given = {"webhook_secret": SECRET, "public_url": "https://desk.example", **missing}
    settings = TelegramSettings(receive="webhook", **given)
    with pytest.raises(ValueError, match="webhook"):
        TelegramChannel(settings, around, Listener("127.0.0.1:0"))


def test_a_webhook_without_listener_does_not_start(around):
    settings = TelegramSettings(receive="webhook", webhook_secret=SECRET, public_url="https://desk.example")
    with pytest.raises(ValueError, match="listener"):
        TelegramChannel(settings, around)


@pytest.mark.parametrize("token", ["", "no token", "12345", "12345:", "abc:def"])
def test_what_is_no_token_is_refused_without_being_shown(around, token):
    with pytest.raises(ValueError, match="no bot token") as caught:
        TelegramChannel(TelegramSettings(token=token), around)
    assert not token or token not in str(caught.value)

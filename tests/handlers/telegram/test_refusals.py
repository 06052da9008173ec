"""What Telegram refuses and sends, through the channel and our own strict stand-in, where no other test has it."""

from collections.abc import AsyncIterator

import pytest

from bot.handlers.listener import Listener
from bot.handlers.telegram.channel import TelegramChannel
from bot.messages import Body, Button, Media, Sent, Undeliverable
from bot.ports import MediaGone, StoreError
from tests.handlers.telegram.conftest import SECRET, STAFF_CHAT, TelegramSettings, free_port
from tests.handlers.telegram.test_sending import delivery
from tests.telegram_api import Telegram
from tests.telegram_api import telegram as serving


@pytest.fixture
async def tg() -> AsyncIterator[Telegram]:
    async with serving(patience=0.02) as running:
        yield running


@pytest.fixture
async def polled(tg, around) -> AsyncIterator[TelegramChannel]:
    running = TelegramChannel(TelegramSettings(api_url=tg.api_url, staff_chat=""), around)
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def posted(tg, around) -> AsyncIterator[TelegramChannel]:
    """A channel that Telegram posts to."""
    url = f"http://127.0.0.1:{free_port()}"
    listener = Listener(url.removeprefix("http://"))
    told = TelegramSettings(api_url=tg.api_url, receive="webhook", webhook_secret=SECRET, public_url=url, staff_chat="")
    running = TelegramChannel(told, around, listener)
    await listener.start()
    await running.start()
    await tg.sees("setWebhook")
    yield running
    await listener.stop()
    await running.stop()


async def test_ids_that_begin_anew_are_taken_and_confirmed_like_any(tg, polled, intake):
    li = tg.person("Li")
    await li.says("before")
    await intake.has(1)
    await tg.is_read()
    tg.updates.restart_ids(1000)
    await li.says("after")
    await intake.has(2)
    await tg.is_read()
    assert [each.text for each in intake.taken] == ["before", "after"]
    assert polled.bot == "telegram:7000001"


@pytest.mark.usefixtures("polled")
async def test_a_press_whose_card_telegram_has_lost_still_names_its_chat_and_token(tg, intake):
    li = tg.person("Li")
    await li.presses_data("token-1", 77)
    (press,) = await intake.has(1)
    assert (press.chat, press.message_id, press.choice) == (str(li.chat), "77", "token-1")


@pytest.mark.usefixtures("polled")
async def test_a_touched_message_comes_as_an_edit_though_nothing_shows(tg, intake):
    li = tg.person("Li")
    said = await li.says("the same")
    await li.touches(said)
    first, second = await intake.has(2)
    assert (first.edited, second.edited, second.text) == (False, True, "the same")


@pytest.mark.usefixtures("polled")
async def test_an_album_comes_as_messages_that_name_it(tg, intake):
    li = tg.person("Li")
    await li.sends_album([b"one", b"two"], "the rack")
    first, second = await intake.has(2)
    assert first.album == second.album != ""
    assert (first.text, second.text) == ("the rack", "")


@pytest.mark.parametrize("trouble", ["started", "vanishes"])
async def test_who_never_wrote_to_us_or_is_gone_is_not_reached(tg, polled, trouble):
    li = tg.person("Li", started=trouble != "started")
    if trouble == "vanishes":
        li.vanishes()
    words = {"started": "bot can't initiate conversation with a user", "vanishes": "user is deactivated"}
    assert await polled.send(delivery(li, "x")) == Undeliverable(f"Forbidden: {words[trouble]}", unreachable=True)


async def test_a_group_that_let_us_not_write_says_so(tg, polled):
    staff = tg.group("Staff", STAFF_CHAT)
    staff.bot_becomes("restricted")
    staff.at.members[tg.bot_id].permissions = frozenset()
    outcome = await polled.send(delivery(staff, "x"))
    assert isinstance(outcome, Undeliverable)
    assert "not enough rights to send text messages" in outcome.reason.lower()


async def test_an_answer_to_a_message_that_is_gone_is_sent_without_it(tg, polled):
    li = tg.person("Li")
    said = await li.says("help")
    await li.deletes(said)
    outcome = await polled.send(delivery(li, "here", reply_to=str(said.id)))
    assert outcome == Sent(str(li.last.id))
    assert (li.last.text, li.last.reply_to) == ("here", None)


async def test_what_a_toast_may_not_hold_is_cut_and_a_second_answer_counts_as_given(tg, polled):
    li = tg.person("Li")
    press = await li.presses_data("t", 5)
    told = delivery(li, "字" * 300, kind="answer_press", press=press)
    assert await polled.send(told) == Sent()
    assert await polled.send(told) == Sent()
    assert [len(each) for each in li.toasts] == [200]


async def test_a_card_is_edited_by_its_own_and_sent_anew_when_somebody_deleted_it(tg, polled):
    staff = tg.group("Staff", STAFF_CHAT)
    body = Body("BX-1", rows=((Button("Go", "t"),),))
    sent = await polled.send(delivery(staff, body, kind="card"))
    assert await polled.send(delivery(staff, body, kind="card", edit_id=sent.external_id)) == sent
    await tg.person("Sun").deletes(staff.last)
    again = await polled.send(delivery(staff, body, kind="card", edit_id=sent.external_id))
    assert again == Sent(str(staff.last.id)) != sent


async def test_a_file_that_telegram_does_not_know_any_more_is_given_up(polled):
    with pytest.raises(MediaGone, match="Invalid file_id"):
        await polled.fetch(Media("photo", remote="long gone", size=5))


@pytest.mark.usefixtures("posted")
async def test_what_could_not_be_stored_is_posted_again_and_its_chat_waits_for_it(tg, intake):
    li, sun = tg.person("Li"), tg.person("Sun")
    intake.failures = [StoreError("disk")] * 2
    await li.says("one")
    await li.says("two")
    await intake.has(2)
    await sun.says("three")
    await tg.is_read()
    assert [each.text for each in intake.taken] == ["one", "two", "three"]
    assert [status for _id, status in tg.webhook.answers].count(503) == 2


@pytest.mark.usefixtures("posted")
async def test_what_came_twice_is_told_under_the_same_number(tg, intake):
    li = tg.person("Li")
    await li.says("once")
    await tg.is_read()
    await tg.repeat(li)
    await tg.is_read()
    assert (len(intake.taken), intake.calls) == (1, 2)


async def test_a_webhook_set_twice_within_a_second_is_waited_for(tg, posted, around):
    await posted.stop()
    listener = Listener(f"127.0.0.1:{free_port()}")
    told = TelegramSettings(
        api_url=tg.api_url, receive="webhook", webhook_secret=SECRET, public_url="http://127.0.0.1:1", staff_chat=""
    )
    again = TelegramChannel(told, around, listener)
    await again.start()
    await tg.sees("setWebhook", 3)
    await again.stop()
    assert tg.webhook.url == "http://127.0.0.1:1/telegram"

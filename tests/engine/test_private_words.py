"""With `keep_wechat_private` nothing that customers write on WeChat reaches Telegram, by whichever way it might."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest

from bot.desk import rows
from bot.desk.facts import Changes, Keys
from bot.messages import Delivery, Media, RetryAt
from tests.decisions.room import BOT, words
from tests.engine.channels import ADDRESS, TELEGRAM, WECHAT, Exchange

SECRET = "Zwielicht"
NAME = "Xiaoming"


async def opened(**house: Any) -> Exchange:
    exchange = await Exchange.open(**{"keep_wechat_private": True, "public_url": ADDRESS, **house})
    for who in ("wang", "zhao", "lin"):
        await exchange.routes(who, TELEGRAM)
    return exchange


@pytest.fixture
async def exchange():
    made = await opened()
    yield made
    await made.room.store.close()


async def wechat(exchange: Exchange, text: str = "", **more: Any) -> None:
    await exchange.says("xiaoming", text, bot=WECHAT, window="message", **more)


async def report(exchange: Exchange) -> rows.TicketRow:
    told = (f"{SECRET} on the tower", "1", "3", "no", f"{SECRET} works", f"{SECRET} tower", "skip", "skip")
    for text in ("/report", *told):
        await wechat(exchange, text)
    return (await exchange.room.tickets())[-1]


def everything(exchange: Exchange, bot: str = TELEGRAM) -> str:
    """All that a platform was given, as the bytes that would leave."""
    return "\n".join(msgspec.json.encode(one).decode() for one in exchange.platforms[bot].sent)


def sent_to(exchange: Exchange, chat: str) -> list[Delivery]:
    return [one for one in exchange.platforms[TELEGRAM].sent if one.place.chat == chat]


async def whole_life(exchange: Exchange) -> rows.TicketRow:
    """A ticket with everything a customer can write, and all that staff do about it on Telegram."""
    ticket = await report(exchange)
    number = ticket.number
    await exchange.says("wang", f"/ack {number}", bot=TELEGRAM)
    await wechat(exchange, f"also the {SECRET} hums")
    await wechat(exchange, f"{SECRET} picture", media=exchange.room.photos(1))
    for typed in ("/ticket {n}", "/say {n} and the plate?", "/phone {n}", "/wait {n} the plate"):
        await exchange.says("wang", typed.format(n=number), bot=TELEGRAM)
    await wechat(exchange, f"{SECRET} plate")
    for typed in ("/mine", "/open", f"/find {number}"):
        await exchange.says("wang", typed, bot=TELEGRAM)
    await exchange.says("wang", f"/give {number} zhao", bot=TELEGRAM)
    await exchange.says("zhao", f"/accept {number}", bot=TELEGRAM)
    await exchange.says("zhao", f"/solved {number} fuse", bot=TELEGRAM)
    await wechat(exchange, "no")
    await exchange.passes(minutes=3)
    await wechat(exchange, f"it is the {SECRET}")
    await exchange.passes(minutes=30)
    return ticket


async def test_a_whole_life_leaves_no_word_and_no_name_of_theirs_on_telegram(exchange):
    ticket = await whole_life(exchange)
    said = everything(exchange)
    assert {"customer_wrote", "attached", "reopened", "waiting_started"} <= set(await exchange.room.events(ticket))
    assert f"BX-{ticket.number[:4]}" in said
    assert SECRET not in said
    assert NAME not in said
    assert '"digest"' not in said.replace('"digest":""', "")
    assert SECRET in everything(exchange, BOT)
    assert NAME in everything(exchange, BOT)


async def test_without_the_switch_telegram_reads_what_the_browser_reads():
    exchange = await opened(keep_wechat_private=False)
    await report(exchange)
    assert SECRET in everything(exchange)
    await exchange.room.store.close()


async def test_words_of_other_channels_are_shown_as_ever(exchange):
    await exchange.reports("li", BOT, f"{SECRET} from the browser")
    assert SECRET in everything(exchange)


async def test_a_call_says_number_level_and_by_when_with_its_buttons_and_a_link(exchange):
    ticket = await report(exchange)
    (page,) = [one for one in sent_to(exchange, "wang") if one.lane == 0]
    for shown in (f"BX-{ticket.number[:4]}", words("level-1"), f"{ADDRESS}/t/"):
        assert shown in page.body.text
    labels = [button.label for row in page.body.rows for button in row]
    assert words("btn-ack") in labels
    assert words("btn-look") not in labels
    await exchange.says("wang", choice=page.body.rows[0][0].token, bot=TELEGRAM)
    assert (await exchange.room.ticket(ticket.number)).state == "acknowledged"


async def test_a_group_reads_where_the_words_are_and_gets_nobodys_link(exchange):
    await report(exchange)
    said = "\n".join(one.body.text for one in sent_to(exchange, "-100"))
    assert f"{ADDRESS}/chat" in said
    assert "/t/" not in said


async def test_news_come_with_a_link_of_their_own(exchange):
    ticket = await report(exchange)
    await exchange.says("wang", f"/ack {ticket.number}", bot=TELEGRAM)
    await wechat(exchange, f"also the {SECRET} hums")
    await exchange.passes(seconds=10)
    (news,) = [one for one in sent_to(exchange, "wang") if words("private-news") in one.body.text]
    assert re.search(rf"{words('btn-look')}: {ADDRESS}/t/\S+", news.body.text)


async def test_calls_that_go_together_name_no_symptoms(exchange):
    exchange.platforms[TELEGRAM].refused["wang"] = RetryAt(1, "busy")
    for one in range(5):
        for text in ("/report", f"{SECRET} {one}", "1", "3", "no"):
            await exchange.says(f"guest{one}", text, bot=WECHAT, window="message")
    del exchange.platforms[TELEGRAM].refused["wang"]
    for _ in range(6):
        await exchange.passes(seconds=5)
    together = [one for one in sent_to(exchange, "wang") if one.body.text.count("/ack ") > 1]
    assert together
    assert SECRET not in everything(exchange)


async def test_the_topic_of_a_forum_is_named_by_number_and_level_alone(exchange):
    forum = rows.Chat(bot=TELEGRAM, chat="-100", status="administrator", is_forum=1, can_manage_topics=1)
    await exchange.room.store.turn(lambda work: work.save(Changes(chats=[forum])))
    await exchange.engine.core.refresh_roster()
    ticket = await report(exchange)
    (topic,) = [one for one in sent_to(exchange, "-100") if one.kind == "topic"]
    assert f"BX-{ticket.number[:4]}" in topic.body.text
    assert SECRET not in everything(exchange)


async def test_a_file_is_told_of_and_not_sent(exchange):
    ticket = await report(exchange)
    await exchange.says("wang", f"/ack {ticket.number}", bot=TELEGRAM)
    picture = Media("photo", f"{SECRET}.jpg", "image/jpeg", 9, digest="a" * 64)
    attachment = rows.Attachment(
        **{name: getattr(picture, name) for name in ("kind", "name", "mime", "size", "remote", "digest")},
        id=exchange.room.ids.new(),
        bot=WECHAT,
        state="stored",
        created_at=exchange.room.clock.now(),
        person=ticket.reporter,
        ticket=ticket.id,
    )

    async def hand_on(work: Any) -> None:
        facts = (await work.more(Keys(ticket=ticket.id))).ticket
        await work.save(exchange.room.desk.media_stored((attachment,), facts, exchange.room.clock.now()))

    await exchange.room.store.turn(hand_on)
    await exchange.settle()
    told = sent_to(exchange, "wang")[-1]
    assert f"BX-{ticket.number[:4]}" in told.body.text
    assert told.body.files == ()
    assert SECRET not in everything(exchange)


async def test_what_they_add_from_wechat_to_a_ticket_of_another_channel_stays_out_as_well(exchange):
    ticket = await exchange.reports("li", BOT, "The tower went dark")
    (account,) = await exchange.room.rows("account_by_address", BOT, "li")
    joined = rows.Account(
        id=exchange.room.ids.new(), bot=WECHAT, address="xiaoming", person=account[3], chat="xiaoming", language="en",
    )  # fmt: skip
    await exchange.room.store.turn(lambda work: work.save(Changes(accounts=[joined])))
    await exchange.says("wang", f"/ack {ticket.number}", bot=TELEGRAM)
    await wechat(exchange, "/cancel")
    await wechat(exchange, f"it is the {SECRET}")
    assert SECRET not in everything(exchange)
    assert (await exchange.room.events(ticket))[-1] == "customer_wrote"

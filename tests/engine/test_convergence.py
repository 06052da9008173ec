"""One ticket, one card on every channel: whoever acts, and wherever, all of them come to show the same."""

import asyncio
from typing import Any

import pytest

from bot.messages import Body, RetryAt
from tests.decisions.room import BOT, ROOM, words
from tests.engine.channels import TELEGRAM, WECOM, Exchange

PLACES = ((TELEGRAM, "-100"), (WECOM, "party:2"), (BOT, ROOM))


@pytest.fixture
async def exchange():
    opened = await Exchange.open()
    await opened.routes("zhao", TELEGRAM)
    await opened.routes("lin", WECOM)
    yield opened
    await opened.room.store.close()


def cards(exchange: Exchange) -> list[Body]:
    """The one card of each group."""
    found = [exchange.platforms[bot].cards(chat) for bot, chat in PLACES]
    assert [len(each) for each in found] == [1, 1, 1]
    return [each[0] for each in found]


async def assert_all_alike(exchange: Exchange, *shown: str) -> None:
    """Soon every group shows the same words and the same buttons, each with tokens of its own."""
    # As soon as the platforms bear another message in the chat.
    await exchange.passes(seconds=20)
    first, *others = cards(exchange)
    for other in others:
        assert other.text == first.text
        assert [button.label for row in other.rows for button in row] == [
            button.label for row in first.rows for button in row
        ]
    tokens = [button.token for each in cards(exchange) for row in each.rows for button in row]
    assert len(set(tokens)) == len(tokens)
    for words_of_card in shown:
        assert words_of_card in first.text


def in_group(bot: str, chat: str) -> dict[str, Any]:
    return {"bot": bot, "chat": chat, "chat_kind": "group"}


async def test_a_new_ticket_has_one_card_in_each_group(exchange):
    await exchange.reports("li", BOT)
    await assert_all_alike(exchange, words("staff-state-new"))


@pytest.mark.parametrize(("who", "bot", "chat"), [("zhao", TELEGRAM, "-100"), ("wang", BOT, ROOM)])
async def test_whoever_presses_in_one_group_is_shown_in_all(exchange, who, bot, chat):
    await exchange.reports("li", BOT)
    press = exchange.press(bot, chat, "I'll take it")
    await exchange.says(who, choice=press, press="p1", **in_group(bot, chat))
    await assert_all_alike(exchange, who.title(), words("staff-state-acknowledged"))


async def test_a_press_on_a_card_of_the_department_is_shown_in_all(exchange):
    await exchange.reports("li", BOT)
    press = exchange.press(WECOM, "party:2", "I'll take it")
    await exchange.says("lin", choice=press, press="lin", **in_group(WECOM, "party:2"))
    await assert_all_alike(exchange, "Lin", words("staff-state-acknowledged"))


async def test_a_whole_life_told_from_three_channels_leaves_three_equal_cards(exchange):
    ticket = await exchange.reports("li", BOT)
    for who, text, bot in (
        ("zhao", "/ack {n}", TELEGRAM),
        ("lin", "/take {n}", WECOM),
        ("lin", "yes", WECOM),
        ("lin", "/say {n} we look at it", WECOM),
        ("lin", "/wait {n} a picture of the plate", WECOM),
    ):
        await exchange.says(who, text.format(n=ticket.number), bot=bot)
        await assert_all_alike(exchange)
    await exchange.says("li", "here it is")
    await assert_all_alike(exchange, words("staff-state-working"), "Lin")
    await exchange.says("lin", f"/solved {ticket.number} fuse", bot=WECOM)
    await assert_all_alike(exchange, words("staff-state-solved"))


async def test_of_two_who_press_at_once_on_two_channels_one_has_it_and_the_other_is_told_who(exchange):
    ticket = await exchange.reports("li", BOT)
    telegram = exchange.press(TELEGRAM, "-100", "I'll take it")
    wecom = exchange.press(WECOM, "party:2", "I'll take it")
    room, turns = exchange.room, exchange.engine.turns
    both = (
        room.message("zhao", choice=telegram, press="p1", **in_group(TELEGRAM, "-100")),
        room.message("lin", choice=wecom, press="lin", **in_group(WECOM, "party:2")),
    )
    await asyncio.gather(*(turns.take(one) for one in both))
    await exchange.passes(seconds=5)
    assert (await room.events(ticket)).count("acknowledged") == 1
    answers = [
        one.body.text for bot in (TELEGRAM, WECOM) for one in exchange.platforms[bot].sent if one.kind == "answer_press"
    ]
    assert sorted(words("already-held") in text for text in answers) == [False, True]
    holder = next(name for name in ("Zhao", "Lin") if name in cards(exchange)[0].text)
    assert any(holder in text for text in answers)
    await assert_all_alike(exchange, holder)


async def test_a_channel_that_was_away_shows_the_same_once_it_is_back(exchange):
    ticket = await exchange.reports("li", BOT)
    exchange.platforms[WECOM].refused["party:2"] = RetryAt(1, "busy")
    await exchange.says("zhao", f"/ack {ticket.number}", bot=TELEGRAM)
    await exchange.says("zhao", f"/say {ticket.number} on my way", bot=TELEGRAM)
    assert "Zhao" not in exchange.platforms[WECOM].cards("party:2")[0].text
    del exchange.platforms[WECOM].refused["party:2"]
    await exchange.passes(minutes=2)
    await assert_all_alike(exchange, "Zhao", words("staff-state-working"))

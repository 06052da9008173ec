"""Messages about a ticket go to the account that reported it, and where that is lost to the person's other one."""

import re

import pytest

from bot.messages import Lane
from tests.decisions.room import BOT, words
from tests.engine.channels import LOST, TELEGRAM, Exchange


@pytest.fixture
async def exchange():
    opened = await Exchange.open()
    yield opened
    await opened.room.store.close()


async def link(exchange: Exchange, who: str, telegram: str) -> None:
    await exchange.says(who, "/link")
    code = re.findall(r"\d{4} \d{4}", exchange.platforms[BOT].texts(who))[-1]
    await exchange.says(telegram, f"/link {code}", bot=TELEGRAM)
    assert words("link-done") in exchange.platforms[TELEGRAM].texts(telegram)


async def test_what_the_reporting_account_refuses_is_with_the_other_at_once_buttons_and_all(exchange):
    ticket = await exchange.reports("li", BOT)
    await link(exchange, "li", "4711")
    await exchange.says("wang", f"/ack {ticket.number}")
    assert words("notice-acknowledged") not in exchange.platforms[TELEGRAM].texts("4711")
    exchange.platforms[BOT].refused["li"] = LOST
    await exchange.says("wang", f"/solved {ticket.number} fuse")
    assert "fuse" in exchange.platforms[TELEGRAM].texts("4711")
    yes = exchange.press(TELEGRAM, "4711", words("choice-works"))
    await exchange.says("4711", choice=yes, bot=TELEGRAM)
    assert (await exchange.room.ticket(ticket.number)).state == "closed"


async def test_staff_are_not_told_that_a_customer_is_lost_who_reads_us_elsewhere(exchange):
    ticket = await exchange.reports("li", BOT)
    await link(exchange, "li", "4711")
    await exchange.says("wang", f"/ack {ticket.number}")
    exchange.platforms[BOT].refused["li"] = LOST
    await exchange.says("wang", f"/say {ticket.number} coming")
    await exchange.says("wang", f"/say {ticket.number} nearly there")
    assert exchange.platforms[TELEGRAM].texts("4711").count("coming") == 1
    assert "nearly there" in exchange.platforms[TELEGRAM].texts("4711")
    told = exchange.platforms[BOT].texts("wang")
    assert words("customer-unreachable-nowhere") not in told
    assert words("card-unreachable") not in "".join(body.text for body in exchange.platforms[BOT].cards("wang"))


async def test_once_the_first_account_is_back_news_go_there_again(exchange):
    ticket = await exchange.reports("li", BOT)
    await link(exchange, "li", "4711")
    await exchange.says("wang", f"/ack {ticket.number}")
    exchange.platforms[BOT].refused["li"] = LOST
    await exchange.says("wang", f"/say {ticket.number} first")
    del exchange.platforms[BOT].refused["li"]
    await exchange.says("li", "I am back")
    await exchange.says("wang", f"/say {ticket.number} second")
    assert "second" in exchange.platforms[BOT].texts("li")
    assert "second" not in exchange.platforms[TELEGRAM].texts("4711")


async def test_with_both_lost_staff_hear_of_it(exchange):
    ticket = await exchange.reports("li", BOT)
    await link(exchange, "li", "4711")
    await exchange.says("wang", f"/ack {ticket.number}")
    exchange.platforms[BOT].refused["li"] = LOST
    exchange.platforms[TELEGRAM].refused["4711"] = LOST
    await exchange.says("wang", f"/say {ticket.number} coming")
    assert words("customer-unreachable-nowhere") in exchange.platforms[BOT].texts("wang")
    assert all(one.lane != Lane.PAGE or one.place.chat != "4711" for one in exchange.platforms[TELEGRAM].sent)

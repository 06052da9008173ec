"""Somebody with several routes is called by the first of them, and by the next at once when that one fails."""

import pytest

from bot.messages import RetryAt, Undeliverable
from tests.decisions.room import BOT
from tests.engine.channels import LOST, TELEGRAM, WECOM, Exchange

REFUSED = Undeliverable("the platform will have none of it")


@pytest.fixture
async def exchange():
    opened = await Exchange.open(routes={"wang": ("wecom", "telegram", "web")})
    await opened.routes("wang", TELEGRAM, WECOM)
    yield opened
    await opened.room.store.close()


async def test_the_order_of_the_configuration_counts(exchange):
    await exchange.reports("li", BOT)
    assert exchange.platforms[WECOM].pages() == ["wang"]
    assert exchange.platforms[TELEGRAM].pages() == exchange.platforms[BOT].pages() == []


async def test_a_channel_that_is_not_named_comes_last_and_the_newest_account_of_one_first(exchange):
    await exchange.routes("zhao", TELEGRAM)
    exchange.room.desk.house.routes["zhao"] = ("web",)  # type: ignore[index]  # a dict in this test
    await exchange.engine.core.refresh_roster()
    zhao = next(one for one in exchange.room.desk.roster.members if one.slug == "zhao")
    assert [route.place.channel for route in zhao.routes] == ["web", "telegram"]


@pytest.mark.parametrize("failure", [LOST, REFUSED])
async def test_the_next_route_is_tried_in_the_same_instant_and_nobody_else_is_called(exchange, failure):
    exchange.platforms[WECOM].refused["wang"] = failure
    before = exchange.room.clock.now()
    ticket = await exchange.reports("li", BOT)
    assert exchange.platforms[TELEGRAM].pages() == ["wang"]
    assert exchange.platforms[BOT].pages() == []
    assert exchange.room.clock.now() == before
    assert (await exchange.room.events(ticket)).count("paged") == 2


@pytest.mark.parametrize("failure", [LOST, REFUSED])
async def test_when_all_routes_have_failed_the_backup_is_called_in_the_same_instant(exchange, failure):
    for bot in (WECOM, TELEGRAM, BOT):
        exchange.platforms[bot].refused["wang"] = failure
    await exchange.reports("li", BOT)
    assert exchange.platforms[BOT].pages() == ["zhao"]


async def test_the_ladder_climbs_in_its_own_time_after_a_second_route(exchange):
    exchange.platforms[WECOM].refused["wang"] = REFUSED
    await exchange.reports("li", BOT)
    await exchange.passes(minutes=4, seconds=59)
    assert exchange.platforms[BOT].pages() == []
    await exchange.passes(seconds=2)
    assert exchange.platforms[BOT].pages() == ["zhao"]


async def test_what_has_to_wait_once_is_no_failure(exchange):
    exchange.platforms[WECOM].refused["wang"] = RetryAt(1, "busy")
    await exchange.reports("li", BOT)
    assert exchange.platforms[TELEGRAM].pages() == []
    del exchange.platforms[WECOM].refused["wang"]
    await exchange.passes(seconds=3)
    assert exchange.platforms[WECOM].pages() == ["wang"]
    assert exchange.platforms[TELEGRAM].pages() == []


async def test_while_a_platform_puts_a_call_off_again_and_again_the_next_route_is_called_as_well(exchange):
    exchange.platforms[WECOM].refused["wang"] = RetryAt(1, "busy")
    ticket = await exchange.reports("li", BOT)
    for _ in range(6):
        await exchange.passes(seconds=2)
    assert exchange.platforms[TELEGRAM].pages() == ["wang"]
    assert exchange.platforms[BOT].pages() == []
    await exchange.says("wang", f"/ack {ticket.number}", bot=TELEGRAM)
    del exchange.platforms[WECOM].refused["wang"]
    await exchange.passes(seconds=10)
    assert exchange.platforms[WECOM].pages() == []


async def test_who_was_reached_by_another_route_answers_there(exchange):
    exchange.platforms[WECOM].refused["wang"] = REFUSED
    ticket = await exchange.reports("li", BOT)
    press = exchange.press(TELEGRAM, "wang", "I'll take it")
    await exchange.says("wang", choice=press, bot=TELEGRAM)
    assert (await exchange.room.ticket(ticket.number)).state == "acknowledged"

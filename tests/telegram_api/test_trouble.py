"""Too much at once, and what goes wrong on purpose."""

import asyncio

import aiohttp
import pytest

from tests.telegram_api import Limits, Rate


async def _send(wire, chat: int, count: int) -> list[int]:
    return [(await wire("sendMessage", chat_id=chat, text=str(at))).get("error_code", 200) for at in range(count)]


async def test_a_chat_bears_a_short_burst_and_then_one_a_second(tg, wire):
    li = tg.person("Li")
    assert await _send(wire, li.chat, 7) == [200] * 5 + [429] * 2
    told = await wire("sendMessage", chat_id=li.chat, text="x")
    seconds = told["parameters"]["retry_after"]
    assert told["description"] == f"Too Many Requests: retry after {seconds}"
    tg.clock.advance(seconds)
    assert await _send(wire, li.chat, 1) == [200]
    assert [seconds for _method, _chat, seconds in tg.flood.refused] == [1, 1, 1]


async def test_a_group_bears_twenty_a_minute_edits_included(tg, bot, wire):
    tg.flood.limits = Limits(chat=None)
    staff = tg.group("Staff")
    sent = await bot.send_message(staff.chat, "card")
    for at in range(9):
        await bot.edit_message_text(str(at), staff.chat, sent.message_id)
    assert await _send(wire, staff.chat, 11) == [200] * 10 + [429]
    assert tg.flood.busiest(staff.at) == 20
    assert 55 <= (await wire("sendMessage", chat_id=staff.chat, text="x"))["parameters"]["retry_after"] <= 60


async def test_a_bot_bears_thirty_a_second_and_answers_count_for_nothing(tg, bot, wire):
    tg.flood.limits = Limits(bot=Rate(3, 60), chat=None, group=None)
    people = [tg.person(f"P{at}") for at in range(4)]
    assert [(await _send(wire, each.chat, 1))[0] for each in people] == [200, 200, 200, 429]
    assert await bot.answer_callback_query(await people[0].presses_data("t", 1))


async def test_a_refusal_comes_as_it_was_scripted_and_then_no_more(tg, wire):
    li = tg.person("Li")
    tg.faults.refuse("sendMessage", 500, "Internal Server Error", times=2)
    assert await _send(wire, li.chat, 3) == [500, 500, 200]
    tg.faults.add("*", "reset", fits=lambda call: call.text("chat_id") == "9")
    assert await _send(wire, li.chat, 1) == [200]


async def test_a_lost_answer_does_what_was_asked(tg, wire):
    li = tg.person("Li")
    tg.fail("sendMessage", 0)
    with pytest.raises(aiohttp.ClientError):
        await _send(wire, li.chat, 1)
    assert [each.text for each in li.inbox] == ["0"]
    tg.faults.add("sendMessage", "hang")
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(_send(wire, li.chat, 1), 0.1)
    assert len(li.inbox) == 2


async def test_a_broken_connection_does_nothing_and_a_delay_only_waits(tg, wire):
    li = tg.person("Li")
    tg.faults.add("sendMessage", "reset")
    with pytest.raises(aiohttp.ClientError):
        await _send(wire, li.chat, 1)
    assert li.inbox == []
    tg.faults.add("sendMessage", "delay", seconds=0.05)
    before = asyncio.get_running_loop().time()
    assert await _send(wire, li.chat, 1) == [200]
    assert asyncio.get_running_loop().time() - before >= 0.05


async def test_it_can_be_out_of_reach_and_come_back_on_the_same_port(tg, wire):
    li, at = tg.person("Li"), tg.api_url
    await tg.falls()
    with pytest.raises(aiohttp.ClientError):
        await _send(wire, li.chat, 1)
    await tg.rises()
    assert (await _send(wire, li.chat, 1), tg.api_url) == ([200], at)


async def test_what_does_not_come_is_told_with_what_is_there(tg, bot):
    li = tg.person("Li")
    await bot.send_message(li.chat, "something else")
    with pytest.raises(AssertionError, match="something else"):
        await li.gets("nothing", within=0.05)

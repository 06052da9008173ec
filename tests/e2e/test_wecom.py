"""Staff in WeCom work as those on Telegram do, through the whole desk and strict stand-ins of both platforms."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.e2e.desks import until, words
from tests.e2e.two_platforms import TwoPlatforms, two_platforms
from tests.telegram_api import Message
from tests.tencent_api import Bubble

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)
NAMES = {"zhao": "Zoe Lane", "wang": "Will Ward"}


@pytest.fixture
async def desk(tmp_path) -> AsyncIterator[TwoPlatforms]:
    async with two_platforms(tmp_path) as running:
        yield running


async def settled(desk: TwoPlatforms) -> None:
    """Return when nothing waits to be sent."""
    await until(lambda: not desk.rows("SELECT 1 FROM outbox WHERE state IN ('pending', 'claimed')"), 20)


def is_in(desk: TwoPlatforms, state: str) -> bool:
    return bool(desk.rows("SELECT 1 FROM tickets WHERE state = ?", state))


async def test_a_ticket_is_taken_and_solved_in_wecom_by_card_command_and_plain_words(desk):
    number = await desk.reports()
    call = await desk.zhao.gets("Call 1")
    await desk.zhao.presses(words("btn-ack"), on=call)
    await desk.zhao.gets(f"{number} is yours")
    await desk.zhao.says(f"/say {number} Please switch it off and on")
    await until(lambda: "Please switch it off and on" in desk.read_by("li"), 10)
    await until(lambda: words("staff-state-working") in call.text, 10)
    await desk.zhao.presses(words("btn-solved"), on=call)
    await desk.zhao.gets("what was done?", within=10)
    await desk.zhao.says("Replaced the power supply")
    await until(lambda: is_in(desk, "solved"), 10)
    # In place, as long as there are codes: the card that was called with is the one that shows the end.
    await until(lambda: words("staff-state-solved") in call.text, 10)
    assert (desk.corp.refused, desk.corp.dropped) == ([], 0)


async def test_engineer_and_customer_talk_and_send_pictures_through_the_desk(desk):
    number = await desk.reports()
    call = await desk.zhao.gets("Call 1")
    await desk.zhao.says(f"/ack {number}")
    await desk.zhao.gets(f"{number} is yours")
    await settled(desk)
    await desk.zhao.presses(words("btn-say"), on=call)
    await desk.zhao.gets("what shall we tell the customer?")
    await desk.zhao.sends_image(PICTURE)
    await until(lambda: "image/png" in desk.read_by("li"), 10)
    await desk.customer("li", f"{number} the lamp is red")
    await desk.zhao.gets("the lamp is red", within=10)


@pytest.mark.parametrize("first", ["zhao", "wang"])
async def test_of_two_who_press_at_once_on_two_platforms_one_owns_it_and_the_other_is_told_who(desk, first):
    number = await desk.reports()
    await settled(desk)
    hers, shared = card_of(desk, number), await desk.group.gets(number)
    presses = {
        "zhao": desk.zhao.presses(words("btn-ack"), on=hers),
        "wang": desk.wang.presses_data(token_of(shared, words("btn-ack")), shared.id, desk.group),
    }
    await asyncio.gather(presses.pop(first), *presses.values())
    await until(lambda: is_in(desk, "acknowledged"), 10)
    await settled(desk)
    assert desk.rows("SELECT count(*) FROM events WHERE kind = 'acknowledged'") == [(1,)]
    ((owner,),) = desk.rows("SELECT p.staff FROM tickets t JOIN persons p ON p.id = t.assignee")
    told = desk.wang.toasts if owner == "zhao" else [one.text for one in desk.zhao.inbox if one.kind == "text"]
    assert any(NAMES[owner] in each and number in each for each in told)
    for card in (*(one for one in desk.zhao.inbox if one.kind == "card"), await desk.group.gets(number)):
        assert NAMES[owner] in card.text
        assert "acknowledged" in card.text
        assert card.edits == 1
    assert desk.corp.refused == []


async def test_a_press_on_the_departments_card_is_answered_to_who_pressed(desk):
    lin = desk.corp.member("lin")
    desk.corp.party(7, [lin])
    number = await desk.reports()
    await settled(desk)
    card = next(one for one in desk.zhao.inbox if one.kind == "card" and "Call 1" not in one.text)
    await desk.zhao.presses(words("btn-ack"), on=card)
    await desk.zhao.gets(f"{number} is yours")
    await settled(desk)
    assert [one.kind for one in lin.inbox] == ["card"]
    assert "Handled by Zoe Lane" in lin.inbox[0].text


async def test_somebody_of_the_department_who_is_none_of_the_staff_may_look_and_not_press(desk):
    lin = desk.corp.member("lin")
    desk.corp.party(7, [lin])
    await desk.reports()
    await settled(desk)
    await lin.presses(words("btn-ack"))
    await settled(desk)
    assert is_in(desk, "new")
    assert lin.inbox[-1].text == words("refused-not-staff")


async def test_when_the_first_on_duty_has_lost_the_application_the_second_is_called_at_once(desk):
    desk.zhao.is_visible = False
    await desk.reports()
    await desk.wang.gets("Take ticket", within=10)
    assert desk.rows("SELECT reachable FROM accounts WHERE address = 'zhaolei'") == [(0,)]


async def test_each_round_of_calls_is_a_call_of_its_own_that_wecom_does_not_drop(tmp_path):
    rungs = [{"after": "0s", "notify": "rota:first"}]
    async with two_platforms(tmp_path, rungs=rungs, repeat="1s") as desk:
        number = await desk.reports()
        await desk.zhao.gets("Call 3", within=15)
        await desk.zhao.says(f"/ack {number}")
        await desk.zhao.gets(f"{number} is yours", within=15)
        calls = [call.body for call in desk.corp.called("message/send") if call.body.get("enable_duplicate_check") == 1]
        assert len(calls) >= 3
        assert len({call["template_card"]["sub_title_text"] for call in calls}) == len(calls)
        assert desk.corp.sent.doubled == []


async def test_a_ticket_of_a_list_is_opened_by_its_button(desk):
    numbers = [await desk.reports(f"li{at}", f"switch {at} is down") for at in range(2)]
    await settled(desk)
    await desk.zhao.says("/open")
    await until(lambda: desk.zhao.newest.labels == numbers, 10)
    await desk.zhao.presses(numbers[1], on=desk.zhao.newest)
    await until(lambda: words("btn-ack") in desk.zhao.newest.labels, 10)
    assert numbers[1] in desk.zhao.newest.text


def card_of(desk: TwoPlatforms, number: str) -> Bubble:
    return next(one for one in reversed(desk.zhao.inbox) if number in one.text and one.choices)


def token_of(shown: Message, label: str) -> str:
    return next(each["callback_data"] for row in shown.rows for each in row if each["text"] == label)

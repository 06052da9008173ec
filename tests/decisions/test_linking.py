"""Two accounts, one person: the code, who may not, what becomes of tickets, and the way back."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.desk import rows
from tests.decisions.room import Got, Room, words

TELEGRAM = "telegram:1"


async def elsewhere(room: Room, who: str, text: str = "", **more: Any) -> list[Got]:
    """Let somebody write from Telegram."""
    return await room.says(who, text, bot=TELEGRAM, **more)


def code_of(got: list[Got]) -> str:
    found = re.search(r"\d{4} \d{4}", got[-1].body.text)
    assert found is not None
    return found.group()


async def person_of(room: Room, bot: str, address: str) -> int:
    (found,) = await room.rows("account_by_address", bot, address)
    return int(found[list(rows.Account.__struct_fields__).index("person")])


async def linked(room: Room, web: str = "li", telegram: str = "4711") -> None:
    code = code_of(await room.says(web, "/link"))
    got = await elsewhere(room, telegram, f"/link {code}")
    assert any(words("link-done") in one.body.text for one in got)


async def test_a_code_makes_two_accounts_one_person_and_both_are_told(room: Room):
    ticket = await room.reports("li")
    code = code_of(await room.says("li", "/link"))
    got = await elsewhere(room, "4711", f"link {code}")
    assert words("link-done") in next(one for one in got if one.chat == "4711").body.text
    assert words("link-done-other") in next(one for one in got if one.chat == "li").body.text
    assert await person_of(room, TELEGRAM, "4711") == await person_of(room, "web:desk", "li") == ticket.reporter


@pytest.mark.parametrize("typed", ["绑定 {0}", "绑定{1}", "vincular {0}", "/vincular {1}", "LINK {1}", "/link {1}"])
async def test_the_code_is_understood_as_people_type_it_even_as_their_first_words(room: Room, typed: str):
    code = code_of(await room.says("li", "绑定"))
    wide = code.replace(" ", "").translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    await elsewhere(room, "4711", typed.format(code, wide))
    assert await person_of(room, TELEGRAM, "4711") == await person_of(room, "web:desk", "li")


async def test_whoever_asks_for_a_code_on_both_sides_may_write_the_bare_code(room: Room):
    code = code_of(await room.says("li", "/link"))
    await elsewhere(room, "4711", "/link")
    await elsewhere(room, "4711", code)
    assert await person_of(room, TELEGRAM, "4711") == await person_of(room, "web:desk", "li")


async def test_eight_digits_of_somebody_who_asked_for_no_code_are_words(room: Room):
    code = code_of(await room.says("li", "/link"))
    await elsewhere(room, "4711", "hello")
    got = await elsewhere(room, "4711", code)
    assert not any("link" in one.body.text for one in got)
    assert await person_of(room, TELEGRAM, "4711") != await person_of(room, "web:desk", "li")


async def test_both_see_the_tickets_of_both_and_the_timeline_tells_of_it(room: Room):
    first = await room.reports("li")
    await elsewhere(room, "4711", "/report")
    for text in ("Dark since noon", "2", "4", "no", *["skip"] * 4, "1"):
        await elsewhere(room, "4711", text)
    second = (await room.tickets())[-1]
    assert second.number != first.number
    await linked(room)
    shown = (await room.says("li", f"/status {second.number}"))[-1].body.text
    assert second.number[:4] in shown
    shown = (await elsewhere(room, "4711", f"/status {first.number}"))[-1].body.text
    assert first.number[:4] in shown
    for ticket in (first, second):
        assert "reporter_linked" in await room.events(ticket)
        now = await room.ticket(ticket.number)
        assert (await room.folded(now)).reporter == now.reporter == await person_of(room, "web:desk", "li")


async def test_a_ticket_keeps_its_account_and_its_news_go_there(room: Room):
    ticket = await room.reports("li")
    await linked(room)
    await room.says("wang", f"/ack {ticket.number}")
    got = await room.says("wang", f"/say {ticket.number} I am on my way")
    assert [one.chat for one in got if "on my way" in one.body.text and one.chat in {"li", "4711"}] == ["li"]
    assert (await room.ticket(ticket.number)).account == ticket.account


async def test_a_closed_ticket_follows_too_so_that_its_survey_can_be_answered(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {ticket.number} fuse")
    await room.presses("li", "@choice-works")
    # Telegram has more tickets: it is the web account that joins.
    for _ in range(2):
        await elsewhere(room, "4711", "/report")
        for text in ("Dark since noon", "2", "4", "no", *["skip"] * 4, "1"):
            await elsewhere(room, "4711", text)
    code = code_of(await elsewhere(room, "4711", "/link"))
    await room.says("li", f"/link {code}")
    assert (await room.ticket(ticket.number)).reporter == await person_of(room, TELEGRAM, "4711") != ticket.reporter
    await room.waits(hours=1)
    await room.says("li", "5")
    assert (await room.ticket(ticket.number)).score == 5


async def test_the_way_back_gives_each_its_own(room: Room):
    first = await room.reports("li")
    await linked(room)
    await elsewhere(room, "4711", "/report")
    for text in ("Dark since noon", "2", "4", "no", *["skip"] * 4, "1"):
        await elsewhere(room, "4711", text)
    second = (await room.tickets())[-1]
    got = await elsewhere(room, "4711", "desvincular")
    assert words("unlink-done") in next(one for one in got if one.chat == "4711").body.text
    assert words("unlink-done-other") in next(one for one in got if one.chat == "li").body.text
    assert await person_of(room, TELEGRAM, "4711") != await person_of(room, "web:desk", "li")
    assert (await room.ticket(first.number)).reporter == await person_of(room, "web:desk", "li")
    now = await room.ticket(second.number)
    assert now.reporter == await person_of(room, TELEGRAM, "4711") == (await room.folded(now)).reporter
    assert "reporter_unlinked" in await room.events(second)
    assert words("unlink-none") in (await room.says("li", "/unlink"))[-1].body.text


async def test_either_end_may_undo_it(room: Room):
    await room.reports("li")
    await linked(room)
    await room.says("li", "解绑")
    assert await person_of(room, TELEGRAM, "4711") != await person_of(room, "web:desk", "li")
    await linked(room)
    assert await person_of(room, TELEGRAM, "4711") == await person_of(room, "web:desk", "li")


async def test_a_code_works_once_and_for_ten_minutes(room: Room):
    code = code_of(await room.says("li", "/link"))
    await elsewhere(room, "4711", f"/link {code}")
    assert words("link-wrong") in (await elsewhere(room, "4712", f"/link {code}"))[-1].body.text
    code = code_of(await room.says("li", "/link"))
    await room.waits(minutes=10, seconds=1)
    assert words("link-wrong") in (await elsewhere(room, "4713", f"/link {code}"))[-1].body.text


async def test_after_five_wrong_codes_even_the_right_one_has_to_wait(room: Room):
    code = code_of(await room.says("li", "/link"))
    await elsewhere(room, "4711", "/start")
    for _ in range(5):
        assert words("link-wrong") in (await elsewhere(room, "4711", "/link 0000 0000"))[-1].body.text
    assert words("link-too-many") in (await elsewhere(room, "4711", f"/link {code}"))[-1].body.text
    await room.waits(minutes=10, seconds=1)
    code = code_of(await room.says("li", "/link"))
    assert words("link-done") in (await elsewhere(room, "4711", f"/link {code}"))[-1].body.text


async def test_a_hundred_wrong_codes_of_many_strangers_stop_all_and_alarm(room: Room):
    code = code_of(await room.says("li", "/link"))
    for one in range(100):
        await elsewhere(room, f"x{one}", "/link 0000 0000")
    got = await elsewhere(room, "4711", f"/link {code}")
    assert words("link-too-many") in next(one for one in got if one.chat == "4711").body.text
    assert [row[1] for row in await room.rows("alarms_newest", 5)] == ["link-guesses"]


async def test_staff_are_not_linked_by_code_on_either_side(room: Room):
    assert words("link-not-staff") in (await room.says("wang", "/link"))[-1].body.text
    code = code_of(await room.says("li", "/link"))
    assert words("link-not-staff") in (await room.says("wang", f"/link {code}"))[-1].body.text
    assert await person_of(room, "web:desk", "wang") != await person_of(room, "web:desk", "li")


async def test_whoever_is_not_listened_to_does_not_get_heard_through_another_account(room: Room):
    ticket = await room.reports("li")
    code = code_of(await room.says("li", "/link"))
    await room.says("lin", f"/block {ticket.number} nonsense")
    got = await elsewhere(room, "4711", f"/link {code}")
    assert words("link-refused") in next(one for one in got if one.chat == "4711").body.text


async def test_ones_own_code_belongs_into_the_other_app(room: Room):
    code = code_of(await room.says("li", "/link"))
    assert words("link-own") in (await room.says("li", f"/link {code}"))[-1].body.text


async def test_the_table_of_codes_holds_hashes_alone(room: Room):
    code = code_of(await room.says("li", "/link")).replace(" ", "")
    (found,) = await room.rows("link_code_rows")
    assert code not in str(found)
    assert len(found[1]) == 64


async def test_forgetting_one_forgets_what_either_reported(room: Room):
    ticket = await room.reports("li")
    await linked(room)
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {ticket.number} fuse")
    await room.presses("li", "@choice-works")
    await elsewhere(room, "4711", "/forget")
    await elsewhere(room, "4711", choice=room.button("4711", "@choice-forget-yes"))
    assert (await room.ticket(ticket.number)).record == "{}"

"""Lists of tickets for staff: pages, filters, searches, and what waits for one of them first."""

import pytest

from bot.desk import rows
from tests.decisions.room import ROOM, Got, Room, words


async def many(room: Room, count: int, level: str = "3") -> None:
    for number in range(count):
        await room.reports(f"guest{number}", level, f"Lamp {number} is dark")


async def test_pages_are_turned_in_place_by_buttons(room: Room):
    await many(room, 12)
    first = (await room.says("wang", "/open"))[0]
    assert first.labels[-1] == "More"
    assert len(first.labels) == 11
    (second,) = await room.presses("wang", "More")
    assert second.edits == first.id
    assert "page 2 of 2" in second.body.text
    assert second.labels[-1] == "Before"
    (again,) = await room.presses("wang", "Before")
    assert again.body.text == first.body.text


@pytest.mark.parametrize("word", ["next", "more", "/next", "更多", "/open p2"])
async def test_pages_are_turned_by_words_too(room: Room, word: str):
    await many(room, 12)
    await room.says("wang", "/open")
    (got,) = await room.says("wang", word)
    assert "page 2 of 2" in got.body.text
    (got,) = await room.says("wang", "/next")
    assert words("list-over") in got.body.text or word == "/open p2"


async def test_more_of_nothing_says_so(room: Room):
    assert words("list-over") in (await room.says("wang", "/next"))[0].body.text
    assert words("list-over") in (await room.says("wang", "更多"))[0].body.text


async def test_a_button_of_a_list_shows_the_card(room: Room):
    await many(room, 2)
    await room.says("wang", "/open")
    label = room.last("wang").labels[1]
    (got,) = await room.presses("wang", label)
    assert got.body.style == "card"
    assert label in got.body.text


async def test_in_the_group_a_list_has_buttons_for_all_of_staff(room: Room):
    await many(room, 11)
    (got,) = await room.says("wang", "/open", group=True)
    assert "page 1 of 2" in got.body.text
    got = await room.presses("zhao", "More", ROOM)
    assert "page 2 of 2" in got[0].body.text


async def test_a_list_is_no_list_for_whoever_is_not_of_staff(room: Room):
    await many(room, 1)
    await room.says("wang", "/open")
    token = room.button("wang", room.last("wang").labels[0])
    assert words("old-button-any") in (await room.says("eve", choice=token))[0].body.text


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        ("1", {"one"}),
        ("2", {"two", "three"}),
        ("waiting", {"two"}),
        ("等待", {"two"}),
        ("late", {"one", "three"}),
        ("2 late", {"three"}),
    ],
)
async def test_open_tickets_are_filtered_by_level_state_and_lateness(room: Room, filters: str, shown: set[str]):
    await room.reports("one", "1", "one")
    second = await room.reports("two", "2", "two")
    await room.reports("three", "2", "three")
    await room.says("wang", f"/ack {second.number}")
    await room.says("wang", f"/wait {second.number} the plate")
    await room.waits(hours=3)
    (got,) = await room.says("wang", f"/open {filters}")
    assert {name for name in ("one", "two", "three") if f"“{name}”" in got.body.text} == shown


@pytest.mark.parametrize("text", ["/open sesame", "/mine late", "/find"])
async def test_words_that_name_no_list_are_explained(room: Room, text: str):
    (got,) = await room.says("wang", text)
    assert words(f"usage-{text[1:5]}") in got.body.text


async def search(room: Room, text: str) -> str:
    return (await room.says("rose", f"/find {text}"))[0].body.text


async def test_tickets_are_found_by_number_customer_equipment_and_symptom_open_and_closed(room: Room):
    ticket = await room.reports("vega", "2", "泵 3 stands still 50%")
    other = await room.reports("li", "2", "dark screen")
    await room.says("lin", f"/ack {ticket.number}")
    await room.says("lin", f"/drop {ticket.number} twice")
    number = f"BX-{ticket.number[:4]}-{ticket.number[4:]}"
    for text in ("vega", "VEGA", "泵", "stands 泵", "50%", number, ticket.number[:4], number.lower()):
        found = await search(room, text)
        assert number in found, text
        assert other.number[:4] not in found, text
    assert words("list-empty-found") in await search(room, "submarine")
    assert words("list-empty-found") in await search(room, "symptom_")


async def test_who_was_forgotten_is_not_found(room: Room):
    ticket = await room.reports("vega", "2", "stands still")
    await room.says("lin", f"/ack {ticket.number}")
    await room.says("lin", f"/drop {ticket.number} twice")
    await room.says("vega", "/forget")
    await room.says("vega", "1")
    assert words("list-empty-found") in await search(room, "vega")
    assert words("list-empty-found") in await search(room, "stands")


async def test_only_those_who_talk_with_customers_search(room: Room):
    (got,) = await room.says("ann", "/find vega")
    assert words("refused-role") in got.body.text
    assert words("role-reception") in got.body.text


async def test_my_list_begins_with_what_waits_for_me(room: Room):
    mine, other = await room.reports("li", "2", "mine"), await room.reports("vega", "2", "calls")
    given = await room.reports("ana", "2", "given")
    await room.says("wang", f"/ack {mine.number}")
    await room.says("wang", f"/onsite {mine.number} 30 min")
    await room.says("li", "when will it work?")
    await room.says("lin", f"/ack {given.number}")
    await room.says("lin", f"/give {given.number} wang")
    await room.waits(minutes=9)
    text = (await room.says("wang", "/mine"))[0].body.text
    assert text.startswith(words("waiting-heading"))
    assert words("waiting-call") in text
    assert other.number[:4] in text
    assert words("waiting-offer") in text
    assert "when will it work?" in text
    await room.waits(minutes=31)
    text = (await room.says("wang", "/mine"))[0].body.text
    assert words("waiting-eta") in text
    assert words("waiting-offer") not in text
    await room.says("wang", f"/say {mine.number} at six")
    assert "when will it work?" not in (await room.says("wang", "/mine"))[0].body.text


async def test_an_answer_that_is_nearly_due_or_late_waits_for_whoever_has_it(room: Room):
    # Only a caller without a chat has not been answered by the acknowledgement.
    for text in ("/new", "dark", "2", *["skip"] * 5):
        await room.says("rose", text)
    await room.presses("rose", "@choice-log-call")
    (ticket,) = await room.tickets()
    await room.says("wang", f"/ack {ticket.number}")
    await room.waits(minutes=100)
    assert words("waiting-due") in (await room.says("wang", "/mine"))[0].body.text
    await room.waits(minutes=30)
    assert words("waiting-late") in (await room.says("wang", "/mine"))[0].body.text


async def test_with_nothing_waiting_and_nothing_held_it_says_so(room: Room):
    assert words("list-empty-mine") in (await room.says("wang", "/mine"))[0].body.text


async def test_the_words_of_who_was_forgotten_stand_in_no_old_list(room: Room):
    ticket = await room.reports("vega", "2", "stands still")
    await room.says("rose", "/find vega")
    await room.says("wang", "/open", group=True)
    await room.says("lin", f"/ack {ticket.number}")
    await room.says("lin", f"/drop {ticket.number} twice")
    await room.says("vega", "/forget")
    await room.says("vega", "1")
    bodies = [
        row[rows.Outbox.__struct_fields__.index("body")] for row in await room.rows("outbox_by_state", "sent", 1000)
    ]
    assert bodies
    assert not any("stands still" in body for body in bodies if "tickets with" in body or "open ticket" in body)
    (got,) = await room.says("wang", "/next")
    assert got.body.text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("/open", "No ticket is open just now."),
        ("/open 1", "there is no open ticket of level 1."),
        ("/open waiting", "there is no open ticket that waits for the customer."),
        ("/open 2 late", "there is no open ticket of level 2 past its time."),
        ("/mine", "You have no open ticket just now."),
        ("/find submarine", "no ticket with “submarine”"),
    ],
)
async def test_an_empty_list_says_what_was_asked_for(room: Room, asked: str, said: str):
    assert said in (await room.says("rose", asked))[0].body.text


async def test_a_single_page_is_not_numbered_and_ones_own_list_does_not_say_whose_it_is(room: Room):
    for ticket in [await room.reports(who) for who in ("li", "vega")]:
        await room.says("wang", f"/ack {ticket.number}")
    (everybodys,) = await room.says("wang", "/open")
    assert everybodys.body.text.startswith("2 open tickets:")
    assert "Wang" in everybodys.body.text
    (mine,) = await room.says("wang", "/mine")
    assert "You have 2 tickets:" in mine.body.text
    assert "page" not in mine.body.text
    assert "Wang" not in mine.body.text


async def test_a_symptom_of_several_lines_stands_on_one_and_shows_that_it_goes_on(room: Room):
    ticket = await room.reports("li", symptom="No picture\non camera 14\n\nsince the storm of last night")
    await room.says("wang", f"/ack {ticket.number}")
    (line,) = [line for line in room_lines(await room.says("wang", "/mine")) if "Li:" in line]
    assert line.endswith("“No picture on camera 14 since the storm…”")


def room_lines(got: list[Got]) -> list[str]:
    return [line for one in got for line in one.body.text.splitlines()]

"""Several tickets in one message: what each line says, and what can be done from it."""

import msgspec
import pytest

from bot.desk import rows
from bot.desk.facts import Keys, Shown
from bot.domain import numbers
from bot.messages import Place
from tests.decisions.room import BOT, ROOM, Room, words

LONG = "The wall of the control room shows nothing at all, neither picture nor menu, since the storm of last night"


@pytest.fixture
async def room():
    opened = await Room.open()
    yield opened
    await opened.store.close()


async def _shown(room: Room, chat: str, assignee: str = "") -> list[Shown]:
    found = []
    for ticket in await room.tickets():
        more = await room.store.turn(lambda work, ticket=ticket: work.more(Keys(ticket=ticket.id)))
        card = next(card for card in more.ticket.cards if card.chat == chat)
        (prompt,) = await room.rows("prompts_by_id", card.prompt)
        row = rows.Prompt(**dict(zip(rows.Prompt.__struct_fields__, prompt, strict=False)))
        found.append(Shown(card=card, ticket=ticket, prompt=row, assignee=assignee, reporter="Li"))
    return found


async def test_calls_together_name_each_ticket_with_its_twin_and_its_button(room):
    tickets = [await room.reports(who, symptom=LONG) for who in ("li", "chen")]
    body = room.desk.render_list(Place(BOT, "wang"), await _shown(room, "wang"), 2, room.clock.now())
    names = [numbers.show(ticket.number) for ticket in tickets]
    for name in names:
        assert f"/ack {name}" in body.text
    assert body.bold == tuple(names)
    assert [button.label for line in body.rows for button in line] == [f"Take {name}" for name in names]
    assert "control room shows nothing at all, neither…" in body.text
    assert words("storm-calls") in body.text
    token = body.rows[0][0].token
    await room.says("wang", choice=token)
    assert (await room.ticket(tickets[0].number)).state == "acknowledged"


async def test_a_ticket_somebody_has_is_a_line_without_a_button(room):
    first = await room.reports("li")
    await room.reports("chen")
    await room.says("zhao", f"/ack {numbers.show(first.number)}")
    body = room.desk.render_list(Place(BOT, "wang"), await _shown(room, "wang", "Zhao"), 2, room.clock.now())
    line = next(line for line in body.text.split("\n") if numbers.show(first.number) in line)
    assert line.endswith("acknowledged · Zhao")
    assert len([button for line in body.rows for button in line]) == 1


async def test_a_group_reads_of_cards_to_come_and_of_those_not_listed_in_its_language(room):
    await room.reports("li")
    shown = await _shown(room, ROOM)
    body = room.desk.render_list(Place(BOT, ROOM), shown, 30, room.clock.now())
    assert words("storm-cards", "zh") in body.text
    assert "还有 29 张没有列出" in body.text
    token = body.rows[0][0].token
    await room.says("zhao", choice=token, group=True)
    assert (await room.tickets())[0].state == "acknowledged"


async def test_a_rush_that_is_over_says_so(room):
    body = room.desk.render_list(Place(BOT, ROOM), (), 0, room.clock.now())
    assert (body.text, body.rows) == (words("storm-over", "zh"), ())


async def test_a_ticket_without_buttons_is_a_line_all_the_same(room):
    await room.reports("li")
    (shown,) = await _shown(room, "wang")
    bare = msgspec.structs.replace(shown, prompt=None)
    assert room.desk.render_list(Place(BOT, "wang"), [bare], 1, room.clock.now()).rows == ()

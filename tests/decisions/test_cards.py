"""The card of a ticket: what it shows at each point of its life, its buttons, and that each chat has one."""

import msgspec
import pytest

from bot.desk import cards, draft, rows
from bot.messages import Body, Button
from tests.decisions.room import ROOM, Room, words

NAMES = ("ack", "take", "phone", "onsite", "wait", "solved", "answer", "refer", "say", "more")
IN_HAND = [f"btn-{name}" for name in ("say", "onsite", "wait", "solved", "take", "phone", "more")]


def card_of(room: Room, chat: str = ROOM) -> Body:
    return next(one.body for one in reversed(room.got) if one.chat == chat and one.kind == "card")


def buttons(body: Body) -> list[str]:
    """Return the text ids of the labels under a card."""
    ids = {words(f"btn-{name}"): f"btn-{name}" for name in NAMES}
    return [ids[button.label] for line in body.rows for button in line]


async def test_its_buttons_follow_the_life_of_a_fault(room: Room):
    ticket = await room.reports("li")
    assert buttons(card_of(room)) == ["btn-ack", "btn-phone", "btn-more"]
    await room.says("wang", f"/ack {ticket.number}")
    assert buttons(card_of(room)) == IN_HAND
    await room.says("wang", f"/wait {ticket.number} the plate")
    # Nobody is to wait for an answer twice.
    assert buttons(card_of(room)) == [name for name in IN_HAND if name != "btn-wait"]
    await room.says("li", "XK-200")
    assert buttons(card_of(room)) == IN_HAND
    await room.says("wang", f"/solved {ticket.number} fuse")
    assert buttons(card_of(room)) == []


async def test_its_buttons_follow_the_life_of_a_question(room: Room):
    question = await room.asks("li")
    assert buttons(card_of(room)) == ["btn-ack", "btn-answer", "btn-refer", "btn-phone", "btn-more"]
    await room.says("wang", f"/ack {question.number}")
    assert buttons(card_of(room))[0] == "btn-answer"
    await room.says("wang", f"/answer {question.number} two amperes")
    assert buttons(card_of(room)) == []


async def test_it_shows_what_is_known_and_who_has_the_ball(room: Room):
    for text in ("/report", "No picture", "2", "4", "no", "Camera C-14", "North gate"):
        await room.says("li", text)
    await room.sends("li", 2)
    await room.presses("li", "@choice-photos-done")
    await room.says("li", "13800138000")
    await room.presses("li", "@choice-send")
    ticket = (await room.tickets())[0]
    shown = card_of(room).text
    assert "Li" in shown
    assert "Camera C-14" in shown
    assert "North gate" in shown
    assert words("card-files") in shown
    assert "13800138000" not in shown
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/onsite {ticket.number} 1h")
    assert "Wang" in card_of(room).text
    assert words("card-eta") in card_of(room).text
    await room.says("wang", f"/wait {ticket.number} the plate")
    assert "the plate" in card_of(room).text
    await room.says("wang", f"/solved {ticket.number} fuse")
    await room.presses("li", "@choice-works")
    await room.waits(hours=1)
    await room.says("li", "5")
    assert words("card-score") in card_of(room).text


async def test_it_shows_the_answer_that_whoever_took_it_was_told_to_give(room: Room):
    ticket = await room.reports("li")
    told = (await room.says("wang", f"/ack {ticket.number}"))[0].body.text
    shown = card_of(room).text
    assert "First response: today 22:35" in shown
    assert "Answer the customer: by 00:35 tomorrow" in shown
    assert "by 00:35 tomorrow" in told
    await room.says("wang", f"/say {ticket.number} On my way to the panel")
    shown = card_of(room).text
    assert "First response: today 22:35" in shown
    assert "Answer the customer" not in shown


@pytest.mark.parametrize("language", ["zh", "es", "en"])
def test_what_was_answered_and_what_is_owed_have_names_of_their_own(language: str):
    done, owed = words("card-responded", language), words("card-respond-by", language)
    assert done.split(":")[0].split("：")[0] != owed.split(":")[0].split("：")[0]
    assert owed.startswith(words("card-due-label", language))
    assert words("card-due-label", language) in words("list-line-own", language)


async def test_a_long_symptom_is_cut(room: Room):
    await room.reports("li", symptom="x" * 5000)
    assert len(card_of(room).text) < cards.QUOTE_LENGTH + 300
    assert "x…" in card_of(room).text


async def test_each_chat_has_one_card_and_all_are_brought_up_to_date(room: Room):
    ticket = await room.reports("li")
    await room.waits(minutes=5)
    before = len(room.got)
    await room.says("wang", f"/ack {ticket.number}")
    drawn = [one.chat for one in room.got[before:] if one.kind == "card"]
    assert sorted(drawn) == [ROOM, "wang", "zhao"]


async def test_the_card_as_data_tells_a_page_the_same(room: Room):
    ticket = await room.reports("li")
    data = card_of(room).card
    assert data is not None
    assert (data["level"], data["state"], data["customer"]) == (2, "new", "Li")
    assert data["due_at"] == ticket.respond_due_at
    assert msgspec.json.encode(data)


async def test_a_card_without_a_prompt_is_drawn_without_buttons(room: Room):
    ticket = await room.reports("li")
    card = rows.Card(ticket=ticket.id, chat_key=f"web:desk/{ROOM}", bot="web:desk", chat=ROOM, thread="", language="en")
    drawn = room.desk.render_card(card, ticket, None, "", "", room.clock.now())
    assert drawn.rows == ()
    assert "Customer: no name given\n" in drawn.text


def test_short_labels_share_a_row_and_wide_signs_count_twice():
    made = [
        Button(label, "t.0")
        for label in ("Yes", "No", "A label that is really long", "现场处理完毕请客户确认一下是否恢复", "好", "行")
    ]
    ways = [Button("Back", "t.1"), Button("Cancel the whole of it", "t.2")]
    lines = [[button.label for button in line] for line in draft.arrange(made, ways)]
    assert lines[:-1] == [
        ["Yes", "No"],
        ["A label that is really long"],
        ["现场处理完毕请客户确认一下是否恢复"],
        ["好", "行"],
    ]
    assert lines[-1] == ["Back", "Cancel the whole of it"]


async def test_one_more_line_to_the_customer_draws_no_card_anew(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    got = await room.says("wang", f"/say {ticket.number} looking")
    assert "card" in [one.kind for one in got]
    got = await room.says("wang", f"/say {ticket.number} still looking")
    assert "card" not in [one.kind for one in got]
    # What hangs there is as good as before.
    got = await room.presses("wang", "@btn-take", chat=ROOM)
    assert any(words("already-yours") in one.body.text for one in got)

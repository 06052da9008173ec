"""Whoever asks for a person while a ticket is open hears who has it, by when they answer, and what else can be done."""

import pytest

from tests.decisions.room import Room, words

PERSON = ["人工", "转人工", "human", "agent", "persona"]


@pytest.mark.parametrize("word", PERSON)
async def test_a_person_is_being_called_and_by_when_they_answer(room: Room, word: str):
    ticket = await room.reports("li")
    (got,) = [one for one in await room.says("li", word) if one.chat == "li"]
    assert f"Nobody has taken ticket BX-{ticket.number[:4]}-{ticket.number[4:]} yet" in got.body.text
    assert "by 00:35 tomorrow" in got.body.text
    assert words("person-worse") in got.body.text
    assert "400-000-0110" in got.body.text
    assert "Added to ticket" not in got.body.text


async def test_who_has_it_is_named_and_hears_that_a_person_is_wanted(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    before = len(room.got)
    await room.says("li", "human")
    assert any("human" in text for text in room.told("wang", before))
    told = room.told("li", before)[-1]
    assert "Wang has ticket" in told
    assert "by 00:35 tomorrow" in told
    await room.says("wang", f"/say {ticket.number} On my way to the panel")
    await room.says("li", "human")
    assert words("person-has-it") in room.last("li").body.text
    assert "00:35" not in room.last("li").body.text


async def test_a_promise_that_was_missed_is_not_given_again(room: Room):
    await room.reports("li")
    await room.waits(hours=3)
    await room.says("li", "human")
    assert words("person-called") in room.last("li").body.text
    assert "by 00:35" not in room.last("li").body.text


async def test_nothing_is_said_of_a_worse_level_where_there_is_none_or_of_a_hotline_where_there_is_none():
    room = await Room.open(hotline="")
    await room.reports("li", "1")
    await room.says("li", "human")
    assert words("person-worse") not in room.last("li").body.text
    assert "call ." not in room.last("li").body.text
    assert "If it can't wait" not in room.last("li").body.text


async def test_the_words_named_lead_to_a_worse_level(room: Room):
    ticket = await room.reports("li", "3")
    await room.says("li", "human")
    await room.says("li", "status")
    await room.says("li", "it's worse now")
    await room.presses("li", "@choice-degraded")
    assert (await room.ticket(ticket.number)).severity == 2


async def test_with_several_tickets_they_choose_which(room: Room):
    first, second = await room.reports("li"), await room.reports("li", symptom="Door jammed")
    got = await room.says("li", "human")
    assert words("person-which") in got[-1].body.text
    for ticket in (first, second):
        assert any(ticket.number[:4] in label for label in got[-1].labels)


async def test_of_a_repair_to_be_confirmed_it_is_asked_again(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {ticket.number} fuse")
    got = await room.says("li", "human")
    assert any("Wang has ticket" in one.body.text for one in got if one.chat == "li")
    assert words("choice-works") in room.last("li").labels


async def test_in_the_questions_after_the_ticket_is_out_it_is_told_and_the_question_put_again(room: Room):
    for text in ("/report", "No picture", "1"):
        await room.says("li", text)
    await room.says("li", "human")
    shown = room.last("li").body.text
    assert words("person-called-by") in shown
    assert words("ask-down") in shown

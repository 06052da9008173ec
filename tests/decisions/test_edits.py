"""Edited messages: a revision beside the ticket, a new answer in a report, a corrected copy; nothing else (T17)."""

import json

import pytest

from tests.decisions.room import ROOM, Room, words


async def revisions(room: Room, ticket) -> list[str]:
    """Return the words of all revisions on a ticket's timeline."""
    found = await room.rows("events_of_ticket", ticket.id)
    texts = [json.loads(row[-1]) for row in found if row[-1]]
    return [personal["text"] for personal in texts if "before" in personal]


async def edits(room: Room, who: str, message: str, text: str, **more):
    return await room.says(who, text, message_id=message, edited=True, **more)


async def test_an_edit_of_an_addition_is_a_revision_the_engineer_sees(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("li", "It is rack 3", message_id="m1")
    before, events = await room.ticket(ticket.number), await room.events(ticket)
    since = len(room.got)
    await edits(room, "li", "m1", "It is rack 4")
    assert await revisions(room, ticket) == ["It is rack 4"]
    assert (await room.events(ticket))[len(events) :] == ["revised"]
    after = await room.ticket(ticket.number)
    assert (after.state, after.stage, after.assignee) == (before.state, before.stage, before.assignee)
    assert ["It is rack 4" in text for text in room.told("wang", since)] == [True]
    assert room.told("li", since) == [words("edited-noted")]
    assert len(await room.tickets()) == 1


async def test_an_edit_that_shows_nothing_new_is_ignored(room: Room):
    ticket = await room.reports("li")
    await room.says("li", "It is rack 3", message_id="m1")
    since = len(room.got)
    await edits(room, "li", "m1", "It is rack 3")
    await edits(room, "li", "m1", "  It is rack 3\n")
    assert room.got[since:] == []
    assert await revisions(room, ticket) == []


async def test_each_edit_is_compared_with_the_one_before(room: Room):
    ticket = await room.reports("li")
    await room.says("li", "rack 3", message_id="m1")
    await edits(room, "li", "m1", "rack 4")
    await edits(room, "li", "m1", "rack 4")
    await edits(room, "li", "m1", "rack 3")
    assert await revisions(room, ticket) == ["rack 4", "rack 3"]


async def test_the_same_edit_counts_once(room: Room):
    ticket = await room.reports("li")
    await room.says("li", "rack 3", message_id="m1")
    edit = room.message("li", "rack 4", message_id="m1", edited=True)
    await room.take(edit)
    await room.take(edit)
    assert await revisions(room, ticket) == ["rack 4"]


async def test_an_edit_does_not_resume_a_waiting_ticket(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("li", "rack 3", message_id="m1")
    await room.says("wang", f"/wait {ticket.number} Which firmware?")
    await edits(room, "li", "m1", "rack 4")
    assert (await room.ticket(ticket.number)).state == "waiting"


async def test_an_edited_answer_of_a_draft_replaces_it(room: Room):
    await room.says("li", "/report")
    await room.says("li", "The fan hums", message_id="m1")
    await room.says("li", "2")
    since = len(room.got)
    await edits(room, "li", "m1", "The pump hums")
    assert room.told("li", since) == [words("edited-answer")]
    for text in ("4", "no", *["skip"] * 4):
        await room.says("li", text)
    assert "The pump hums" in room.last("li").body.text
    assert "fan" not in room.last("li").body.text


async def test_the_first_message_of_a_draft_may_be_edited_too(room: Room):
    await room.says("li", "The fan hums", message_id="m1")
    await edits(room, "li", "m1", "The pump hums")
    await room.presses("li", "@choice-report-fault")
    for text in ("2", "4", "no", *["skip"] * 4):
        await room.says("li", text)
    assert "The pump hums" in room.last("li").body.text


async def test_the_summary_is_shown_anew_with_the_edited_answer(room: Room):
    await room.says("li", "/report")
    await room.says("li", "The fan hums", message_id="m1")
    for text in ("2", "4", "no", "XK-200"):
        await room.says("li", text, message_id=f"m-{text}")
    for text in ["skip"] * 3:
        await room.says("li", text)
    await edits(room, "li", "m-XK-200", "XK-300")
    assert "XK-300" in room.last("li").body.text
    assert words("ask-summary") in room.last("li").body.text
    await room.presses("li", "@choice-send")
    (ticket,) = await room.tickets()
    assert "XK-300" in ticket.record


async def test_an_edited_choice_of_a_draft_is_another_choice(room: Room):
    await room.says("li", "/report")
    await room.says("li", "The fan hums")
    await room.says("li", "3", message_id="m1")
    await edits(room, "li", "m1", "2")
    for text in ("4", "no", *["skip"] * 4):
        await room.says("li", text)
    await room.presses("li", "@choice-send")
    assert [ticket.severity for ticket in await room.tickets()] == [2]


async def test_a_choice_edited_to_level_1_opens_the_ticket_at_once(room: Room):
    await room.says("li", "/report")
    await room.says("li", "All is dark")
    await room.says("li", "2", message_id="m1")
    await edits(room, "li", "m1", "1")
    assert [ticket.severity for ticket in await room.tickets()] == [1]
    assert [one for one in room.got if one.chat == "wang" and one.lane == 0]


async def test_an_edited_answer_after_the_report_was_sent_is_a_revision(room: Room):
    await room.says("li", "/report")
    await room.says("li", "The fan hums", message_id="m1")
    for text in ("2", "4", "no", *["skip"] * 4):
        await room.says("li", text)
    await room.presses("li", "@choice-send")
    (ticket,) = await room.tickets()
    await edits(room, "li", "m1", "The pump hums")
    assert await revisions(room, ticket) == ["The pump hums"]
    assert len(await room.tickets()) == 1


async def test_the_symptom_follows_the_message_it_came_from_and_the_timeline_keeps_the_old_words(room: Room):
    await room.says("li", "/report")
    await room.says("li", "The fan hums", message_id="m1")
    for text in ("2", "4", "no", *["skip"] * 4):
        await room.says("li", text)
    await room.presses("li", "@choice-send")
    (ticket,) = await room.tickets()
    await room.says("wang", f"/ack {ticket.number}")
    since = len(room.got)
    await edits(room, "li", "m1", "The pump hums")
    await edits(room, "li", "m1", "Both pumps hum")
    assert json.loads((await room.ticket(ticket.number)).record)["symptom"] == "Both pumps hum"
    assert (await room.events(ticket))[-4:] == ["revised", "record_amended"] * 2
    assert await revisions(room, ticket) == ["The pump hums", "Both pumps hum"]
    assert any("Both pumps hum" in one.body.text for one in room.got[since:] if one.chat == ROOM and one.kind == "card")
    ticket = await room.ticket(ticket.number)
    assert (await room.folded(ticket)).record["symptom"] == "Both pumps hum"
    await room.waits(minutes=2)
    assert sum("Both pumps hum" in text for text in room.told("wang", since)) == 1
    assert "Both pumps hum" in (await room.says("wang", "/find pumps"))[-1].body.text


async def test_an_edit_of_a_later_addition_leaves_the_symptom_alone(room: Room):
    ticket = await room.reports("li", symptom="rack 3 is dark")
    await room.says("li", "rack 3", message_id="m1")
    await edits(room, "li", "m1", "rack 4")
    assert json.loads((await room.ticket(ticket.number)).record)["symptom"] == "rack 3 is dark"
    assert await revisions(room, ticket) == ["rack 4"]


async def test_an_edited_question_is_the_one_that_is_shown(room: Room):
    await room.says("li", "/ask")
    await room.says("li", "Which fuse fits the XK-200?", message_id="m1")
    (ticket,) = await room.tickets()
    await edits(room, "li", "m1", "Which fuse fits the XK-300?")
    assert json.loads((await room.ticket(ticket.number)).record)["symptom"] == "Which fuse fits the XK-300?"


async def test_an_edit_of_a_cancelled_draft_changes_nothing_that_came_after(room: Room):
    await room.says("li", "/report")
    await room.says("li", "The fan hums", message_id="m1")
    await room.says("li", "/cancel")
    ticket = await room.reports("li")
    await edits(room, "li", "m1", "The pump hums")
    assert await revisions(room, ticket) == []
    assert room.told("li")[-1] == words("edit-not-taken")


async def test_an_edited_command_does_nothing_and_says_so(room: Room):
    await room.says("li", "/help", message_id="m1")
    since = len(room.got)
    await edits(room, "li", "m1", "/report")
    assert room.told("li", since) == [words("edit-command")]
    assert await room.tickets() == []


async def test_an_edit_on_a_ticket_that_has_ended_is_refused_kindly(room: Room):
    ticket = await room.reports("li")
    await room.says("li", "rack 3", message_id="m1")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/drop {ticket.number} by mistake")
    since = len(room.got)
    await edits(room, "li", "m1", "rack 4")
    assert await revisions(room, ticket) == []
    assert [words("edit-too-late") in text for text in room.told("li", since)] == [True]


async def test_an_edit_among_colleagues_in_the_group_is_answered_by_nobody(room: Room):
    await room.reports("li")
    await room.says("wang", "Lunch?", group=True, message_id="g1")
    since = len(room.got)
    await edits(room, "wang", "g1", "Lunch at 12?", group=True)
    assert room.got[since:] == []


async def test_an_edited_line_of_staff_corrects_the_copy_of_the_customer(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/say {ticket.number} Press the red button", message_id="w1")
    copy = next(one for one in room.got if "red button" in one.body.text and one.chat == "li")
    await edits(room, "wang", "w1", f"/say {ticket.number} Press the green button")
    corrected = room.last("li")
    assert (corrected.kind, corrected.edits) == ("edit", copy.id)
    assert "green button" in corrected.body.text
    assert words("relay-corrected").split("{")[0].strip()[:10] in corrected.body.anew
    assert await revisions(room, ticket) == ["Press the green button"]
    assert room.told("wang")[-1] == words("edited-copy")


async def test_an_edited_reply_in_the_group_corrects_the_copy_too(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    card = next(one for one in reversed(room.got) if one.chat == ROOM and one.kind == "card")
    await room.says("wang", f"/say {ticket.number} On my way", group=True, message_id="g1")
    since = len(room.got)
    await edits(room, "wang", "g1", f"/say {ticket.number} On my way, 20 minutes", group=True)
    assert card is not None
    assert room.last("li").kind == "edit"
    assert room.told(ROOM, since) == []


async def test_words_asked_for_by_a_button_are_corrected_as_well(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/say {ticket.number}")
    await room.says("wang", "Try again now", message_id="w1")
    await edits(room, "wang", "w1", "Try again in an hour")
    assert (room.last("li").kind, "in an hour" in room.last("li").body.text) == ("edit", True)
    assert await revisions(room, ticket) == ["Try again in an hour"]


@pytest.mark.parametrize("group", [True, False])
async def test_an_edit_of_a_note_is_a_revision_and_nobody_else_reads_it(room: Room, *, group: bool):
    ticket = await room.reports("li")
    await room.says("wang", f"/note {ticket.number} spare fuse in store 2", message_id="m1", group=group)
    since = len(room.got)
    await edits(room, "wang", "m1", f"/note {ticket.number} spare fuse in store 3", group=group)
    assert await revisions(room, ticket) == ["spare fuse in store 3"]
    assert (await room.events(ticket))[-1] == "revised"
    assert room.told("li", since) == []
    assert room.told("wang", since) == ([] if group else [words("edited-noted")])

"""Where a message goes: buttons and who may press them, replies, groups, questions asked from outside."""

import pytest

from tests.decisions.room import ROOM, Got, Room


def token_of(got: Got, label: str) -> str:
    return next(button.token for line in got.body.rows for button in line if button.label == label)


async def reply(room: Room, who: str, to: Got, text: str = "", **more: object) -> list[Got]:
    """Let somebody answer to one message of their chat."""
    return await room.says(who, text, reply_to=to.id, **more)


async def test_a_button_of_another_persons_message_is_an_old_button(room: Room):
    ticket = await room.reports("li")
    token = room.button("wang", "I'll take it")
    await room.says("thief", "hello")
    got = await room.says("thief", choice=token)
    assert "out of date" in got[0].body.text
    assert (await room.ticket(ticket.number)).state == "new"


@pytest.mark.parametrize("forged", ["x.0", ".", "", "0", ".0"])
async def test_a_made_up_button_is_an_old_button(room: Room, forged: str):
    await room.reports("li")
    got = await room.says("li", choice=forged or "nothing")
    assert "out of date" in got[0].body.text


@pytest.mark.parametrize("place", ["99", "-1", "one", "²", ""])
async def test_a_button_that_names_no_choice_is_an_old_button(room: Room, place: str):
    ticket = await room.reports("li")
    token = room.button("wang", "I'll take it").rpartition(".")[0]
    got = await room.says("wang", choice=f"{token}.{place}")
    assert "out of date" in got[0].body.text
    assert (await room.ticket(ticket.number)).state == "new"


async def test_a_button_of_the_room_of_staff_is_for_staff_alone(room: Room):
    ticket = await room.reports("li")
    token = room.button(ROOM, "I'll take it")
    got = await room.says("li", choice=token, group=True)
    assert [one.body.text for one in got] == ["Only our own staff can act here."]
    assert (await room.ticket(ticket.number)).state == "new"
    await room.says("zhao", choice=token, group=True)
    assert (await room.ticket(ticket.number)).state == "acknowledged"


async def test_a_button_of_the_room_pressed_elsewhere_does_nothing(room: Room):
    ticket = await room.reports("li")
    token = room.button(ROOM, "I'll take it")
    got = await room.says("zhao", choice=token)
    assert "out of date" in got[0].body.text
    assert (await room.ticket(ticket.number)).state == "new"


async def test_a_private_question_cannot_be_answered_in_the_room(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.presses("wang", "Solved", ROOM)
    asked = room.last("wang")
    token = token_of(asked, asked.labels[0])
    await room.says("wang", choice=token, group=True)
    again = await room.says("wang", "/duty", group=True)
    assert len(again) == 1
    assert again[0].labels == []


async def test_a_button_without_its_message_gives_no_look_at_another_ticket(room: Room):
    """A web page may send a press and words at once: the words name a ticket of somebody else."""
    theirs = await room.reports("vega", symptom="Secret pump")
    mine = await room.reports("li")
    await room.says("wang", f"/ack {mine.number}")
    await room.says("wang", f"/solved {mine.number} fuse")
    token = room.button("li", "Still a problem")
    before = len(room.got)
    await room.says("li", f"/status {theirs.number}", choice=token)
    await room.says("li", "It is dark again")
    assert not any(theirs.number[4:] in text for text in room.told("li", before))
    assert (await room.ticket(mine.number)).state == "new"
    assert (await room.ticket(theirs.number)).state == "new"


async def test_a_reply_about_one_ticket_never_answers_a_question_about_another(room: Room):
    first, second = await room.reports("li"), await room.reports("li", symptom="Door jammed")
    for ticket in (first, second):
        await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {first.number} fuse")
    asked_first = room.last("li")
    await room.presses("li", "Yes, it works")
    await room.says("wang", f"/solved {second.number} oil")
    await reply(room, "li", asked_first, "1")
    assert (await room.ticket(second.number)).state == "closed"
    assert await room.events(first) == [
        "opened", "paged", "acknowledged", "solved", "confirmed", "closed"
    ]  # fmt: skip


async def test_two_questions_alike_about_two_tickets_are_told_apart_by_their_buttons(room: Room):
    first, second = await room.reports("li"), await room.reports("li", symptom="Door jammed")
    await room.says("li", f"/status {first.number}")
    await room.presses("li", "Withdraw the ticket")
    old = room.button("li", "Yes, withdraw it")
    await room.says("li", f"/status {second.number}")
    await room.presses("li", "Withdraw the ticket")
    got = await room.says("li", choice=old)
    assert "out of date" in got[0].body.text
    assert {ticket.state for ticket in await room.tickets()} == {"new"}
    await room.presses("li", "Yes, withdraw it")
    assert (await room.ticket(second.number)).state == "cancelled"
    assert (await room.ticket(first.number)).state == "new"


async def test_a_new_report_has_nothing_to_do_with_the_ticket_looked_at_before(room: Room):
    ticket = await room.reports("li")
    await room.says("li", f"/status {ticket.number}")
    await room.presses("li", "Add information")
    await room.says("li", "/report")
    await room.sends("li", 2, "Door jammed")
    await room.says("li", "1")
    second = (await room.tickets())[-1]
    assert second.id != ticket.id
    assert second.media == 2
    assert (await room.ticket(ticket.number)).media == 0
    kept = await room.rows("attachments_to_hand_on", 10)
    assert len(kept) == 2
    assert all(second.id in row for row in kept)


async def test_a_question_put_from_outside_interrupts_a_report_which_then_goes_on(room: Room):
    first = await room.reports("li")
    await room.says("wang", f"/ack {first.number}")
    await room.says("li", "/report")
    await room.says("li", "Door jammed")
    await room.says("wang", f"/solved {first.number} fuse")
    await room.presses("li", "Yes, it works")
    assert (await room.ticket(first.number)).state == "closed"
    last = room.last("li")
    assert "Back to the fault you were reporting" in last.body.text
    assert "How much is it affecting you" in last.body.text
    await room.presses("li", "Minor")
    assert "interrupted now?" in room.last("li").body.text


async def test_in_mid_report_typed_words_answer_the_report_and_a_reply_the_question(room: Room):
    first = await room.reports("li")
    await room.says("wang", f"/ack {first.number}")
    await room.says("li", "/report")
    await room.says("li", "Door jammed")
    await room.says("wang", f"/solved {first.number} fuse")
    asked = next(one for one in reversed(room.got) if "Yes, it works" in one.labels)
    await room.says("li", "2")
    assert (await room.ticket(first.number)).state == "solved"
    await reply(room, "li", asked, "2")
    await room.says("li", "Dark again")
    assert (await room.ticket(first.number)).state == "new"


async def test_words_in_reply_to_a_line_of_a_ticket_go_into_it(room: Room):
    first, second = await room.reports("li"), await room.reports("li", symptom="Door jammed")
    await room.says("wang", f"/ack {first.number}")
    await room.says("wang", f"/say {first.number} which fuse?")
    line = room.last("li")
    before = len(room.got)
    await reply(room, "li", line, "The big one")
    assert any("The big one" in text for text in room.told("wang", before))
    assert (await room.events(second))[-1] == "paged"
    got = await reply(room, "li", line)
    assert "can't read that kind of message" in got[0].body.text


async def test_staff_answer_a_customer_by_replying_to_their_line(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("li", "Hurry please")
    line = next(one for one in reversed(room.got) if one.chat == "wang" and "Hurry" in one.body.text)
    before = len(room.got)
    await reply(room, "wang", line, "On my way")
    assert any("On my way" in text for text in room.told("li", before))
    got = await reply(room, "wang", line)
    assert "what shall we tell the customer?" in got[0].body.text


async def test_a_reply_in_the_room_goes_to_the_customer_of_that_card(room: Room):
    ticket = await room.reports("li")
    card = next(one for one in room.got if one.chat == ROOM and one.kind == "card")
    await room.says("wang", f"/ack {ticket.number}")
    before = len(room.got)
    await reply(room, "wang", card, "We are looking", group=True)
    await reply(room, "li", card, "not for me to see", group=True)
    assert [text for text in room.told("li", before) if "We are looking" in text]


async def test_other_talk_in_the_room_is_theirs(room: Room):
    await room.reports("li")
    before = len(room.got)
    await room.says("wang", "Lunch?", group=True)
    await room.says("li", "Hello?", group=True)
    await room.says("wang", "help", group=True)
    assert room.got[before:] == []


async def test_what_belongs_in_private_is_sent_there_from_the_room(room: Room):
    assert "private chat" in (await room.says("wang", "/report", group=True))[0].body.text
    assert "Only our own staff" in (await room.says("li", "/report", group=True))[0].body.text
    assert "no such command" in (await room.says("wang", "/dance", group=True))[0].body.text
    assert "/duty" in (await room.says("wang", "/help", group=True))[0].body.text


async def test_a_press_in_the_room_is_answered_on_the_phone_and_not_in_the_room(room: Room):
    await room.reports("li")
    token = room.button(ROOM, "I'll take it")
    got = await room.says("zhao", choice=token, group=True, press="p7")
    answers = [one for one in got if one.kind == "answer_press"]
    assert "is yours" in answers[0].body.text
    assert not any(one.kind == "send" and one.chat == ROOM for one in got)


async def test_a_button_pressed_twice_says_that_it_was_received(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {ticket.number} fuse")
    token = room.button("li", "Yes, it works")
    await room.says("li", choice=token)
    assert "Received" in (await room.says("li", choice=token))[0].body.text


async def test_that_a_repair_did_not_hold_can_be_said_at_any_time(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {ticket.number} fuse")
    token = room.button("li", "Still a problem")
    await room.presses("li", "Yes, it works")
    await room.waits(days=20)
    await room.says("li", choice=token)
    await room.says("li", "Dark again")
    assert (await room.ticket(ticket.number)).state == "new"


async def test_a_button_of_a_question_that_expired_is_an_old_button(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.presses("wang", "On my way", ROOM)
    token = room.button("wang", "In 1 hour")
    await room.waits(minutes=31)
    assert "out of date" in (await room.says("wang", choice=token))[0].body.text
    assert not (await room.ticket(ticket.number)).on_site


async def test_an_edit_adds_to_the_only_open_ticket_and_changes_nothing_else(room: Room):
    assert "Editing" in (await room.says("li", "hello", edited=True))[0].body.text
    await room.says("li", "/report")
    assert "Editing" in (await room.says("li", "Camera 14", edited=True))[0].body.text
    await room.says("li", "/cancel")
    ticket = await room.reports("li")
    await room.says("li", "Camera 15, not 14", edited=True)
    assert (await room.events(ticket))[-1] == "customer_wrote"
    assert "/duty" in (await room.says("wang", "hello", edited=True))[0].body.text


async def test_a_word_for_the_engineer_who_waits_is_no_answer_to_the_report(room: Room):
    await room.says("li", "/report")
    await room.says("li", "No picture")
    await room.presses("li", "It's down")
    ticket = (await room.tickets())[0]
    for text in ("1", "1", "no"):
        await room.says("li", text)
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/wait {ticket.number} serial number")
    await room.says("li", "SN-4711")
    assert (await room.ticket(ticket.number)).state == "working"
    assert "equipment" not in (await room.ticket(ticket.number)).record

"""Where a message goes: buttons and who may press them, replies, groups, questions asked from outside."""

import msgspec
import pytest

from bot.desk import rows
from bot.desk.facts import Changes, Facts
from tests.decisions.room import BOT, ROOM, Got, Room, words


def token_of(got: Got, label: str) -> str:
    return next(button.token for line in got.body.rows for button in line if button.label == label)


async def reply(room: Room, who: str, to: Got, text: str = "", **more: object) -> list[Got]:
    """Let somebody answer to one message of their chat."""
    return await room.says(who, text, reply_to=to.id, **more)


async def test_a_button_of_another_persons_message_is_an_old_button(room: Room):
    ticket = await room.reports("li")
    token = room.button("wang", "@btn-ack")
    await room.says("thief", "hello")
    got = await room.says("thief", choice=token)
    assert words("old-button-any") in got[0].body.text
    assert (await room.ticket(ticket.number)).state == "new"


@pytest.mark.parametrize("forged", ["x.0", ".", "", "0", ".0"])
async def test_a_made_up_button_is_an_old_button(room: Room, forged: str):
    await room.reports("li")
    got = await room.says("li", choice=forged or "nothing")
    assert words("old-button-any") in got[0].body.text


@pytest.mark.parametrize("place", ["99", "-1", "one", "²", ""])
async def test_a_button_that_names_no_choice_is_an_old_button(room: Room, place: str):
    ticket = await room.reports("li")
    token = room.button("wang", "@btn-ack").rpartition(".")[0]
    got = await room.says("wang", choice=f"{token}.{place}")
    assert words("old-button-any") in got[0].body.text
    assert (await room.ticket(ticket.number)).state == "new"


async def test_a_button_of_the_room_of_staff_is_for_staff_alone(room: Room):
    ticket = await room.reports("li")
    token = room.button(ROOM, "@btn-ack")
    got = await room.says("li", choice=token, group=True)
    assert [one.body.text for one in got] == [words("refused-not-staff")]
    assert (await room.ticket(ticket.number)).state == "new"
    await room.says("zhao", choice=token, group=True)
    assert (await room.ticket(ticket.number)).state == "acknowledged"


async def test_a_button_of_the_room_pressed_elsewhere_does_nothing(room: Room):
    ticket = await room.reports("li")
    token = room.button(ROOM, "@btn-ack")
    got = await room.says("zhao", choice=token)
    assert words("old-button-any") in got[0].body.text
    assert (await room.ticket(ticket.number)).state == "new"


async def test_a_private_question_cannot_be_answered_in_the_room(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.presses("wang", "@btn-solved", ROOM)
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
    token = room.button("li", "@choice-broken")
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
    await room.presses("li", "@choice-works")
    await room.says("wang", f"/solved {second.number} oil")
    await reply(room, "li", asked_first, "1")
    assert (await room.ticket(second.number)).state == "closed"
    assert await room.events(first) == [
        "opened", "paged", "acknowledged", "solved", "confirmed", "closed"
    ]  # fmt: skip


async def test_two_questions_alike_about_two_tickets_are_told_apart_by_their_buttons(room: Room):
    first, second = await room.reports("li"), await room.reports("li", symptom="Door jammed")
    await room.says("li", f"/status {first.number}")
    await room.presses("li", "@choice-withdraw")
    old = room.button("li", "@choice-withdraw-yes")
    await room.says("li", f"/status {second.number}")
    await room.presses("li", "@choice-withdraw")
    got = await room.says("li", choice=old)
    assert words("old-button-any") in got[0].body.text
    assert {ticket.state for ticket in await room.tickets()} == {"new"}
    await room.presses("li", "@choice-withdraw-yes")
    assert (await room.ticket(second.number)).state == "cancelled"
    assert (await room.ticket(first.number)).state == "new"


async def test_a_new_report_has_nothing_to_do_with_the_ticket_looked_at_before(room: Room):
    ticket = await room.reports("li")
    await room.says("li", f"/status {ticket.number}")
    await room.presses("li", "@choice-add-information")
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
    await room.presses("li", "@choice-works")
    assert (await room.ticket(first.number)).state == "closed"
    last = room.last("li")
    assert words("back-to-report") in last.body.text
    assert words("ask-severity") in last.body.text
    await room.presses("li", "@choice-minor")
    assert words("ask-down") in room.last("li").body.text


async def test_in_mid_report_typed_words_answer_the_report_and_a_reply_the_question(room: Room):
    first = await room.reports("li")
    await room.says("wang", f"/ack {first.number}")
    await room.says("li", "/report")
    await room.says("li", "Door jammed")
    await room.says("wang", f"/solved {first.number} fuse")
    asked = next(one for one in reversed(room.got) if words("choice-works") in one.labels)
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
    assert words("unknown-kind") in got[0].body.text


async def test_staff_answer_a_customer_by_replying_to_their_line(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("li", "Hurry please")
    line = next(one for one in reversed(room.got) if one.chat == "wang" and "Hurry" in one.body.text)
    before = len(room.got)
    await reply(room, "wang", line, "On my way")
    assert any("On my way" in text for text in room.told("li", before))
    got = await reply(room, "wang", line)
    assert words("ask-say") in got[0].body.text


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
    assert words("use-private-chat") in (await room.says("wang", "/report", group=True))[0].body.text
    assert words("refused-not-staff") in (await room.says("li", "/report", group=True))[0].body.text
    assert words("unknown-command") in (await room.says("wang", "/dance", group=True))[0].body.text
    assert "/duty" in (await room.says("wang", "/help", group=True))[0].body.text


async def test_a_press_in_the_room_is_answered_on_the_phone_and_not_in_the_room(room: Room):
    await room.reports("li")
    token = room.button(ROOM, "@btn-ack")
    got = await room.says("zhao", choice=token, group=True, press="p7")
    answers = [one for one in got if one.kind == "answer_press"]
    assert words("done-acknowledged") in answers[0].body.text
    assert not any(one.kind == "send" and one.chat == ROOM for one in got)


async def test_a_button_pressed_twice_says_that_it_was_received(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {ticket.number} fuse")
    token = room.button("li", "@choice-works")
    await room.says("li", choice=token)
    assert words("press-done") in (await room.says("li", choice=token))[0].body.text


async def test_that_a_repair_did_not_hold_can_be_said_at_any_time(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {ticket.number} fuse")
    token = room.button("li", "@choice-broken")
    await room.presses("li", "@choice-works")
    await room.waits(days=20)
    await room.says("li", choice=token)
    await room.says("li", "Dark again")
    assert (await room.ticket(ticket.number)).state == "new"


async def test_a_button_of_a_question_that_expired_is_an_old_button(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.presses("wang", "@btn-onsite", ROOM)
    token = room.button("wang", "@choice-eta-60")
    await room.waits(minutes=31)
    assert words("old-button-any") in (await room.says("wang", choice=token))[0].body.text
    assert not (await room.ticket(ticket.number)).on_site


async def test_an_edit_of_something_we_do_not_know_changes_nothing(room: Room):
    assert words("edit-not-taken") in (await room.says("li", "hello", edited=True))[0].body.text
    await room.says("li", "/report")
    assert words("edit-not-taken") in (await room.says("li", "Camera 14", edited=True))[0].body.text
    await room.says("li", "/cancel")
    ticket = await room.reports("li")
    events = await room.events(ticket)
    await room.says("li", "Camera 15, not 14", edited=True)
    assert await room.events(ticket) == events


async def test_a_word_for_the_engineer_who_waits_is_no_answer_to_the_report(room: Room):
    await room.says("li", "/report")
    await room.says("li", "No picture")
    await room.presses("li", "@choice-down")
    ticket = (await room.tickets())[0]
    for text in ("1", "1", "no"):
        await room.says("li", text)
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/wait {ticket.number} serial number")
    await room.says("li", "SN-4711")
    assert (await room.ticket(ticket.number)).state == "working"
    assert "equipment" not in (await room.ticket(ticket.number)).record


async def test_a_question_of_a_flow_that_is_no_more_is_not_answered(room: Room):
    await room.says("li", "hello")
    account = (await room.rows("account_by_address", BOT, "li"))[0][0]
    gone = rows.Prompt(id=1, token="t", scope=f"account:{account}", kind="asked", account=account, flow="gone")
    await room.store.turn(lambda work: work.save(Changes(prompts=[gone])))
    assert words("ask-kind") in (await room.says("li", "Camera 14 is dark"))[0].body.text


async def test_a_poisoned_message_is_answered_kindly_in_private_and_never_in_a_group(room: Room):
    for message, told in ((room.message("li", "x"), 1), (room.message("li", "x", group=True), 0)):
        changes = room.desk.park_reply(message, Facts(), room.clock.now())
        bodies = [msgspec.json.decode(row.body)["text"] for row in changes.outbox]
        assert [words("kept-safe") in text for text in bodies] == [True] * told


async def test_an_alarm_reaches_those_it_is_for(room: Room):
    changes = room.desk.alarm("parked", "<b>details</b>", room.clock.now())
    assert [(row.chat, "<b>details</b>" in row.body) for row in changes.outbox] == [("ann", True)]
    assert [alarm.kind for alarm in changes.alarms] == ["parked"]


async def test_a_press_in_private_is_answered_with_a_message(room: Room):
    await room.reports("li")
    token = room.button("wang", "@btn-ack")
    got = await room.says("wang", choice=token, press="p8")
    assert [one.body.text for one in got if one.kind == "answer_press"] == [""]
    assert any(words("done-acknowledged") in one.body.text for one in got)


async def test_the_ticket_of_an_ended_fault_is_shown_without_buttons(room: Room):
    ticket = await room.reports("li")
    await room.says("lin", f"/ack {ticket.number}")
    await room.says("lin", f"/drop {ticket.number} twice")
    got = await room.says("wang", f"/ticket {ticket.number}")
    assert got[0].labels == []
    assert got[0].body.style == "card"

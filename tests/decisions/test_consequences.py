"""What each event of a ticket sets in motion, told to each reader in their own language and zone."""

import pytest

from bot.desk import consequences, rows
from bot.desk.facts import Changes
from bot.domain.events import VERSIONS
from tests.decisions.room import BOT, ROOM, Room, words

#: Events that set nothing in motion: they are the desk's own notes, or were answered where they happened.
QUIET = {
    # Both ends of a linking are told where it is made.
    "reporter_linked", "reporter_unlinked", "reporter_revoked",
    "noted", "severity_declined", "paged", "nobody_to_page", "reporter_blocked", "reporter_unblocked",
    # Told where it is decided: by the timer, and by whoever writes a call down.
    "hand_over_lapsed", "caller_identified", "notice_corrected",
}  # fmt: skip


def number_of(ticket: rows.TicketRow) -> str:
    return f"BX-{ticket.number[:4]}-{ticket.number[4:]}"


async def rated(room: Room, *answers: str) -> rows.TicketRow:
    """Bring a ticket to its score and give these answers."""
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {ticket.number} fuse")
    await room.presses("li", "@choice-works")
    await room.waits(hours=1)
    for answer in answers:
        await room.says("li", answer)
    return await room.ticket(ticket.number)


async def test_every_event_has_its_consequence_or_is_known_to_have_none():
    assert set(VERSIONS) - set(consequences._RULES) == QUIET  # noqa: SLF001  the table is what is looked at


async def test_the_receipt_names_the_number_and_by_when_somebody_answers(room: Room):
    ticket = await room.reports("li")
    receipt = next(text for text in room.told("li") if number_of(ticket) in text)
    assert words("ticket-issued") in receipt


async def test_an_acknowledgement_in_time_and_one_too_late_are_told_differently(room: Room):
    early, late = await room.reports("li"), await room.reports("vega", "1")
    await room.says("wang", f"/ack {early.number}")
    assert words("notice-acknowledged") in room.last("li").body.text
    await room.waits(hours=2)
    await room.says("wang", f"/ack {late.number}")
    assert words("notice-acknowledged-late") in room.last("vega").body.text


async def test_a_wait_and_its_end_are_told(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/wait {ticket.number} the serial number")
    assert "the serial number" in room.last("li").body.text
    await room.says("li", "SN-1")
    assert (await room.ticket(ticket.number)).state == "working"
    assert any(words("notice-resumed") in text for text in room.told("li"))
    assert any("SN-1" in text for text in room.told("wang"))


async def test_a_lower_level_is_asked_for_and_declined(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/severity {ticket.number} 3 one camera only")
    asked = room.last("li")
    assert "one camera only" in asked.body.text
    await room.presses("li", "@choice-keep-level")
    assert (await room.ticket(ticket.number)).severity == 2
    assert words("already-so") in (await room.says("wang", f"/severity {ticket.number} 2 as it was"))[0].body.text


async def test_a_lower_level_that_is_agreed_to_is_told_to_the_customer(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/severity {ticket.number} 3 one camera only")
    await room.presses("li", "@choice-agree")
    assert (await room.ticket(ticket.number)).severity == 3
    assert any("is now level 3" in text for text in room.told("li"))


async def test_after_the_answer_a_change_of_level_names_no_promise(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/severity {ticket.number} 1 all of them")
    assert "Reason: all of them" in room.last("li").body.text
    assert words("notice-severity") not in room.last("li").body.text


async def test_a_good_score_is_passed_on_to_the_engineer(room: Room):
    ticket = await rated(room, "5 thank you")
    assert any(words("score-given") in text for text in room.told("wang"))
    assert any("thank you" in text for text in room.told("lin"))
    assert (await room.tickets())[-1].id == ticket.id


async def test_a_low_score_opens_a_follow_up_at_the_managers_and_says_why(room: Room):
    ticket = await rated(room, "1", "2", "Nobody came")
    follow_up = (await room.tickets())[-1]
    assert (follow_up.kind, follow_up.parent) == ("follow_up", ticket.id)
    assert any(one.chat == "lin" and one.lane == 0 for one in room.got)
    assert any(words("reason-not-fixed") in text for text in room.told("lin"))
    assert any("Nobody came" in text for text in room.told("lin"))


async def test_the_follow_up_is_acknowledged_solved_and_not_rated_again(room: Room):
    await rated(room, "1", "skip")
    follow_up = (await room.tickets())[-1]
    await room.says("lin", f"/ack {follow_up.number}")
    await room.says("lin", f"/solved {follow_up.number} called and apologised")
    await room.presses("li", "@choice-works") if words("choice-works") in room.last("li").labels else await room.says(
        "li", "1"
    )
    assert (await room.ticket(follow_up.number)).state == "closed"
    assert not any(one.lane == 3 for one in await room.waits(days=1))


async def test_what_is_added_to_the_record_reaches_whoever_works_on_it(room: Room):
    await room.says("li", "/report")
    await room.says("li", "No picture")
    await room.presses("li", "@choice-down")
    ticket = (await room.tickets())[0]
    await room.says("wang", f"/ack {ticket.number}")
    for text in ("3", "no"):
        await room.says("li", text)
    before = len(room.got)
    for text in ("Camera C-14", "East gate", "skip", "0631-1"):
        await room.says("li", text)
    assert room.told("wang", before) == []
    await room.waits(minutes=1)
    (told,) = room.told("wang", before)
    assert all(value in told for value in ("Camera C-14", "East gate", "0631-1"))


async def test_a_question_referred_and_answered_is_told_at_each_step(room: Room):
    question = await room.asks("li")
    await room.says("rose", f"/refer {question.number} needs drawings")
    assert words("notice-referred") in room.last("li").body.text
    await room.says("lin", f"/answer {question.number} two amperes")
    assert "two amperes" in room.last("li").body.text
    before = len(room.got)
    await room.waits(hours=2)
    assert any(one.lane == 3 for one in room.got[before:])


async def test_with_nobody_on_it_the_room_hears_what_the_customer_says(room: Room):
    await room.reports("li")
    before = len(room.got)
    await room.says("li", "It smells burnt")
    assert any("It smells burnt" in text for text in room.told(ROOM, before))


async def test_manager_and_customer_read_their_own_language_and_clock(room: Room):
    await room.says("vega", "hola", language="es-MX")
    account = (await room.rows("account_by_address", BOT, "vega"))[0]
    person = rows.Person(id=account[3], name="Vega", language="es", zone="America/Mexico_City")
    await room.store.turn(lambda work: work.save(Changes(persons=[person])))
    for text in ("/report", "Sin imagen", "2", "4", "no", *["omitir"] * 4):
        await room.says("vega", text, language="es-MX")
    await room.presses("vega", "@choice-send")
    (ticket,) = await room.tickets()
    receipt = next(text for text in room.told("vega") if number_of(ticket) in text)
    assert "10:35" in receipt
    assert "Recibido" in receipt
    page = next(one for one in room.got if one.chat == "wang" and one.lane == 0)
    assert "by 00:35" in page.body.text or "00:35" in page.body.text
    assert "Sin imagen" in page.body.text


async def test_a_language_chosen_counts_from_the_next_word_on(room: Room):
    await room.says("li", "/language")
    await room.presses("li", "@language-zh")
    assert "中文" in room.last("li").body.text
    await room.says("li", "/help")
    assert "报修" in room.last("li").body.text


@pytest.mark.parametrize("who", ["zhao", "wang"])
async def test_whoever_loses_the_ticket_is_told_unless_they_cannot_be_reached(room: Room, who: str):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    if who == "zhao":
        await room.says("wang", event="blocked")
    await room.says("zhao", f"/take {ticket.number}")
    before = len(room.got)
    await room.presses("zhao", "@choice-take-over")
    assert bool(room.told("wang", before)) == (who == "wang")


async def test_every_ticket_is_the_fold_of_its_events(room: Room):
    await rated(room, "1", "2", "Nobody came")
    for ticket in await room.tickets():
        assert (await room.folded(ticket)).state == ticket.state

"""What is told in its time: details together, a broken promise once, a word with a score, when silence closes."""

import json

from bot.desk import rows
from tests.decisions.room import ROOM, Room, words


async def solved(room: Room) -> rows.TicketRow:
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {ticket.number} fuse")
    return ticket


async def closed(room: Room) -> rows.TicketRow:
    ticket = await solved(room)
    await room.presses("li", "@choice-works")
    await room.waits(hours=1)
    return ticket


async def test_the_customer_is_told_once_when_the_promise_breaks_and_whom_we_call(room: Room):
    ticket = await room.reports("li", "1")
    before = len(room.got)
    await room.waits(hours=6)
    told = [text for text in room.told("li", before) if words("notice-late").split("{")[0][-30:] in text]
    assert len(told) == 1
    assert any(name in told[0] for name in ("Wang", "Zhao", "Lin"))
    assert (await room.ticket(ticket.number)).state == "new"


async def test_a_promise_that_was_kept_is_not_called_broken(room: Room):
    ticket = await room.reports("li", "1")
    await room.says("wang", f"/ack {ticket.number}")
    before = len(room.got)
    await room.waits(hours=6)
    assert not [text for text in room.told("li", before) if words("notice-late").split("{")[0][-30:] in text]


async def test_the_status_of_a_solved_ticket_names_when_silence_closes_it(room: Room):
    ticket = await solved(room)
    (closing,) = (await room.rows("ticket_closes_at", ticket.id))[0]
    await room.says("li", "/tickets")
    told = room.last("li").body.text
    assert words("next-confirm").split("{")[0][:20] in told
    assert closing > room.clock.now()
    assert "24 Nov" in told


async def test_a_single_ticket_is_shown_without_asking_which(room: Room):
    ticket = await room.reports("li")
    await room.says("li", "/tickets")
    assert f"BX-{ticket.number[:4]}" in room.last("li").body.text
    assert words("ask-which-ticket") not in room.last("li").body.text
    await room.reports("li", symptom="Door jammed")
    await room.says("li", "/tickets")
    assert words("ask-which-ticket") in room.last("li").body.text


async def test_a_low_score_reads_as_words_in_the_language_of_whoever_reads(room: Room):
    ticket = await closed(room)
    before = len(room.got)
    await room.says("li", "2")
    number = f"BX-{ticket.number[:4]}-{ticket.number[4:]}"
    card = next(
        one for one in room.got[before:] if one.chat == ROOM and one.kind == "card" and "2 out of 5" in one.body.text
    )
    assert f"{number}: 2/5" not in card.body.text
    assert number in card.body.text
    follow_up = (await room.tickets())[-1]
    assert json.loads(follow_up.record)["symptom"] == "No picture on C-14"
    await room.says("lin", f"/ack {follow_up.number}")
    assert "2 out of 5" in room.last("li").body.text


async def test_a_word_may_be_added_to_a_good_score_and_need_not(room: Room):
    ticket = await closed(room)
    await room.says("li", "5")
    assert words("rating-invites").split("{")[0][:30] in room.last("li").body.text
    await room.presses("li", "@choice-comment")
    await room.says("li", "Quick and friendly")
    assert "commented" in await room.events(ticket)
    await room.says("li", "The door is jammed now")
    assert words("ask-kind") in room.last("li").body.text


async def test_a_new_fault_is_not_swallowed_by_the_invitation_to_say_more(room: Room):
    await closed(room)
    await room.says("li", "4")
    await room.says("li", "The door is jammed now")
    assert words("ask-kind") in room.last("li").body.text


async def test_a_comment_is_not_waited_for_without_end(room: Room):
    await closed(room)
    await room.says("li", "2")
    await room.says("li", "1")
    before = len(room.got)
    await room.waits(hours=3)
    assert room.told("li", before) == []
    await room.says("li", "The door is jammed now")
    assert words("ask-kind") not in room.told("li", before)
    assert "commented" not in [kind for ticket in await room.tickets() for kind in await room.events(ticket)]


async def test_a_yes_to_an_older_suggestion_is_none_to_the_newest(room: Room):
    ticket = await room.reports("li", "1")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/severity {ticket.number} 2 it runs again")
    older = room.button("li", "@choice-agree")
    await room.says("wang", f"/severity {ticket.number} 3 hardly noticeable")
    await room.says("li", choice=older)
    assert (await room.ticket(ticket.number)).severity == 1
    assert words("offer-withdrawn") in room.last("li").body.text
    await room.presses("li", "@choice-agree")
    assert (await room.ticket(ticket.number)).severity == 3


async def test_a_stranger_who_raises_in_a_storm_comes_to_reception_first(room: Room):
    await room.reports("li", "1")
    ticket = await room.reports("li", "2", symptom="Door jammed")
    before = len(room.got)
    await room.says("li", f"/status BX-{ticket.number}")
    await room.presses("li", "@choice-more-severe")
    await room.presses("li", "@choice-down")
    assert (await room.ticket(ticket.number)).severity == 1
    assert [one.chat for one in room.got[before:] if one.lane == 0] == ["rose"]
    assert any(words("storm-reception") in text for text in room.told("li", before))


async def test_whoever_returns_after_asking_to_be_forgotten_begins_anew(room: Room):
    old = await room.reports("li")
    await room.says("li", "/forget")
    await room.presses("li", "@choice-forget-yes")
    await room.waits(minutes=1)
    new = await room.reports("li", symptom="Door jammed")
    await room.says("wang", f"/ack {old.number}")
    await room.says("wang", f"/drop {old.number} done")
    assert "Door jammed" in (await room.ticket(new.number)).record
    assert (await room.ticket(old.number)).record == "{}"
    for command in ("ack", "solved"):
        await room.says("wang", f"/{command} {new.number} {'fuse' if command == 'solved' else ''}".strip())
    await room.presses("li", "@choice-works")
    assert "Door jammed" in (await room.ticket(new.number)).record
    before = len(room.got)
    await room.waits(hours=2)
    assert any(words("ask-score").split("{")[0][:8] in text for text in room.told("li", before))
    await room.says("li", "/forget")
    await room.presses("li", "@choice-forget-yes")
    assert (await room.ticket(new.number)).record == "{}"


async def test_the_label_of_a_level_stands_with_a_capital_where_it_stands_alone(room: Room):
    ticket = await room.reports("li")
    shown = next(one.body.card for one in room.got if one.chat == ROOM and one.body.card)
    assert shown["level_label"] == "Level 2 (major)"
    assert ticket.severity == 2

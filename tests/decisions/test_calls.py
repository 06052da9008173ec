"""Reports that came by telephone: written down, handed to the caller's chat, and ended by what they say there."""

from datetime import timedelta

import pytest

from bot.desk import codec, rows
from bot.domain.ticket import micros_to_instant
from bot.messages import Contact
from tests.decisions.room import ROOM, START_AT, Room, words

PHONE = "138 0013 8000"


async def logs(room: Room, level: str = "2", phone: str = "skip", called: str = "1") -> rows.TicketRow:
    """Let reception write a call down from the first word to the end."""
    who = "rose"
    for text in ("/new", "Pump 3 stands still", level, "P-300", "North plant", "Mr Li of Acme", phone, called):
        await room.says(who, text)
    if level != "1":
        await room.presses(who, "@choice-log-call")
    return (await room.tickets())[-1]


async def chats_with_us(room: Room, who: str = "li", language: str = "es") -> None:
    """Let a customer share their own number, for which the platform vouches."""
    await room.says(who, "hola", language=language)
    await room.says(who, contact=Contact("+86 13800138000", who.title(), own=True), language=language)
    await room.says(who, "/cancel", language=language)


async def test_a_call_is_logged_and_the_engineer_on_duty_is_called(room: Room):
    ticket = await logs(room, phone=PHONE)
    assert (ticket.state, ticket.severity, ticket.by_phone) == ("new", 2, 1)
    assert codec.from_text(ticket.record) == {
        "symptom": "Pump 3 stands still",
        "equipment": "P-300",
        "project": "North plant",
        "caller": "Mr Li of Acme",
        "phone": PHONE,
    }
    assert any(one.chat == "wang" and one.lane == 0 for one in room.got)
    number = f"BX-{ticket.number[:4]}-{ticket.number[4:]}"
    assert any(f"Logged: {number}" in text for text in room.told("rose"))
    assert "Mr Li of Acme" in next(one for one in room.got if one.chat == "wang" and one.lane == 0).body.text


async def test_level_1_calls_at_the_pick_and_the_rest_amends_the_ticket(room: Room):
    await room.says("rose", "/new")
    await room.says("rose", "Pump 3 stands still")
    got = await room.says("rose", "1")
    assert [one.chat for one in got if one.lane == 0] == ["wang"]
    for text in ("P-300", "skip", "Mr Li", PHONE, "20 minutes ago"):
        await room.says("rose", text)
    (ticket,) = await room.tickets()
    assert codec.from_text(ticket.record)["equipment"] == "P-300"
    assert micros_to_instant(ticket.notice_at) == START_AT - timedelta(minutes=20)
    assert ticket.respond_due_at - ticket.notice_at == timedelta(hours=1) // timedelta(microseconds=1)
    assert words("call-completed") in room.last("rose").body.text
    await room.folded(ticket)


@pytest.mark.parametrize(
    ("said", "ago"), [("1", 0), ("skip", 0), ("20 minutes ago", 20), ("22:05", 30), ("hace 15 minutos", 15)]
)
async def test_the_clocks_start_at_the_call(room: Room, said: str, ago: int):
    ticket = await logs(room, called=said)
    assert micros_to_instant(ticket.notice_at) == START_AT - timedelta(minutes=ago)
    assert ticket.respond_due_at - ticket.notice_at == timedelta(hours=2) // timedelta(microseconds=1)


async def test_a_time_that_cannot_be_read_is_asked_for_again(room: Room):
    for text in ("/new", "dark", "3", "skip", "skip", "skip", "skip"):
        await room.says("rose", text)
    assert words("call-time-not-understood") in (await room.says("rose", "recently"))[0].body.text


async def test_all_but_symptom_and_level_can_be_skipped(room: Room):
    for text in ("/new", "dark", "3", *["skip"] * 5):
        await room.says("rose", text)
    await room.presses("rose", "@choice-log-call")
    (ticket,) = await room.tickets()
    assert codec.from_text(ticket.record) == {"symptom": "dark"}


async def test_every_answer_of_the_summary_can_be_changed(room: Room):
    for text in ("/new", "dark", "3", *["skip"] * 5):
        await room.says("rose", text)
    changes = {
        "@choice-symptom": "Pump 3", "@choice-severity": "2", "@choice-equipment": "P-300", "@choice-project": "North",
        "@choice-caller": "Mr Li", "@choice-phone": PHONE, "@choice-call-time": "20 minutes ago",
    }  # fmt: skip
    for label, text in changes.items():
        await room.presses("rose", "@choice-change")
        await room.presses("rose", label)
        await room.says("rose", text)
    await room.presses("rose", "@choice-log-call")
    (ticket,) = await room.tickets()
    assert (ticket.severity, codec.from_text(ticket.record)["caller"]) == (2, "Mr Li")
    assert micros_to_instant(ticket.notice_at) == START_AT - timedelta(minutes=20)


async def test_a_known_caller_gets_the_number_and_all_updates_in_their_chat_and_language(room: Room):
    await chats_with_us(room)
    ticket = await logs(room, phone=PHONE)
    assert not ticket.by_phone
    number = f"BX-{ticket.number[:4]}-{ticket.number[4:]}"
    assert any(number in text and words("call-receipt", "es") in text for text in room.told("li"))
    before = len(room.got)
    await room.says("wang", f"/ack {ticket.number}")
    assert any(words("notice-acknowledged", "es") in text for text in room.told("li", before))
    await room.says("wang", f"/solved {ticket.number} fuse")
    await room.presses("li", "@choice-works")
    assert (await room.ticket(ticket.number)).state == "closed"


async def test_the_summary_says_whether_the_caller_has_a_chat(room: Room):
    await chats_with_us(room)
    for text in ("/new", "dark", "3", "skip", "skip", "skip", PHONE, "skip"):
        await room.says("rose", text)
    assert "Li chats with us" in room.last("rose").body.text
    await room.presses("rose", "@choice-change")
    await room.presses("rose", "@choice-phone")
    await room.says("rose", "021 5555 0000")
    assert words("call-reaches-phone") in room.last("rose").body.text


async def test_a_caller_of_level_1_gets_the_ticket_once_their_number_is_known(room: Room):
    await chats_with_us(room)
    ticket = await logs(room, "1", phone=PHONE)
    assert not ticket.by_phone
    assert ticket.language == "es"
    assert any(words("call-receipt", "es") in text for text in room.told("li"))
    assert any("chat of Li" in text for text in room.told("rose"))
    before = len(room.got)
    await room.says("li", "/tickets", language="es")
    assert any(f"BX-{ticket.number[:4]}" in one.body.text or one.labels for one in room.got[before:])
    await room.folded(ticket)


async def test_a_number_that_nobody_vouched_for_gives_the_ticket_to_nobody(room: Room):
    await room.says("eve", "/report")
    await room.says("eve", contact=Contact("13800138000", "Eve", own=False))
    await room.says("eve", "/cancel")
    before = len(room.got)
    ticket = await logs(room, phone=PHONE)
    assert ticket.by_phone
    assert room.told("eve", before) == []


async def test_a_number_that_two_have_gives_the_ticket_to_neither(room: Room):
    for who in ("li", "vega"):
        await chats_with_us(room, who)
    assert (await logs(room, phone=PHONE)).by_phone


async def test_nothing_is_sent_in_vain_to_a_caller_without_a_chat(room: Room):
    ticket = await logs(room, phone=PHONE)
    for text in ("/ack", "/say on my way", "/wait plate", "/onsite 1h", "/severity 1 worse", "/solved fuse"):
        name, _, more = text.partition(" ")
        await room.says("wang", f"{name} {ticket.number} {more}")
    await room.waits(days=5)
    outbox = await room.rows("outbox_of_ticket", ticket.id)
    bots = {row[rows.Outbox.__struct_fields__.index("bot")] for row in outbox}
    assert bots == {"web:desk"}
    assert (await room.ticket(ticket.number)).state == "solved"


async def test_acknowledging_is_no_answer_to_a_caller_who_cannot_see_it(room: Room):
    ticket = await logs(room, phone=PHONE)
    got = await room.says("wang", f"/ack {ticket.number}")
    assert words("done-taken-phone") in " ".join(one.body.text for one in got)
    assert (await room.ticket(ticket.number)).responded_at is None
    await room.says("wang", f"/say {ticket.number} coming at six")
    assert (await room.ticket(ticket.number)).responded_at is not None
    assert words("done-said-phone") in " ".join(room.told("wang"))


async def test_the_card_says_that_it_came_by_phone_and_shows_the_number_to_call(room: Room):
    ticket = await logs(room, phone=PHONE)
    await room.says("wang", f"/ticket {ticket.number}")
    assert words("card-by-phone") in room.last("wang").body.text
    await room.presses("zhao", "@btn-phone", ROOM)
    assert PHONE in room.last("zhao").body.text


async def test_nothing_offers_to_write_to_a_caller_who_has_no_chat(room: Room):
    ticket = await logs(room)
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/ticket {ticket.number}")
    card = room.last("wang")
    assert words("btn-told") in card.labels
    assert words("btn-say") not in card.labels
    await room.presses("wang", "@btn-told")
    assert "kept in the ticket; nothing is sent" in room.last("wang").body.text
    await room.says("wang", "/cancel")
    await room.presses("wang", "@btn-more")
    assert words("choice-say") not in room.last("wang").labels
    await room.says("wang", "/cancel")
    await room.presses("zhao", "@btn-phone", ROOM)
    assert words("no-phone-no-chat") in room.last("zhao").body.text
    await room.says("wang", f"/solved {ticket.number} fuse")
    got = await room.waits(days=3)
    reminded = [one for one in got if words("call-remind-confirm") in one.body.text]
    assert [one.labels for one in reminded if one.chat == "wang"][:1] == [[]]


async def solved(room: Room) -> rows.TicketRow:
    ticket = await logs(room, phone=PHONE)
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {ticket.number} fuse")
    return ticket


async def test_staff_confirm_for_a_caller_and_enter_their_score(room: Room):
    ticket = await solved(room)
    got = await room.says("rose", f"/confirm {ticket.number}")
    assert words("done-confirmed") in " ".join(one.body.text for one in got if one.chat == "rose")
    assert (await room.ticket(ticket.number)).closed_by == "confirmed"
    got = await room.waits(hours=2)
    assert any(one.chat == "rose" and words("call-ask-score") in one.body.text for one in got)
    refused = (await room.says("wang", f"/rate {ticket.number} 5"))[0].body.text
    assert words("refused-own-score") in refused
    # Who may is said in words: there are five roles that could.
    assert words("role-field") not in refused
    await room.says("rose", f"/rate {ticket.number} 2")
    assert (await room.ticket(ticket.number)).score == 2
    follow_up = (await room.tickets())[-1]
    assert (follow_up.kind, follow_up.by_phone) == ("follow_up", 1)


async def test_a_caller_for_whom_it_does_not_work_is_called_for_again(room: Room):
    ticket = await solved(room)
    assert words("usage-reject") in (await room.says("rose", f"/reject {ticket.number}"))[0].body.text
    got = await room.says("rose", f"/reject {ticket.number} still dark")
    assert (await room.ticket(ticket.number)).state == "new"
    assert any(one.chat == "wang" and one.lane == 0 and "still dark" in one.body.text for one in got)


async def test_silence_of_a_caller_closes_nothing_and_staff_are_reminded_to_ask(room: Room):
    ticket = await solved(room)
    got = await room.waits(days=8)
    reminded = [one for one in got if one.chat == "wang" and words("call-remind-confirm") in one.body.text]
    assert len(reminded) > 1
    assert (await room.ticket(ticket.number)).state == "solved"


async def test_what_a_caller_said_goes_to_whoever_has_the_ticket_and_ends_the_waiting(room: Room):
    ticket = await logs(room, phone=PHONE)
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/wait {ticket.number} the plate")
    before = len(room.got)
    await room.says("rose", f"/heard {ticket.number} it says XK-200")
    assert any("XK-200" in text for text in room.told("wang", before))
    assert (await room.ticket(ticket.number)).state == "working"
    before = len(room.got)
    await room.says("wang", f"/heard {ticket.number} and it hums")
    assert len(room.told("wang", before)) == 1


async def test_a_lower_level_needs_the_manager_where_the_customer_cannot_agree_in_a_chat(room: Room):
    ticket = await logs(room)
    await room.says("wang", f"/ack {ticket.number}")
    got = await room.says("wang", f"/severity {ticket.number} 3 not so bad")
    assert words("refused-lower-by-phone") in got[0].body.text
    assert words("role-manager") in got[0].body.text
    await room.says("lin", f"/severity {ticket.number} 3 not so bad")
    assert (await room.ticket(ticket.number)).severity == 3


@pytest.mark.parametrize("name", ["confirm", "reject", "rate"])
async def test_nobody_speaks_for_a_customer_who_has_a_chat(room: Room, name: str):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {ticket.number} fuse")
    got = await room.says("wang", f"/{name} {ticket.number} 5")
    assert words("refused-not-reporter") in got[0].body.text
    assert (await room.ticket(ticket.number)).state == "solved"


async def test_files_cannot_reach_a_caller_and_the_sender_is_told(room: Room):
    ticket = await logs(room)
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/say {ticket.number}")
    await room.sends("wang", 1)
    assert any(words("refused-no-chat") in text for text in room.told("wang"))


async def test_calls_written_down_do_not_count_as_a_storm_of_strangers(room: Room):
    for _ in range(6):
        await logs(room, "1")
    await room.reports("guest", "1")
    assert any(one.chat == "wang" and one.lane == 0 and "Guest" in one.body.text for one in room.got)


async def test_a_call_is_asked_about_in_private_when_begun_in_the_group(room: Room):
    got = await room.says("rose", "/new", group=True)
    assert {one.chat for one in got} == {ROOM, "rose"}
    await room.says("rose", "Pump 3")
    assert words("call-ask-level") in room.last("rose").body.text


async def test_leaving_says_whether_something_was_logged(room: Room):
    await room.says("rose", "/new")
    await room.says("rose", "/cancel")
    assert words("call-left") in room.last("rose").body.text
    for text in ("/new", "dark", "1"):
        await room.says("rose", text)
    await room.says("rose", "/cancel")
    assert words("call-left-with-ticket") in room.last("rose").body.text
    assert len(await room.tickets()) == 1


async def test_only_those_who_talk_with_customers_log_calls(room: Room):
    got = await room.says("ann", "/new")
    assert words("refused-role") in got[0].body.text
    assert words("role-reception") in got[0].body.text

"""A report that came by telephone is as good as a typed one (IN-08), and its clocks start at the call (CK-10)."""

from datetime import timedelta

import pytest

from tests.desk import Desk, Hand, instant
from tests.journeys.telegram import Phone, on_telegram

NUMBER = "8613800138000"


def log(staff: Hand, level: str = "degraded", phone: str = "138 0013 8000", called: str = "20 minutes ago") -> Hand:
    """Write a call down, up to its sending."""
    staff.says("/new").got("@call-ask-symptom").says("Pump 3 stands still").presses(f"@choice-{level}")
    for text in ("P-300", "North plant", "Mr Li of Acme", phone, called):
        staff.says(text)
    return staff if level == "down" else staff.presses("@choice-log-call")


def share_number(desk: Desk, customer: Hand) -> Hand:
    """Let a customer share their own number, for which Telegram vouches."""
    phone = customer.visitor
    assert isinstance(phone, Phone)
    contact = {"phone_number": NUMBER, "first_name": "Li", "user_id": phone.number}
    desk.run(phone.send(contact=contact))
    desk.settle()
    return customer.says("/cancel")


@pytest.mark.clause("IN-08")
def test_a_caller_with_a_linked_chat_gets_the_same_number_and_every_update_there(desk: Desk):
    li = share_number(desk, on_telegram(desk, "li", "es").says("/report"))
    rose = desk.engineer("rose")
    log(rose).got("@call-logged").got(desk.number)
    li.got("@call-receipt").got(desk.number)
    desk.engineer("wang").presses("@btn-ack")
    li.got("@notice-acknowledged")
    desk.engineer("wang").says(f"/solved {desk.number} new fuse")
    li.got("@ask-works").presses("@choice-works")
    assert (desk.ticket.state, desk.ticket.closed_by) == ("closed", "confirmed")


@pytest.mark.clause("IN-08")
def test_a_caller_without_a_chat_is_served_by_telephone_to_the_end(desk: Desk):
    rose, wang = desk.engineer("rose"), desk.engineer("wang")
    log(rose).got("@call-logged-phone")
    wang.got("page").presses("@btn-ack").got("@done-taken-phone")
    wang.says(f"/say {desk.number} on my way").says(f"/solved {desk.number} new fuse").got("@done-solved-phone")
    rose.says(f"/confirm {desk.number}").got("@done-confirmed")
    assert desk.ticket.state == "closed"
    rose.got("@call-ask-score", hours=2)
    rose.says(f"/rate {desk.number} 5")
    assert desk.ticket.score == 5
    assert {row[0] for row in desk.ask("outbox_counts")} <= {2}


@pytest.mark.clause("IN-08")
def test_a_number_nobody_vouched_for_hands_the_ticket_to_nobody(desk: Desk):
    eve = on_telegram(desk, "eve").says("/report")
    phone = eve.visitor
    assert isinstance(phone, Phone)
    desk.run(phone.send(contact={"phone_number": NUMBER, "first_name": "Li"}))
    desk.settle()
    log(desk.engineer("rose")).got("@call-logged-phone")
    eve.never_got("@call-receipt", minutes=5)


@pytest.mark.clause_part("CK-10")
def test_the_clocks_of_a_call_start_when_it_came(desk: Desk):
    log(desk.engineer("rose"))
    ticket = desk.ticket
    assert instant(ticket.opened_at) - instant(ticket.notice_at) == timedelta(minutes=20)
    assert instant(ticket.respond_due_at) - instant(ticket.notice_at) == timedelta(hours=2)


@pytest.mark.clause_part("CK-10")
def test_level_1_is_called_at_the_pick_and_its_clock_goes_back_to_the_call(desk: Desk):
    rose = desk.engineer("rose")
    rose.says("/new").says("All lines are dead").presses("@choice-down")
    desk.engineer("wang").got("page")
    for text in ("P-300", "North plant", "Mr Li", "skip", "15 minutes ago"):
        rose.says(text)
    ticket = desk.ticket
    assert instant(ticket.opened_at) - instant(ticket.notice_at) == timedelta(minutes=15)
    assert instant(ticket.respond_due_at) - instant(ticket.notice_at) == timedelta(minutes=30)


@pytest.mark.clause_part("IN-05")
def test_staff_open_a_record_for_what_they_found_themselves(desk: Desk):
    wang = desk.engineer("wang")
    wang.says("/new").says("Corroded earthing, found on inspection").presses("@choice-minor")
    for _ in range(5):
        wang.presses("@choice-skip")
    wang.presses("@choice-log-call").got("@call-logged-phone")
    assert (desk.ticket.severity, desk.ticket.logged_by is not None) == (3, True)


@pytest.mark.clause("RO-01")
def test_whoever_logged_a_call_has_no_more_rights_than_before(desk: Desk):
    rose, wang = desk.engineer("rose"), desk.engineer("wang")
    log(rose)
    wang.presses("@btn-ack")
    rose.says(f"/solved {desk.number} done").got("@refused-role")
    desk.engineer("zhao").says(f"/solved {desk.number} done").got("@refused-not-yours")
    wang.says(f"/solved {desk.number} done")
    rose.says(f"/confirm {desk.number}")
    wang.says(f"/rate {desk.number} 5").got("@refused-own-score")
    assert desk.ticket.score is None

"""Who is called, who has it, and how customer and engineer talk; clocks that only a person's word stops."""

from datetime import timedelta

import pytest

from bot.messages import Incoming, Sender
from tests.desk import Desk, instant
from tests.journeys.talks import critical, finish

SECOND = 1_000_000


@pytest.mark.clause("FL-10")
def test_one_tap_on_the_phone_acknowledges_and_the_customer_hears_who_has_it(desk: Desk):
    li = critical(desk)
    wang = desk.engineer("wang").got("page").presses("@btn-ack").got("@done-acknowledged")
    li.got("@notice-acknowledged").got("Will Ward")
    assert desk.ticket.state == "acknowledged"
    wang.never_got("page", hours=1)


@pytest.mark.clause("FL-10")
def test_one_tap_in_the_staff_channel_acknowledges_as_well(desk: Desk):
    li = critical(desk)
    desk.engineer("zhao").in_room.presses("@btn-ack")
    li.got("@notice-acknowledged").got("Zoe Adams")
    desk.room.got("Zoe Adams")


@pytest.mark.clause("FL-10")
def test_a_second_tap_by_another_sees_who_has_it(desk: Desk):
    li = critical(desk)
    called = next(line for line in desk.engineer("wang").sees if line.style == "page")
    desk.engineer("zhao").in_room.presses("@btn-ack")
    desk.engineer("wang").presses_again(called, "I'll take it").got("@already-held").got("Zoe Adams")
    desk.engineer("zhao").says(f"/ack {desk.number}").got("@already-yours")
    assert desk.events().count("acknowledged") == 1
    assert sum("has taken it" in line.text for line in li.sees) == 1


@pytest.mark.clause("FL-10")
def test_customer_and_engineer_talk_through_the_ticket_without_seeing_accounts(desk: Desk):
    li = critical(desk).presses("@choice-cancel")
    wang = desk.engineer("wang").presses("@btn-ack").presses("@btn-say").says("Is the red lamp on?")
    li.got("Is the red lamp on?").says("Yes, it is red")
    wang.got("Yes, it is red")
    desk.engineer("zhao").never_got("Yes, it is red")
    accounts = {li.visitor.session.address, wang.visitor.session.address}
    seen = [repr(line) for hand in (li, wang, desk.room) for line in hand.sees if not line.own]
    assert [line for line in seen for account in accounts if account in line] == []


def test_a_note_among_staff_never_reaches_the_customer(desk: Desk):
    li = critical(desk)
    desk.engineer("wang").presses("@btn-ack").says(f"/note {desk.number} This one complains a lot").got("@done-noted")
    li.never_got("complains", minutes=5)


def test_taking_over_is_asked_first_and_told_to_all_three(desk: Desk):
    li = critical(desk)
    wang, zhao = desk.engineer("wang").presses("@btn-ack"), desk.engineer("zhao")
    zhao.says(f"/take {desk.number}").got("@ask-takeover").got("Will Ward")
    zhao.presses("@choice-take-over").got("@done-taken")
    li.got("@notice-taken").got("Zoe Adams")
    wang.got("@taken-from-you").got("Zoe Adams")


@pytest.mark.clause_part("CK-07")
def test_the_ladder_climbs_until_somebody_acknowledges_and_then_never_again(desk: Desk):
    li = critical(desk)
    wang, zhao = desk.engineer("wang").got("page"), desk.engineer("zhao")
    zhao.never_got("page", minutes=4).got("page", minutes=2)
    li.got("@notice-escalated")
    desk.manager.got("page", minutes=6)
    desk.engineer("sun").got("page", minutes=11)
    desk.fast_forward(minutes=10)
    wang.got("Call 5")
    zhao.presses("@btn-ack")
    assert desk.events().count("paged") == 5
    desk.fast_forward(hours=3)
    assert desk.events().count("paged") == 5
    li.never_got("@notice-escalated")


@pytest.mark.clause_part("CK-07")
def test_a_restart_in_the_middle_of_the_ladder_loses_no_rung(desk_on_disk: Desk):
    critical(desk_on_disk)
    desk_on_disk.fast_forward(minutes=4)
    desk_on_disk.restart()
    desk_on_disk.engineer("zhao").got("page", minutes=2)
    desk_on_disk.restart()
    desk_on_disk.manager.got("page", minutes=6)


@pytest.mark.clause_part("CK-10")
def test_the_receipt_of_the_bot_stops_no_clock(desk: Desk):
    li = critical(desk)
    li.says("Is anybody there?").got("@notice-received-nobody").got("by 15:30")
    desk.engineer("wang").says(f"/note {desk.number} on it")
    desk.fast_forward(minutes=6)
    assert desk.ticket.responded_at is None


@pytest.mark.clause_part("CK-10")
@pytest.mark.parametrize("word", ["/ack {}", "/take {}"])
def test_a_persons_word_that_the_customer_sees_stops_it(desk: Desk, word: str):
    li = critical(desk)
    desk.fast_forward(minutes=2)
    desk.engineer("wang").says(word.format(desk.number))
    li.got("Will Ward")
    assert instant(desk.ticket.responded_at) == desk.now


@pytest.mark.clause_part("CK-10")
def test_clocks_start_when_the_customer_sent_the_first_word(desk: Desk):
    li = desk.customer("li").says("The pump stopped")
    noticed_at = desk.now
    desk.fast_forward(minutes=3)
    li.presses("@choice-report-fault").presses("@choice-down").got("@ticket-issued").got("by 15:30")
    assert instant(desk.ticket.notice_at) == noticed_at
    assert instant(desk.ticket.respond_due_at) == noticed_at + timedelta(minutes=30)


@pytest.mark.clause_part("CK-10")
@pytest.mark.parametrize(("hours", "counted"), [(3, 3), (24, 24), (30, 0)])
def test_a_message_the_network_held_back_counts_from_its_sending_for_a_day(desk: Desk, hours: int, counted: int):
    sent_at = desk.now - timedelta(hours=hours)
    desk.run(desk.stage.app.engine.turns.take(held_back(desk, "The pump stopped", sent_at)))
    li = desk.customer("li").presses("@choice-report-fault").presses("@choice-minor")
    finish(li)
    assert instant(desk.ticket.notice_at) == desk.now - timedelta(hours=counted)


def held_back(desk: Desk, text: str, sent_at) -> Incoming:
    """A message of li's that arrives long after it was sent."""
    address = desk.customer("li").visitor.session.address
    return Incoming(
        bot="web:desk",
        delivery_id="held-back",
        chat=address,
        chat_kind="private",
        sender=Sender(address, "Li", "en"),
        sent_at=int(sent_at.timestamp()) * SECOND,
        received_at=desk.stage.clock.now(),
        text=text,
    )

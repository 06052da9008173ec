"""A ticket's way from the call to the customer's yes, each step told with what comes next."""

from datetime import timedelta

import pytest

from tests.desk import Desk, instant
from tests.journeys.talks import critical, finish, report, solve


@pytest.mark.clause("CK-10")
def test_only_a_persons_word_stops_the_clock_which_began_with_the_customers_notice(desk: Desk):
    li = desk.customer("li").says("The pump stopped")
    noticed_at = desk.now
    desk.fast_forward(minutes=3)
    li.presses("@choice-report-fault").presses("@choice-down").got("@ticket-issued")
    assert instant(desk.ticket.notice_at) == noticed_at
    assert instant(desk.ticket.respond_due_at) == noticed_at + timedelta(minutes=30)
    assert desk.ticket.responded_at is None
    desk.fast_forward(minutes=2)
    desk.engineer("wang").presses("@btn-ack")
    li.got("@notice-acknowledged")
    assert instant(desk.ticket.responded_at) == desk.now


@pytest.mark.clause("FL-09")
def test_the_customers_yes_closes_the_ticket(desk: Desk):
    li = finish(report(desk.customer("li"), "minor"))
    solve(desk.engineer("wang"), "Replaced the fuse")
    li.got("Replaced the fuse").presses("@choice-works").got("@notice-closed")
    assert (desk.ticket.state, desk.ticket.closed_by) == ("closed", "confirmed")


@pytest.mark.clause("FL-09")
def test_the_customers_no_reopens_it_with_the_reason_and_calls_the_same_engineer_first(desk: Desk):
    li = finish(report(desk.customer("li"), "minor"))
    zhao = desk.engineer("zhao")
    zhao.in_room.presses("@btn-ack")
    zhao.says(f"/solved {desk.number} Restarted it")
    calls = zhao.pages()
    li.presses("@choice-broken").says("It stopped again").got("@notice-reopened")
    assert (desk.ticket.state, desk.ticket.reopened, desk.ticket.assignee) == ("new", 1, None)
    zhao.got("It stopped again")
    assert zhao.pages() == calls + 1


@pytest.mark.clause("FL-09")
def test_silence_closes_after_the_time_that_was_named_and_says_so(desk: Desk):
    li = finish(report(desk.customer("li"), "minor"))
    solve(desk.engineer("wang"))
    li.got("21 Nov").got("@remind-confirm", days=2)
    assert desk.ticket.state == "solved"
    li.got("@notice-closed-silence", days=2)
    assert (desk.ticket.state, desk.ticket.closed_by) == ("closed", "silence")
    assert instant(desk.ticket.closed_at) - instant(desk.ticket.solved_at) == timedelta(hours=72)


@pytest.mark.clause("FL-09")
def test_a_fault_that_comes_back_after_closing_is_taken_up_again(desk: Desk):
    li = finish(report(desk.customer("li"), "minor"))
    solve(desk.engineer("wang"))
    asked = next(line for line in li.sees if any(button.label == "Still a problem" for button in line.buttons))
    desk.fast_forward(days=4)
    li.presses_again(asked, "Still a problem").says("It is back")
    assert (desk.ticket.state, desk.ticket.reopened) == ("new", 1)


@pytest.mark.clause_part("FL-01")
def test_each_step_that_is_taken_is_told_to_the_customer(desk: Desk):
    li = finish(report(desk.customer("li"), "degraded"))
    wang = desk.engineer("wang").presses("@btn-ack")
    li.got("@notice-acknowledged")
    wang.presses("@btn-say").says("It looks like the power module")
    li.got("It looks like the power module")
    wang.presses("@btn-onsite").presses("@choice-eta-30")
    li.got("@notice-on-site").says(f"/status {desk.number}").got("@ticket-status").got("@next-on-site")
    wang.presses("@btn-wait").says("a photo of the serial number")
    li.got("@notice-waiting").says("It says 4711").got("@notice-resumed")
    wang.presses("@btn-solved").says("Replaced the power module")
    li.got("Replaced the power module").presses("@choice-works").got("@notice-closed")


@pytest.mark.clause("AF-01")
def test_a_good_score_takes_one_tap(desk: Desk):
    li = finish(report(desk.customer("li"), "minor"))
    solve(desk.engineer("wang"))
    li.presses("@choice-works").got("@ask-score", hours=2).presses("@score-5").got("@rating-thanks")
    assert desk.ticket.score == 5
    assert desk.manager.pages() == 0


@pytest.mark.clause("AF-01")
def test_a_low_score_asks_why_alerts_the_manager_and_opens_a_follow_up(desk: Desk):
    li = finish(report(desk.customer("li"), "minor"))
    solve(desk.engineer("wang"))
    li.presses("@choice-works").got("@ask-score", hours=2).presses("@score-2").got("@ask-low-reason")
    desk.manager.got("page")
    li.presses("@reason-slow").got("@ask-comment").says("Two hours without a word").got("@rating-followed-up")
    repair, follow_up = desk.tickets()
    assert (repair.score, repair.score_reason) == (2, "slow")
    assert (follow_up.kind, follow_up.parent) == ("follow_up", repair.id)
    desk.manager.got("Two hours without a word")


@pytest.mark.clause("FL-10")
def test_one_tap_acknowledges_and_a_second_by_another_sees_who_has_it(desk: Desk):
    li = critical(desk)
    desk.engineer("wang").got("page").presses("@btn-ack")
    li.got("@notice-acknowledged")
    desk.engineer("zhao").in_room.says(f"/ack {desk.number}").got("Will Ward")
    assert desk.events().count("acknowledged") == 1


@pytest.mark.clause("FL-10")
def test_the_tap_in_the_staff_channel_counts_as_well(desk: Desk):
    li = critical(desk)
    card = desk.room.sees[-1]
    desk.engineer("zhao").in_room.presses("@btn-ack")
    li.got("Zoe Adams")
    desk.engineer("wang").in_room.presses_again(card, "I'll take it")
    assert desk.events().count("acknowledged") == 1


@pytest.mark.clause("FL-10")
def test_customer_and_engineer_talk_through_the_ticket_without_seeing_accounts(desk: Desk):
    li = critical(desk).presses("@choice-cancel")
    wang = desk.engineer("wang").presses("@btn-ack").presses("@btn-say")
    wang.says("Is the red lamp on?")
    li.got("Is the red lamp on?").says("Yes, it is red")
    wang.got("Yes, it is red")
    accounts = {li.visitor.session.address, wang.visitor.session.address}
    seen = [line.words for hand in (li, wang) for line in hand.sees]
    assert [words for words in seen for account in accounts if account in words] == []


@pytest.mark.clause_part("CK-07")
def test_the_ladder_climbs_until_somebody_acknowledges_and_then_never_again(desk: Desk):
    critical(desk)
    wang, zhao = desk.engineer("wang").got("page"), desk.engineer("zhao")
    zhao.never_got("page", minutes=4).got("page", minutes=2)
    desk.manager.got("page", minutes=6)
    zhao.presses("@btn-ack")
    calls = [hand.pages() for hand in (wang, zhao, desk.manager)]
    desk.fast_forward(hours=3)
    assert [hand.pages() for hand in (wang, zhao, desk.manager)] == calls

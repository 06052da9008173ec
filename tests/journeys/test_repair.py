"""A ticket's way from the repair to the customer's yes, each step told with what comes next."""

from datetime import timedelta

import pytest

from tests.desk import Desk, instant
from tests.journeys.talks import critical, finish, record, report, solve


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


@pytest.mark.clause("FL-09")
@pytest.mark.parametrize(("language", "words"), [("zh", "修好了吗"), ("es", "sigue mal"), ("en", "it is still noisy")])
def test_words_instead_of_a_yes_or_no_are_asked_about_and_never_end_in_a_silent_closing(desk_in, language, words):
    desk = desk_in(language)
    li = finish(report(desk.customer("li"), "minor", "P-1 #"))
    solve(desk.engineer("wang"))
    desk.fast_forward(days=2, hours=23)
    li.says(words).got("@received-confirm")
    desk.engineer("wang").got(words)
    li.never_got("@notice-closed-silence", days=2)
    assert desk.ticket.state == "solved"
    li.got("@notice-closed-silence", days=2)


@pytest.mark.clause("FL-09")
def test_a_thank_you_is_no_yes(desk: Desk):
    li = finish(report(desk.customer("li"), "minor"))
    solve(desk.engineer("wang"))
    li.says("thanks").got("@received-confirm")
    assert desk.ticket.state == "solved"
    li.presses("@choice-works").got("@notice-closed")


@pytest.mark.clause("FL-09")
def test_a_no_has_a_promise_of_its_own_however_late_it_comes(desk: Desk):
    li = finish(report(desk.customer("li"), "minor"))
    solve(desk.engineer("wang"))
    desk.fast_forward(days=2)
    li.presses("@choice-broken").says("It stopped again").got("@notice-reopened").got("by 23:00")
    desk.engineer("wang").got("@page-reopened").got("by 23:00").presses("@btn-ack")
    li.got("@notice-acknowledged").got("by 23:00")
    assert instant(desk.ticket.respond_due_at) == instant(desk.ticket.notice_at) + timedelta(hours=8)


@pytest.mark.clause_part("FL-01")
def test_each_step_that_is_taken_is_told_to_the_customer(desk: Desk):
    li = finish(report(desk.customer("li"), "degraded")).got("@ticket-issued")
    wang = desk.engineer("wang").presses("@btn-ack")
    li.got("@notice-acknowledged").says(f"/status {desk.number}").got("@stage-acknowledged")
    wang.presses("@btn-say").says("It looks like the power module")
    li.got("It looks like the power module")
    wang.presses("@btn-onsite").presses("@choice-eta-30")
    li.got("@notice-on-site").says(f"/status {desk.number}").got("@stage-working").got("@next-on-site")
    wang.presses("@btn-wait").says("a photo of the serial number")
    li.got("@notice-waiting").says(f"/status {desk.number}").got("@stage-waiting").got("@next-waiting")
    li.says("It says 4711").got("@notice-resumed")
    wang.presses("@btn-solved").says("Replaced the power module")
    li.got("Replaced the power module").says(f"/status {desk.number}").got("@stage-solved").got("@next-confirm")
    li.presses("@choice-works").got("@notice-closed").says(f"/status {desk.number}").got("@stage-closed")


@pytest.mark.clause_part("CK-06")
def test_waiting_for_the_customer_is_said_to_both_sides_and_ends_with_their_answer(desk: Desk):
    li = critical(desk).presses("@choice-cancel")
    wang = desk.engineer("wang").presses("@btn-ack").presses("@btn-wait").says("a photo of the lamp")
    wang.got("@done-waiting-started")
    li.got("@notice-waiting").got("a photo of the lamp")
    assert desk.ticket.state == "waiting"
    li.says("It is red").got("@notice-resumed")
    wang.got("It is red")
    assert (desk.ticket.state, desk.ticket.waiting_for) == ("working", "")
    said = [line.text for line in li.sees]
    assert said.index("It is red") == len(said) - 2, "one message says it all"


@pytest.mark.clause_part("IN-03")
def test_what_the_customer_told_is_the_record_and_the_engineer_reads_it(desk: Desk):
    li = report(desk.customer("li"), "minor", "The fan of the rectifier is loud").presses("@choice-down-never")
    li.presses("@choice-no").says("Rectifier R-7").says("East Lake").presses("@choice-skip").says("555 0110")
    li.presses("@choice-send").got("@ticket-issued")
    told = record(desk)
    assert (told["project"], told["equipment"]) == ("East Lake", "Rectifier R-7")
    assert told["symptom"] == "The fan of the rectifier is loud"
    wang = desk.engineer("wang").got("Rectifier R-7").got("East Lake").got("The fan of the rectifier is loud")
    wang.presses("@btn-phone").got("555 0110")


@pytest.mark.clause_part("IN-03")
def test_the_record_of_a_ticket_that_is_out_can_be_completed(desk: Desk):
    li = critical(desk).presses("@choice-skip").presses("@choice-no")
    desk.engineer("wang").presses("@btn-ack")
    li.says("Rectifier R-7").says("East Lake")
    assert record(desk)["equipment"] == "Rectifier R-7"
    desk.engineer("wang").got("Rectifier R-7").got("East Lake")

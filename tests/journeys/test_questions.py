"""A question is answered on the spot and recorded, or goes to the manager with all that is known."""

from datetime import timedelta

import pytest

from tests.desk import Desk, instant
from tests.journeys.talks import critical, question, record


@pytest.mark.clause("IN-04")
@pytest.mark.parametrize("who", ["rose", "wang"], ids=["reception", "on duty"])
def test_a_question_answered_on_the_spot_is_recorded_and_closed_as_a_consultation(desk: Desk, who: str):
    li = question(desk.customer("li"))
    desk.engineer(who).says(f"/answer {desk.number} Yes, up to 66 Hz").got("@done-answered")
    li.got("Yes, up to 66 Hz").got(desk.number)
    ticket = desk.ticket
    assert (ticket.kind, ticket.state, ticket.closed_by) == ("question", "closed", "consultation")
    assert record(desk)["symptom"] == "May it run at 60 Hz?"
    assert "answered" in desk.events()


@pytest.mark.clause("IN-04")
def test_a_consultation_sets_no_repair_in_motion(desk: Desk):
    li = question(desk.customer("li"))
    desk.engineer("rose").says(f"/answer {desk.number} Yes")
    li.never_got("@ask-works", days=4)
    desk.engineer("wang").never_got("page", days=1)
    assert {"solved", "on_site_announced", "reopened"}.isdisjoint(desk.events())


@pytest.mark.clause("IN-04")
def test_reception_answers_without_asking_for_a_warranty(desk: Desk):
    """Nothing of a warranty stands between a question and its answer, be it in or out of it."""
    li = question(desk.customer("li"), "The warranty ended years ago; which oil does it take?")
    desk.engineer("rose").says(f"/answer {desk.number} ISO VG 220")
    li.got("ISO VG 220")
    mei = question(desk.customer("mei"), "We bought it last week; which oil does it take?")
    desk.engineer("rose").says(f"/answer {desk.number} ISO VG 220")
    mei.got("ISO VG 220")


@pytest.mark.clause("IN-04")
def test_a_question_that_cannot_be_answered_goes_to_the_manager_with_its_record(desk: Desk):
    li = question(desk.customer("li"))
    desk.engineer("rose").says(f"/refer {desk.number} needs the drawings").got("@done-referred")
    li.got("@notice-referred")
    assert desk.manager.pages() == 1
    desk.manager.got("page").got("@page-referred").got("May it run at 60 Hz?")
    assert "needs the drawings" in "".join(line.text for line in desk.manager.sees)
    desk.manager.presses("@btn-answer").says("Up to 66 Hz, says the drawing")
    li.got("Up to 66 Hz, says the drawing")
    assert desk.ticket.closed_by == "consultation"


@pytest.mark.clause("IN-04")
def test_an_unanswered_question_calls_people_until_somebody_has_it(desk: Desk):
    question(desk.customer("li"))
    desk.engineer("wang").got("page")
    desk.engineer("zhao").got("page", hours=3)


def test_a_question_promises_when_it_is_answered(desk: Desk):
    li = question(desk.customer("li"))
    assert instant(desk.ticket.respond_due_at) - instant(desk.ticket.notice_at) == timedelta(minutes=30)
    li.got("by 15:30")


def test_a_fault_is_never_closed_as_a_consultation(desk: Desk):
    critical(desk)
    desk.engineer("wang").says(f"/answer {desk.number} Turn it off and on").got("@refused-not-a-question")
    assert desk.ticket.state == "new"


def test_what_the_customer_adds_to_a_question_reaches_whoever_has_it(desk: Desk):
    li = question(desk.customer("li"))
    desk.engineer("rose").says(f"/ack {desk.number}")
    li.says("It is the pump of hall 2").got("@notice-received")
    desk.engineer("rose").got("It is the pump of hall 2")


def test_a_report_can_still_be_made_while_a_question_is_open(desk: Desk):
    li = question(desk.customer("li"))
    li.says("/report").got("@ask-symptom").says("The pump stopped").presses("@choice-down").got("@ticket-issued")
    assert [ticket.kind for ticket in desk.tickets()] == ["question", "fault"]

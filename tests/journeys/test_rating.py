"""After the repair: one tap, a reason where it hurt, a free word; a low score is nobody's secret."""

import pytest

from tests.desk import Desk, Hand
from tests.journeys.talks import finish, record, report, solve


def repaired(desk: Desk) -> Hand:
    """A customer whose fault is repaired and who is asked for a score."""
    li = finish(report(desk.customer("li"), "minor"))
    solve(desk.engineer("wang"))
    return li.presses("@choice-works").got("@ask-score", hours=2)


@pytest.mark.clause("AF-01")
def test_a_good_score_takes_one_tap(desk: Desk):
    repaired(desk).presses("@score-5").got("@rating-thanks")
    assert desk.ticket.score == 5
    desk.engineer("wang").got("@score-given")
    assert desk.manager.pages() == 0
    assert len(desk.tickets()) == 1


@pytest.mark.clause("AF-01")
def test_a_free_word_may_stand_beside_any_score(desk: Desk):
    repaired(desk).says("5, Will was quick").got("@rating-thanks")
    assert desk.ticket.score == 5
    desk.manager.got("Will was quick")


@pytest.mark.clause("AF-01")
@pytest.mark.parametrize("score", [1, 2])
def test_a_low_score_alerts_the_manager_and_opens_a_follow_up(desk: Desk, score: int):
    li = repaired(desk).presses(f"@score-{score}").got("@ask-low-reason")
    desk.manager.got("page").got("@page-follow-up")
    repair, follow_up = desk.tickets()
    assert (follow_up.kind, follow_up.parent, follow_up.state) == ("follow_up", repair.id, "new")
    assert (record(desk)["score"], record(desk)["symptom"]) == (str(score), "The pump stopped")
    desk.manager.got(f"the customer gave {score} out of 5").presses("@btn-ack")
    li.got("@notice-follow-up").got(f"{score} out of 5")


@pytest.mark.clause("AF-01")
def test_a_low_score_asks_for_its_reason_and_a_free_comment(desk: Desk):
    li = repaired(desk).presses("@score-2").got("@ask-low-reason")
    li.presses("@reason-slow").got("@ask-comment").says("Two hours without a word").got("@rating-followed-up")
    assert desk.tickets()[0].score_reason == "slow"
    desk.manager.got("@reason-given").got("Two hours without a word")


@pytest.mark.clause("AF-01")
def test_the_alert_does_not_wait_for_the_reason(desk: Desk):
    repaired(desk).presses("@score-1")
    assert desk.manager.pages() == 1
    desk.engineer("sun").never_got("page", minutes=1)


def test_the_follow_up_is_told_as_what_it_is_and_settled_by_the_customer(desk: Desk):
    li = repaired(desk).presses("@score-2").presses("@reason-manner").presses("@choice-skip")
    desk.manager.presses("@btn-ack").presses("@btn-solved").says("We spoke, Will apologises")
    li.got("We spoke, Will apologises").got("Is this settled for you?")
    li.presses("@choice-settled").got("@notice-settled")
    assert desk.tickets()[-1].state == "closed"
    li.never_got("@ask-score", days=2)


def test_nobody_is_asked_for_a_score_twice(desk: Desk):
    li = repaired(desk)
    asked = next(line for line in li.sees if "How did we do?" in line.text)
    li.presses("@score-4").got("@rating-thanks")
    li.presses_again(asked, "1 Very poor")
    assert desk.ticket.score == 4
    li.never_got("@ask-score", days=3)

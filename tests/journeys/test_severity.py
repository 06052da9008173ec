"""The level is the customer's: checked with plain questions, proposed anew, never overruled in silence."""

from datetime import timedelta

import pytest

from tests.desk import Desk, instant
from tests.journeys.talks import critical, finish, report, send


@pytest.mark.clause("SV-01")
def test_a_system_that_is_down_is_level_1_and_calls_the_engineer_at_the_pick(desk: Desk):
    critical(desk)
    assert desk.ticket.severity == 1
    desk.engineer("wang").got("page")


@pytest.mark.clause("SV-01")
@pytest.mark.parametrize("answers", [("down-now", "over-10"), ("down-ended-long",)], ids=["going on", "ended"])
def test_ten_minutes_of_interruption_speak_for_level_1(desk: Desk, answers: tuple[str, ...]):
    li = report(desk.customer("li"), "minor")
    for answer in answers:
        li.presses(f"@choice-{answer}")
    li.presses("@choice-no").got("@ask-proposed-level").got("@level-1").presses("@choice-accept-level")
    assert desk.ticket.severity == 1
    desk.engineer("wang").got("page")


@pytest.mark.clause("SV-01")
def test_an_interruption_counts_from_the_start_the_customer_gives(desk: Desk):
    li = report(desk.customer("li"), "minor").presses("@choice-down-now").says("9 minutes ago").presses("@choice-no")
    li.got("@ask-equipment")
    mei = report(desk.customer("mei"), "minor").presses("@choice-down-now").says("10 minutes ago").presses("@choice-no")
    mei.got("@ask-proposed-level")


@pytest.mark.clause("SV-01")
def test_lost_data_speaks_for_level_1(desk: Desk):
    li = report(desk.customer("li"), "minor").presses("@choice-down-never").presses("@choice-yes")
    li.got("@ask-proposed-level").got("@why-data-lost").presses("@choice-accept-level")
    assert desk.ticket.severity == 1


LEVELS = {
    "zh": (
        "完全不能用：系统瘫痪，或业务中断达到 10 分钟，或重要数据丢失",
        "能用，但受影响：部分功能或性能下降，或担心很快会停",
        "影响不大：有问题，但关键业务正常",
    ),
    "es": ("10 minutos", "parte", "lo esencial"),
    "en": ("10 minutes or more, or important data is lost", "it may stop soon", "key work goes on"),
}


@pytest.mark.clause("SV-01", "SV-02", "SV-03")
@pytest.mark.parametrize("language", LEVELS)
def test_each_level_is_offered_in_plain_words(desk_in, language: str):
    desk = desk_in(language)
    li = desk.customer("li").says("P-1 !?").presses("@choice-report-fault").got("@ask-severity")
    for words in LEVELS[language]:
        li.got(words)
    for choice in ("down", "degraded", "minor"):
        li.got(f"@choice-{choice}")


@pytest.mark.clause("SV-02")
def test_service_partly_lost_or_at_risk_is_level_2(desk: Desk):
    li = report(desk.customer("li"), "degraded")
    offered = "\n".join(line.text for line in li.sees)
    assert "Working, but badly: part of the service is lost, or it may stop soon" in offered
    finish(li)
    assert desk.ticket.severity == 2
    assert instant(desk.ticket.respond_due_at) - instant(desk.ticket.notice_at) == timedelta(hours=2)


@pytest.mark.clause("SV-03")
def test_a_fault_that_leaves_key_work_alone_is_level_3(desk: Desk):
    li = report(desk.customer("li"), "minor")
    offered = "\n".join(line.text for line in li.sees)
    assert "Minor: something is wrong, but key work goes on" in offered
    finish(li)
    assert desk.ticket.severity == 3
    assert instant(desk.ticket.respond_due_at) - instant(desk.ticket.notice_at) == timedelta(hours=8)


@pytest.mark.clause("SV-04")
def test_the_pick_stands_when_the_customer_declines_a_correction(desk: Desk):
    li = report(desk.customer("li"), "minor").presses("@choice-down-never").presses("@choice-yes")
    li.got("@ask-proposed-level").presses("@choice-keep-level").got("@ask-equipment")
    send(li)
    assert desk.ticket.severity == 3


@pytest.mark.clause("SV-04")
def test_a_doubtful_level_1_is_asked_about_and_pages_all_the_same(desk: Desk):
    li = critical(desk)
    desk.engineer("wang").got("page")
    li.presses("@choice-down-never").presses("@choice-no").got("@ask-proposed-level").got("@level-2")
    li.presses("@choice-accept-level")
    assert desk.ticket.severity == 2
    assert instant(desk.ticket.respond_due_at) - instant(desk.ticket.notice_at) == timedelta(hours=2)


@pytest.mark.clause("SV-04")
def test_staff_raise_a_level_with_a_reason_and_the_clock_follows(desk: Desk):
    li = finish(report(desk.customer("li"), "minor"))
    desk.engineer("wang").says(f"/severity {desk.number} 1 the whole line depends on it")
    li.got("the whole line depends on it")
    assert desk.ticket.severity == 1
    assert instant(desk.ticket.respond_due_at) - instant(desk.ticket.notice_at) == timedelta(minutes=30)


@pytest.mark.clause("SV-04")
def test_a_level_raised_without_a_reason_stays(desk: Desk):
    finish(report(desk.customer("li"), "minor"))
    desk.engineer("wang").says(f"/severity {desk.number} 1").got("@usage-severity")
    assert desk.ticket.severity == 3


@pytest.mark.clause("SV-04")
def test_lowering_needs_the_customers_yes(desk: Desk):
    li = critical(desk)
    wang = desk.engineer("wang").presses("@btn-ack")
    wang.says(f"/severity {desk.number} 3 one of two pumps runs").got("@done-severity-proposed")
    assert desk.ticket.severity == 1
    li.got("@ask-lower-level").got("one of two pumps runs").presses("@choice-agree")
    assert desk.ticket.severity == 3


@pytest.mark.clause("SV-04")
def test_the_clock_follows_a_lower_level_the_customer_agreed_to(desk: Desk):
    li = critical(desk)
    desk.engineer("wang").says(f"/severity {desk.number} 3 one of two pumps runs")
    before = instant(desk.ticket.respond_due_at) - instant(desk.ticket.notice_at)
    li.got("@ask-lower-level").presses("@choice-agree").got("@level-3")
    after = instant(desk.ticket.respond_due_at) - instant(desk.ticket.notice_at)
    assert (before, after) == (timedelta(minutes=30), timedelta(hours=8))


@pytest.mark.clause("SV-04")
def test_the_customer_may_raise_the_level_at_any_time(desk: Desk):
    li = finish(report(desk.customer("li"), "minor"))
    calls = desk.engineer("wang").pages()
    li.says(f"/status {desk.number}").presses("@choice-more-severe").presses("@choice-down").got("@level-1")
    assert desk.ticket.severity == 1
    assert desk.engineer("wang").pages() == calls + 1


@pytest.mark.clause("SV-04")
def test_lowering_that_the_customer_declines_changes_nothing(desk: Desk):
    li = critical(desk)
    desk.engineer("wang").presses("@btn-ack").says(f"/severity {desk.number} 3 one of two pumps runs")
    li.got("@ask-lower-level").presses("@choice-keep-level").got("@level-kept")
    assert desk.ticket.severity == 1


@pytest.mark.clause("SV-04")
def test_the_manager_may_lower_with_a_reason_told_to_the_customer(desk: Desk):
    li = critical(desk)
    desk.manager.says(f"/severity {desk.number} 2 a standby unit is running")
    li.got("a standby unit is running")
    assert desk.ticket.severity == 2
    assert instant(desk.ticket.respond_due_at) - instant(desk.ticket.notice_at) == timedelta(hours=2)


@pytest.mark.clause("SV-06")
def test_an_interruption_is_asked_about_again_when_it_is_ten_minutes_old(desk: Desk):
    li = report(desk.customer("li"), "minor").presses("@choice-down-now").presses("@choice-under-10")
    li.presses("@choice-no").got("@ask-equipment").never_got("@ask-still-down", minutes=4)
    li.got("@ask-still-down", minutes=2).presses("@choice-still-down").got("@ask-raise-outage")
    li.presses("@choice-accept-level")
    assert desk.ticket.severity == 1
    desk.engineer("wang").got("page")


@pytest.mark.clause("SV-06")
def test_an_interruption_of_a_ticket_that_is_out_is_asked_about_as_well(desk: Desk):
    li = finish_interrupted(desk)
    li.never_got("@ask-still-down", minutes=9).got("@ask-still-down", minutes=2)
    li.presses("@choice-still-down").got("@ask-raise-outage").got("@level-1").presses("@choice-accept-level")
    assert desk.ticket.severity == 1
    assert instant(desk.ticket.respond_due_at) - instant(desk.ticket.notice_at) == timedelta(minutes=30)
    desk.engineer("wang").got("@page-raised")


@pytest.mark.clause("SV-06")
def test_the_pick_stands_when_level_1_is_declined_at_ten_minutes(desk: Desk):
    li = finish_interrupted(desk).got("@ask-still-down", minutes=11)
    li.presses("@choice-still-down").got("@ask-raise-outage").presses("@choice-keep-level").got("@level-kept")
    assert desk.ticket.severity == 2


@pytest.mark.clause("SV-06")
def test_an_interruption_that_took_ten_minutes_and_ended_still_speaks_for_level_1(desk: Desk):
    li = finish_interrupted(desk).got("@ask-still-down", minutes=11)
    li.presses("@choice-over-late").got("@ask-raise-outage").presses("@choice-accept-level")
    assert desk.ticket.severity == 1


@pytest.mark.clause("SV-06")
def test_an_interruption_that_has_ended_by_then_changes_nothing(desk: Desk):
    li = finish_interrupted(desk)
    li.got("@ask-still-down", minutes=11).presses("@choice-over-soon").got("@outage-over")
    assert desk.ticket.severity == 2


def finish_interrupted(desk: Desk):
    """A level 2 ticket about an interruption that has just begun."""
    li = report(desk.customer("li"), "degraded").presses("@choice-down-now").presses("@choice-just-now")
    return send(li.presses("@choice-no"))

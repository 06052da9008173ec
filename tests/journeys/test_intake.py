"""A report is taken at any hour, by a talk one can leave and come back to, and gets a number of its own."""

from datetime import UTC, datetime

import pytest

from tests.desk import Desk
from tests.journeys.talks import critical, finish, report


class Dice:
    """Writes down what the desk draws for a number, and can let it be drawn once more."""

    def __init__(self, desk: Desk) -> None:
        self._draw = desk.stage.ids.below
        self._drawn: list[tuple[int, int]] = []
        self._again: list[tuple[int, int]] = []
        self.fell_the_same = False
        desk.stage.ids.below = self

    def fall_the_same_again(self) -> None:
        self._again, self._drawn = self._drawn, []

    def __call__(self, bound: int) -> int:
        if self._again and self._again[0][0] == bound:
            self.fell_the_same = True
            return self._again.pop(0)[1]
        drawn = self._draw(bound)
        self._drawn.append((bound, drawn))
        return drawn


HOURS = {
    "Sunday, three at night": datetime(2026, 11, 14, 19, 0, tzinfo=UTC),
    "New Year's Day": datetime(2026, 12, 31, 20, 0, tzinfo=UTC),
    "Wednesday at noon": datetime(2026, 11, 18, 4, 0, tzinfo=UTC),
}


@pytest.mark.clause("IN-01")
@pytest.mark.parametrize("start_at", HOURS.values(), ids=HOURS.keys())
def test_a_report_at_any_hour_is_a_ticket_and_alerts_the_engineer_on_duty(desk: Desk):
    finish(report(desk.customer("li"), "minor"))
    assert desk.ticket.severity == 3
    desk.engineer("wang").got("page")
    assert desk.engineer("zhao").pages() == 0


@pytest.mark.clause_part("IN-02")
def test_one_question_at_a_time_with_back_skip_and_change(desk: Desk):
    li = report(desk.customer("li"), "minor").got("@ask-down")
    li.presses("@choice-back").got("@ask-severity").presses("@choice-degraded").got("@ask-down")
    li.presses("@choice-skip").got("@ask-lost").presses("@choice-no").got("@ask-equipment")
    li.says("Pump P-1").got("@ask-project").says("East Lake").got("@ask-photos")
    li.presses("@choice-skip").got("@ask-phone").presses("@choice-skip").got("@ask-summary")
    li.presses("@choice-change").presses("@choice-equipment").says("Pump P-2").got("Pump P-2")
    li.presses("@choice-send").got("@ticket-issued")
    assert desk.ticket.severity == 2
    assert "P-2" in desk.ticket.record
    assert "P-1" not in desk.ticket.record


@pytest.mark.clause_part("IN-02")
def test_a_report_can_be_cancelled_and_leaves_nothing(desk: Desk):
    li = report(desk.customer("li"), "minor").presses("@choice-cancel").got("@report-cancelled")
    assert desk.tickets() == []
    li.says("The fan is loud").got("@ask-kind")


@pytest.mark.clause_part("IN-02")
def test_a_report_goes_on_days_and_a_restart_later(desk_on_disk: Desk):
    li = report(desk_on_disk.customer("li"), "minor", "The fan is loud").presses("@choice-down-never").got("@ask-lost")
    desk_on_disk.fast_forward(days=2)
    desk_on_disk.restart()
    desk_on_disk.fast_forward(days=3)
    li.presses("@choice-no").got("@ask-equipment")
    for _detail in range(4):
        li.presses("@choice-skip")
    li.got("The fan is loud").presses("@choice-send").got("@ticket-issued")


@pytest.mark.clause("IN-04")
def test_a_question_is_answered_on_the_spot_or_goes_to_the_manager_with_its_record(desk: Desk):
    desk.customer("li").says("Which oil does the gearbox take?").presses("@choice-just-question")
    desk.customer("li").got("@ticket-issued-question")
    wang = desk.engineer("wang").got("Which oil")
    wang.presses("@btn-answer").says("ISO VG 220")
    desk.customer("li").got("ISO VG 220").never_got("@ask-works", days=4)
    assert (desk.ticket.kind, desk.ticket.state, desk.ticket.closed_by) == ("question", "closed", "consultation")

    desk.customer("mei").says("May it run at 60 Hz?").presses("@choice-just-question").got("@ticket-issued-question")
    wang.got("60 Hz").presses("@btn-refer").says("needs the drawings")
    desk.customer("mei").got("@notice-referred")
    desk.manager.got("page").got("May it run at 60 Hz?").got("needs the drawings")
    assert desk.tickets()[-1].state == "new"


@pytest.mark.clause("IN-10")
def test_a_ticket_number_is_short_its_own_and_no_key_to_another_one(desk: Desk):
    shown = set()
    for name in ("li", "mei", "ana", "bo", "eva"):
        critical(desk, name)
        shown.add(desk.number)
    assert len(shown) == 5
    assert all(number.startswith("BX-") and len(number) == 11 for number in shown)

    theirs, mine = desk.number, desk.customer("li")
    stranger = mine.says(f"/status {theirs}").last
    nobodys = mine.says("/status BX-0000-000").last
    assert stranger.replace(theirs, "#") == nobodys.replace("BX-0000-000", "#")
    desk.customer("eva").says(f"/status {theirs}").got("@ticket-status")
    last = desk.customer("eva").says(f"/status {theirs.replace('-', '').lower()}").last
    assert theirs in last


@pytest.mark.clause("IN-10")
def test_a_number_that_was_given_once_is_never_given_again(desk: Desk):
    dice = Dice(desk)
    critical(desk, "li")
    dice.fall_the_same_again()
    critical(desk, "mei")
    first, second = desk.tickets()
    assert dice.fell_the_same
    assert first.number != second.number

"""A report is taken at any hour, by a talk one can leave and come back to, and gets a number of its own."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain import numbers
from tests.desk import Desk, instant
from tests.journeys.talks import Meets, critical, finish, reconnect, record, report, send


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
    li = finish(report(desk.customer("li"), "minor"))
    assert desk.ticket.severity == 3
    assert desk.number in "".join(line.text for line in li.sees)
    desk.engineer("wang").got("page").got(desk.number)
    assert desk.engineer("zhao").pages() == 0


@pytest.mark.clause("IN-01")
@pytest.mark.parametrize("start_at", HOURS.values(), ids=HOURS.keys())
def test_a_question_at_any_hour_gets_its_number_and_alerts_the_engineer_on_duty(desk: Desk):
    desk.customer("li").says("/ask").says("Which oil?").got("@ticket-issued-question").got(desk.number)
    desk.engineer("wang").got("page").got(desk.number)


@pytest.mark.clause("IN-02")
def test_a_report_is_a_talk_with_one_question_at_a_time_on_every_channel(desk: Desk, meets: Meets):
    li = report(meets(desk, "li"), "minor", "The fan is loud")
    answers = {
        "ask-down": "@choice-down-never",
        "ask-lost": "@choice-no",
        "ask-equipment": "Pump P-1",
        "ask-project": "East Lake",
        "ask-photos": "@choice-skip",
        "ask-phone": "555 0110",
    }
    for question, answer in answers.items():
        li.got(f"@{question}")
        others = [f"@{other}" for other in answers if other != question]
        assert not any(desk.reads(li.last, other) for other in others)
        li.presses(answer) if answer.startswith("@") else li.says(answer)
    for told in ("The fan is loud", "Pump P-1", "East Lake", "555 0110"):
        li.got(told)
    li.presses("@choice-send").got("@ticket-issued")
    assert record(desk) == {
        "symptom": "The fan is loud",
        "down": "no",
        "lost": "no",
        "equipment": "Pump P-1",
        "project": "East Lake",
        "phone": "555 0110",
    }


@pytest.mark.clause("IN-02")
def test_a_customer_can_go_back_skip_and_change_one_answer_on_every_channel(desk: Desk, meets: Meets):
    li = report(meets(desk, "li"), "minor").got("@ask-down")
    li.presses("@choice-back").got("@ask-severity").presses("@choice-degraded").got("@ask-down")
    li.presses("@choice-skip").got("@ask-lost").presses("@choice-no").got("@ask-equipment")
    li.says("Pump P-1").got("@ask-project").presses("@choice-skip").got("@ask-photos")
    li.presses("@choice-skip").got("@ask-phone").presses("@choice-skip").got("@ask-summary")
    li.presses("@choice-change").presses("@choice-equipment").says("Pump P-2").got("Pump P-2")
    li.presses("@choice-send").got("@ticket-issued")
    assert desk.ticket.severity == 2
    assert record(desk)["equipment"] == "Pump P-2"


@pytest.mark.clause("IN-02")
def test_a_report_can_be_cancelled_and_leaves_nothing_on_every_channel(desk: Desk, meets: Meets):
    li = report(meets(desk, "li"), "minor").says("cancel").got("@report-cancelled")
    assert desk.tickets() == []
    desk.engineer("wang").never_got("page", minutes=30)
    li.says("The fan is loud").got("@ask-kind")


@pytest.mark.clause("IN-02")
def test_a_report_goes_on_where_it_was_days_and_a_restart_later_on_every_channel(desk_on_disk: Desk, meets: Meets):
    li = report(meets(desk_on_disk, "li"), "minor", "The fan is loud").presses("@choice-down-never").got("@ask-lost")
    desk_on_disk.fast_forward(days=2)
    li.got("@report-waiting")
    desk_on_disk.restart()
    reconnect(li)
    desk_on_disk.fast_forward(days=3)
    send(li.presses("@choice-no"))
    assert record(desk_on_disk)["symptom"] == "The fan is loud"
    due_at = instant(desk_on_disk.ticket.respond_due_at)
    late = desk_on_disk.now + timedelta(hours=8) - due_at
    assert late < timedelta(minutes=1), "the promise counts from the sending, not from days before"


@pytest.mark.clause("IN-02")
def test_other_commands_in_mid_talk_lose_no_answer(desk: Desk):
    li = report(desk.customer("li"), "minor", "The fan is loud").presses("@choice-down-never").got("@ask-lost")
    li.says("/help").got("@help-customer").got("@ask-lost")
    li.says("/report").got("@already-reporting").got("@ask-lost")
    li.says("/tickets").got("@no-open-tickets").got("@ask-lost")
    li.says("/language").got("@ask-language").presses("@language-en").got("@ask-lost")
    send(li.presses("@choice-no"))
    assert record(desk)["symptom"] == "The fan is loud"


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
def test_a_number_misheard_on_the_phone_is_noticed_and_not_taken_for_another(desk: Desk):
    li = critical(desk).presses("@choice-cancel")
    assert not set(desk.number[2:]) & set("ILOU"), "no letter that sounds or looks like a digit"
    signs = desk.number.removeprefix("BX-").replace("-", "")
    for place, sign in enumerate(signs):
        wrong = signs[:place] + ("7" if sign != "7" else "9") + signs[place + 1 :]
        assert numbers.parse(wrong) is None
    li.says(f"/status BX {signs[:4]} {signs[4:]}").got("@ticket-status").got(desk.number)


@pytest.mark.clause("IN-10")
def test_a_number_that_was_given_once_is_never_given_again(desk: Desk):
    dice = Dice(desk)
    critical(desk, "li")
    dice.fall_the_same_again()
    critical(desk, "mei")
    first, second = desk.tickets()
    assert dice.fell_the_same
    assert first.number != second.number

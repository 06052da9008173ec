"""What each command does in each state of a ticket."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain import commands as c
from bot.domain.events import Event
from bot.domain.lifecycle import AlreadyTrue, Birth, open_ticket
from bot.domain.roles import DESK, Actor, Refusal
from bot.domain.severity import Severity
from bot.domain.ticket import State, Ticket, born, fold
from tests.domain.tickets import (
    COLLEAGUE,
    CUSTOMER,
    ENGINEER,
    HOUR,
    MANAGER,
    MARKETING,
    NOW,
    POLICY,
    RECEPTION,
    STRANGER,
    WANG,
    ZHAO,
    a_ticket,
    acknowledged,
    after,
    ask,
    cancelled,
    closed,
    solved,
)

CRITICAL, MAJOR, MINOR = Severity


def test_a_ticket_starts_new_with_its_respond_clock_from_the_notice() -> None:
    ticket = a_ticket(severity=CRITICAL)
    assert ticket.state is State.NEW
    assert ticket.respond_due_at == NOW + POLICY.respond[CRITICAL]
    assert a_ticket("question").respond_due_at == NOW + POLICY.answer


def test_acknowledging_is_a_response_the_customer_can_see() -> None:
    ticket = acknowledged()
    assert (ticket.state, ticket.assignee, ticket.responded_at) == (State.ACKNOWLEDGED, WANG, NOW)


def test_a_second_acknowledgement_sees_who_has_it() -> None:
    answer = ask(acknowledged(), COLLEAGUE, c.Acknowledge())
    assert isinstance(answer, AlreadyTrue)
    assert answer.holder == WANG


def test_taking_moves_the_ticket_to_another_and_keeps_its_state() -> None:
    working = after(acknowledged(), (ENGINEER, c.Say("looking")))
    taken = after(working, (COLLEAGUE, c.Take()))
    assert (taken.assignee, taken.state) == (ZHAO, State.WORKING)
    assert after(a_ticket(), (COLLEAGUE, c.Take())).state is State.ACKNOWLEDGED
    assert isinstance(ask(taken, COLLEAGUE, c.Take()), AlreadyTrue)


def test_the_first_word_to_the_customer_starts_the_work() -> None:
    ticket = after(acknowledged(), (ENGINEER, c.Say("looking")))
    assert ticket.state is State.WORKING
    assert after(ticket, (ENGINEER, c.Say("still"))).state is State.WORKING


def test_waiting_ends_when_the_customer_answers_or_sends_something() -> None:
    waiting = after(acknowledged(), (ENGINEER, c.Wait("serial number, please")))
    assert (waiting.state, waiting.waiting_for) == (State.WAITING, "serial number, please")
    for answer in (c.Write("SN-1"), c.Attach(1, "the plate")):
        resumed = after(waiting, (CUSTOMER, answer))
        assert (resumed.state, resumed.waiting_for) == (State.WORKING, "")
    assert after(waiting, (ENGINEER, c.Attach(1))).state is State.WAITING


def test_on_site_tells_when() -> None:
    ticket = after(acknowledged(), (ENGINEER, c.OnSite(NOW + HOUR)))
    assert (ticket.on_site, ticket.eta_at, ticket.state) == (True, NOW + HOUR, State.WORKING)
    assert ask(acknowledged(), ENGINEER, c.OnSite(NOW - HOUR)) == Refusal("refused-eta-past")


def test_yes_closes_and_no_reopens_with_the_last_engineer_first() -> None:
    assert closed().closed_by == "confirmed"
    again = after(solved(), (CUSTOMER, c.Reject("still dark")))
    assert (again.state, again.assignee, again.last_assignee, again.reopened) == (State.NEW, None, WANG, 1)
    assert after(closed(), (CUSTOMER, c.Reject("came back"))).state is State.NEW


def test_silence_closes_and_says_so() -> None:
    ticket = after(solved(), (DESK, c.CloseSilently(72 * HOUR)))
    assert (ticket.state, ticket.closed_by) == (State.CLOSED, "silence")


def test_a_question_is_answered_on_the_spot_or_referred() -> None:
    question = a_ticket("question")
    answered = after(question, (RECEPTION, c.Answer("turn it clockwise")))
    assert (answered.state, answered.closed_by) == (State.CLOSED, "consultation")
    referred = after(question, (RECEPTION, c.Acknowledge()), (RECEPTION, c.Refer("needs the drawings")))
    assert (referred.state, referred.assignee) == (State.NEW, None)


def test_staff_raise_freely_and_lower_only_with_a_yes_or_by_the_manager() -> None:
    raised = after(a_ticket(), (ENGINEER, c.SetSeverity(CRITICAL, "whole line down")))
    assert (raised.severity, raised.respond_due_at) == (CRITICAL, NOW + POLICY.respond[CRITICAL])
    offered = after(a_ticket(), (ENGINEER, c.SetSeverity(MINOR, "one camera only")))
    assert (offered.severity, offered.severity_offer) == (MAJOR, MINOR)
    assert isinstance(ask(offered, ENGINEER, c.SetSeverity(MINOR, "again")), AlreadyTrue)
    assert after(offered, (CUSTOMER, c.AcceptSeverity(MINOR, proposed=True))).severity is MINOR
    kept = after(offered, (CUSTOMER, c.DeclineSeverity(MINOR)))
    assert (kept.severity, kept.severity_offer) == (MAJOR, None)
    assert after(a_ticket(), (MANAGER, c.SetSeverity(MINOR, "decided"))).severity is MINOR


def test_a_new_level_moves_no_clock_that_was_met() -> None:
    ticket = after(acknowledged(), (ENGINEER, c.SetSeverity(CRITICAL, "worse")))
    assert ticket.respond_due_at == a_ticket().respond_due_at


def test_the_score_is_given_once_and_a_strange_reason_counts_as_other() -> None:
    rated = after(closed(), (CUSTOMER, c.Rate(2)), (CUSTOMER, c.GiveReason("because")), (CUSTOMER, c.Comment("hm")))
    assert (rated.score, rated.score_reason) == (2, "other")
    assert after(closed(), (CUSTOMER, c.Rate(1)), (CUSTOMER, c.GiveReason("slow"))).score_reason == "slow"
    assert isinstance(ask(rated, CUSTOMER, c.Rate(5)), AlreadyTrue)


def test_the_customer_amends_what_they_told() -> None:
    ticket = after(a_ticket(), (CUSTOMER, c.Amend("equipment", "camera C-14")))
    assert ticket.record["equipment"] == "camera C-14"
    assert isinstance(ask(ticket, CUSTOMER, c.Amend("equipment", "camera C-14")), AlreadyTrue)


def test_pages_are_on_the_timeline_also_when_nobody_could_be_called() -> None:
    paged = ask(a_ticket(), DESK, c.RecordPage(0, 0, "rota:first", (WANG,)))
    nobody = ask(a_ticket(), DESK, c.RecordPage(0, 0, "rota:first", ()))
    assert isinstance(paged, tuple)
    assert isinstance(nobody, tuple)
    assert (paged[0].kind, nobody[0].kind) == ("paged", "nobody_to_page")


def test_files_and_notes_change_nothing_but_the_record_of_them() -> None:
    ticket = after(a_ticket(), (CUSTOMER, c.Attach(2)), (MARKETING, c.Note("contract 12")))
    assert (ticket.media, ticket.state, ticket.stage) == (2, State.NEW, 1)


def test_a_stage_moves_only_with_state_assignee_or_severity() -> None:
    ticket = after(a_ticket(), (CUSTOMER, c.Write("hurry")), (CUSTOMER, c.Attach(1)))
    assert (ticket.stage, ticket.sequence) == (1, 3)
    assert acknowledged().stage == 2


REFUSALS = [
    (a_ticket(), CUSTOMER, c.Amend("score", "5"), "refused-field"),
    (closed(), CUSTOMER, c.Amend("equipment", "x"), "refused-ended"),
    (cancelled(), CUSTOMER, c.Write("hello"), "refused-ended"),
    (cancelled(), MANAGER, c.Say("hello"), "refused-ended"),
    (closed(), COLLEAGUE, c.Take(), "refused-ended"),
    (a_ticket(), MANAGER, c.Wait("x"), "refused-not-taken"),
    (solved(), ENGINEER, c.Wait("x"), "refused-ended"),
    (a_ticket(), MANAGER, c.OnSite(NOW), "refused-not-taken"),
    (closed(), ENGINEER, c.Solve("x"), "refused-ended"),
    (a_ticket(), ENGINEER, c.Answer("x"), "refused-not-a-question"),
    (a_ticket(), ENGINEER, c.Refer("x"), "refused-not-a-question"),
    (after(a_ticket("question"), (ENGINEER, c.Answer("x"))), ENGINEER, c.Refer("x"), "refused-ended"),
    (closed(), ENGINEER, c.SetSeverity(CRITICAL, "x"), "refused-ended"),
    (a_ticket("question"), ENGINEER, c.SetSeverity(CRITICAL, "x"), "refused-no-level"),
    (closed(), CUSTOMER, c.AcceptSeverity(CRITICAL), "refused-ended"),
    (a_ticket(), CUSTOMER, c.Confirm(), "refused-not-solved"),
    (cancelled(), CUSTOMER, c.Reject("x"), "refused-ended"),
    (solved(), CUSTOMER, c.Rate(5), "refused-not-closed"),
    (closed(), CUSTOMER, c.Rate(6), "refused-score"),
    (closed(), CUSTOMER, c.GiveReason("slow"), "refused-score"),
    (a_ticket(), ENGINEER, c.CloseSilently(HOUR), "refused-desk-only"),
    (a_ticket(), STRANGER, c.Write("let me in"), "refused-not-reporter"),
    (a_ticket(), STRANGER, c.Attach(1), "refused-not-reporter"),
    (a_ticket(), STRANGER, c.Acknowledge(), "refused-role"),
    (a_ticket(), MARKETING, c.Acknowledge(), "refused-role"),
    (a_ticket(), ENGINEER, c.Say("hello"), "refused-not-taken"),
    (acknowledged(), COLLEAGUE, c.Solve("x"), "refused-not-yours"),
]


@pytest.mark.parametrize(("ticket", "actor", "command", "reason"), REFUSALS)
def test_each_refusal_has_its_reason(ticket: Ticket, actor: Actor, command: c.Command, reason: str) -> None:
    answer = ask(ticket, actor, command)
    assert isinstance(answer, Refusal)
    assert answer.reason == reason


def test_a_refusal_names_who_may_and_who_has_it() -> None:
    role, holder = ask(a_ticket(), MARKETING, c.Acknowledge()), ask(acknowledged(), COLLEAGUE, c.Solve("x"))
    assert isinstance(role, Refusal)
    assert isinstance(holder, Refusal)
    assert role.who
    assert holder.holder == WANG


ALREADY = [
    (solved(), ENGINEER, c.Solve("x")),
    (after(a_ticket("question"), (ENGINEER, c.Answer("x"))), ENGINEER, c.Answer("x")),
    (a_ticket(), ENGINEER, c.SetSeverity(MAJOR, "x")),
    (a_ticket(), CUSTOMER, c.AcceptSeverity(MAJOR)),
    (closed(), CUSTOMER, c.Confirm()),
    (a_ticket(), CUSTOMER, c.Reject("x")),
    (a_ticket(), DESK, c.CloseSilently(HOUR)),
    (cancelled(), CUSTOMER, c.Withdraw()),
    (closed(), MANAGER, c.Cancel("x")),
]


@pytest.mark.parametrize(("ticket", "actor", "command"), ALREADY)
def test_what_is_so_already_counts_as_success(ticket: Ticket, actor: Actor, command: c.Command) -> None:
    assert isinstance(ask(ticket, actor, command), AlreadyTrue)


def test_staff_cancel_with_a_reason_and_the_reporter_withdraws() -> None:
    ended = after(acknowledged(), (ENGINEER, c.Cancel("reported twice")))
    assert (ended.state, ended.closed_by) == (State.CANCELLED, "staff")
    assert cancelled().closed_by == "withdrawn"


def test_an_event_of_ours_with_a_wrong_value_is_noticed() -> None:

    with pytest.raises(TypeError, match="whole number"):
        fold(a_ticket(), Event("attached", NOW, None, {"count": "two"}))


def test_a_ticket_of_a_follow_up_knows_its_parent() -> None:

    command = c.Open("follow_up", MINOR, NOW, "en", {"symptom": "2/5", "phone": ""}, parent=7)
    event = open_ticket(command, Birth(8, "GMEJ14C", POLICY, 1), NOW + timedelta(minutes=1))
    assert born(event).parent == 7
    assert "phone" not in born(event).record


def test_a_revision_moves_nothing_and_ends_with_the_ticket() -> None:
    ticket = acknowledged()
    (event,) = ask(ticket, CUSTOMER, c.Revise("rack 4", "rack 3"))
    assert (event.kind, dict(event.personal)) == ("revised", {"text": "rack 4", "before": "rack 3"})
    moved = fold(ticket, event)
    assert (moved.state, moved.stage, moved.record) == (ticket.state, ticket.stage, ticket.record)
    assert isinstance(ask(ticket, CUSTOMER, c.Revise("rack 3", "rack 3")), AlreadyTrue)
    assert ask(cancelled(), CUSTOMER, c.Revise("b", "a")) == Refusal("refused-ended")
    assert ask(ticket, STRANGER, c.Revise("b", "a")) == Refusal("refused-not-reporter")


def test_only_those_at_the_gate_may_block() -> None:
    ticket = acknowledged()
    for actor in (RECEPTION, MANAGER):
        assert [event.kind for event in ask(ticket, actor, c.Block("spam"))] == ["reporter_blocked"]
        assert [event.kind for event in ask(ticket, actor, c.Unblock())] == ["reporter_unblocked"]
    assert isinstance(ask(ticket, ENGINEER, c.Block("spam")), Refusal)
    assert isinstance(ask(ticket, CUSTOMER, c.Block("spam")), Refusal)

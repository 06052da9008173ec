"""What each may see and do is looked at in every action, by account, never by being in a chat."""

import pytest

from bot.messages import Button
from tests.desk import Desk
from tests.journeys.talks import critical, finish, report, solve


@pytest.mark.clause("RO-01")
def test_a_customer_cannot_do_what_staff_do(desk: Desk):
    critical(desk)
    li = desk.customer("li")
    for command in ("/ack", "/take", "/solved", "/drop"):
        li.says(f"{command} {desk.number} because")
    assert (desk.ticket.state, desk.ticket.assignee) == ("new", None)


@pytest.mark.clause("RO-01")
def test_a_stolen_button_does_nothing_for_another_account(desk: Desk):
    critical(desk)
    card = desk.room.sees[-1]
    thief = desk.customer("thief")
    thief.says("hello").presses_again(card, "I'll take it").got("@old-button-any")
    assert desk.ticket.state == "new"


@pytest.mark.clause("RO-01")
def test_being_in_the_room_of_staff_gives_no_right(desk: Desk):
    critical(desk)
    card = desk.room.sees[-1]
    stranger = desk.customer("stranger")
    desk.run(stranger.visitor.say(f"/ack {desk.number}", room=True))
    desk.run(stranger.visitor.press(card, card.buttons[0], room=True))
    desk.settle()
    assert desk.ticket.state == "new"
    desk.room.got("@refused-not-staff")


@pytest.mark.clause("RO-01")
def test_only_who_has_the_ticket_or_decides_may_close_it(desk: Desk):
    finish(report(desk.customer("li"), "minor"))
    zhao = desk.engineer("zhao")
    zhao.says(f"/solved {desk.number} done").got("@refused-not-taken")
    desk.engineer("wang").presses("@btn-ack")
    zhao.says(f"/solved {desk.number} done").got("@refused-not-yours")
    assert desk.ticket.state == "acknowledged"
    desk.manager.says(f"/solved {desk.number} done").got("@done-solved")
    assert desk.ticket.state == "solved"


@pytest.mark.clause("RO-01")
def test_staff_cannot_confirm_in_the_customers_place(desk: Desk):
    li = finish(report(desk.customer("li"), "minor"))
    wang = solve(desk.engineer("wang"))
    asked = next(line for line in li.sees if any(button.label == "Yes, it works" for button in line.buttons))
    wang.presses_again(asked, "Yes, it works").got("@old-button-any")
    assert desk.ticket.state == "solved"


@pytest.mark.clause("RO-01")
def test_a_ticket_is_seen_by_its_reporter_and_staff_alone(desk: Desk):
    critical(desk)
    desk.customer("mei").says(f"/status {desk.number}").got("@not-found")
    desk.customer("mei").never_got("The pump stopped")
    desk.engineer("zhao").says(f"/ticket {desk.number}").got("The pump stopped")


@pytest.mark.clause("RO-01")
def test_a_made_up_button_does_nothing(desk: Desk):
    critical(desk)
    li = desk.customer("li")
    line = li.sees[-1]
    for token in ("", "x", "x.0", "." * 30, "A" * 64):
        desk.run(li.visitor.press(line, Button("forged", token)))
    desk.settle()
    assert len(desk.tickets()) == 1
    assert desk.ticket.state == "new"


@pytest.mark.clause("RO-01")
def test_each_role_may_do_what_is_its_own_and_the_refusal_names_who_may(desk: Desk):
    critical(desk)
    rose, wang = desk.engineer("rose"), desk.engineer("wang")
    rose.says(f"/ack {desk.number}").got("@done-acknowledged")
    rose.says(f"/solved {desk.number} done").got("@refused-role").got("on-duty engineer")
    rose.says(f"/onsite {desk.number} 17:20").got("@refused-role")
    wang.says(f"/take {desk.number}").presses("@choice-take-over").got("@done-taken")
    wang.says(f"/solved {desk.number} done").got("@done-solved")


@pytest.mark.clause("RO-01")
def test_lowering_a_level_alone_is_the_managers_right(desk: Desk):
    critical(desk)
    for who in ("wang", "rose"):
        desk.engineer(who).says(f"/severity {desk.number} 3 it runs")
        assert desk.ticket.severity == 1
    desk.manager.says(f"/severity {desk.number} 3 it runs").got("@done-severity-changed")
    assert desk.ticket.severity == 3


@pytest.mark.clause("RO-01")
def test_a_customer_can_neither_confirm_nor_withdraw_what_another_reported(desk: Desk):
    li = finish(report(desk.customer("li"), "minor"))
    solve(desk.engineer("wang"))
    asked = next(line for line in li.sees if any(button.label == "Yes, it works" for button in line.buttons))
    mei = desk.customer("mei").says("hello")
    mei.presses_again(asked, "Yes, it works").got("@old-button-any")
    mei.says(f"{desk.number} works again").got("@not-found")
    mei.says(f"/status {desk.number}").got("@not-found")
    assert desk.ticket.state == "solved"


@pytest.mark.clause("RO-01")
def test_who_has_left_the_staff_can_do_nothing_any_more(desk_on_disk: Desk):
    critical(desk_on_disk)
    rose = desk_on_disk.engineer("rose")
    card = desk_on_disk.room.sees[-1]
    desk_on_disk.dismiss("rose")
    rose.says(f"/ack {desk_on_disk.number}")
    desk_on_disk.run(rose.visitor.press(card, card.buttons[0], room=True))
    desk_on_disk.settle()
    assert desk_on_disk.ticket.state == "new"
    rose.says(f"/ticket {desk_on_disk.number}").never_got("The pump stopped", minutes=1)

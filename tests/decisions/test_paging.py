"""Calling people: who is called, by which route, in which order, and when the calls end."""

from datetime import timedelta

from bot.desk import rows
from bot.desk.facts import Changes
from bot.domain.ladder import Ladder, Rung
from bot.domain.rota import Rota
from bot.domain.severity import Severity
from bot.domain.ticket import micros_to_instant
from tests.decisions.room import Got, Room, words
from tests.domain.test_small_rules import a_policy

PAGE = 0


def paged(got: list[Got]) -> list[str]:
    return [one.chat for one in got if one.lane == PAGE]


async def alarms(room: Room) -> str:
    return " ".join(str(row) for row in await room.rows("alarms_newest", 50))


async def test_the_ladder_climbs_rung_by_rung_and_begins_again(room: Room):
    await room.reports("li")
    assert paged(room.got) == ["wang"]
    assert paged(await room.waits(minutes=5)) == ["zhao"]
    assert paged(await room.waits(minutes=10)) == ["lin"]
    assert paged(await room.waits(minutes=15)) == ["wang"]
    assert "Call 4" in next(one.body.text for one in reversed(room.got) if one.lane == PAGE)


async def test_a_call_after_the_promised_time_says_first_that_it_is_overdue_since_then(room: Room):
    await room.reports("li", "1")
    (ticket,) = await room.tickets()
    got = await room.waits(hours=20)
    calls = [one.body.text.split("\n")[0] for one in got if one.lane == PAGE]
    due_at = micros_to_instant(ticket.respond_due_at).astimezone(room.house.zone)
    assert "Overdue" not in calls[0]
    assert calls[-1].startswith("Overdue, was due yesterday at " + due_at.strftime("%H:%M"))


async def test_the_customer_is_told_once_that_the_next_in_line_is_called(room: Room):
    await room.reports("li")
    before = len(room.got)
    await room.waits(hours=1)
    assert sum(words("notice-escalated") in text for text in room.told("li", before)) == 1


async def test_after_the_acknowledgement_nobody_is_called(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    assert paged(await room.waits(hours=3)) == []


async def test_a_page_that_has_not_left_is_taken_back_by_the_acknowledgement(room: Room):
    ticket = await room.reports("li")
    message = room.message("wang", f"/ack {ticket.number}")
    sent, room.got = room.got, []
    deliver, room.deliver = room.deliver, _nothing  # type: ignore[method-assign]  # the sender sleeps
    await room.waits(minutes=5)
    await room.take(message)
    room.deliver = deliver  # type: ignore[method-assign]  # and wakes up
    room.got = sent
    assert paged(await room.deliver()) == []


async def _nothing() -> list[Got]:
    return []


async def test_whoever_cannot_be_reached_is_passed_over(room: Room):
    await room.says("wang", event="blocked")
    await room.reports("li")
    assert paged(room.got) == ["zhao"]
    await room.says("wang", event="unblocked")
    await room.reports("vega")
    assert paged(room.got) == ["zhao", "wang"]


async def test_a_rung_with_nobody_calls_the_administrator():
    room = await Room.open(rota=Rota("main", ("nobody",)))
    await room.reports("li")
    assert paged(room.got) == ["ann"]
    assert "nobody-to-page" not in await alarms(room)
    await room.store.close()


async def test_with_nobody_at_all_an_alarm_is_raised_and_the_ladder_goes_on():
    room = await Room.open(rota=Rota("main", ()))
    await room.says("ann", event="blocked")
    ticket = await room.reports("li")
    assert "nobody_to_page" in await room.events(ticket)
    assert "nobody-to-page" in await alarms(room)
    assert paged(await room.waits(minutes=15)) == ["lin"]
    await room.store.close()


async def test_a_ladder_may_name_one_person_and_a_role():
    steps = Ladder((Rung(timedelta(), "staff:rose"), Rung(timedelta(minutes=1), "staff:gone")), timedelta(hours=1))
    room = await Room.open(policy=a_policy(ladders=dict.fromkeys(Severity, steps)))
    await room.reports("li")
    assert paged(room.got) == ["rose"]
    assert paged(await room.waits(minutes=1)) == ["ann"]
    await room.store.close()


async def test_a_reopened_ticket_calls_whoever_had_it_last_first(room: Room):
    ticket = await room.reports("li")
    await room.says("zhao", f"/ack {ticket.number}")
    await room.says("zhao", f"/solved {ticket.number} fuse")
    before = len(room.got)
    await room.presses("li", "@choice-broken")
    await room.says("li", "Dark again")
    assert paged(room.got[before:]) == ["zhao"]
    assert any("Dark again" in one.body.text for one in room.got[before:] if one.lane == PAGE)
    assert paged(await room.waits(minutes=5)) == ["zhao"]


async def test_a_ticket_reopened_without_words_quotes_none(room: Room):
    ticket = await room.reports("li")
    await room.says("zhao", f"/ack {ticket.number}")
    await room.says("zhao", f"/solved {ticket.number} fuse")
    before = len(room.got)
    await room.presses("li", "@choice-broken")
    await room.says("li", "skip")
    (call,) = [one.body.text for one in room.got[before:] if one.lane == PAGE]
    assert words("page-reopened-silent") in call
    assert "They say" not in call
    assert words("not-given") not in call


async def test_a_reopened_ticket_calls_the_rota_when_the_last_one_cannot_be_reached(room: Room):
    ticket = await room.reports("li")
    await room.says("lin", f"/ack {ticket.number}")
    await room.says("lin", f"/solved {ticket.number} fuse")
    await room.says("lin", event="blocked")
    before = len(room.got)
    await room.presses("li", "@choice-broken")
    await room.says("li", "Dark again")
    assert paged(room.got[before:]) == ["wang"]


async def test_a_level_raised_before_anybody_has_it_calls_anew_from_the_first_rung(room: Room):
    ticket = await room.reports("li", "3")
    await room.waits(minutes=6)
    before = len(room.got)
    await room.says("rose", f"/severity {ticket.number} 1 all cameras")
    assert paged(room.got[before:]) == ["wang"]
    assert paged(await room.waits(minutes=5)) == ["zhao"]
    assert paged(await room.waits(minutes=9)) == []


async def test_a_level_raised_in_somebodys_hands_is_said_to_them_aloud(room: Room):
    ticket = await room.reports("li", "3")
    await room.says("wang", f"/ack {ticket.number}")
    before = len(room.got)
    await room.says("zhao", f"/severity {ticket.number} 1 all cameras")
    assert paged(room.got[before:]) == ["wang"]
    assert paged(await room.waits(hours=1)) == []


async def test_a_storm_of_strangers_goes_to_reception_first(room: Room):
    await room.reports("li", "1")
    assert paged(room.got) == ["wang"]
    before = len(room.got)
    await room.reports("li", "1", "And the door")
    assert paged(room.got[before:]) == ["rose"]
    assert any(words("storm-reception") in text for text in room.told("li", before))
    assert "guest-storm" in await alarms(room)
    assert paged(await room.waits(minutes=5)) == ["zhao", "zhao"]


async def test_many_strangers_within_the_hour_are_a_storm_too():
    room = await Room.open(guest_hour_limit=2)
    for number in range(3):
        await room.reports(f"guest{number}", "1")
    assert paged(room.got) == ["wang", "wang", "rose"]
    await room.waits(minutes=4)
    for ticket in await room.tickets():
        await room.says("wang", f"/ack {ticket.number}")
    await room.waits(hours=1)
    before = len(room.got)
    await room.reports("late", "1")
    assert paged(room.got[before:]) == ["wang"]
    await room.store.close()


async def test_a_customer_we_know_is_not_held_up_by_a_storm(room: Room):
    for number in range(6):
        await room.reports(f"guest{number}", "1")
    await room.says("acme", "hello")
    known = (await room.rows("account_by_address", "web:desk", "acme"))[0]
    await make_known(room, int(known[3]))
    before = len(room.got)
    await room.reports("acme", "1")
    assert paged(room.got[before:]) == ["wang"]


async def make_known(room: Room, person: int) -> None:
    changes = Changes(persons=[rows.Person(id=person, name="Acme", customer="acme")])
    await room.store.turn(lambda work: work.save(changes))


async def test_a_page_shows_the_card_with_its_buttons(room: Room):
    await room.reports("li")
    page = next(one for one in room.got if one.lane == PAGE)
    assert words("btn-ack") in page.labels
    assert page.body.style == "page"
    assert "No picture on C-14" in page.body.text

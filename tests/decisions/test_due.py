"""What happens by itself when its time has come: the outage question, reminders, closing by silence, the survey."""

import pytest
from msgspec import structs

from bot.desk import rows
from bot.desk.facts import Changes, Keys, TimerFacts
from bot.domain import numbers
from tests.decisions.room import Got, Room, words

SURVEY = 3


async def outage(room: Room, who: str = "li") -> None:
    """Report a fault of level 2 whose service has been out for five minutes, up to the question about data."""
    for text in ("/report", "No picture on C-14", "2", "1", "5 minutes ago"):
        await room.says(who, text)


async def finish(room: Room, who: str = "li") -> None:
    for text in ("no", *["skip"] * 4):
        await room.says(who, text)
    await room.presses(who, "@choice-send")


def asked(got: list[Got]) -> list[str]:
    return [one.chat for one in got if words("choice-still-down") in one.labels]


async def solved(room: Room, who: str = "li") -> str:
    """Bring a ticket to the question whether it works; return its number."""
    ticket = await room.reports(who)
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {ticket.number} fuse")
    return ticket.number


async def test_an_outage_in_a_draft_is_asked_about_when_it_is_ten_minutes_old(room: Room):
    await outage(room)
    assert asked(await room.waits(minutes=4)) == []
    assert asked(await room.waits(minutes=1)) == ["li"]
    await room.presses("li", "@choice-still-down")
    await room.presses("li", "@choice-accept-level")
    (ticket,) = await room.tickets()
    assert ticket.severity == 1
    assert words("ask-lost") in room.last("li").body.text


async def test_an_outage_over_by_then_goes_on_with_the_report(room: Room):
    await outage(room)
    await room.waits(minutes=5)
    await room.presses("li", "@choice-over-soon")
    assert await room.tickets() == []
    assert words("ask-lost") in room.last("li").body.text


async def test_a_draft_under_another_talk_is_asked_about_too(room: Room):
    await outage(room)
    await room.says("li", "/language")
    assert asked(await room.waits(minutes=5)) == ["li"]


async def test_a_cancelled_draft_is_not_asked_about(room: Room):
    await outage(room)
    await room.says("li", "/cancel")
    assert asked(await room.waits(minutes=30)) == []


async def test_an_outage_of_a_ticket_is_asked_about(room: Room):
    await outage(room)
    await finish(room)
    assert asked(await room.waits(minutes=6)) == ["li"]
    await room.presses("li", "@choice-still-down")
    await room.presses("li", "@choice-accept-level")
    assert (await room.tickets())[0].severity == 1


@pytest.mark.parametrize("first", ["solved", "drop", "severity"])
async def test_an_outage_is_not_asked_about_when_nothing_hangs_on_it_any_more(room: Room, first: str):
    await outage(room)
    await finish(room)
    number = (await room.tickets())[0].number
    await room.says("lin", f"/ack {number}")
    words = "1 all of it" if first == "severity" else "fuse"
    await room.says("lin", f"/{first} {number} {words}")
    assert asked(await room.waits(minutes=30)) == []


async def test_a_solved_ticket_is_reminded_of_and_then_closes_by_silence(room: Room):
    number = await solved(room)
    got = await room.waits(hours=48)
    assert any(words("remind-confirm") in one.body.text for one in got if one.chat == "li")
    got = await room.waits(hours=24)
    assert (await room.ticket(number)).closed_by == "silence"
    assert any(words("notice-closed-silence") in one.body.text for one in got)


async def test_a_ticket_closed_by_silence_is_taken_up_again(room: Room):
    number = await solved(room)
    await room.waits(hours=72)
    await room.presses("li", "@choice-broken")
    await room.says("li", "Dark again")
    assert (await room.ticket(number)).state == "new"
    assert await room.waits(hours=80) != []
    assert (await room.ticket(number)).state == "new"


async def test_words_in_reply_to_the_closing_are_kept_and_one_tap_takes_it_up_again(room: Room):
    number = await solved(room)
    await room.presses("li", "@choice-works")
    closing = next(one for one in reversed(room.got) if one.chat == "li" and words("notice-closed") in one.body.text)
    before = len(room.got)
    await room.says("li", "It is dark again", reply_to=closing.id)
    assert any("It is dark again" in text for text in room.told("wang", before))
    await room.presses("li", "@choice-broken")
    await room.says("li", "skip")
    assert (await room.ticket(number)).state == "new"


async def test_no_reminder_comes_once_it_was_answered(room: Room):
    number = await solved(room)
    await room.presses("li", "@choice-broken")
    await room.says("li", "Dark again")
    await room.says("wang", f"/ack {number}")
    got = await room.waits(hours=80)
    assert not any(words("remind-confirm") in one.body.text for one in got)


async def test_the_survey_comes_an_hour_after_the_closing_and_once(room: Room):
    await solved(room)
    await room.presses("li", "@choice-works")
    assert [one.lane for one in await room.waits(minutes=59)] == []
    got = await room.waits(minutes=1)
    assert [(one.chat, one.lane) for one in got] == [("li", SURVEY)]
    assert await room.waits(days=10) == []


async def test_a_ticket_reopened_before_the_survey_is_not_rated(room: Room):
    await solved(room)
    await room.presses("li", "@choice-works")
    await room.presses("li", "@choice-broken")
    await room.says("li", "Dark again")
    assert not any(one.lane == SURVEY for one in await room.waits(hours=2))


async def test_a_report_left_half_way_is_reminded_of_once_after_an_hour_of_silence(room: Room):
    await room.says("li", "/report")
    await room.waits(minutes=30)
    await room.says("li", "No picture")
    assert await room.waits(minutes=59) == []
    got = await room.waits(minutes=1)
    assert words("report-waiting") in got[0].body.text
    assert words("ask-severity") in got[0].body.text
    assert await room.waits(days=5) == []
    await room.presses("li", "@choice-minor")
    assert words("ask-down") in room.last("li").body.text


async def test_a_report_whose_ticket_is_out_is_reminded_of_by_its_number_as_optional(room: Room):
    for text in ("/report", "All screens are dark", "1", "3"):
        await room.says("li", text)
    (ticket,) = await room.tickets()
    told = [one.body.text for one in await room.waits(hours=2) if one.chat == "li"]
    (reminder,) = [text for text in told if words("report-issued-waiting") in text]
    assert numbers.show(ticket.number) in reminder
    assert words("report-waiting") not in " ".join(told)


async def test_a_report_somebody_has_taken_already_is_not_reminded_of(room: Room):
    for text in ("/report", "All screens are dark", "1", "3"):
        await room.says("li", text)
    (ticket,) = await room.tickets()
    await room.says("wang", f"/ack {ticket.number}")
    assert [one.body.text for one in await room.waits(hours=3) if one.chat == "li"] == []


async def test_a_short_talk_over_a_report_takes_no_reminder_from_it(room: Room):
    await room.says("li", "/report")
    await room.says("li", "/language")
    await room.presses("li", "@language-en")
    got = await room.waits(hours=2)
    assert words("report-waiting") in got[0].body.text


async def test_a_finished_report_is_not_reminded_of(room: Room):
    await room.says("li", "/report")
    await room.says("li", "/cancel")
    assert await room.waits(days=2) == []


@pytest.mark.parametrize("kind", ["rung", "outage", "remind", "close", "survey", "idle"])
async def test_a_timer_does_nothing_when_what_it_is_about_is_gone_or_over(room: Room, kind: rows.TimerKind):
    ticket = await room.reports("li")
    facts = await room.store.turn(lambda work: work.more(Keys(ticket=ticket.id)))
    over = structs.replace(facts.ticket, row=structs.replace(facts.ticket.row, state="cancelled"))
    timer = rows.Timer(id=1, kind=kind, due_at=room.clock.now(), ticket=ticket.id)
    for known in (TimerFacts(timer=timer), TimerFacts(timer=timer, ticket=over)):
        assert room.desk.due(known, room.clock.now()) == Changes()


async def test_a_talk_that_has_no_row_for_silence_is_left_alone(room: Room):
    await room.says("li", "/report")
    await room.says("li", "/language")
    assert await room.waits(hours=3) == []

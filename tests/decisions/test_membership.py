"""Who can be reached, who belongs to the staff: lost at once, told to whom it concerns, and back again."""

from datetime import timedelta

import pytest

from bot.desk import rows
from bot.desk.facts import Changes
from bot.domain import numbers
from bot.domain.rota import Rota
from bot.messages import Sender
from tests.decisions.room import BOT, Room, words
from tests.decisions.test_people import invite, person_of

PAGE = 0


def chats_of(got, lane: int = PAGE) -> list[str]:
    return [one.chat for one in got if one.lane == lane]


def card(room: Room, chat: str = "room:staff") -> str:
    return next(one.body.text for one in reversed(room.got) if one.chat == chat and one.kind == "card")


async def happens(room: Room, who: str, event: str, *, group: bool = True) -> list:
    """Let something happen to somebody, and see to what follows at that very instant."""
    return [*await room.says(who, event=event, group=group), *await room.waits(seconds=0)]


async def alarms(room: Room) -> list[str]:
    return [row[1] for row in await room.rows("alarms_newest", 50)]


async def reports(room: Room, phone: str = "13800138000") -> rows.TicketRow:
    """Let Li report a fault, with a telephone number or without."""
    for text in ("/report", "No picture", "2", "4", "no", "skip", "skip", "skip", phone or "skip"):
        await room.says("li", text)
    await room.presses("li", "@choice-send")
    return (await room.tickets())[-1]


async def test_a_customer_who_blocks_us_is_shown_on_the_card_and_told_to_whoever_has_the_ticket(room: Room):
    ticket = await reports(room)
    await room.says("wang", f"/ack {ticket.number}")
    got = await happens(room, "li", "blocked", group=False)
    assert words("card-unreachable") in card(room)
    assert any(words("customer-unreachable") in one.body.text for one in got if one.chat == "wang")
    got = await happens(room, "li", "unblocked", group=False)
    assert words("card-unreachable") not in card(room)
    assert any(words("customer-back") in one.body.text for one in got if one.chat == "wang")


async def test_nobody_is_told_to_phone_a_customer_who_left_no_number(room: Room):
    await reports(room, "")
    got = await happens(room, "li", "blocked", group=False)
    told = [one.body.text for one in got if one.chat == "room:staff"]
    assert any(words("customer-unreachable-nowhere") in text for text in told)
    assert not any(words("customer-unreachable") in text for text in told)


async def test_a_customer_whom_nobody_has_taken_is_told_to_the_room(room: Room):
    await reports(room)
    got = await happens(room, "li", "blocked", group=False)
    assert any(words("customer-unreachable") in one.body.text for one in got if one.chat == "room:staff")


async def test_to_write_anything_is_to_be_back(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await happens(room, "li", "blocked", group=False)
    got = [*await room.says("li", "are you there?"), *await room.waits(seconds=0)]
    assert words("card-unreachable") not in card(room)
    assert any(words("customer-back") in one.body.text for one in got if one.chat == "wang")


async def test_to_be_blocked_twice_is_told_once(room: Room):
    await room.reports("li")
    await happens(room, "li", "blocked", group=False)
    assert await happens(room, "li", "blocked", group=False) == []


async def test_whoever_was_called_and_blocks_us_is_replaced_at_once(room: Room):
    await room.reports("li", level="1")
    assert chats_of(room.got) == ["wang"]
    got = await happens(room, "wang", "blocked", group=False)
    assert chats_of(got) == ["zhao"]
    assert any(words("staff-unreachable") in one.body.text for one in got if one.chat == "ann")
    assert "staff-unreachable" in await alarms(room)


async def test_nobody_is_called_in_the_place_of_somebody_while_another_of_the_same_rung_was_reached():
    room = await Room.open(rota=Rota("main", ()))
    await room.says("rose", "/help")
    both = rows.Person(id=room.ids.new(), name="Eva", staff="eva", roles="admin")
    account = rows.Account(id=room.ids.new(), bot=BOT, address="eva", person=both.id, chat="eva")
    await room.store.turn(lambda work: work.save(Changes(persons=[both], accounts=[account])))
    await room.meet()
    await room.reports("li", level="1")
    assert sorted(chats_of(room.got)) == ["ann", "eva"]
    assert chats_of(await happens(room, "eva", "blocked", group=False)) == []
    await room.store.close()


async def test_the_operators_hear_when_somebody_of_staff_is_within_reach_again(room: Room):
    await happens(room, "wang", "blocked", group=False)
    got = await happens(room, "wang", "unblocked", group=False)
    assert [words("staff-reached") in one.body.text for one in got if one.chat == "ann"] == [True]


async def test_with_a_second_address_nobody_needs_to_hear_of_the_first(room: Room):
    wang = await person_of(room, "wang")
    second = rows.Account(id=room.ids.new(), bot=BOT, address="wang-2", person=wang.id, chat="wang-2")
    await room.store.turn(lambda work: work.save(Changes(accounts=[second])))
    await room.meet()
    await room.reports("li", level="1")
    assert chats_of(room.got) == ["wang-2"]
    got = await happens(room, "wang-2", "blocked", group=False)
    # The same person is called at their other address.
    assert chats_of(got) == ["wang"]
    assert "staff-unreachable" not in await alarms(room)


async def test_who_leaves_the_staff_group_has_no_rights_from_that_moment_on(room: Room):
    ticket = await room.reports("li")
    own, common = room.button("wang", "I'll take it"), room.button("room:staff", "I'll take it")
    await happens(room, "wang", "left")
    assert words("refused-suspended") in (await room.says("wang", "/mine"))[0].body.text
    for press in (own, common):
        got = await room.says("wang", choice=press, group=press == common, press="p1")
        assert words("refused-suspended") in " ".join(one.body.text for one in got)
    assert words("refused-suspended") in (await room.says("wang", f"/ack {ticket.number}", group=True))[0].body.text
    assert (await room.ticket(ticket.number)).state == "new"


async def test_who_leaves_is_not_called_any_more_and_the_next_is_called_at_once(room: Room):
    await room.reports("li", level="1")
    got = await happens(room, "wang", "left")
    assert chats_of(got) == ["zhao"]
    assert "wang" not in chats_of(await room.waits(hours=2))


async def test_what_waited_for_somebody_who_leaves_is_not_sent(room: Room):
    deliver, room.deliver = room.deliver, _nothing  # type: ignore[method-assign]  # the sender sleeps
    await room.reports("li", level="1")
    await room.says("wang", event="left", group=True)
    room.deliver = deliver  # type: ignore[method-assign]  # and wakes up
    assert "wang" not in chats_of(await room.waits(seconds=0))


async def _nothing() -> list:
    return []


async def test_who_leaves_sees_no_more_of_a_ticket_on_the_card_they_had(room: Room):
    ticket = await room.reports("li")
    await happens(room, "wang", "left")
    got = await room.says("zhao", f"/ack {ticket.number}")
    assert "wang" not in [one.chat for one in got]


async def test_what_somebody_leaves_behind_is_told_to_manager_and_administrator_with_what_to_do(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    got = await happens(room, "wang", "left")
    for chat in ("ann", "lin"):
        told = next(one.body.text for one in got if one.chat == chat)
        assert words("staff-left") in told
        assert "Wang" in told
        assert f"BX-{ticket.number[:4]}-{ticket.number[4:]}" in told or ticket.number in told
    assert "staff-left" in await alarms(room)
    # What the customer writes meanwhile is not told to somebody who has left.
    got = await room.says("li", "now it smells of smoke")
    assert "room:staff" in [one.chat for one in got]
    assert "wang" not in [one.chat for one in got]


async def test_who_comes_back_to_the_group_has_all_rights_again(room: Room):
    await room.reports("li")
    await happens(room, "wang", "left")
    got = await happens(room, "wang", "joined")
    assert any(words("staff-back") in one.body.text for one in got if one.chat == "ann")
    assert words("refused-suspended") not in (await room.says("wang", "/mine"))[0].body.text
    await room.reports("vega", level="1")
    assert chats_of(room.got)[-1] == "wang"


async def test_a_new_invitation_gives_the_rights_back_too(room: Room):
    await happens(room, "wang", "left")
    wang = await person_of(room, "wang")
    await invite(room, "again", person=wang.id)
    await room.says("wang", start="again")
    assert (await person_of(room, "wang")).suspended_at is None
    assert words("list-empty-mine") in (await room.says("wang", "/mine"))[0].body.text


@pytest.mark.parametrize("event", ["joined", "left"])
async def test_a_stranger_in_the_group_has_no_rights_and_leaves_no_trace(room: Room, event: str):
    ticket = await room.reports("li")
    sender = Sender("stranger", "Stranger", "en")
    assert await room.says("stranger", event=event, group=True, sender=sender) == []
    assert await room.rows("account_by_address", BOT, "stranger") == []
    press = room.button("room:staff", "I'll take it")
    got = await room.says("stranger", choice=press, group=True, press="p1")
    assert words("refused-not-staff") in got[0].body.text
    assert words("refused-not-staff") in (await room.says("stranger", f"/ack {ticket.number}", group=True))[0].body.text
    assert (await room.ticket(ticket.number)).state == "new"


async def test_a_customer_who_leaves_the_group_is_still_a_customer(room: Room):
    await room.reports("li")
    assert await happens(room, "li", "left") == []
    assert (await person_of(room, "li")).suspended_at is None


async def test_after_a_short_outage_staff_are_told_to_press_again_after_a_long_one_to_phone(room: Room):
    for length, text in (
        (timedelta(minutes=4), "outage-presses"),
        (timedelta(hours=23, minutes=30), "outage-messages"),
    ):
        since = room.clock.now() - length // timedelta(microseconds=1)
        got = await room.says("bot", event="heard", sent_at=since)
        assert words(text) in next(one.body.text for one in got if one.chat == "room:staff")
        assert ("ann" in [one.chat for one in got]) is (text == "outage-messages")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("say we are looking", "done-said-unreached"),
        ("onsite 18:00", "done-unreached"),
        ("solved new fuse", "done-unreached"),
    ],
)
async def test_what_is_meant_for_a_customer_who_cannot_be_reached_is_not_said_to_have_come(room: Room, name, told):
    ticket = await reports(room)
    await room.says("wang", f"/ack {ticket.number}")
    await happens(room, "li", "blocked", group=False)
    since = len(room.got)
    command, words_of_it = name.split(" ", 1)
    await room.says("wang", f"/{command} {ticket.number} {words_of_it}")
    heard = " ".join(room.told("wang", since))
    assert words(told) in heard
    assert f"/phone {numbers.show(ticket.number)}" in heard
    assert words("done-staff-said") not in heard


@pytest.mark.parametrize(
    ("name", "told"),
    [("say we are looking", "done-said-nowhere"), ("onsite 18:00", "done-nowhere"), ("solved fuse", "done-nowhere")],
)
async def test_without_a_number_there_is_nothing_to_do_but_to_wait(room: Room, name: str, told: str):
    ticket = await reports(room, "")
    await room.says("wang", f"/ack {ticket.number}")
    await happens(room, "li", "blocked", group=False)
    since = len(room.got)
    command, words_of_it = name.split(" ", 1)
    await room.says("wang", f"/{command} {ticket.number} {words_of_it}")
    heard = " ".join(room.told("wang", since))
    assert words(told) in heard
    assert "/phone" not in heard


async def test_words_asked_for_in_private_are_not_said_to_have_come_either(room: Room):
    ticket = await reports(room)
    await room.says("wang", f"/ack {ticket.number}")
    await happens(room, "li", "blocked", group=False)
    since = len(room.got)
    await room.says("wang", f"/say {ticket.number}")
    await room.says("wang", "we are looking")
    assert words("done-said-unreached") in " ".join(room.told("wang", since))
    await happens(room, "li", "unblocked", group=False)
    since = len(room.got)
    await room.says("wang", f"/say {ticket.number} we are there")
    assert words("done-staff-said") in " ".join(room.told("wang", since))

"""Handing a ticket to a colleague: asked, taken or declined, and kept by its holder until then."""

import pytest

from bot.desk import rows
from tests.decisions.room import ROOM, Got, Room, words
from tests.decisions.test_staff import hire


async def wangs(room: Room) -> rows.TicketRow:
    """Let Wang have a ticket."""
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    return await room.ticket(ticket.number)


async def holder(room: Room, ticket: rows.TicketRow) -> str:
    (person,) = await room.rows("person_by_id", (await room.ticket(ticket.number)).assignee)
    return rows.Person(*person).staff


def text_of(got: list[Got], who: str) -> str:
    return " ".join(one.body.text for one in got if one.chat == who)


async def test_the_colleague_is_asked_and_the_holder_keeps_it_until_they_say_yes(room: Room):
    ticket = await wangs(room)
    got = await room.says("wang", f"/give {ticket.number} Zhao")
    assert words("done-hand-over-asked") in text_of(got, "wang")
    assert words("ask-offer") in text_of(got, "zhao")
    assert await holder(room, ticket) == "wang"
    got = await room.presses("zhao", "@choice-accept-offer")
    assert await holder(room, ticket) == "zhao"
    assert words("taken-from-you") in text_of(got, "wang")
    assert words("notice-taken") in text_of(got, "li")
    await room.folded(await room.ticket(ticket.number))


async def test_typed_twins_do_what_the_buttons_do(room: Room):
    ticket = await wangs(room)
    await room.says("wang", f"/give {ticket.number} zhao")
    got = await room.says("zhao", f"/decline {ticket.number} too far away")
    assert "too far away" in text_of(got, "wang")
    assert await holder(room, ticket) == "wang"
    await room.says("wang", f"/give {ticket.number} zhao")
    await room.says("zhao", f"/accept {ticket.number}")
    assert await holder(room, ticket) == "zhao"


async def test_no_asks_for_the_reason_which_the_holder_reads(room: Room):
    ticket = await wangs(room)
    await room.says("wang", f"/give {ticket.number} zhao")
    await room.presses("zhao", "@choice-decline-offer")
    assert words("ask-decline-reason") in room.last("zhao").body.text
    got = await room.says("zhao", "on leave tomorrow")
    assert "on leave tomorrow" in text_of(got, "wang")
    assert words("done-hand-over-declined") in text_of(got, "zhao")


async def test_declining_without_words_is_asked_for_them(room: Room):
    ticket = await wangs(room)
    await room.says("wang", f"/give {ticket.number} zhao")
    assert words("ask-decline-reason") in text_of(await room.says("zhao", f"/decline {ticket.number}"), "zhao")


async def test_nobody_answers_and_the_holder_is_told(room: Room):
    ticket = await wangs(room)
    await room.says("wang", f"/give {ticket.number} zhao")
    got = await room.waits(minutes=11)
    assert words("offer-lapsed") in text_of(got, "wang")
    assert words("offer-over") in text_of(got, "zhao")
    assert (await room.ticket(ticket.number)).offered_to is None
    assert words("refused-nothing-offered") in text_of(await room.says("zhao", f"/accept {ticket.number}"), "zhao")
    assert await holder(room, ticket) == "wang"


async def test_a_manager_hands_over_what_others_have_and_all_are_told(room: Room):
    ticket = await wangs(room)
    await room.says("lin", f"/give {ticket.number} zhao")
    got = await room.says("zhao", f"/accept {ticket.number}")
    assert words("offer-accepted") in text_of(got, "lin")
    assert words("taken-from-you") in text_of(got, "wang")


async def test_what_nobody_has_goes_on_calling_while_a_colleague_is_asked(room: Room):
    ticket = await room.reports("li")
    await room.says("lin", f"/give {ticket.number} zhao")
    got = await room.waits(minutes=6)
    assert any(one.lane == 0 for one in got)
    await room.says("zhao", f"/accept {ticket.number}")
    assert await holder(room, ticket) == "zhao"
    assert not any(one.lane == 0 for one in await room.waits(minutes=60))


async def test_nobody_else_hands_it_over(room: Room):
    ticket = await wangs(room)
    assert words("refused-not-yours") in text_of(await room.says("zhao", f"/give {ticket.number} rose"), "zhao")
    fresh = await room.reports("vega")
    assert words("refused-not-taken") in text_of(await room.says("wang", f"/give {fresh.number} zhao"), "wang")


async def test_only_whoever_was_asked_answers(room: Room):
    ticket = await wangs(room)
    await room.says("wang", f"/give {ticket.number} zhao")
    got = await room.says("rose", f"/accept {ticket.number}")
    assert words("refused-not-offered") in text_of(got, "rose")
    assert "Zhao" in text_of(got, "rose")


async def test_asking_twice_says_that_they_were_asked(room: Room):
    ticket = await wangs(room)
    await room.says("wang", f"/give {ticket.number} zhao")
    assert words("already-offered") in text_of(await room.says("wang", f"/give {ticket.number} zhao"), "wang")
    assert words("already-held") in text_of(await room.says("lin", f"/give {ticket.number} wang"), "lin")


@pytest.mark.parametrize("name", ["zhao", "ZHAO", "@zhao", "hao", "Zhá"])
async def test_a_colleague_is_known_by_slug_name_or_a_part_of_it(room: Room, name: str):
    ticket = await wangs(room)
    got = await room.says("wang", f"/give {ticket.number} {name}")
    assert words("ask-offer") in text_of(got, "zhao")


async def test_where_several_may_be_meant_it_is_asked_who(room: Room):
    await hire(room, "zhang", "field")
    ticket = await wangs(room)
    got = await room.says("wang", f"/give {ticket.number} zha")
    assert got[0].labels[:2] == ["Zhang", "Zhao"]
    await room.presses("wang", "Zhang")
    assert words("ask-offer") in room.last("zhang").body.text


async def test_without_a_name_it_is_asked_who_with_all_who_can(room: Room):
    ticket = await wangs(room)
    got = await room.says("wang", f"/give {ticket.number}")
    assert got[0].labels == ["Lin", "Rose", "Zhao", "Back", "Cancel"]
    await room.says("wang", "nobody")
    assert words("no-such-colleague") in room.last("wang").body.text
    got = await room.says("wang", "zhao")
    assert words("ask-offer") in text_of(got, "zhao")


async def test_more_offers_to_hand_it_over(room: Room):
    await wangs(room)
    await room.presses("wang", "@btn-more")
    await room.presses("wang", "@choice-give")
    await room.presses("wang", "Zhao")
    assert words("ask-offer") in room.last("zhao").body.text


async def test_who_cannot_take_it_is_not_asked_and_the_others_are_named(room: Room):
    ticket = await wangs(room)
    got = await room.says("wang", f"/give {ticket.number} ann")
    assert words("no-such-colleague") in text_of(got, "wang")
    assert "Lin, Rose, Zhao" in text_of(got, "wang")


async def test_in_the_group_it_is_asked_in_private_who(room: Room):
    ticket = await wangs(room)
    got = await room.says("wang", f"/give {ticket.number}", group=True)
    assert {one.chat for one in got} == {ROOM, "wang"}


async def test_an_ended_ticket_is_handed_to_nobody(room: Room):
    ticket = await wangs(room)
    await room.says("wang", f"/give {ticket.number} zhao")
    await room.says("wang", f"/drop {ticket.number} twice")
    assert (await room.ticket(ticket.number)).offered_to is None
    for text in (f"/give {ticket.number} zhao", f"/give {ticket.number}"):
        assert words("refused-ended") in text_of(await room.says("lin", text), "lin")


async def test_the_offer_names_level_deadline_and_what_silence_does(room: Room):
    ticket = await room.reports("li")
    await room.says("lin", f"/give {ticket.number} zhao")
    asked = room.last("zhao").body.text
    assert "level 2 (major)" in asked
    assert "Answer the customer: by " in asked
    # Asked at 22:35 on their clock, with ten minutes to think about it.
    assert "If you don't answer by 22:45, it stays as it is" in asked


async def test_why_not_names_who_asked_also_when_it_came_by_command(room: Room):
    ticket = await wangs(room)
    await room.says("wang", f"/give {ticket.number} zhao")
    got = await room.says("zhao", f"/decline {ticket.number}")
    assert "why not? Wang will read it." in text_of(got, "zhao")
    await room.presses("zhao", "@choice-back")
    assert "Wang asks you to take" in room.last("zhao").body.text
    assert "If you don't answer in time" in room.last("zhao").body.text


@pytest.mark.parametrize("way", ["button", "command"])
async def test_whoever_says_yes_gets_the_card_with_customer_deadline_and_buttons(room: Room, way: str):
    ticket = await room.reports("li")
    await room.says("lin", f"/give {ticket.number} zhao")
    yes = (
        room.presses("zhao", "@choice-accept-offer")
        if way == "button"
        else room.says("zhao", "/accept " + ticket.number)
    )
    card, told = [one for one in await yes if one.chat == "zhao"]
    assert "Customer: Li" in card.body.text
    # A name is an answer, so the promise is kept by now.
    assert "First response: today 22:35" in card.body.text
    assert {words("btn-say"), words("btn-solved")} <= set(card.labels)
    assert "tell the customer what happens next: /say" in told.body.text
    got = await room.presses("zhao", "@btn-solved")
    assert words("ask-solution") in text_of(got, "zhao")


async def test_the_question_to_whom_ends_when_a_command_answers_it(room: Room):
    ticket = await wangs(room)
    await room.says("wang", f"/give {ticket.number}")
    got = await room.says("wang", f"/give {ticket.number} zhao")
    assert words("done-hand-over-asked") in text_of(got, "wang")
    for text in ("/mine", "/duty", "/open"):
        got += await room.says("wang", text)
    assert words("ask-whom") not in text_of(got, "wang")


async def test_the_question_to_whom_ends_also_under_another_talk(room: Room):
    ticket, other = await wangs(room), await room.reports("vega")
    await room.says("wang", f"/ack {other.number}")
    await room.says("wang", f"/give {ticket.number}")
    await room.says("wang", f"/solved {other.number}")
    await room.says("wang", f"/give {ticket.number} zhao")
    got = await room.says("wang", "new fuse")
    assert words("done-solved") in text_of(got, "wang")
    assert words("ask-whom") not in text_of(got, "wang")


async def test_a_command_about_one_ticket_leaves_the_question_about_another(room: Room):
    ticket, other = await wangs(room), await room.reports("vega")
    await room.says("wang", f"/ack {other.number}")
    await room.says("wang", f"/solved {other.number}")
    assert words("ask-solution") in text_of(await room.says("wang", f"/solved {ticket.number} new fuse"), "wang")


async def test_nobody_is_asked_on_about_a_ticket_that_is_theirs_no_more(room: Room):
    ticket = await wangs(room)
    await room.says("lin", f"/give {ticket.number} zhao")
    await room.says("wang", f"/solved {ticket.number}")
    await room.says("zhao", f"/accept {ticket.number}")
    got = await room.says("wang", "/duty")
    assert words("duty-now") in text_of(got, "wang")
    assert words("ask-solution") not in text_of(got, "wang")


async def test_an_answer_about_a_ticket_that_is_theirs_no_more_is_told_who_has_it(room: Room):
    ticket = await wangs(room)
    await room.says("lin", f"/give {ticket.number} zhao")
    await room.says("wang", f"/solved {ticket.number}")
    await room.says("zhao", f"/accept {ticket.number}")
    got = await room.says("wang", "new fuse")
    assert words("refused-not-yours") in text_of(got, "wang")
    assert "Zhao" in text_of(got, "wang")


async def test_no_to_an_offer_that_has_lapsed_is_not_asked_why(room: Room):
    ticket = await wangs(room)
    await room.says("wang", f"/give {ticket.number} zhao")
    await room.presses("zhao", "@choice-decline-offer")
    await room.waits(minutes=11)
    got = await room.says("zhao", "/duty")
    assert words("ask-decline-reason") not in text_of(got, "zhao")


@pytest.mark.parametrize(
    ("asked", "answered"),
    [("/give {}", "/give {} zhao"), ("/wait {}", "/wait {} the plate"), ("/say {}", "/say {} It is the fuse")],
)
async def test_a_private_question_ends_when_the_group_command_comes_again_with_its_words(
    room: Room, asked: str, answered: str
):
    ticket = await wangs(room)
    await room.says("wang", asked.format(ticket.number), group=True)
    buttons = room.last("wang").labels
    await room.says("wang", answered.format(ticket.number), group=True)
    before = await room.events(ticket)
    (got,) = await room.says("wang", "Lin")
    assert "/duty" in got.body.text
    if buttons:
        (got,) = await room.presses("wang", buttons[0])
        assert words("old-button-any") in got.body.text
    assert await room.events(ticket) == before


async def test_a_private_question_about_another_ticket_stays_open(room: Room):
    first = await wangs(room)
    other = await room.reports("vega")
    await room.says("wang", f"/ack {other.number}")
    await room.says("wang", f"/give {first.number}", group=True)
    await room.says("wang", f"/give {other.number} zhao", group=True)
    await room.says("wang", "Lin")
    assert (await room.ticket(first.number)).offered_to is not None

"""What customers do outside a report: commands, words for their tickets, and what is not theirs."""

import pytest

from bot.desk import rows
from bot.messages import Contact, Location
from tests.decisions.room import ROOM, Room, words

NEVER = "BX-7K3M-9QK"


async def test_the_first_words_become_the_symptom_after_one_question(room: Room):
    await room.says("li", "Camera 14 is dark")
    assert room.last("li").labels[:2] == [words("choice-report-fault"), words("choice-just-question")]
    await room.presses("li", "@choice-report-fault")
    await room.presses("li", "@choice-down")
    assert (await room.tickets())[0].record == '{"symptom":"Camera 14 is dark"}'


async def test_the_first_words_may_be_a_question(room: Room):
    await room.says("li", "Which fuse fits?")
    await room.presses("li", "@choice-just-question")
    (ticket,) = await room.tickets()
    assert (ticket.kind, ticket.record) == ("question", '{"symptom":"Which fuse fits?"}')


async def test_with_one_open_ticket_words_go_into_it_and_a_new_report_is_a_tap_away(room: Room):
    ticket = await room.reports("li")
    got = await room.says("li", "It smells burnt")
    assert words("notice-received-nobody") in got[-1].body.text
    assert got[-1].labels == [words("choice-new-report")]
    assert (await room.events(ticket))[-1] == "customer_wrote"
    await room.presses("li", "@choice-new-report")
    assert words("ask-symptom") in room.last("li").body.text


async def test_with_several_open_tickets_the_desk_asks_and_never_guesses(room: Room):
    first = await room.reports("li")
    await room.reports("li", symptom="Door jammed")
    got = await room.says("li", "It smells burnt")
    named = [label for label in got[0].labels if label.startswith(words("choice-add-to"))]
    assert len(named) == 2
    await room.presses("li", named[1])
    assert (await room.events(first))[-1] == "customer_wrote"


async def test_a_number_chooses_the_ticket(room: Room):
    first = await room.reports("li")
    await room.reports("li", symptom="Door jammed")
    await room.says("li", f"About BX-{first.number}: it smells burnt")
    assert (await room.events(first))[-1] == "customer_wrote"
    await room.says("li", f"BX-{first.number}")
    assert "About: " in room.last("li").body.text


async def test_files_go_into_the_only_open_ticket(room: Room):
    ticket = await room.reports("li")
    got = await room.sends("li", 2)
    assert any("2 files added" in one.body.text for one in got)
    assert (await room.ticket(ticket.number)).media == 2


async def test_what_is_not_theirs_and_what_does_not_exist_is_answered_alike(room: Room):
    theirs = await room.reports("vega", symptom="Secret pump")
    shown = f"BX-{theirs.number[:4]}-{theirs.number[4:]}"
    await room.says("li", "/help")
    for written in ("/status {}", "{}", "What about {}?", "/status {} please"):
        there = await room.says("li", written.format(shown))
        not_there = await room.says("li", written.format(NEVER))
        assert [one.body.text.replace(shown, NEVER) for one in there] == [one.body.text for one in not_there]
        assert [one.labels for one in there] == [one.labels for one in not_there]


async def test_naming_the_ticket_of_somebody_else_changes_nothing_anywhere(room: Room):
    theirs = await room.reports("vega")
    for name in ("cancel", "skip", "back", "language", "report", "tickets", "privacy", "ask", "start"):
        await room.says("li", f"/{name} {theirs.number}")
        await room.says("li", "/cancel")
    assert await room.ticket(theirs.number) == theirs
    assert await room.events(theirs) == ["opened", "paged"]


async def test_a_ticket_is_withdrawn_by_a_confirmed_step_and_staff_are_told(room: Room):
    ticket = await room.reports("li")
    await room.says("li", f"/status {ticket.number}")
    await room.presses("li", "@choice-withdraw")
    assert (await room.ticket(ticket.number)).state == "new"
    before = len(room.got)
    await room.presses("li", "@choice-withdraw-yes")
    assert (await room.ticket(ticket.number)).closed_by == "withdrawn"
    assert any(words("withdrawn-by-customer") in text for text in room.told(ROOM, before))


async def test_cancelling_a_talk_never_cancels_a_ticket(room: Room):
    await room.says("li", "/report")
    await room.says("li", "No picture")
    await room.presses("li", "@choice-down")
    await room.says("li", "/cancel")
    assert (await room.tickets())[0].state == "new"
    assert words("report-left-with-ticket") in room.last("li").body.text
    assert words("nothing-to-cancel") in (await room.says("li", "/cancel"))[0].body.text


@pytest.mark.parametrize("typed", ["/start", "/back", "/skip", "hello"])
async def test_out_of_the_blue_these_are_greeted(room: Room, typed: str):
    got = await room.says("li", typed)
    assert words("greeting") in got[0].body.text
    assert words("greeting-report") in got[0].labels


async def test_the_menu_does_what_the_commands_do(room: Room):
    await room.says("li", "/start")
    await room.presses("li", "@greeting-status")
    assert words("no-open-tickets") in room.last("li").body.text
    await room.presses("li", "@greeting-question")
    assert words("ask-question") in room.last("li").body.text
    await room.says("li", "/start")
    await room.says("li", "/back")
    assert words("not-understood") in room.last("li").body.text


async def test_starting_anew_in_a_report_goes_on_with_it(room: Room):
    await room.says("li", "/report")
    assert words("already-reporting") in (await room.says("li", "/report"))[0].body.text
    await room.says("li", "/language")
    await room.says("li", "/language")
    await room.says("li", "/cancel")
    assert words("ask-symptom") in room.last("li").body.text


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u200f", "\x00", "\u3164"])
async def test_an_empty_message_is_met_kindly_and_opens_nothing(room: Room, text: str):
    assert room.told("li") == []
    got = await room.says("li", text)
    assert got[0].labels[0] == "Report a fault"
    await room.says("li", "/report")
    got = await room.says("li", text)
    assert words("ask-symptom") in got[0].body.text


async def test_markup_is_shown_as_it_was_written(room: Room):
    await room.reports("li", symptom="<b>dark</b> *_`[link](x)")
    assert "<b>dark</b> *_`[link](x)" in room.last(ROOM).body.text


async def test_a_place_and_a_phone_count_as_words(room: Room):
    ticket = await room.reports("li")
    await room.says("li", location=Location(31.2304, 121.4737))
    await room.says("li", contact=Contact("13800138000", "Li", own=True))
    told = " ".join(room.told("wang") + room.told(ROOM))
    assert "31.23040, 121.47370" in told
    assert "13800138000" in told
    assert (await room.events(ticket)).count("customer_wrote") == 2


async def test_a_missed_promise_is_not_given_again(room: Room):
    await room.reports("li", "1")
    await room.waits(hours=3)
    got = await room.says("li", "Is anybody there?")
    assert words("addition-passed-on") in next(one.body.text for one in got if one.chat == "li")
    await room.reports("vega", "3")
    await room.waits(hours=2)
    number = (await room.tickets())[-1].number
    await room.says("rose", f"/severity {number} 1 worse")
    assert "is now level 1" in room.last("vega").body.text
    assert words("notice-severity") not in room.last("vega").body.text


async def test_forgetting_waits_for_open_tickets_and_then_leaves_no_words(room: Room):
    ticket = await room.reports("li", symptom="My secret")
    await room.says("li", "/forget")
    await room.presses("li", "@choice-forget-yes")
    assert any(words("erase-later") in text for text in room.told("li"))
    assert "My secret" in (await room.ticket(ticket.number)).record
    await room.says("lin", f"/ack {ticket.number}")
    await room.says("lin", f"/drop {ticket.number} twice")
    assert (await room.ticket(ticket.number)).record == "{}"


async def test_forgetting_with_nothing_open_happens_at_once(room: Room):
    await room.says("li", "/privacy")
    await room.presses("li", "@choice-forget")
    await room.presses("li", "@choice-forget-yes")
    assert any(words("erased") in text for text in room.told("li"))


async def test_a_forgotten_customer_is_not_asked_for_a_score(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {ticket.number} fuse")
    await room.says("li", "/forget")
    await room.presses("li", "@choice-forget-yes")
    await room.presses("li", "@choice-works")
    assert not any(one.lane == 3 for one in await room.waits(days=1))
    assert (await room.ticket(ticket.number)).record == "{}"


async def test_a_rating_interrupted_by_another_talk_is_asked_again(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {ticket.number} fuse")
    await room.presses("li", "@choice-works")
    await room.waits(hours=1)
    await room.says("li", "2")
    assert words("ask-low-reason") in room.last("li").body.text
    await room.says("li", "/language")
    await room.presses("li", "@language-en")
    assert words("ask-low-reason") in room.last("li").body.text


async def test_a_report_whose_ticket_ended_meanwhile_is_not_gone_on_with(room: Room):
    await room.says("li", "/report")
    await room.says("li", "No picture")
    await room.presses("li", "@choice-down")
    number = (await room.tickets())[0].number
    await room.says("li", "/language")
    await room.says("lin", f"/ack {number}")
    await room.says("lin", f"/drop {number} twice")
    await room.presses("li", "@language-en")
    assert words("back-to-report") not in room.last("li").body.text
    await room.says("li", "/report")
    assert words("ask-symptom") in room.last("li").body.text


async def test_words_instead_of_a_yes_are_kept_and_the_question_is_put_again(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {ticket.number} fuse")
    await room.waits(hours=70)
    await room.says("li", "I will look tomorrow")
    assert words("choice-works") in room.last("li").labels
    assert any("I will look tomorrow" in text for text in room.told("wang"))
    await room.waits(hours=47)
    assert (await room.ticket(ticket.number)).state == "solved"
    await room.says("li", "the lamp now", media=room.photos(1))
    assert any("the lamp now" in text for text in room.told("wang"))


async def test_whoever_asks_for_a_person_reads_how_to_reach_one(room: Room):
    assert words("person-how") in (await room.says("li", "operator"))[0].body.text
    await room.says("li", "/report")
    assert words("person-how") in (await room.says("li", "operator"))[0].body.text


async def test_a_cancelled_ticket_takes_no_more_words(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/say {ticket.number} which fuse?")
    line = room.last("li")
    await room.says("wang", f"/drop {ticket.number} twice")
    got = await room.says("li", "the big one", reply_to=line.id)
    assert words("refused-ended") in got[0].body.text


async def test_looking_at_a_ticket_is_left_by_anything_else(room: Room):
    first = await room.reports("li")
    await room.reports("li", symptom="Door jammed")
    await room.says("li", "/status")
    assert words("ask-which-ticket") in room.last("li").body.text
    await room.says("li", f"/status {first.number}")
    await room.says("li", "/language")
    await room.says("li", "/cancel")
    assert words("back-to-before") not in room.last("li").body.text
    await room.says("li", f"/status {first.number}")
    await room.says("li", "It smells burnt")
    assert words("ask-kind") in room.last("li").body.text


async def test_a_report_under_one_that_is_over_is_taken_up_by_its_name(room: Room):
    for text in ("/report", "No picture", "/language", "/report", "Door jammed"):
        await room.says("li", text)
    await room.presses("li", "@choice-down")
    number = (await room.tickets())[0].number
    await room.says("lin", f"/ack {number}")
    await room.says("lin", f"/drop {number} twice")
    await room.says("li", "/report")
    assert words("ask-severity") in room.last("li").body.text
    await room.presses("li", "@choice-down")
    assert "No picture" in (await room.tickets())[-1].record


async def test_starting_anew_asks_the_question_again_and_staff_read_their_help(room: Room):
    await room.says("li", "/report")
    assert words("ask-symptom") in (await room.says("li", "/start"))[0].body.text
    assert "/duty" in (await room.says("wang", "/start"))[0].body.text


async def test_withdrawing_what_was_withdrawn_says_all_right(room: Room):
    ticket = await room.reports("li")
    await room.says("li", f"/status {ticket.number}")
    await room.presses("li", "@choice-withdraw")
    await room.says("lin", f"/ack {ticket.number}")
    await room.says("lin", f"/drop {ticket.number} twice")
    got = await room.presses("li", "@choice-withdraw-yes")
    assert [one.body.text for one in got if one.chat == "li"] == [words("all-right")]


@pytest.mark.parametrize(
    ("typed", "asked"), [("报修", "ask-severity"), ("/report", "ask-severity"), ("咨询", "ticket-issued-question")]
)
async def test_the_name_of_what_it_is_answers_the_question_which_it_is(room: Room, typed: str, asked: str):
    await room.says("li", "Camera 14 is dark")
    await room.says("li", typed)
    assert words(asked) in room.last("li").body.text
    assert words("already-reporting") not in room.last("li").body.text


@pytest.mark.parametrize("typed", ["好了", "完成", "done"])
async def test_who_says_that_this_is_all_is_asked_the_next_question(room: Room, typed: str):
    for text in ("/report", "Camera 14 is dark", "2", "4", "no", "skip", "skip"):
        await room.says("li", text)
    await room.says("li", media=room.photos(1))
    got = await room.says("li", typed)
    assert words("ask-phone") in got[-1].body.text


async def closed(room: Room) -> rows.TicketRow:
    """Let a repair of Li's be confirmed."""
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {ticket.number} fuse")
    await room.presses("li", "@choice-works")
    return ticket


@pytest.mark.parametrize("said", ["5", "５分", "5/5.", "5 points", "5分，很好"])
async def test_a_score_that_comes_before_it_is_asked_for_counts(room: Room, said: str):
    ticket = await closed(room)
    await room.says("li", said)
    assert (await room.ticket(ticket.number)).score == 5
    assert words("rating-thanks")[:20] in room.last("li").body.text
    got = await room.waits(hours=2)
    assert not [one for one in got if words("ask-score") in one.body.text]


async def test_a_low_score_that_comes_early_is_asked_about_at_once(room: Room):
    await closed(room)
    (got,) = [one for one in await room.says("li", "2") if one.chat == "li"]
    assert words("ask-low-reason") in got.body.text


@pytest.mark.parametrize("said", ["5 pumps stand still", "6", "55", "Gate 5"])
async def test_other_words_after_a_closing_are_a_new_report(room: Room, said: str):
    ticket = await closed(room)
    (got,) = await room.says("li", said)
    assert words("ask-kind") in got.body.text
    assert (await room.ticket(ticket.number)).score is None


async def test_a_number_said_while_another_ticket_is_open_goes_there(room: Room):
    ticket = await closed(room)
    other = await room.reports("li")
    await room.says("li", "5")
    assert (await room.ticket(ticket.number)).score is None
    assert (await room.events(other))[-1] == "customer_wrote"


@pytest.mark.parametrize("typed", ["好了", "修好了", "it works now"])
async def test_plain_words_say_that_it_works(room: Room, typed: str):
    await solved(room)
    await room.says("li", typed)
    assert (await room.tickets())[0].state == "closed"


@pytest.mark.parametrize("typed", ["还没好", "still broken"])
async def test_plain_words_say_that_it_does_not(room: Room, typed: str):
    await solved(room)
    await room.says("li", typed)
    assert words("ask-what-is-wrong") in room.last("li").body.text


async def solved(room: Room) -> None:
    """Let Li be asked whether it works."""
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {ticket.number} fuse")


async def test_a_photo_between_two_questions_is_said_to_be_with_the_ticket(room: Room):
    for text in ("/report", "Camera 14 is dark", "1"):
        await room.says("li", text)
    await room.says("li", media=room.photos(1))
    shown = room.last("li").body.text
    assert words("notice-files") in shown
    assert shown.index(words("notice-files")) < shown.index(words("ask-down"))

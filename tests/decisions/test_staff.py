"""What staff do, by button and by its typed twin: done and told, refused with who may, or asked for words."""

import pytest

from bot.desk import rows
from bot.desk.facts import Changes
from bot.desk.helping import RIGHTS
from bot.desk.parsing import STAFF_COMMANDS
from bot.domain.roles import Role
from tests.decisions.room import BOT, ROOM, TEXTS, Room, words

NEVER = "BX-7K3M-9QK"
#: Commands that are about one ticket, each with words that make it complete.
WORDS = {
    "ack": "",
    "take": "",
    "say": "we are looking",
    "note": "old model",
    "wait": "a photo of the plate",
    "onsite": "1h",
    "solved": "new fuse",
    "severity": "1 it got worse",
    "answer": "two amperes",
    "refer": "needs the drawings",
    "drop": "reported twice",
    "ticket": "",
    "phone": "",
    "give": "zhao",
    "accept": "",
    "decline": "too far away",
    "heard": "it hums again",
    "confirm": "",
    "reject": "it is still dark",
    "rate": "4",
}


async def hire(room: Room, slug: str, roles: str) -> None:
    """Let somebody with these roles join."""
    person = rows.Person(id=room.ids.new(), name=slug.title(), staff=slug, roles=roles, language="en")
    account = rows.Account(id=room.ids.new(), bot=BOT, address=slug, person=person.id, chat=slug, language="en")
    changes = Changes(persons=[person], accounts=[account])
    await room.store.turn(lambda work: work.save(changes))
    await room.meet()


async def test_all_commands_of_staff_are_tried_here():
    assert set(WORDS) | {"block", "unblock"} == STAFF_COMMANDS - {"mine", "open", "find", "next", "duty", "new"}


@pytest.mark.parametrize("name", sorted(WORDS))
async def test_a_command_for_a_ticket_that_is_not_there_says_so(room: Room, name: str):
    got = await room.says("wang", f"/{name} {NEVER} {WORDS[name]}")
    assert len(got) == 1
    assert words("not-found") in got[0].body.text
    assert NEVER in got[0].body.text


@pytest.mark.parametrize("name", sorted(WORDS))
async def test_a_command_without_a_number_says_how_to_write_it(room: Room, name: str):
    got = await room.says("wang", f"/{name}")
    assert words(f"usage-{name}") in got[0].body.text


@pytest.mark.parametrize("name", sorted(WORDS))
async def test_a_customer_has_no_such_command_whether_the_ticket_is_theirs_or_not(room: Room, name: str):
    ticket = await room.reports("li")
    await room.says("li", "/cancel")
    await room.says("vega", "hello")
    for who, number in (("li", ticket.number), ("vega", ticket.number), ("vega", NEVER)):
        got = await room.says(who, f"/{name} {number} {WORDS[name]}")
        assert [one.body.text for one in got] == [words("unknown-command")]
    assert await room.ticket(ticket.number) == ticket


@pytest.mark.parametrize("name", sorted(set(WORDS) - {"note", "ticket", "confirm", "reject", "rate"}))
async def test_a_role_without_the_right_is_told_who_has_it(room: Room, name: str):
    await hire(room, "mark", "marketing")
    ticket = await room.reports("li")
    got = await room.says("mark", f"/{name} {ticket.number} {WORDS[name]}")
    assert got[0].body.text.startswith(words("refused-role"))
    assert words("role-on-duty") in got[0].body.text
    assert await room.ticket(ticket.number) == ticket


@pytest.mark.parametrize("name", ["say", "wait", "onsite", "solved", "drop"])
async def test_what_needs_the_ticket_in_hand_is_refused_to_everybody_else(room: Room, name: str):
    ticket = await room.reports("li")
    got = await room.says("wang", f"/{name} {ticket.number} {WORDS[name]}")
    assert got[0].body.text == words("refused-not-taken")
    await room.says("zhao", f"/ack {ticket.number}")
    got = await room.says("wang", f"/{name} {ticket.number} {WORDS[name]}")
    assert words("refused-not-yours") in got[0].body.text
    assert "Zhao" in got[0].body.text
    assert (await room.ticket(ticket.number)).state == "acknowledged"


@pytest.mark.parametrize(
    ("name", "told", "customer_reads"),
    [
        ("say", words("done-staff-said"), "we are looking"),
        ("wait", words("done-waiting-started"), "a photo of the plate"),
        ("onsite", words("done-on-site-announced"), "Wang is on the way"),
        ("solved", words("done-solved"), "new fuse"),
        ("severity", words("done-severity-changed"), "it got worse"),
        ("drop", words("done-cancelled"), "reported twice"),
    ],
)
async def test_a_command_does_what_it_says_and_the_customer_reads_it(
    room: Room, name: str, told: str, customer_reads: str
):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    before = len(room.got)
    await room.says("wang", f"/{name} {ticket.number} {WORDS[name]}")
    assert any(told in text for text in room.told("wang", before))
    assert any(customer_reads in text for text in room.told("li", before))


async def test_a_note_is_kept_and_no_customer_reads_it(room: Room):
    ticket = await room.reports("li")
    before = len(room.got)
    await room.says("ann", f"/note {ticket.number} old model")
    assert words("done-noted") in room.told("ann", before)[0]
    assert room.told("li", before) == []
    assert (await room.events(ticket))[-1] == "noted"


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("say", words("ask-say")),
        ("note", words("ask-note")),
        ("wait", words("ask-wait-reason")),
        ("onsite", words("ask-eta")),
        ("solved", words("ask-solution")),
        ("severity", words("ask-level")),
        ("answer", words("ask-answer")),
        ("refer", words("ask-referral")),
        ("drop", words("ask-cancel-reason")),
    ],
)
async def test_a_command_without_its_words_asks_for_them(room: Room, name: str, question: str):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    got = await room.says("wang", f"/{name} {ticket.number}")
    assert question in got[0].body.text
    await room.says("wang", "/cancel")
    assert words("nothing-changed") in room.last("wang").body.text


async def test_words_are_asked_for_only_when_they_can_be_used(room: Room):
    ticket = await room.reports("li")
    for name in ("wait", "onsite", "solved"):
        got = await room.says("lin", f"/{name} {ticket.number}")
        assert got[0].body.text == words("refused-not-taken")
    await room.says("lin", f"/ack {ticket.number}")
    await room.says("lin", f"/drop {ticket.number} twice")
    got = await room.says("lin", f"/solved {ticket.number}")
    assert got[0].body.text == words("refused-ended")


@pytest.mark.parametrize("typed", ["4 worse", "worse", "1", "1 "])
async def test_a_level_needs_its_figure_and_its_reason(room: Room, typed: str):
    ticket = await room.reports("li")
    got = await room.says("wang", f"/severity {ticket.number} {typed}")
    assert got[0].body.text.startswith(words("usage-severity"))
    assert (await room.ticket(ticket.number)).severity == 2


async def test_a_time_that_cannot_be_read_is_asked_for_again(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    got = await room.says("wang", f"/onsite {ticket.number} soonish")
    assert got[0].body.text.startswith(words("eta-not-understood"))


async def test_acknowledging_twice_says_who_has_it(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    assert words("already-yours") in (await room.says("wang", f"/ack {ticket.number}"))[0].body.text
    assert words("already-held") in (await room.says("zhao", f"/ack {ticket.number}"))[0].body.text


async def test_what_nobody_has_is_taken_at_once(room: Room):
    ticket = await room.reports("li")
    got = await room.says("zhao", f"/take {ticket.number}")
    assert any(words("done-taken") in one.body.text for one in got)


async def test_what_somebody_has_is_taken_after_a_question_and_they_are_told(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    assert words("ask-takeover") in (await room.says("zhao", f"/take {ticket.number}"))[0].body.text
    before = len(room.got)
    await room.presses("zhao", "@choice-take-over")
    assert any(words("taken-from-you") in text for text in room.told("wang", before))
    assert any(words("notice-taken") in text for text in room.told("li", before))


async def test_taking_over_from_the_group_is_asked_in_private(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    got = await room.says("zhao", f"/take {ticket.number}", group=True)
    assert {one.chat for one in got} == {ROOM, "zhao"}
    assert (await room.ticket(ticket.number)).assignee != 0
    await room.presses("zhao", "@choice-leave-it")
    assert words("takeover-left") in room.last("zhao").body.text


async def test_an_ended_ticket_is_taken_by_nobody(room: Room):
    ticket = await room.reports("li")
    await room.says("lin", f"/ack {ticket.number}")
    await room.says("lin", f"/drop {ticket.number} twice")
    assert words("refused-ended") in (await room.says("zhao", f"/take {ticket.number}"))[0].body.text


async def test_a_question_is_answered_or_passed_on_and_a_fault_is_neither(room: Room):
    fault, question = await room.reports("li"), await room.asks("vega")
    assert words("refused-not-a-question") in (await room.says("wang", f"/answer {fault.number} yes"))[0].body.text
    assert words("refused-not-a-question") in (await room.says("wang", f"/refer {fault.number} why"))[0].body.text
    before = len(room.got)
    await room.says("rose", f"/refer {question.number} needs the drawings")
    assert any("needs the drawings" in text for text in room.told("lin", before))
    await room.says("lin", f"/answer {question.number} two amperes")
    assert any("two amperes" in text for text in room.told("vega", before))
    assert (await room.ticket(question.number)).closed_by == "consultation"
    assert words("refused-no-level") in (await room.says("lin", f"/severity {question.number} 1 why"))[0].body.text


async def test_the_phone_is_shown_privately_to_those_who_work(room: Room):
    await hire(room, "mark", "marketing")
    for text in ("/report", "No picture", "2", "4", "no", "skip", "skip", "skip", "13800138000"):
        await room.says("li", text)
    await room.presses("li", "@choice-send")
    await room.presses("zhao", "@btn-phone", ROOM)
    assert "13800138000" in room.last("zhao").body.text
    before = len(room.got)
    await room.presses("mark", "@btn-phone", ROOM)
    assert not any("13800138000" in one.body.text for one in room.got[before:])


async def test_no_phone_is_said_too(room: Room):
    await room.reports("li")
    await room.presses("wang", "@btn-phone")
    assert words("no-phone") in room.last("wang").body.text
    await room.take(room.message("li", event="blocked"))
    await room.presses("wang", "@btn-phone")
    assert words("no-phone-no-chat") in room.last("wang").body.text


async def test_a_button_of_an_earlier_stage_does_nothing_and_the_card_comes_anew(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    stale = room.button(ROOM, "@btn-solved")
    await room.says("lin", f"/severity {ticket.number} 1 worse")
    got = await room.says("wang", choice=stale, group=True)
    assert any(words("old-button") in one.body.text for one in got)
    assert any(one.body.style == "card" for one in got)
    assert (await room.ticket(ticket.number)).state == "acknowledged"


async def test_a_card_asked_for_in_the_group_has_buttons_for_all_of_staff(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ticket {ticket.number}", group=True)
    await room.presses("zhao", "@btn-ack", ROOM)
    assert (await room.ticket(ticket.number)).state == "acknowledged"


async def test_who_has_left_us_acts_and_sees_no_more(room: Room):
    ticket = await room.reports("li")
    token, more = room.button("wang", "@btn-ack"), room.button("wang", "@btn-more")
    await room.says("lin", f"/ack {ticket.number}")
    person = rows.Person(id=(await room.rows("account_by_address", BOT, "wang"))[0][3], name="Wang")
    await room.store.turn(lambda work: work.save(Changes(persons=[person])))
    await room.meet()
    for choice in (token, more):
        got = await room.says("wang", choice=choice)
        assert [one.body.text for one in got] == [words("refused-not-staff")]


async def test_lists_show_the_most_urgent_first_and_ten_on_a_page(room: Room):
    assert words("list-empty-mine") in (await room.says("wang", "/mine"))[0].body.text
    for number in range(12):
        await room.reports(f"guest{number}", "3")
    urgent = await room.reports("li", "1")
    listed = (await room.says("wang", "/open"))[0].body.text
    assert "13 open tickets" in listed
    assert "page 1 of 2" in listed
    assert listed.split("\n\n")[1].startswith(f"BX-{urgent.number[:4]}")
    await room.says("wang", f"/ack {urgent.number}")
    mine = (await room.says("wang", "/mine"))[0].body.text
    assert "You have 1 ticket" in mine
    assert "Wang" not in mine


@pytest.mark.parametrize(
    ("unreachable", "told"),
    [
        ((), "On duty: Wang. Backup: Zhao."),
        (("wang",), "On duty: Zhao. There is no backup."),
        (("wang", "zhao"), words("duty-nobody")),
    ],
)
async def test_duty_tells_who_can_be_called_now(room: Room, unreachable: tuple[str, ...], told: str):
    for slug in unreachable:
        await room.says(slug, event="blocked")
    assert (await room.says("lin", "/duty"))[0].body.text == told


async def test_help_lists_what_staff_can_do(room: Room):
    helped = (await room.says("wang", "/help"))[0].body.text
    assert {name for name in STAFF_COMMANDS if f"/{name}" in helped} == {
        name for name in STAFF_COMMANDS if RIGHTS[name] & {Role.ON_DUTY}
    }
    assert "/find" not in (await room.says("ann", "/help"))[0].body.text
    assert "/note" in (await room.says("ann", "/help"))[0].body.text
    assert (await room.says("wang", "good evening to all"))[0].body.text == helped


@pytest.mark.parametrize("language", TEXTS.languages)
async def test_help_gives_each_command_a_line(room: Room, language: str):
    await room.says("lin", "/language")
    await room.presses("lin", f"@language-{language}")
    *lines, last = (await room.says("lin", "/help"))[0].body.text.split("\n")
    theirs = [name for name, roles in RIGHTS.items() if Role.MANAGER in roles]
    assert [line.split()[0].strip(":：").partition("：")[0] for line in lines] == [f"/{name}" for name in theirs]
    assert last == words("help-staff", language).strip()


async def test_acting_on_one_ticket_leaves_the_question_about_another_as_it_was(room: Room):
    first, second = await room.reports("li"), await room.reports("vega")
    await room.says("wang", f"/ack {first.number}")
    await room.says("wang", f"/solved {first.number}")
    got = await room.says("wang", f"/ack {second.number}")
    asked = next(one.body.text for one in got if one.chat == "wang" and words("ask-solution") in one.body.text)
    assert f"BX-{first.number[:4]}-{first.number[4:]}: what was done?" in asked
    await room.says("wang", "new fuse")
    assert (await room.ticket(first.number)).state == "solved"
    assert (await room.ticket(second.number)).state == "acknowledged"


async def test_words_for_a_mistyped_number_reach_nobody(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {ticket.number}")
    before = len(room.got)
    await room.says("wang", "/say BX-7K3M-9QZ not for you")
    assert room.told("li", before) == []
    assert "We can't find a ticket BX-7K3M-9QZ" in room.told("wang", before)[0]


async def test_a_command_in_reply_to_a_card_needs_no_number(room: Room):
    ticket = await room.reports("li")
    card = next(one for one in room.got if one.chat == "wang" and one.lane == 0)
    await room.says("wang", "/ack", reply_to=card.id)
    assert (await room.ticket(ticket.number)).state == "acknowledged"


@pytest.mark.parametrize(("button", "typed"), [("@choice-say", "we are looking"), ("@choice-note", "old model")])
async def test_more_leads_to_what_the_card_has_no_button_for(room: Room, button: str, typed: str):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.presses("wang", "@btn-more")
    await room.presses("wang", button)
    await room.says("wang", typed)
    assert (await room.events(ticket))[-1] in {"staff_said", "noted"}


async def test_asked_in_private_the_answer_is_expected_for_half_an_hour(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.presses("wang", "@btn-solved", ROOM)
    asked = room.last("wang")
    await room.waits(minutes=31)
    await room.says("wang", "new fuse", reply_to=asked.id)
    assert (await room.ticket(ticket.number)).state == "acknowledged"
    await room.presses("wang", "@btn-solved", ROOM)
    await room.says("wang", "new fuse")
    assert (await room.ticket(ticket.number)).state == "solved"


async def test_more_is_for_those_who_work_on_tickets(room: Room):
    await room.reports("li")
    await room.presses("ann", "@btn-more", ROOM)
    assert words("refused-role") in room.last(ROOM).body.text


async def test_a_ticket_that_is_solved_asks_for_no_more_words_about_the_repair(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {ticket.number} fuse")
    got = await room.says("wang", f"/wait {ticket.number}")
    assert words("refused-ended") in got[0].body.text

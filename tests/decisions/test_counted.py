"""A customer whose platform counts what we write: one answer in each response, and who is told when there is no way."""

from typing import Any

import pytest

from bot.desk import passive, rows
from bot.desk.facts import Changes, Seen
from bot.messages import Body, Button, Passive, Sender
from tests.decisions.room import ROOM, Got, Room, words
from tests.decisions.test_linking import code_of, linked

WECHAT = "wechat:wx1"


async def gets_no_word(room: Room, ticket: rows.TicketRow, *, told: bool = False) -> list[Got]:
    """Let the sender find that nothing may be written to the reporter of a ticket now."""
    data = '{"told":true}' if told else '{"told":false}'
    timer = rows.Timer(id=room.ids.new(), kind="unreached", due_at=room.clock.now(), ticket=ticket.id, data=data)
    await room.store.turn(lambda work: work.save(Changes(timers=[timer])))
    return await room.waits(seconds=1)


async def answered(room: Room, text: str, **more: Any) -> tuple[Passive | None, Changes]:
    """Take a message whose platform waits for an answer; return that, and all that the message changed."""
    incoming = room.message("li", text, bot=WECHAT, passive=True, window="message", **more)

    async def turn(work: Any) -> Changes:
        facts = await work.begin(incoming)
        assert not isinstance(facts, Seen)
        keys = room.desk.needs(incoming, facts)
        changes = room.desk.decide(incoming, facts, await work.more(keys) if keys else None, room.clock.now())
        passive.hold(changes, incoming, room.ids, room.clock.wall() + 6_000_000)
        await work.save(changes, incoming)
        return changes

    changes = await room.store.turn(turn)
    return changes.passive, changes


async def test_a_whole_report_is_answered_step_by_step_with_one_text_each(room: Room):
    for text in ("报修", "No picture on C-14", "1", "3", "no", *["skip"] * 4):
        answer, changes = await answered(room, text)
        assert answer is not None
        assert [row.id for row in changes.outbox if row.chat == "li"] == [answer.row]
        assert [held.row for held in changes.held] == [answer.row]
        assert changes.answer == str(answer.row).encode()
        assert passive.bytes_of(answer.body) <= passive.BYTES
    (ticket,) = await room.tickets()
    # Others hear of it as always.
    await room.deliver()
    assert any(f"BX-{ticket.number[:4]}" in one.body.text for one in room.got if one.chat == ROOM)


async def test_the_number_of_a_ticket_stands_in_the_same_answer_as_the_next_question(room: Room):
    for text in ("报修", "No picture on C-14"):
        await answered(room, text)
    answer, _changes = await answered(room, "1")
    (ticket,) = await room.tickets()
    assert answer is not None
    number = f"BX-{ticket.number[:4]}-{ticket.number[4:]}"
    assert number in answer.body.text
    assert number in answer.body.bold
    assert answer.body.rows


async def test_an_answer_keeps_the_question_its_buttons_belong_to(room: Room):
    await answered(room, "报修")
    answer, changes = await answered(room, "No picture on C-14")
    assert answer is not None
    (row,) = [row for row in changes.outbox if row.id == answer.row]
    (prompt,) = [prompt for prompt in changes.prompts if prompt.id == row.prompt]
    assert answer.body.rows[0][0].token.startswith(prompt.token)


async def test_staff_in_a_group_are_told_how_to_ask_for_the_number(room: Room):
    ticket = await _with_phone(room, "13800138000")
    got = await gets_no_word(room, ticket)
    assert [one.chat for one in got] == [ROOM]
    assert words("customer-kept").split("{")[0][:30] in got[0].body.text
    assert f"/phone BX-{ticket.number[:4]}-{ticket.number[4:]}" in got[0].body.text


async def test_whoever_has_the_ticket_is_told_the_number_privately(room: Room):
    ticket = await _with_phone(room, "13800138000")
    await room.says("wang", f"/ack {ticket.number}")
    got = await gets_no_word(room, ticket)
    assert [one.chat for one in got] == ["wang"]
    assert "13800138000" in got[0].body.text


@pytest.mark.parametrize("taken", [False, True])
async def test_nobody_is_sent_for_a_number_that_was_never_left(room: Room, *, taken: bool):
    ticket = await room.reports("li")
    if taken:
        await room.says("wang", f"/ack {ticket.number}")
    got = await gets_no_word(room, ticket)
    assert [one.chat for one in got] == ["wang" if taken else ROOM]
    assert "/phone" not in got[0].body.text
    assert words("customer-kept-nowhere").rpartition("}")[2].strip() in got[0].body.text


async def test_who_asks_for_a_number_that_was_never_left_is_told_when_their_words_are_read(room: Room):
    sender = Sender("oLi", "", "zh")
    for text in ("报修", "大屏黑了", "2", "4", "2", *["跳过"] * 4, "1"):
        await room.says("oLi", text, bot=WECHAT, language="zh", sender=sender)
    (ticket,) = await room.tickets()
    await room.says("wang", f"/phone {ticket.number}")
    assert words("no-phone-kept") in room.last("wang").body.text
    await room.take(room.message("oLi", bot=WECHAT, event="blocked"))
    await room.says("wang", f"/phone {ticket.number}")
    assert words("no-phone-no-chat") in room.last("wang").body.text


async def test_who_reads_us_in_another_chat_can_be_written_to_there(room: Room):
    await linked(room)
    ticket = await room.reports("li")
    await room.take(room.message("li", event="blocked"))
    await room.says("wang", f"/phone {ticket.number}")
    assert words("no-phone") in room.last("wang").body.text


async def test_staff_are_told_once(room: Room):
    ticket = await room.reports("li")
    assert await gets_no_word(room, ticket, told=True) == []


async def test_nobody_is_called_about_a_ticket_that_has_ended(room: Room):
    ticket = await room.reports("li")
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("lin", f"/drop {ticket.number} a drill")
    assert await gets_no_word(room, await room.ticket(ticket.number)) == []


async def test_what_waits_goes_to_another_account_of_theirs(room: Room):
    ticket = await room.reports("li")
    await linked(room)
    await _kept(room, ticket, "news")
    got = await gets_no_word(room, ticket, told=True)
    assert [(one.chat, one.body.text) for one in got] == [("4711", "news")]


async def test_but_not_to_one_of_the_same_platform_for_which_the_same_holds(room: Room):
    ticket = await room.reports("li")
    code = code_of(await room.says("li", "/link"))
    await room.says("li2", f"/link {code}")
    await _kept(room, ticket, "news")
    got = await gets_no_word(room, ticket)
    assert [one.chat for one in got] == [ROOM]


@pytest.mark.parametrize("ended", [False, True])
async def test_who_takes_back_their_consent_is_forgotten_and_each_ticket_says_so(room: Room, *, ended: bool):
    ticket = await room.reports("li")
    if ended:
        await room.says("wang", f"/ack {ticket.number}")
        await room.says("lin", f"/drop {ticket.number} a drill")
    await room.says("li", event="revoked")
    assert (await room.events(await room.ticket(ticket.number)))[-1] == "reporter_revoked"
    (person,) = await room.rows("person_by_id", ticket.reporter)
    found = rows.Person(*person)
    assert (found.name, found.forgotten_at) == ("", room.clock.now())
    record = (await room.ticket(ticket.number)).record
    assert ("C-14" in record) is not ended
    await room.folded(await room.ticket(ticket.number))


async def test_a_stranger_who_takes_back_what_they_never_gave_changes_nothing(room: Room):
    assert await room.says("stranger", event="revoked") == []


async def test_one_of_staff_is_not_forgotten_by_their_platforms_word(room: Room):
    await room.says("wang", event="revoked")
    assert "Wang" in [member.name for member in room.desk.roster.members]


def test_texts_are_cut_between_signs_and_at_paragraphs_where_there_are_any():
    assert passive.cut("字字字", 7) == ["字字", "字"]
    assert passive.cut("one, two\n\nthree\nfour", 12) == ["one, two", "three\nfour"]
    assert passive.cut("one\ntwo", 5) == ["one", "two"]
    assert passive.cut("a\n\n" + "b" * 9, 9) == ["a\n\nbbbbbb", "bbb"]
    assert passive.cut("", 5) == [""]


def test_the_last_piece_of_a_long_message_asks():
    asking = Body(text="字" * 1000, rows=((Button("yes", "t.0"),),))
    first, last = passive.pieces_of(asking)
    assert first.text + last.text == asking.text
    assert (first.rows, last.rows) == ((), asking.rows)
    assert max(map(passive.bytes_of, (first, last))) <= passive.BYTES


def test_one_message_alone_stays_as_it_is():
    body = Body(text="hello", style="relay", author="Wang")
    assert passive.merged([body]) is body


async def _with_phone(room: Room, phone: str) -> rows.TicketRow:
    ticket = await room.reports("li")
    person = rows.Person(*(await room.rows("person_by_id", ticket.reporter))[0])
    known = rows.Person(**{**_fields(person), "phone": phone})
    await room.store.turn(lambda work: work.save(Changes(persons=[known])))
    return ticket


def _fields(row: rows.Person) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__struct_fields__}


async def _kept(room: Room, ticket: rows.TicketRow, text: str) -> None:
    """Keep a message for the reporter."""
    row = rows.Outbox(
        id=room.ids.new(),
        lane=1,
        kind="send",
        bot="web:desk",
        chat="li",
        thread="",
        chat_key="web:desk/li",
        body=f'{{"text":"{text}"}}',
        due_at=room.clock.now(),
        created_at=room.clock.now(),
        ticket=ticket.id,
        account=ticket.account,
        state="kept",
    )
    await room.store.turn(lambda work: work.save(Changes(outbox=[row])))

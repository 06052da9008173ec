"""Topics of a forum, marks under lines, and groups that move, as Telegram has them: over our own stand-in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.handlers.telegram.channel import TelegramChannel
from bot.messages import Body, Button, Delivery, Incoming, Instead, Media, Misplaced, Moved, Place, Sent, Undeliverable
from tests.handlers.telegram.conftest import TelegramSettings
from tests.telegram_api import Group, Person, Telegram, telegram

BOT = "telegram:7000001"


@pytest.fixture
async def tg() -> AsyncIterator[Telegram]:
    async with telegram(patience=0.02) as running:
        yield running


@pytest.fixture
def wang(tg: Telegram) -> Person:
    return tg.person("Wang")


@pytest.fixture
def staff(tg: Telegram, wang: Person) -> Group:
    return tg.group("Staff", forum=True, members=[wang])


@pytest.fixture
async def channel(tg: Telegram, staff: Group, around) -> AsyncIterator[TelegramChannel]:
    """A channel that polls, and knows the forum as the staff's."""
    running = TelegramChannel(TelegramSettings(api_url=tg.api_url, staff_chat=str(staff.chat)), around)
    await running.start()
    yield running
    await running.stop()


def to(chat: Group, thread: object = "", kind: str = "send", **more) -> Delivery:
    body = more.pop("body", Body("BX-7K3M-9QK"))
    place = Place(BOT, str(chat.chat), str(thread))
    return Delivery(**{"id": 1, "kind": kind, "lane": 2, "place": place, "body": body, "attempt": 1, **more})


async def opened(channel: TelegramChannel, staff: Group) -> str:
    """Open a topic; return its number."""
    outcome = await channel.send(to(staff, kind="topic", body=Body("BX-7K3M-9QK · level 1", style="level-1")))
    assert isinstance(outcome, Sent)
    return outcome.external_id


async def test_a_topic_is_opened_under_its_name_in_the_colour_of_its_level(channel, tg, staff):
    thread = await opened(channel, staff)
    topic = staff.topic("BX-7K3M-9QK")
    assert (str(topic.id), topic.name) == (thread, "BX-7K3M-9QK · level 1")
    (call,) = tg.called("createForumTopic")
    assert int(call["icon_color"]) == 0xFB6F5F


@pytest.mark.parametrize("name", ["x" * 200, "字" * 129, "😀" * 100])
async def test_a_long_name_is_cut_to_what_telegram_bears(channel, tg, staff, name):
    await channel.send(to(staff, kind="topic", body=Body(f"one\nline {name}")))
    (call,) = tg.called("createForumTopic")
    assert len(call["name"].encode("utf-16-le")) // 2 <= 128
    assert call["name"].startswith("one line ")
    assert call["name"].endswith("…")


async def test_texts_and_files_go_into_their_topic(channel, staff, files):
    thread = await opened(channel, staff)
    paper = Media("document", "a.pdf", "application/pdf", 3, digest=files.keep(b"abc"))
    await channel.send(to(staff, thread, body=Body("words", files=(paper,))))
    assert [(shown.kind, str(shown.thread)) for shown in staff.inbox[-2:]] == [("text", thread), ("document", thread)]


async def test_an_answer_stands_under_what_it_answers(channel, staff, wang):
    thread = await opened(channel, staff)
    line = await wang.says("press the button", staff, thread=int(thread))
    await channel.send(to(staff, thread, reply_to=str(line.id)))
    assert staff.last.reply_to == line.id
    await wang.deletes(line)
    assert isinstance(await channel.send(to(staff, thread, reply_to=str(line.id))), Sent)


async def test_a_deleted_topic_is_told_as_misplaced(channel, staff, wang):
    thread = await opened(channel, staff)
    card = await channel.send(to(staff, thread, kind="card"))
    await wang.deletes_topic(staff.topic("BX-7K3M"), staff)
    for lost in (to(staff, thread), to(staff, thread, kind="card", edit_id=card.external_id)):
        outcome = await channel.send(lost)
        assert isinstance(outcome, Misplaced)
        assert "message thread not found" in outcome.reason.lower()


async def test_a_closed_topic_is_told_as_misplaced_where_we_may_not_write(channel, staff, wang):
    topic = await wang.creates_topic("BX-7K3M-9QK", staff)
    await wang.closes_topic(topic, staff)
    staff.bot_becomes("member")
    outcome = await channel.send(to(staff, topic.id))
    assert isinstance(outcome, Misplaced)
    assert "TOPIC_CLOSED" in outcome.reason.upper()


async def test_without_a_topic_the_same_words_are_a_lasting_failure(channel, tg, staff):
    tg.faults.refuse("sendMessage", 400, "Bad Request: TOPIC_CLOSED")
    assert isinstance(await channel.send(to(staff)), Undeliverable)


@pytest.mark.parametrize("lack", ["forum", "right"])
async def test_a_topic_that_is_refused_says_why(channel, staff, lack):
    if lack == "forum":
        staff.turns_forum(on=False)
    else:
        staff.bot_becomes("administrator", rights=["can_manage_chat"])
    outcome = await channel.send(to(staff, kind="topic"))
    words = {"forum": "chat is not a forum", "right": "not enough rights to create a topic"}[lack]
    assert isinstance(outcome, Undeliverable)
    assert words in outcome.reason.lower()


async def test_a_topic_is_closed_opened_and_named_and_no_refusal_of_that_is_a_failure(channel, staff):
    thread = await opened(channel, staff)
    topic = staff.topic("BX-7K3M")
    for kind, closed in (("topic_close", True), ("topic_close", True), ("topic_reopen", False)):
        assert await channel.send(to(staff, thread, kind=kind)) == Sent()
        assert topic.is_closed is closed
    for _ in range(2):
        assert await channel.send(to(staff, thread, kind="topic_name", body=Body("BX-7K3M-9QK · level 2"))) == Sent()
    assert topic.name == "BX-7K3M-9QK · level 2"
    for place in ("999", ""):
        assert await channel.send(to(staff, place, kind="topic_close")) == Sent()


async def test_a_delivered_line_gets_its_mark_without_a_message(channel, staff, wang):
    line = await wang.says("press the button", staff)
    before = len(staff.inbox)
    assert await channel.send(to(staff, kind="mark", reply_to=str(line.id))) == Sent()
    assert (line.reactions, len(staff.inbox)) == (["👍"], before)


async def test_where_marks_are_refused_words_go_in_their_place(channel, staff, wang):
    line = await wang.says("press the button", staff)
    staff.at.reactions = frozenset()
    assert await channel.send(to(staff, kind="mark", reply_to=str(line.id))) == Instead("✓")


async def test_a_line_that_is_gone_needs_no_mark(channel, staff, wang):
    line = await wang.says("press the button", staff)
    await wang.deletes(line)
    assert await channel.send(to(staff, kind="mark", reply_to=str(line.id))) == Sent()


async def test_a_message_to_a_group_that_moved_tells_its_new_id(channel, tg, files):
    small = tg.group("Small", kind="group")
    moved = small.moves()
    assert await channel.send(to(small)) == Moved(str(moved.chat))
    photo = Media("photo", "a.jpg", "image/jpeg", 3, digest=files.keep(b"abc"))
    assert await channel.send(to(small, id=2, body=Body("", files=(photo,)))) == Moved(str(moved.chat))


@pytest.mark.usefixtures("channel")
async def test_a_line_in_a_topic_names_it_and_answers_nothing(staff, wang, intake):
    topic = await wang.creates_topic("BX-7K3M-9QK", staff)
    line = await wang.says("press the button", staff, thread=topic)
    general = await wang.says("lunch?", staff)
    heard = {each.message_id: each for each in await intake.has(2)}
    assert (heard[str(line.id)].thread, heard[str(line.id)].reply_to) == (str(topic.id), "")
    assert (heard[str(general.id)].thread, heard[str(general.id)].reply_to) == ("", "")


async def test_an_answer_names_its_message_and_whose_it_is(channel, tg, staff, wang, intake):
    sun = tg.person("Sun")
    staff.admits(sun.user)
    thread = await opened(channel, staff)
    await channel.send(to(staff, thread))
    own = await wang.replies(staff.last, "so", staff)
    other = await sun.replies(own, "no", staff)
    heard = {each.message_id: each for each in await intake.has(2)}
    assert (heard[str(own.id)].thread, heard[str(own.id)].reply_to_person) == (thread, "")
    answer = heard[str(other.id)]
    assert (answer.reply_to, answer.reply_to_person) == (str(own.id), str(wang.chat))


async def test_a_press_in_a_topic_tells_where_it_happened(channel, staff, wang, intake):
    thread = await opened(channel, staff)
    await channel.send(to(staff, thread, body=Body("card", rows=((Button("Take", "tok.0"),),))))
    await wang.presses("Take", staff)
    assert (await intake.has(1))[0].thread == thread


@pytest.mark.parametrize("first", ["to", "from"])
async def test_a_group_that_moves_is_told_by_both_groups_in_either_order(tg, wang, around, intake, first):
    small = tg.group("Staff", kind="group", members=[wang])
    moved = small.moves(first=first)
    # Both are read before anything of them is stored, and so is what is said right after.
    await wang.says("/duty", moved)
    async with listening(tg, small, around):
        heard = await hears(intake, "/duty")
    events = {(each.chat, each.moved_to) for each in heard if each.event == "migrated"}
    assert events == {(str(small.chat), str(moved.chat))}
    assert heard[-1].chat == str(moved.chat)


async def test_a_group_under_its_new_id_is_the_staffs_as_long_as_the_desk_says_so(tg, wang, around, intake):
    small = tg.group("Staff", kind="group", members=[wang])
    moved = small.moves()
    tg.updates.clear()
    known = {str(small.chat): str(moved.chat), str(moved.chat): str(moved.chat)}
    async with listening(tg, small, replace(around, group_now=lambda chat: known.get(chat, ""))):
        await wang.says("/duty", moved)
        heard = await hears(intake, "/duty")
    assert heard[-1].chat == str(moved.chat)


async def test_a_group_that_moved_from_a_strangers_is_none_of_ours(tg, wang, around, intake):
    ours = tg.group("Staff", members=[wang])
    strange = tg.group("Other", kind="group", members=[wang]).moves()
    async with listening(tg, ours, around):
        await wang.says("/duty", strange)
        await wang.says("/mine", ours)
        heard = await hears(intake, "/mine")
    assert "/duty" not in {each.text for each in heard}
    assert "migrated" not in {each.event for each in heard}


@asynccontextmanager
async def listening(tg: Telegram, staff: Group, around) -> AsyncIterator[TelegramChannel]:
    """Run a channel whose settings name this group."""
    running = TelegramChannel(TelegramSettings(api_url=tg.api_url, staff_chat=str(staff.chat)), around)
    await running.start()
    try:
        yield running
    finally:
        await running.stop()


async def hears(intake, text: str) -> list[Incoming]:
    """Return all that was taken, once this text was."""
    async with asyncio.timeout(5):
        while text not in {each.text for each in intake.taken}:
            intake.news.clear()
            await intake.news.wait()
    return sorted(intake.taken, key=lambda each: each.text == text)

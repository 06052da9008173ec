"""Numbers typed where others press: they mean the newest list, whatever it was about, and never guess beyond it."""

from collections.abc import AsyncIterator

import pytest

from bot.desk import customers, numbered, parsing, rows
from bot.messages import Sender
from tests.decisions.room import ROOM, TEXTS, Room, words

WECHAT = "wechat:wx1"


@pytest.fixture
async def zh() -> AsyncIterator[Room]:
    opened = await Room.open(languages=("zh", "en", "es"))
    yield opened
    await opened.store.close()


async def writes(room: Room, text: str, **more):
    """Let somebody write from WeChat, where choices are numbers."""
    return await room.says("oLi", text, bot=WECHAT, language="zh", sender=Sender("oLi", "", "zh"), **more)


def last(room: Room) -> str:
    return room.last("oLi").body.text


@pytest.mark.parametrize("typed", ["3", "\uff13", "三", "第三个", "选3", "3.", "3、查进度", "查进度", "\u2462"])
async def test_a_number_under_the_greeting_does_what_its_line_says(zh: Room, typed: str):
    await writes(zh, "您好")
    assert words("greeting", "zh") in last(zh)
    await writes(zh, typed)
    assert last(zh) == TEXTS.label("no-open-tickets", "zh")


async def test_a_number_that_no_line_has_is_taken_as_words(zh: Room):
    await writes(zh, "您好")
    await writes(zh, "7")
    assert words("ask-kind", "zh") in last(zh)


async def report(room: Room, symptom: str = "大屏黑了", level: str = "2"):
    """Let them report a fault in WeChat with words and numbers only."""
    for text in ("报修", symptom, level, "4", "2", "跳过", "跳过", "跳过", "跳过"):
        await writes(room, text)
    await writes(room, "1")
    return (await room.tickets())[-1]


async def test_a_whole_report_can_be_typed_by_numbers(zh: Room):
    ticket = await report(zh)
    assert (ticket.kind, ticket.severity, ticket.state) == ("fault", 2, "new")


async def test_under_what_was_kept_a_one_reports_another_fault(zh: Room):
    await report(zh)
    await writes(zh, "又闪了一下")
    assert zh.last("oLi").labels == [TEXTS.label("choice-new-report", "zh")]
    await writes(zh, "1")
    assert TEXTS.label("ask-symptom", "zh") in last(zh)


async def test_a_number_after_an_engineers_question_answers_the_engineer(zh: Room):
    ticket = await report(zh)
    await writes(zh, "又闪了一下")
    await zh.says("wang", f"/ack {ticket.number}")
    await zh.says("wang", f"/say {ticket.number} 1 号屏还是 2 号屏?")
    await writes(zh, "1")
    assert (await zh.events(ticket))[-1] == "customer_wrote"


async def closed_by_silence(room: Room) -> str:
    ticket = await report(room)
    await room.says("wang", f"/ack {ticket.number}")
    await room.says("wang", f"/solved {ticket.number} 换了电源")
    await room.waits(hours=73)
    assert (await room.ticket(ticket.number)).state == "closed"
    return ticket.number


async def test_where_only_one_choice_is_left_one_means_that_one(zh: Room):
    number = await closed_by_silence(zh)
    # The survey has come after it: it is answered first.
    assert zh.last("oLi").labels[0] == TEXTS.label("score-1", "zh")
    await writes(zh, "5")
    assert (await zh.ticket(number)).score == 5


async def test_after_the_closing_the_number_and_what_is_wrong_open_it_again(zh: Room):
    number = await closed_by_silence(zh)
    await writes(zh, f"BX-{number} 又黑了")
    assert zh.last("oLi").labels == [TEXTS.label("choice-broken", "zh")]
    await writes(zh, "1")
    await writes(zh, "上电一分钟就黑")
    assert (await zh.ticket(number)).state == "new"


@pytest.mark.parametrize(("typed", "comment"), [("5分 很好", "很好"), ("五分\uff0c很好", "很好"), ("\uff15分", "")])
async def test_a_score_comes_with_its_words_also_while_a_report_is_half_done(zh: Room, typed: str, comment: str):
    ticket = await report(zh)
    await zh.says("wang", f"/ack {ticket.number}")
    await zh.says("wang", f"/solved {ticket.number} 换了电源")
    await writes(zh, "1")
    await zh.waits(minutes=58)
    await writes(zh, "报修")
    await zh.waits(minutes=3)
    assert words("ask-score", "zh") in last(zh)
    await writes(zh, typed)
    rated = await zh.ticket(ticket.number)
    assert rated.score == 5
    assert ("commented" in await zh.events(ticket)) is bool(comment)


async def asked_while_reporting(room: Room) -> str:
    """Begin a second report, which the question whether the first thing works again then comes to stand over."""
    ticket = await report(room)
    await room.says("wang", f"/ack {ticket.number}")
    await writes(room, "报修")
    await room.says("wang", f"/solved {ticket.number} 换了电源")
    assert room.last("oLi").labels == [TEXTS.label(each, "zh") for each in ("choice-works", "choice-broken")]
    return ticket.number


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("1", "closed"), ("已恢复", "closed"), ("好了", "closed"), ("修好了。", "closed"), ("1. 已恢复", "closed"),
        ("2", "solved"), ("还有问题", "solved"), ("还没好", "solved"),
    ],
)  # fmt: skip
async def test_the_newest_question_hears_its_labels_and_plain_words_over_a_half_done_report(
    zh: Room, typed: str, state: str
):
    number = await asked_while_reporting(zh)
    await writes(zh, typed)
    assert (await zh.ticket(number)).state == state
    assert (words("ask-what-is-wrong", "zh") in last(zh)) is (state == "solved")


@pytest.mark.parametrize("typed", ["二号屏好了，三号屏还有问题", "已恢复供电但是黑屏", "大屏黑了"])
async def test_words_that_merely_contain_a_label_go_on_with_the_report(zh: Room, typed: str):
    number = await asked_while_reporting(zh)
    await writes(zh, typed)
    assert (await zh.ticket(number)).state == "solved"
    assert words("ask-severity", "zh") in last(zh)


async def test_a_label_that_is_no_longer_before_its_reader_is_more_of_the_report(zh: Room):
    number = await asked_while_reporting(zh)
    await writes(zh, "大屏黑了")
    await writes(zh, "2")
    await writes(zh, "已恢复")
    assert (await zh.ticket(number)).state == "solved"


async def test_only_a_talk_without_buttons_has_its_words_looked_up_in_the_newest_question(zh: Room):
    talk = rows.Conversation(id=1, bot=WECHAT, chat="oLi", thread="", account=1, updated_at=0, flow="report_fault")
    typed = zh.message("oLi", "已恢复", bot=WECHAT)
    assert numbered.may_choose(typed, talk)
    assert not numbered.may_choose(typed)
    assert not numbered.may_choose(zh.message("oLi", "字" * 61, bot=WECHAT), talk)
    assert not numbered.may_choose(zh.message("oLi", "已恢复"), talk)


async def test_where_there_are_buttons_the_talk_in_progress_keeps_its_numbers(zh: Room):
    first = await zh.reports("li")
    await zh.says("wang", f"/ack {first.number}")
    await zh.says("li", "/report")
    await zh.says("li", "Door jammed")
    await zh.says("wang", f"/solved {first.number} fuse")
    await zh.says("li", "2")
    assert (await zh.ticket(first.number)).state == "solved"


async def test_where_there_are_buttons_a_figure_under_a_menu_is_more_for_the_ticket(zh: Room):
    ticket = await zh.reports("li")
    await zh.says("li", "Which of the two lamps?")
    await zh.says("li", "1")
    assert (await zh.events(ticket))[-2:] == ["customer_wrote", "customer_wrote"]


async def test_a_number_never_acts_on_a_ticket_of_staff(zh: Room):
    ticket = await report(zh)
    before = await zh.events(ticket)
    await zh.says("wang", "1")
    await zh.says("wang", "1", group=True)
    assert await zh.events(ticket) == before
    assert zh.last(ROOM)


WORDS = {
    "报修": "ask-symptom", "reportar": "ask-symptom", "report": "ask-symptom",
    "工单": "no-open-tickets", "进度": "no-open-tickets", "estado": "no-open-tickets", "status": "no-open-tickets",
    "咨询": "ask-question", "帮助": "help-customer", "ayuda": "help-customer", "help": "help-customer",
    "取消": "nothing-to-cancel", "cancelar": "nothing-to-cancel", "cancel": "nothing-to-cancel",
    "谢谢": "thanks-answered", "gracias": "thanks-answered", "thanks": "thanks-answered",
}  # fmt: skip


@pytest.mark.parametrize("bot", [WECHAT, "telegram:8101", "web:desk"])
@pytest.mark.parametrize("said", WORDS)
async def test_the_same_words_do_the_same_on_every_channel(zh: Room, bot: str, said: str):
    await zh.says("oLi", said, bot=bot, language="zh", sender=Sender("oLi", "", "zh"))
    assert words(WORDS[said], "zh") in last(zh)
    assert (words("help-numbers", "zh") in last(zh)) is (bot == WECHAT and WORDS[said] == "help-customer")


@pytest.mark.parametrize(
    "typed", ["谢谢", "谢谢!", "好的\uff0c谢谢", "多谢", "thanks", "gracias", "🙏", "[抱拳]", "收到\uff0c谢谢"]
)
async def test_thanks_alone_get_kind_words_and_open_nothing(zh: Room, typed: str):
    await writes(zh, typed)
    assert last(zh) == TEXTS.label("thanks-answered", "zh")
    await report(zh)
    tickets = await zh.tickets()
    written = await zh.events(tickets[0])
    await writes(zh, typed)
    assert last(zh) == TEXTS.label("thanks-answered", "zh")
    assert await zh.events(tickets[0]) == written
    assert len(await zh.tickets()) == 1


@pytest.mark.parametrize("typed", ["谢谢", "您好"])
async def test_a_courtesy_in_the_middle_of_a_report_is_no_symptom(zh: Room, typed: str):
    await writes(zh, "报修")
    await writes(zh, typed)
    assert TEXTS.label("ask-symptom", "zh") in last(zh)
    await writes(zh, "大屏黑了")
    assert words("ask-severity", "zh") in last(zh)


def test_the_labels_of_menus_are_words_that_count_everywhere():
    for choice in (*customers.MENU, *customers.NEW_REPORT):
        for language in TEXTS.languages:
            typed = parsing.parse(TEXTS.label(choice.text, language), TEXTS, language)
            assert typed is not None
            assert typed.name == choice.trigger

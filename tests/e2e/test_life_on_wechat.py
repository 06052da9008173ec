"""What happens to a customer on WeChat in a long ticket, over strict stand-ins and through the whole desk."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from bot.config.settings import Template, Templates
from bot.ports import Work
from bot.stories.script import Part, Words
from tests.e2e.tencent_stage import TencentStage
from tests.tencent_api import SORRY, Bubble, Follower, Member, refusals

START_AT = datetime(2026, 11, 18, 7, 0, tzinfo=UTC)
LI = Part("li", "customer", Words({"": "Alice"}), Words({"": "customer"}))
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SEND, TOKEN = "message/custom/send", "stable_token"
_NUMBER = re.compile(r"BX-\w{4}-\w{3}")


class Life:
    """A desk with one customer on WeChat and a ticket of level 1 that Wang, on WeCom, has taken."""

    def __init__(self, stage: TencentStage) -> None:
        self.stage = stage
        self.wechat = stage.customers.wechat
        self.li: Follower = stage.actor("li").phone
        self.wang: Member = stage.actor("wang").phone
        self.number = ""

    async def does(self, *acts: object) -> None:
        """Let somebody act, and the desk do what follows."""
        for act in acts:
            await act  # type: ignore[misc]  # coroutines of people
            await self.stage.settle()

    async def reports(self, symptom: str = "no picture at all") -> None:
        for words in ("/report", symptom, "1", "/cancel"):
            await self.does(self.li.says(words))
        found = _NUMBER.search(" ".join(each.text for each in self.li.inbox))
        assert found is not None
        self.number = found[0]
        await self.does(self.wang.presses(self.label("btn-ack")))

    async def writes(self, words: str) -> None:
        """Let Wang tell the customer something, and some time pass."""
        await self.does(self.wang.says(f"/say {self.number} {words}"))
        await self.stage.pass_time(MINUTE)

    @property
    def served(self) -> list[Bubble]:
        """Return what has cost the customer's quota something."""
        return [each for each in self.li.inbox if each.way == "service"]

    def seen(self, words: str) -> list[Bubble]:
        return [each for each in self.li.inbox if words in each.text]

    def tickets(self) -> int:
        """Count them with eyes of our own."""
        with closing(sqlite3.connect(f"file:{self.stage.folder / 'desk.db'}?mode=ro", uri=True)) as database:
            return int(database.execute("SELECT count(*) FROM tickets").fetchone()[0])

    def label(self, text: str) -> str:
        return self.stage.app.texts.say(text, "en", UTC, START_AT, {})

    async def alarms(self) -> set[str]:
        """Return the kinds of what is alarming now."""
        reads = self.stage.app.store.reads()
        return {str(row[1]) for row in await reads.rows("alarms_newest", 9)}


@pytest.fixture
async def life(tmp_path) -> AsyncIterator[Life]:
    stage = TencentStage(tmp_path, START_AT, "en")
    await stage.open([LI])
    telling = Life(stage)
    await telling.reports()
    yield telling
    await stage.leave()


async def test_a_long_ticket_never_tries_the_sixth_message_and_what_was_kept_comes_with_what_matters(life):
    before = len(life.served)
    for at in range(8):
        await life.writes(f"step {at} is done")
    # Of five, one told who has taken it, and two are left for the end of the work and the survey.
    assert len(life.served) - before == 2
    assert life.li.left == 2
    assert not life.seen("step 7 is done")
    await life.does(life.wang.says(f"/solved {life.number} replaced the fan"))
    (question,) = life.seen("replaced the fan")
    assert "step 7 is done" in question.text
    assert all(life.seen(f"step {at} is done") for at in range(8))
    assert life.wechat.refused == []
    assert life.li.quota.refused == []


async def test_a_window_that_closed_keeps_what_is_said_until_the_customer_is_back(life):
    await life.stage.pass_time(48 * HOUR)
    sent = len(life.wechat.called(SEND))
    await life.writes("the part has come")
    assert len(life.wechat.called(SEND)) == sent
    told = [each for each in life.wang.inbox if life.number in each.text and "WeChat" in each.text]
    assert told, [each.text for each in life.wang.inbox[-4:]]
    await life.writes("may I come at nine?")
    assert len([each for each in life.wang.inbox if each.text == told[0].text]) == 1
    await life.does(life.li.says("any news?"))
    await life.stage.pass_time(MINUTE)
    assert life.seen("the part has come")
    assert life.seen("may I come at nine?")
    assert life.wechat.refused == []


async def test_who_leaves_in_mid_ticket_is_written_to_no_more_and_reads_all_of_it_when_they_are_back(life):
    await life.does(life.li.unfollows())
    sent = len(life.wechat.called(SEND))
    await life.writes("the part has come")
    assert len(life.wechat.called(SEND)) == sent
    await life.does(life.li.follows())
    await life.stage.pass_time(MINUTE)
    assert life.seen("the part has come")
    assert life.wechat.refused == []


async def test_a_token_that_became_invalid_costs_one_call_and_no_message(life):
    life.wechat.tokens.revoke()
    before = len(life.wechat.called(TOKEN))
    await life.writes("on my way")
    assert len(life.wechat.called(TOKEN)) == before + 1
    assert life.wechat.refused == [(SEND, refusals.BAD_TOKEN[0])]
    assert len(life.seen("on my way")) == 1


async def test_a_token_that_is_never_right_is_tried_twice_alarmed_and_what_waited_goes_once_it_is(life):
    life.wechat.tokens.are_all_wrong = True
    sent, asked = len(life.wechat.called(SEND)), len(life.wechat.called(TOKEN))
    await life.does(life.wang.says(f"/say {life.number} on my way"))
    assert len(life.wechat.called(SEND)) - sent <= 2
    assert len(life.wechat.called(TOKEN)) - asked <= 2
    assert "wechat-credentials" in await life.alarms()
    life.wechat.tokens.are_all_wrong = False
    await life.stage.pass_time(5 * MINUTE)
    assert len(life.seen("on my way")) == 1


async def test_an_address_that_is_not_listed_is_told_to_the_operator_and_nothing_is_lost(life):
    life.wechat.tokens.revoke()
    life.wechat.white_list = set()
    await life.does(life.wang.says(f"/say {life.number} on my way"))
    assert "wechat-address" in await life.alarms()
    assert not life.seen("on my way")
    life.wechat.white_list = {"127.0.0.1"}
    await life.stage.pass_time(10 * MINUTE)
    assert len(life.seen("on my way")) == 1


async def test_three_tries_of_one_message_at_once_get_one_answer_and_make_one_ticket(life):
    await life.does(life.li.says("/report"), life.li.says("the gate does not open"))
    fields = {**life.li.last, "Content": "1", "MsgId": life.wechat.next_message()}
    pusher = life.wechat.pusher
    tries = await asyncio.gather(*(pusher.push_once(fields) for _ in range(3)))
    await life.stage.settle()
    replies = [pusher.read(fields, body) for status, body in tries if status == 200]
    assert len({reply.text for reply in replies if reply is not None}) == 1
    assert len(replies) == 3
    assert life.tickets() == 2


async def test_a_message_that_is_cut_twice_while_it_is_in_work_is_answered_once(life):
    await life.does(life.li.says("/report"), life.li.says("the gate does not open"))
    life.wechat.pusher.cut_after = 1.0

    async def slow(_work: Work) -> None:
        time.sleep(2.2)  # noqa: ASYNC251 - a disk that hangs holds up the thread that writes

    hanging = asyncio.create_task(life.stage.app.store.turn(slow, engine=True))
    push = await life.li.says("1")
    await hanging
    await life.stage.settle()
    await life.stage.pass_time(MINUTE)
    assert push.statuses == [0, 0, 200]
    assert len(life.seen(push.text.splitlines()[0])) == 1
    assert life.tickets() == 2


async def test_while_the_key_is_changed_messages_under_the_old_one_are_read_and_answered_under_it(tmp_path):
    stage = TencentStage(tmp_path, START_AT, "en")
    stage.customers.next_key = "9" * 43
    try:
        await stage.open([LI])
        push = await stage.actor("li").phone.says("/report")
        assert push.text
    finally:
        await stage.leave()


async def test_an_account_without_menus_asks_by_links_and_is_answered(life):
    life.wechat.may_show_menus = False
    await life.does(life.wang.says(f"/solved {life.number} replaced the fan"))
    (question,) = life.seen("replaced the fan")
    assert question.kind == "text"
    assert life.wechat.refused == [(SEND, refusals.BAD_ACCOUNT_KIND[0])]
    await life.does(life.li.taps(question.labels[0]))
    assert SORRY not in [each.text for each in life.li.inbox]
    assert life.number in life.li.newest.text
    assert "closed" in life.li.newest.text


async def test_an_account_without_menus_and_links_asks_by_numbers_and_is_answered_by_words(life):
    life.wechat.may_show_menus = life.wechat.may_show_links = False
    await life.does(life.wang.says(f"/solved {life.number} replaced the fan"))
    (question,) = life.seen("replaced the fan")
    assert (question.kind, question.labels) == ("text", [])
    assert [code for _, code in life.wechat.refused] == [refusals.BAD_ACCOUNT_KIND[0], refusals.BAD_CONTENT[0]]
    assert life.li.quota.refused == []
    await life.does(life.li.says("1"))
    assert "closed" in life.li.newest.text


async def test_out_of_the_window_a_form_says_that_there_is_news_and_the_words_follow(tmp_path):
    stage = TencentStage(tmp_path, START_AT, "en")
    form = ("character_string1", "thing2", "thing3", "time4")
    stage.customers.wechat.templates.add("T-1", "Progress of your ticket", *form)
    stage.customers.templates = Templates(ticket=Template("T-1", *form))
    await stage.open([LI])
    life = Life(stage)
    try:
        await life.reports()
        await life.stage.pass_time(48 * HOUR)
        await life.writes("the part has come")
        (news,) = [each for each in life.li.inbox if each.way == "template"]
        assert life.number in news.text
        assert not life.seen("the part has come")
        await life.does(life.wechat.finishes_templates())
        await life.does(life.li.says("what is it?"))
        await life.stage.pass_time(MINUTE)
        assert life.seen("the part has come")
        assert life.wechat.refused == []
    finally:
        await stage.leave()

"""The page of a link, on the real engine: what looks at it changes nothing, and one press does what it says."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import pytest
from aiohttp import ClientSession

from bot.desk.facts import Changes
from bot.desk.rows import Person
from bot.handlers.listener import Listener
from bot.handlers.web import Outside, WebChannel, routes
from tests.decisions.room import BOT, words
from tests.engine.channels import ADDRESS, LOST, PLAIN, TELEGRAM, WECHAT, Exchange
from tests.handlers.web.fakes import MemoryMailbox
from tests.handlers.web.site import COMPANY, TEXTS


@dataclass
class Street:
    """A desk with a public address, and somebody with a browser before it."""

    exchange: Exchange
    http: ClientSession

    def links(self, who: str = "wang") -> dict[str, str]:
        """The paths of the links in what somebody was sent on the channel without buttons, by their labels."""
        found = re.findall(rf"(.+): {ADDRESS}(/t/\S+)", self.exchange.platforms[PLAIN].texts(who))
        return dict(found)

    async def get(self, path: str, **headers: str) -> tuple[int, str]:
        async with self.http.get(path, headers=headers) as answer:
            return answer.status, html.unescape(await answer.text())

    async def post(self, path: str) -> tuple[int, str]:
        async with self.http.post(path) as answer:
            return answer.status, html.unescape(await answer.text())

    async def state(self, number: str) -> tuple[str, int | None]:
        ticket = await self.exchange.room.ticket(number)
        return ticket.state, ticket.assignee

    async def person(self, slug: str) -> Any:
        return next(row for row in await self.exchange.room.rows("roster") if row[4] == slug)


@pytest.fixture
async def street() -> AsyncIterator[Street]:
    exchange = await Exchange.open()
    await exchange.routes("wang", PLAIN)
    core = exchange.engine.core
    outside = Outside(
        intake=exchange.engine.turns,
        mailbox=MemoryMailbox(),
        files=None,  # type: ignore[arg-type]  # no page of a link has any
        reads=core.store.reads(),
        clock=core.clock,
        ids=core.ids,
        texts=TEXTS,
        company=COMPANY,
        links=core.links,
    )
    listener = Listener("127.0.0.1:0")
    for route in routes(outside, WebChannel(outside)):
        listener.route(route.method, route.path, route.handler)
    await listener.start()
    async with ClientSession(listener.url) as http:
        yield Street(exchange, http)
    await listener.stop()
    await exchange.room.store.close()


async def test_where_nothing_can_be_pressed_the_page_holds_a_link_and_elsewhere_a_button(street: Street):
    await street.exchange.reports("li", BOT)
    assert words("btn-ack") in street.links()
    (page, *_cards) = street.exchange.platforms[PLAIN].sent
    assert page.body.rows == ()
    assert "/t/" not in street.exchange.platforms[BOT].texts("zhao")
    assert "/t/" not in street.exchange.platforms[TELEGRAM].texts("-100")


async def test_the_page_says_what_it_will_do_for_whom_and_to_which_ticket(street: Street):
    ticket = await street.exchange.reports("li", BOT)
    status, page = await street.get(street.links()[words("btn-ack")])
    assert status == 200
    for shown in ("I'll take it", "You do this as Wang", f"BX-{ticket.number[:4]}", words("web-level-1")):
        assert shown in page
    assert "The tower went dark" not in page


async def test_looking_changes_nothing_however_often_and_whoever_looks(street: Street):
    ticket = await street.exchange.reports("li", BOT)
    before = await street.exchange.room.events(ticket)
    for reader in ("Mozilla/5.0", "WhatsApp/2", "TelegramBot (like TwitterBot)", "MicroMessenger"):
        status, _page = await street.get(street.links()[words("btn-ack")], **{"User-Agent": reader})
        assert status == 200
    assert await street.exchange.room.events(ticket) == before


async def test_one_press_does_it_as_that_person_and_both_page_and_chat_say_so(street: Street):
    ticket = await street.exchange.reports("li", BOT)
    status, page = await street.post(street.links()[words("btn-ack")])
    assert status == 200
    assert words("tap-done") in page
    assert "is yours" in page
    assert await street.state(ticket.number) == ("acknowledged", (await street.person("wang"))[0])
    await street.exchange.settle()
    assert words("done-acknowledged") in street.exchange.platforms[PLAIN].texts("wang")


async def test_it_works_once(street: Street):
    ticket = await street.exchange.reports("li", BOT)
    link = street.links()[words("btn-ack")]
    first = await street.post(link)
    events = await street.exchange.room.events(ticket)
    assert await street.post(link) == first
    assert await street.exchange.room.events(ticket) == events
    status, page = await street.get(link)
    assert status == 410
    assert words("tap-used") in page
    assert "<form" not in page


async def test_after_a_day_it_says_that_it_is_too_old_and_what_to_do(street: Street):
    ticket = await street.exchange.reports("li", BOT)
    link = street.links()[words("btn-ack")]
    await street.exchange.room.waits(hours=24)
    for status, page in (await street.get(link), await street.post(link)):
        assert status == 410
        assert words("tap-expired") in page
        assert f"/ticket BX-{ticket.number[:4]}" in page
    assert (await street.state(ticket.number))[0] == "new"


@pytest.mark.parametrize(
    "path", ["/t/x", "/t/AAAAAAAAAAAAAAAAAAAAAA.0.AAAAAAAAAAAAAAAAAAAAAA", "/t/" + "a" * 5000, "/t/%00"]
)
async def test_a_link_we_never_made_is_answered_kindly(street: Street, path: str):
    for status, page in (await street.get(path, **{"Accept-Language": "en"}), await street.post(path)):
        assert status == 404
        assert "<h1>" in page


async def test_a_changed_link_is_none_of_ours(street: Street):
    ticket = await street.exchange.reports("li", BOT)
    link = street.links()[words("btn-ack")]
    for changed in (link.replace(".0.", ".1."), link[:-2] + ("AA" if link[-2:] != "AA" else "BB")):
        assert (await street.post(changed))[0] == 404
    assert (await street.state(ticket.number))[0] == "new"


async def test_who_has_left_us_can_press_nothing(street: Street):
    ticket = await street.exchange.reports("li", BOT)
    link = street.links()[words("btn-ack")]
    person = person_of(await street.person("wang"))
    gone = msgspec.structs.replace(person, suspended_at=1)
    await street.exchange.room.store.turn(lambda work: work.save(Changes(persons=[gone])))
    for status, page in (await street.get(link), await street.post(link)):
        assert status == 403
        assert words("tap-left") in page
        assert ticket.number[:4] not in page
    assert (await street.state(ticket.number))[0] == "new"


async def test_who_comes_second_is_told_who_has_it(street: Street):
    ticket = await street.exchange.reports("li", BOT)
    await street.exchange.says("zhao", f"/ack {ticket.number}")
    status, page = await street.get(street.links()[words("btn-ack")])
    assert status == 200
    assert "Zhao" in page
    _status, page = await street.post(street.links()[words("btn-ack")])
    assert "Zhao already has" in page
    assert (await street.state(ticket.number))[1] == (await street.person("zhao"))[0]


async def test_what_needs_words_goes_on_in_the_chat(street: Street):
    ticket = await street.exchange.reports("li", BOT)
    await street.post(street.links()[words("btn-ack")])
    await street.exchange.settle()
    await street.exchange.says("wang", f"/ticket {ticket.number}", bot=PLAIN)
    status, page = await street.post(street.links()[words("btn-solved")])
    assert status == 200
    await street.exchange.settle()
    await street.exchange.says("wang", "fuse", bot=PLAIN)
    assert (await street.state(ticket.number))[0] == "solved"
    assert words("ask-solution") in page


async def test_a_telephone_number_is_never_behind_a_link(street: Street):
    await street.exchange.reports("li", BOT)
    assert words("btn-phone") not in street.links()


async def test_what_may_not_stand_in_the_chat_is_read_on_the_page_after_a_press_as_often_as_one_likes(street: Street):
    room = street.exchange.room
    room.desk.house = replace(room.house, keep_wechat_private=True, public_url=ADDRESS)
    await street.exchange.routes("lin", TELEGRAM)
    for text in ("/report", "It hums", "1", "3", "no", "no", "XK-200", "skip", "skip", "skip", "and it smells"):
        await street.exchange.says("xiaoming", text, bot=WECHAT, window="message")
    ticket = (await room.tickets())[-1]
    await street.exchange.says("lin", f"/ticket {ticket.number}", bot=TELEGRAM)
    await street.exchange.passes(seconds=10)
    (link,) = set(re.findall(rf"{ADDRESS}(/t/\S+)", street.exchange.platforms[TELEGRAM].texts("lin"))[-1:])
    _status, before = await street.get(link)
    assert "hums" not in before
    for _ in range(2):
        status, page = await street.post(link)
        assert status == 200
        for shown in ("It hums", "and it smells", "XK-200", "Xiaoming"):
            assert shown in page
    assert "hums" not in street.exchange.platforms[TELEGRAM].texts("lin")
    assert "hums" not in before


async def test_a_customer_who_reads_us_on_telegram_too_is_told_everything(street: Street):
    room = street.exchange.room
    room.desk.house = replace(room.house, keep_wechat_private=True, public_url=ADDRESS)
    for text in ("/report", "It hums", "1", "3", "no", "no", "XK-200", "skip", "skip", "skip", "/link"):
        await street.exchange.says("xiaoming", text, bot=WECHAT, window="message")
    for _ in range(3):
        await street.exchange.passes(seconds=5)
    ticket = (await room.tickets())[-1]
    code = re.findall(r"\d{4} \d{4}", street.exchange.platforms[WECHAT].texts("xiaoming"))[-1]
    await street.exchange.says("4711", f"/link {code}", bot=TELEGRAM)
    street.exchange.platforms[WECHAT].refused["xiaoming"] = LOST
    await street.exchange.says("wang", f"/ack {ticket.number}")
    await street.exchange.says("wang", f"/wait {ticket.number} a picture of the fuse")
    await street.exchange.passes(seconds=10)
    assert "a picture of the fuse" in street.exchange.platforms[TELEGRAM].texts("4711")


async def test_the_page_tells_nobody_where_it_was_opened_from_and_is_kept_nowhere(street: Street):
    await street.exchange.reports("li", BOT)
    url = street.links()[words("btn-ack")]
    async with street.http.get(url) as answer:
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    async with street.http.head(url) as answer:
        assert answer.status == 405


async def test_neither_database_nor_log_hold_a_link(street: Street, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    await street.exchange.reports("li", BOT)
    link = street.links()[words("btn-ack")]
    await street.get(link)
    await street.post(link)
    await street.post(link[:-2] + "xx")
    seal = link.rpartition(".")[2]
    assert seal not in caplog.text
    stored = [*await street.exchange.room.rows("outbox_by_state", "sent", 1000)]
    assert any(ADDRESS not in str(row) and "Take ticket" in str(row) for row in stored)
    assert seal not in str(stored)


@pytest.mark.parametrize(("language", "done"), [("zh", "处理结果"), ("es", "Resultado"), ("en", "Result")])
async def test_the_page_speaks_the_language_of_whoever_it_is_for(street: Street, language: str, done: str):
    person = person_of(await street.person("wang"))
    speaking = msgspec.structs.replace(person, language=language)
    await street.exchange.room.store.turn(lambda work: work.save(Changes(persons=[speaking])))
    await street.exchange.engine.core.refresh_roster()
    await street.exchange.reports("li", BOT)
    (link,) = [path for label, path in street.links().items() if label == words("btn-ack", language)]
    _status, page = await street.get(link, **{"Accept-Language": "fr"})
    assert 'lang="zh-CN"' in page if language == "zh" else f'lang="{language}"' in page
    assert f"<h1>{done}</h1>" in (await street.post(link))[1]


def person_of(row: Any) -> Any:
    return Person(*row[: len(Person.__struct_fields__)])

"""Whatever arrives is answered kindly, in the person's language, and nothing that was told before is lost."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app.columns import of_columns
from bot.desk import codec, rows
from bot.domain.ticket import Ticket
from tests.desk import Desk, Hand
from tests.journeys.browser import LANGUAGES, Browser, browsing
from tests.journeys.talks import critical, finish, record, report, send, solve
from tests.journeys.telegram import Phone, on_telegram

SYMPTOM = "P-1: 4711 ?!"
INVISIBLE = "\u200b\u200f\u202e\u2066\ufeff"
#: What answers no question, with the text that says so.
STRAY = {
    "blanks": ("  \n\t ", "@empty-message"),
    "marks without width": (INVISIBLE, "@empty-message"),
    "an unknown command": ("/reboot now", "@unknown-command"),
    "a command of staff": ("/ack BX-0000-000", "@unknown-command"),
    "help in between": ("/help", "@help-customer"),
    "a report in between": ("/report", "@already-reporting"),
    "somebody's number": ("/status BX-0000-000", "@not-found"),
}


@pytest.fixture(params=LANGUAGES)
async def browser(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Browser]:
    async with browsing(tmp_path, request.param) as visitor:
        yield visitor


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("said", "answer"), STRAY.values(), ids=STRAY.keys())
def test_what_answers_no_question_is_met_kindly_and_the_report_goes_on(desk_in, language: str, said: str, answer: str):
    desk = desk_in(language)
    li = report(desk.customer("li"), "minor", SYMPTOM).presses("@choice-down-never").got("@ask-lost")
    li.says(said).got(answer)
    goes_on(desk, li, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("said", ["  \n\t ", INVISIBLE], ids=["blanks", "marks without width"])
def test_an_empty_first_message_is_answered_with_what_to_do(desk_in, language: str, said: str):
    desk_in(language).customer("li").says(said).got("@empty-message").got("@greeting-report")


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_asks_for_a_person_is_told_how_to_reach_one(desk_in, language: str):
    desk = desk_in(language)
    person = {"zh": "转人工", "es": "hablar con una persona", "en": "talk to a person"}[language]
    li = desk.customer("li").says(person).got("@person-how").got("400-000-0110")
    report(li, "minor", SYMPTOM).presses("@choice-down-never").says(person).got("@person-how")
    goes_on(desk, li, language)
    li.says(person).got("@person-called-by").got("400-000-0110")
    assert len(desk.tickets()) == 1


def goes_on(desk: Desk, customer: Hand, language: str) -> None:
    """The report stands where it stood; what was told is in the ticket."""
    assert desk.reads(customer.last, "@ask-lost", language)
    send(customer.presses("@choice-no"))
    assert record(desk)["symptom"] == SYMPTOM


async def test_ten_thousand_characters_are_taken_whole(browser: Browser):
    long = "4711 水 P-" * 1_111 + "e"
    assert len(long) == 10_000
    await browser.says(long)
    assert browser.status == 200
    await browser.presses("@choice-report-fault")
    await browser.presses("@choice-down")
    assert (await newest(browser)).record["symptom"] == long


async def test_longer_messages_are_refused_with_the_limit_and_the_report_goes_on(browser: Browser):
    await browser.says(SYMPTOM)
    await browser.presses("@choice-report-fault")
    await browser.says("x" * 10_001)
    assert browser.status == 413
    browser.was_told("@web-error-too-long")
    await browser.presses("@choice-down")
    assert (await newest(browser)).record["symptom"] == SYMPTOM


@pytest.mark.parametrize("text", ["", "  \n "], ids=["empty", "blanks"])
async def test_an_empty_post_is_refused_in_words(browser: Browser, text: str):
    await browser.says(text)
    assert browser.status == 400
    browser.was_told("@web-error-empty")


#: What is sent, what the record keeps of it (everything readable), and what others are shown (nothing that disguises).
ODD = {
    "lone surrogates": ("\ud800 P-1 \udfff", "\ufffd P-1 \ufffd", "\ufffd P-1 \ufffd"),
    "NUL": ("P\x00-1", "P-1", "P-1"),
    "right to left": ("\u202eP-1 \u05e9\u05dc\u05d5", "\u202eP-1 \u05e9\u05dc\u05d5", "P-1 \u05e9\u05dc\u05d5"),
    "marks without width": ("P\u200b-1\u2060", "P\u200b-1\u2060", "P-1"),
    "markup": ("<b>P-1</b> & [x](y) *z* `", "<b>P-1</b> & [x](y) *z* `", "<b>P-1</b> & [x](y) *z* `"),
    "a placeable": ("{ $number } P-1", "{ $number } P-1", "{ $number } P-1"),
    "joined emoji": ("👩‍🔧 P-1", "👩‍🔧 P-1", "👩‍🔧 P-1"),
}


@pytest.mark.parametrize(("said", "kept", "shown"), ODD.values(), ids=ODD.keys())
async def test_odd_characters_are_words_like_others(browser: Browser, said: str, kept: str, shown: str):
    await browser.says(said)
    assert browser.status == 200
    await browser.got("@ask-kind")
    await browser.presses("@choice-report-fault")
    await browser.presses("@choice-down")
    assert (await newest(browser)).record["symptom"] == kept
    await browser.says(f"/status {(await newest(browser)).number}")
    await browser.got(shown)


@pytest.mark.parametrize("body", ["", "{", "[]", '"x"', "\ud800", '{"id": 7, "text": []}'])
async def test_what_is_no_message_is_refused_in_words(browser: Browser, body: str):
    await browser.posts(body)
    assert browser.status == 400
    assert "error" in browser.answer


async def test_a_file_over_the_limit_is_refused_with_the_limit(browser: Browser):
    await browser.uploads("big.pdf", bytes(20 * 1024 * 1024 + 1))
    assert browser.status == 413
    browser.was_told("@web-error-file-too-large")


async def test_a_file_of_no_bytes_is_refused(browser: Browser):
    await browser.uploads("empty.pdf", b"")
    assert browser.status == 400
    browser.was_told("@web-error-empty-file")


@pytest.mark.parametrize(
    "name", ["../../etc/passwd\u202egpj.exe", "<img src=x onerror=alert(1)>.jpg", "x" * 400 + ".pdf", "..", " "]
)
async def test_a_hostile_name_is_made_harmless_and_the_file_is_kept(browser: Browser, name: str):
    await browser.says(SYMPTOM)
    await browser.presses("@choice-report-fault")
    await browser.presses("@choice-down")
    await browser.got("@ask-down")
    described = await browser.uploads(name, b"%PDF-1.7 photo of the lamp")
    assert browser.status == 200
    shown = described["name"]
    assert len(shown) <= 120
    assert not set(shown) & set('/\\<>:*?"|\u202e\x07\n')
    assert not shown.startswith(".")
    await browser.says("the lamp", files=[described])
    assert browser.status == 200
    assert (await newest(browser)).media == 1


async def test_an_upload_whose_name_holds_control_signs_is_refused_in_words(browser: Browser):
    await browser.uploads("a\x07b.jpg", b"x")
    assert browser.status == 400
    browser.was_told("@web-error-bad-request")


async def newest(browser: Browser) -> Ticket:
    (row,) = await browser.app.store.reads().rows("tickets_after", 0, 10)
    return codec.ticket_of(of_columns(rows.TicketRow, row))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["sticker", "poll", "dice", "story", "game"])
def test_kinds_of_messages_nobody_can_read_are_named_as_such(desk_in, language: str, kind: str):
    desk = desk_in(language)
    li = on_telegram(desk, "li", language)
    phone(desk, li, **{kind: {}})
    li.got("@unknown-kind")
    report(li, "minor", SYMPTOM).got("@ask-down").presses("@choice-down-never").got("@ask-lost")
    phone(desk, li, **{kind: {}})
    li.got("@unknown-kind").got("@ask-lost")
    send(li.presses("@choice-no"))
    assert record(desk)["symptom"] == SYMPTOM


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_over_the_limit_or_of_no_bytes_is_told_and_the_words_with_it_count(desk_in, language: str):
    desk = desk_in(language)
    li = on_telegram(desk, "li", language)
    report(li, "minor", SYMPTOM).got("@ask-down")
    large = {"file_id": "big", "file_name": "big.mp4", "file_size": 25 * 1024 * 1024, "mime_type": "video/mp4"}
    phone(desk, li, document=large)
    li.got("@file-too-large").got("@ask-down")
    li.presses("@choice-down-never").got("@ask-lost").presses("@choice-no")
    send(li)
    desk.run(li.visitor.send_file("empty.pdf", b"", "the lamp is red"))
    desk.settle()
    li.got("@file-empty")
    desk.engineer("wang").says(f"/ack {desk.number}").says(f"/ticket {desk.number}")
    assert record(desk)["symptom"] == SYMPTOM


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_of_an_earlier_question_says_that_it_is_old_and_changes_nothing(desk_in, language: str):
    desk = desk_in(language)
    li = desk.customer("li").says(SYMPTOM).presses("@choice-report-fault")
    asked = next(line for line in li.sees if desk.reads(line.text, "@ask-severity", language))
    li.presses("@choice-minor").presses("@choice-back").presses("@choice-degraded").got("@ask-down")
    li.presses_again(asked, asked.buttons[0].label)
    assert desk.tickets() == []
    assert desk.reads(li.last, "@ask-down", language)
    finish(li)
    assert desk.ticket.severity == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_of_an_old_card_says_so_and_shows_the_card_as_it_is(desk_in, language: str):
    desk = desk_in(language)
    critical(desk)
    wang = desk.engineer("wang").presses("@btn-ack")
    card = next(line for line in reversed(wang.sees) if line.style == "card")
    solved = next(button for button in card.buttons if desk.reads(button.label, "@btn-solved", language))
    wang.says(f"/solved {desk.number} fuse")
    events = desk.events()
    wang.presses_again(card, solved.label)
    wang.got("@old-button").got(desk.number)
    assert desk.events() == events


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_confirmation_pressed_too_late_changes_nothing(desk_in, language: str):
    desk = desk_in(language)
    li = finish(report(desk.customer("li"), "minor", SYMPTOM))
    solve(desk.engineer("wang"))
    asked = next(line for line in li.sees if desk.reads(line.text, "@ask-works", language))
    li.presses("@choice-broken").says("4711").got("@notice-reopened")
    li.presses_again(asked, asked.buttons[0].label)
    assert desk.ticket.state == "new"


def phone(desk: Desk, customer: Hand, **content: object) -> None:
    """Let something arrive from their phone."""
    assert isinstance(customer.visitor, Phone)
    desk.run(customer.visitor.send(**content))
    desk.settle()

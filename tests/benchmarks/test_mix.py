"""The mix is what it says, and what it posts is what Telegram would post."""

from collections import Counter

import pytest

from benchmarks.board import SharedBoard
from benchmarks.mix import CROWD, FIRST, LANGUAGES, VISITS, Crowd, Kind, NoButtons
from bot.handlers.telegram.updates import Update, decode


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_visit_is_seven_answers_two_presses_and_one_new_report_in_ten(language):
    kinds = Counter(step.kind for step in VISITS[language])
    assert kinds == {Kind.ANSWER: 14, Kind.PRESS: 4, Kind.NEW: 2}


def test_the_crowd_keeps_the_shares_once_it_is_under_way():
    crowd = Crowd(NoButtons())
    for _ in range(CROWD * 20):
        crowd.done(crowd.next()[0])
    before = dict(crowd.counts)
    for _ in range(10_000):
        crowd.done(crowd.next()[0])
    shares = {kind: (crowd.counts[kind] - before[kind]) / 10_000 for kind in Kind}
    assert shares == {Kind.NEW: pytest.approx(0.1, abs=0.02), Kind.PRESS: pytest.approx(0.2, abs=0.02)} | {
        Kind.ANSWER: pytest.approx(0.7, abs=0.02)
    }
    assert crowd.opened > 0


def test_nobody_sends_a_second_message_before_the_first_was_taken_in():
    crowd = Crowd(NoButtons())
    under_way = [crowd.next()[0].number for _ in range(CROWD)]
    assert len(set(under_way)) == CROWD


def test_every_message_is_an_update_of_telegrams():
    crowd = Crowd(NoButtons())
    updates = []
    for _ in range(2_000):
        person, payload = crowd.next()
        updates.append(decode(payload))
        crowd.done(person)
    assert all(isinstance(update, Update) for update in updates)
    assert len({update.update_id for update in updates}) == len(updates)
    senders = {(update.message or update.callback_query).sender.language_code for update in updates}
    assert senders == set(LANGUAGES)


def test_a_press_waits_for_its_keyboard(tmp_path):
    board = SharedBoard(tmp_path / "board")
    crowd = Crowd(board)
    for _ in range(CROWD):
        crowd.done(crowd.next()[0])
    waiting = FIRST + 1
    assert crowd.next()[0].number != waiting
    SharedBoard(tmp_path / "board").show(waiting, "t" * 22)
    person, payload = crowd.next()
    while person.number != waiting:
        person, payload = crowd.next()
    assert ("t" * 22 + ".0").encode() in payload


def test_what_was_shown_before_is_no_keyboard_any_more(tmp_path):
    board = SharedBoard(tmp_path / "board")
    board.show(FIRST, "t" * 22)
    assert board.token(FIRST) == "t" * 22
    board.clear(FIRST)
    assert board.token(FIRST) == ""

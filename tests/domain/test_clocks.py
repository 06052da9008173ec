"""Clocks fall due at the right instant, stand still in breaks, and can show their working."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.clocks import Break, notice_at, read
from bot.domain.durations import DurationError, parse, show

START_AT = datetime(2026, 11, 21, 14, 35, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_a_clock_without_breaks_is_due_after_its_length() -> None:
    reading = read(START_AT, 2 * HOUR, (), START_AT + HOUR)
    assert reading.due_at == START_AT + 2 * HOUR
    assert reading.used == HOUR


def test_a_break_moves_the_due_instant_by_its_length() -> None:
    pause = Break(START_AT + HOUR, START_AT + 3 * HOUR, "waiting for the customer")
    reading = read(START_AT, 2 * HOUR, (pause,), START_AT + 4 * HOUR)
    assert reading.due_at == START_AT + 4 * HOUR
    assert reading.used == 2 * HOUR
    assert any("waiting for the customer" in line for line in reading.working)


def test_nothing_falls_due_while_a_break_is_open() -> None:
    pause = Break(START_AT + HOUR, None, "no access")
    reading = read(START_AT, 2 * HOUR, (pause,), START_AT + 5 * HOUR)
    assert reading.due_at is None
    assert reading.used == HOUR


def test_a_break_after_the_due_instant_changes_nothing() -> None:
    pause = Break(START_AT + 3 * HOUR, START_AT + 4 * HOUR, "too late")
    assert read(START_AT, 2 * HOUR, (pause,), START_AT + 5 * HOUR).due_at == START_AT + 2 * HOUR


def test_a_break_before_the_start_counts_only_from_the_start() -> None:
    pause = Break(START_AT - HOUR, START_AT + HOUR, "began before")
    reading = read(START_AT, 2 * HOUR, (pause,), START_AT + 2 * HOUR)
    assert reading.due_at == START_AT + 3 * HOUR
    assert reading.used == HOUR


def test_a_break_that_is_over_before_the_start_counts_for_nothing() -> None:
    pause = Break(START_AT - 2 * HOUR, START_AT - HOUR, "long before")
    assert read(START_AT, HOUR, (pause,), START_AT).due_at == START_AT + HOUR


@given(st.integers(0, 600), st.integers(1, 600), st.integers(1, 600), st.integers(0, 2_000))
def test_used_and_left_add_up(begin: int, length: int, allowed: int, until: int) -> None:
    minute = timedelta(minutes=1)
    pause = Break(START_AT + begin * minute, START_AT + (begin + length) * minute, "break")
    until_at = START_AT + until * minute
    reading = read(START_AT, allowed * minute, (pause,), until_at)
    assert reading.due_at is not None
    assert timedelta() <= reading.used <= until_at - START_AT
    if until_at >= START_AT + (begin + length) * minute:
        assert reading.due_at - until_at == allowed * minute - reading.used


@pytest.mark.parametrize(
    ("before", "counts_from_sending"),
    [(timedelta(), True), (timedelta(minutes=5), True), (24 * HOUR, True), (25 * HOUR, False), (-HOUR, False)],
)
def test_the_notice_is_the_sending_within_a_day_before_the_receipt(
    before: timedelta, *, counts_from_sending: bool
) -> None:
    sent_at = START_AT - before
    assert notice_at(sent_at, START_AT) == (sent_at if counts_from_sending else START_AT)


@pytest.mark.parametrize(
    ("text", "length"),
    [("90s", timedelta(seconds=90)), ("5m", 5 * timedelta(minutes=1)), ("4h", 4 * HOUR), (" 3d ", 72 * HOUR)],
)
def test_lengths_are_read(text: str, length: timedelta) -> None:
    assert parse(text) == length


@pytest.mark.parametrize("text", ["", "5", "h", "-3m", "3 weeks", "1e3s", "5m5s"])
def test_what_is_no_length_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(DurationError, match="write it like"):
        parse(text)


@given(st.integers(0, 999_999))
def test_a_shown_length_is_read_back(seconds: int) -> None:
    length = timedelta(seconds=seconds)
    assert parse(show(length)) == length

"""An audience is given time, and never too much of it."""

from datetime import timedelta

import pytest

from bot.stories import pacing
from bot.stories.script import After, Expect, Never, Press, Say, Words

WORDS = Words({"": "hello"})


def test_longer_texts_take_longer_to_read_and_han_signs_more_than_letters():
    assert pacing.reading("two words") < pacing.reading("two words and two more")
    assert pacing.reading("设备停了") > pacing.reading("abcd")


@pytest.mark.parametrize("text", ["", "a", "word " * 200])
def test_typing_is_neither_a_flash_nor_a_wait(text: str):
    assert 0.5 < pacing.typing(text) < 2.5


def test_time_that_flies_takes_seconds_whatever_its_length():
    lengths = [timedelta(minutes=1), timedelta(minutes=15), timedelta(hours=1), timedelta(days=3)]
    seconds = [pacing.gliding(length) for length in lengths]
    assert seconds == sorted(seconds)
    assert seconds[0] > 0.5
    assert seconds[-1] <= 4


def test_fifteen_minutes_fly_by_in_about_two_seconds():
    assert 1 < pacing.gliding(timedelta(minutes=15)) < 2.5


def test_no_ladder_climbs_while_a_story_takes_a_breath():
    five_minutes = 300
    breath = pacing.reading("x" * 120) + pacing.typing("x" * 60) + pacing.pointing()
    assert breath * pacing.rate(60) < five_minutes / 4


def test_a_higher_speed_hurries_the_story():
    assert [pacing.tempo(speed) for speed in pacing.SPEEDS] == sorted(map(pacing.tempo, pacing.SPEEDS), reverse=True)


def test_what_nobody_does_needs_no_quiet_before_it():
    assert pacing.before(Expect({"li": WORDS})) == 0
    assert pacing.before(Never({"li": WORDS})) == 0
    for act in (Say("li", WORDS), Press("li", WORDS), After(timedelta(minutes=1)), Never({"li": WORDS}, timedelta(1))):
        assert pacing.before(act) > 0

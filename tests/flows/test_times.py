"""Times as people type them, in three languages."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.times import LONGEST, ahead, length, past

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 22, 30, tzinfo=SHANGHAI).astimezone(UTC)


def wall(at):
    return None if at is None else f"{at.astimezone(SHANGHAI):%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("22:24", "22 22:24"),
        ("\uff12\uff12\uff1a\uff12\uff14", "22 22:24"),
        ("8:05", "22 08:05"),
        ("8.05", "22 08:05"),
        ("22h24", "22 22:24"),
        ("22点24分", "22 22:24"),
        ("10 点 20 分", "22 10:20"),
        ("八点半", "22 08:30"),
        ("十点一刻", "22 10:15"),
        ("二十二点二十四分", "22 22:24"),
        ("下午3点", "22 15:00"),
        ("今晚10点", "22 22:00"),
        ("昨天22:24", "21 22:24"),
        ("昨晚11点", "21 23:00"),
        ("昨晚12点", "21 00:00"),
        ("昨晚2点", "22 02:00"),
        ("anoche a las 11", "21 23:00"),
        ("ayer a las 22:24", "21 22:24"),
        ("a las 22h", "22 22:00"),
        ("a las 8 y media", "22 08:30"),
        ("a las 5 de la tarde", "22 17:00"),
        ("a las 5 de la mañana", "22 05:00"),
        ("desde las 21:10 más o menos", "22 21:10"),
        ("8:05 pm", "22 20:05"),
        ("8 a.m.", "22 08:00"),
        ("12 am", "22 00:00"),
        ("at 9", "22 09:00"),
        ("yesterday 22:40", "21 22:40"),
        ("24:00", "22 00:00"),
        ("hace 20 min", "22 22:10"),
        ("hace media hora", "22 22:00"),
        ("hace una hora", "22 21:30"),
        ("hace 2 horas y media", "22 20:00"),
        ("20 minutes ago", "22 22:10"),
        ("an hour ago", "22 21:30"),
        ("2 days ago", "20 22:30"),
        ("20分钟前", "22 22:10"),
        ("二十分钟前", "22 22:10"),
        ("半小时前", "22 22:00"),
        ("两个半小时前", "22 20:00"),
        ("1小时20分钟前", "22 21:10"),
        ("刚才", "22 22:30"),
        ("just now", "22 22:30"),
        ("Ahora mismo", "22 22:30"),
        # A clock a little fast is no outage since yesterday.
        ("22:33", "22 22:30"),
        ("22:40", "21 22:40"),
    ],
)
def test_a_time_of_the_past_is_understood(text, meant):
    assert wall(past(text, NOW, SHANGHAI)) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("23:10", "22 23:10"),
        ("8:05", "23 08:05"),
        ("mañana 9:00", "23 09:00"),
        ("mañana a las 9 de la mañana", "23 09:00"),
        ("明天9点", "23 09:00"),
        ("tomorrow 23:10", "23 23:10"),
        ("in 40 minutes", "22 23:10"),
        ("en 40 min", "22 23:10"),
        ("40分钟后", "22 23:10"),
        ("半小时", "22 23:00"),
        ("dentro de 2 horas", "23 00:30"),
        ("now", "22 22:30"),
        ("22:28", "22 22:30"),
    ],
)
def test_a_time_to_come_is_understood(text, meant):
    assert wall(ahead(text, NOW, SHANGHAI)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the fan is loud",
        "3 lights",
        "25:00",
        "3月12日 8:05",
        "el lunes a las 8",
        "12 mar, 18:00",
        "前天 8:05",
        "in 20 minutes",
        "mañana 9:00",
        "99999 horas",
        "9999 horas",
        "8:05 " + "x" * 100,
    ],
)
def test_what_is_no_time_of_the_past_is_not_guessed(text):
    assert past(text, NOW, SHANGHAI) is None


@pytest.mark.parametrize("text", ["hace 20 min", "20分钟前", "yesterday 8:00", "anoche a las 11", "soon"])
def test_what_is_no_time_to_come_is_not_guessed(text):
    assert ahead(text, NOW, SHANGHAI) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("20 min", 20),
        ("media hora", 30),
        ("half an hour", 30),
        ("2 h", 120),
        ("1天", 1440),
        ("10'", 10),
        ("8:05", None),
    ],
)
def test_a_length_is_understood(text, minutes):
    assert length(text) == (None if minutes is None else timedelta(minutes=minutes))


def test_a_wall_time_that_comes_twice_is_the_first_and_one_that_never_comes_uses_the_offset_before():
    madrid = ZoneInfo("Europe/Madrid")
    repeated = datetime(2026, 10, 25, 12, tzinfo=UTC)
    assert past("2:30", repeated, madrid) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    skipped = datetime(2026, 3, 29, 12, tzinfo=UTC)
    assert past("2:30", skipped, madrid) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


PIECES = st.sampled_from(
    [*"0123456789:.点分时h前后半 ", "hace ", " ago", " pm", "昨晚", "mañana ", "小时", " min", "a las "]
)


@given(st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=8).map("".join)))
def test_whatever_is_typed_the_past_is_past_and_the_future_is_not(text):
    before, after = past(text, NOW, SHANGHAI), ahead(text, NOW, SHANGHAI)
    assert before is None or NOW - LONGEST <= before <= NOW
    assert after is None or NOW <= after <= NOW + LONGEST

"""Instants and lengths in three languages and many zones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.texts import Texts

TEXTS = Texts()
SHANGHAI, MADRID, LIMA = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Madrid"), ZoneInfo("America/Lima")
NOW = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)  # 16:00 in Shanghai


@pytest.mark.parametrize(
    ("form", "hours", "zh", "es", "en"),
    [
        ("moment", 0.5, "今天 16:30", "hoy a las 16:30", "today 16:30"),
        ("moment", 9, "明天 01:00", "mañana a la 01:00", "tomorrow 01:00"),
        ("moment", -20, "昨天 20:00", "ayer a las 20:00", "yesterday 20:00"),
        ("moment", 50, "3月12日 18:00", "12 mar, 18:00", "12 Mar, 18:00"),
        ("moment", -3 * 24, "3月7日 16:00", "7 mar, 16:00", "7 Mar, 16:00"),
        ("by", 0.5, "今天 16:30 前", "antes de las 16:30", "by 16:30"),
        ("by", 20, "明天 12:00 前", "antes de mañana a las 12:00", "by 12:00 tomorrow"),
        ("by", 50, "3月12日 18:00 前", "antes del 12 mar, 18:00", "by 12 Mar, 18:00"),
        ("by", -15, "今天 01:00 前", "antes de la 01:00", "by 01:00"),
        ("by", -20, "昨天 20:00 前", "antes de las 20:00 de ayer", "by 20:00 yesterday"),
        ("at", 50, "3月12日 18:00", "el 12 mar a las 18:00", "on 12 Mar at 18:00"),
        ("at", 9, "明天 01:00", "mañana a la 01:00", "tomorrow at 01:00"),
        ("at", -20, "昨天 20:00", "ayer a las 20:00", "yesterday at 20:00"),
        ("about", 0.5, "今天 16:30 左右", "hacia las 16:30", "at about 16:30"),
        ("about", 50, "3月12日 18:00 左右", "el 12 mar hacia las 18:00", "on 12 Mar at about 18:00"),
        ("about", -20, "昨天 20:00 左右", "ayer hacia las 20:00", "yesterday at about 20:00"),
        ("date", 50, "3月12日", "12 mar", "12 Mar"),
        ("time", 0.5, "16:30", "16:30", "16:30"),
        ("moment", 24 * 400, "2027年4月14日 16:00", "14 abr 2027, 16:00", "14 Apr 2027, 16:00"),
    ],
)
def test_an_instant_is_put_as_people_say_it(form: str, hours: float, zh: str, es: str, en: str):
    at = NOW + timedelta(hours=hours)
    assert [TEXTS.clock(form, at, language, SHANGHAI, NOW) for language in ("zh", "es", "en")] == [zh, es, en]


def test_the_same_instant_is_another_day_in_another_zone():
    at = datetime(2026, 3, 10, 16, 30, tzinfo=UTC)
    now = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
    assert TEXTS.clock("moment", at, "zh", SHANGHAI, now) == "明天 00:30"
    assert TEXTS.clock("moment", at, "es", LIMA, now) == "hoy a las 11:30"


def test_days_are_counted_by_the_readers_calendar_over_a_change_to_summer_time():
    # Madrid leaps from 2:00 to 3:00 on 29 March 2026: that day has 23 hours.
    now = datetime(2026, 3, 28, 22, 30, tzinfo=UTC)  # 23:30 on the 28th
    assert TEXTS.clock("by", now + timedelta(hours=1), "es", MADRID, now) == "antes de mañana a las 00:30"
    assert TEXTS.clock("by", now + timedelta(hours=3), "es", MADRID, now) == "antes de mañana a las 03:30"
    assert TEXTS.clock("moment", now + timedelta(hours=23, minutes=29), "en", MADRID, now) == "tomorrow 23:59"
    assert TEXTS.clock("moment", now + timedelta(hours=23, minutes=30), "en", MADRID, now) == "30 Mar, 00:00"


def test_both_passes_of_a_repeated_hour_show_the_same_clock():
    now = datetime(2026, 10, 25, 0, 0, tzinfo=UTC)  # 2:00 in Madrid, an hour before the clock goes back
    first, second = now + timedelta(minutes=30), now + timedelta(minutes=90)
    assert TEXTS.clock("at", first, "es", MADRID, now) == TEXTS.clock("at", second, "es", MADRID, now) == "a las 02:30"


def test_the_years_last_evening_names_the_day_and_not_the_year():
    now = datetime(2026, 12, 31, 20, 0, tzinfo=UTC)
    assert TEXTS.clock("moment", now + timedelta(hours=5), "en", UTC, now) == "tomorrow 01:00"
    assert TEXTS.clock("moment", now + timedelta(hours=30), "en", UTC, now) == "2 Jan 2027, 02:00"


@pytest.mark.parametrize(
    ("seconds", "zh", "es", "en"),
    [
        (0, "0秒", "0 segundos", "0 seconds"),
        (1, "1秒", "1 segundo", "1 second"),
        (60, "1分钟", "1 minuto", "1 minute"),
        (11_100, "3小时5分钟", "3 horas y 5 minutos", "3 hours 5 minutes"),
        (86_400, "1天", "1 día", "1 day"),
        (200_000, "2天7小时", "2 días y 7 horas", "2 days 7 hours"),
        (86_400 + 59, "1天", "1 día", "1 day"),
        (-90, "1分钟30秒", "1 minuto y 30 segundos", "1 minute 30 seconds"),
    ],
)
def test_a_length_is_told_in_two_units_at_most(seconds: float, zh: str, es: str, en: str):
    assert [TEXTS.length(seconds, language) for language in ("zh", "es", "en")] == [zh, es, en]

"""Understanding a time as people type it in Chinese, Spanish and English: a clock time, or a length."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, tzinfo

#: A clock time this little on the wrong side of now is meant as now: clocks differ.
TOLERANCE = timedelta(minutes=5)
#: Nobody means more by a length of time than this.
LONGEST = timedelta(days=30)
#: Longer messages are stories, not times.
MOST_SIGNS = 80

_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_CHINESE_NUMBER = re.compile(
    r"(?P<tens>[一二两三四五六七八九]?)十(?P<ones>[一二三四五六七八九]?)|[零〇一二两三四五六七八九]",
)
_BLANKS_AT_SIGNS = re.compile(r"(?<=[\u4e00-\u9fff])\s+|\s+(?=[\u4e00-\u9fff])")
_NOW = re.compile(
    r"(?:刚刚|刚才|刚|现在|just now|right now|now|ahora mismo|ahora|recién|hace un momento|a moment ago)"
    r"[了。.]?",
)
_BACKWARDS = re.compile(r"\bhace\b|\bago\b|前")
_FORWARDS = re.compile(r"\bdentro de\b|\b(?:en|in) (?:\d|an?\b|half\b|una?\b|media\b)|[后後]")
#: A day that is neither today nor a neighbour: better asked again than misread.
_OTHER_DAY = re.compile(
    r"\d\s*[月日号/-]|前天|后天|周|星期|礼拜|anteayer|pasado mañana|day (?:before|after)|"
    r"\b(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
    r"\b(?:jan|ene|feb|mar|apr|abr|may|jun|jul|aug|ago|sep|oct|nov|dec|dic)[a-z]*\.? \d|"
    r"\d (?:de )?(?:jan|ene|feb|mar|apr|abr|may|jun|jul|aug|ago|sep|oct|nov|dec|dic)",
)
_ONE = re.compile(r"\b(?:una?|an?|one)(?= (?:minuto|hora|minute|hour|d[ií]a|day)\b)")
_HALF_HOUR = re.compile(r"(?<!个)半个?(?:小时|钟头)|media hora|half (?:an )?hour")
_LENGTH = re.compile(
    # 22点24分 and 22:24 are clock times, and so is "a las 22 h".
    r"(?<![\d:.点點])(?<!(?<!小)时)(?<!las )(?P<count>\d{1,4})\s*个?(?P<half_before>半)?\s*(?:"
    r"(?P<minutes>分钟|分|minutos?\b|minutes?\b|mins?\b|m\b|')|"
    r"(?P<hours>小时|钟头|horas?\b|hours?\b|hrs?\b|hs?\b)|"
    r"(?P<days>天|d[ií]as?\b|days?\b))(?P<half_after> y media\b| and a half\b)?",
)
_WITH_MINUTES = re.compile(
    r"(?<![\d.:])(?P<hour>\d{1,2})\s?(?:[:h时点點]|\.(?=\d\d))\s?(?P<minute>[0-5]\d|\d(?=分))(?!\d)",
)
_WITH_WORDS = re.compile(r"(?<![\d.:])(?P<hour>\d{1,2})[时点點](?P<rest>半|1刻|3刻)?")
_HOUR_ALONE = re.compile(
    r"\b(?:las?|at|since|from|about|around)\s(?P<hour>\d{1,2})(?:\s?(?:hs?|horas?))?\b"
    r"(?P<rest> y media| y cuarto)?",
)
_HOUR_HALF_DAY = re.compile(r"(?<![\d.:])(?P<hour>\d{1,2})\s?(?=[ap]\.?\s?m\b)")
_REST = {"半": 30, " y media": 30, "1刻": 15, " y cuarto": 15, "3刻": 45}
_PM = re.compile(
    r"\d\s?p\.?\s?m\b|下午|晚上|今晚|傍晚|de la tarde|de la noche|"
    r"in the (?:afternoon|evening)|tonight|at night",
)
_AM = re.compile(r"\d\s?a\.?\s?m\b|上午|早上|今早|凌晨|de la mañana|de la madrugada|in the morning")
_LAST_NIGHT = re.compile(r"昨晚|昨夜|\banoche\b|last night")
_YESTERDAY = re.compile(r"昨天|昨日|\bayer\b|yesterday")
_TOMORROW = re.compile(r"明天|明早|明日|\btomorrow\b|(?<!la )\bmañana\b")
_NOON, _MIDNIGHT, _SMALL_HOURS = 12, 24, 5


def past(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """Return the instant up to `now` that `text` means to somebody in `zone`; None: not understood.

    A clock time is its latest occurrence; a length counts back.
    """
    said = _plain(text)
    if _NOW.fullmatch(said):
        return now
    told = length(said)
    if told is not None:
        return None if _FORWARDS.search(said) and not _BACKWARDS.search(said) else now - told
    return _clock_before(said, now, zone)


def ahead(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """Return the instant from `now` on that `text` means to somebody in `zone`; None: not understood."""
    said = _plain(text)
    if _NOW.fullmatch(said):
        return now
    told = length(said)
    if told is not None:
        return None if _BACKWARDS.search(said) and not _FORWARDS.search(said) else now + told
    return _clock_after(said, now, zone)


def length(text: str) -> timedelta | None:
    """Return the length of time that `text` names ("20 min", "media hora", "两个半小时"), or None."""
    said = _plain(text)
    if _HALF_HOUR.search(said):
        return timedelta(minutes=30)
    found = list(_LENGTH.finditer(_ONE.sub("1", said)))
    total = sum((_one_length(match) for match in found), timedelta())
    return total if found and total <= LONGEST else None


def _one_length(match: re.Match[str]) -> timedelta:
    unit = timedelta(minutes=1)
    if match["hours"]:
        unit = timedelta(hours=1)
    elif match["days"]:
        unit = timedelta(days=1)
    half = unit / 2 if match["half_before"] or match["half_after"] else timedelta()
    return int(match["count"]) * unit + half


def _clock_before(said: str, now: datetime, zone: tzinfo) -> datetime | None:
    clock = _clock(said)
    if clock is None or _TOMORROW.search(said):
        return None
    today = now.astimezone(zone).date()
    if _LAST_NIGHT.search(said):
        evening = clock.hour > _SMALL_HOURS
        at = _on(today - timedelta(days=evening), clock.replace(hour=_evening(clock.hour)), zone)
    elif _YESTERDAY.search(said):
        at = _on(today - timedelta(days=1), clock, zone)
    else:
        at = _on(today, clock, zone)
        at = at if at <= now + TOLERANCE else _on(today - timedelta(days=1), clock, zone)
    return min(at, now) if at <= now + TOLERANCE else None


def _clock_after(said: str, now: datetime, zone: tzinfo) -> datetime | None:
    clock = _clock(said)
    if clock is None or _YESTERDAY.search(said) or _LAST_NIGHT.search(said):
        return None
    today = now.astimezone(zone).date()
    at = _on(today, clock, zone)
    if _TOMORROW.search(said) or at < now - TOLERANCE:
        at = _on(today + timedelta(days=1), clock, zone)
    return max(at, now)


def _clock(said: str) -> time | None:
    """Return the time of day that is named, on a 24-hour clock."""
    if len(said) > MOST_SIGNS or _OTHER_DAY.search(said):
        return None
    found = _hour_and_minute(said)
    if found is None or found[0] > _MIDNIGHT:
        return None
    hour, minute = found
    if _PM.search(said) and hour < _NOON:
        hour += _NOON
    if _AM.search(said) and hour == _NOON:
        hour = 0
    return time(hour % _MIDNIGHT, minute)


def _hour_and_minute(said: str) -> tuple[int, int] | None:
    if match := _WITH_MINUTES.search(said):
        return int(match["hour"]), int(match["minute"])
    if match := _WITH_WORDS.search(said) or _HOUR_ALONE.search(said):
        return int(match["hour"]), _REST.get(match["rest"] or "", 0)
    match = _HOUR_HALF_DAY.search(said)
    return (int(match["hour"]), 0) if match else None


def _evening(hour: int) -> int:
    """Return the hour meant by "last night at ...": 11 is 23, 2 is 2, 12 is midnight."""
    return (hour + _NOON) % _MIDNIGHT if _SMALL_HOURS < hour <= _NOON else hour


def _on(day: date, clock: time, zone: tzinfo) -> datetime:
    """Return that wall time as an instant: in a gap by the offset before it, in a repeated hour the first."""
    return datetime.combine(day, clock, zone).astimezone(UTC)


def _plain(text: str) -> str:
    """Return the text in small letters, plain digits and single blanks, Chinese numerals as digits."""
    said = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    return _CHINESE_NUMBER.sub(_in_digits, _BLANKS_AT_SIGNS.sub("", said))


def _in_digits(match: re.Match[str]) -> str:
    if "十" not in match.group(0):
        return str(_DIGITS[match.group(0)])
    return str(_DIGITS.get(match["tens"], 1) * 10 + _DIGITS.get(match["ones"], 0))

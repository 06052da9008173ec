"""What one value of the settings must be in itself: names, zones, addresses, languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.config.settings import Company, Desk, Settings, Telegram, Web
from bot.config.urls import is_url
from bot.config.wechat_rules import of_wechat
from bot.config.wecom_rules import of_wecom
from bot.config.wrong import nearest
from bot.texts.sources import SHIPPED

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?")
A_SLUG = "small letters, digits, - and _ (40 at most)"
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{10,}")
#: What Telegram takes as a webhook's secret (setWebhook, secret_token).
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_SQLITE = re.compile(r"sqlite:///.+")
_LISTEN = re.compile(r"(?:\[[0-9a-fA-F:.]+\]|[^:\s]+):(\d{1,5})")
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_LAST_PORT = 65_535
#: Below this a metrics token could be guessed.
_SHORTEST_TOKEN = 16


def of_values(settings: Settings) -> Iterator[str]:
    """Yield what is wrong with single values, each as `key: expected ...`."""
    yield from _company(settings.company)
    if not _SQLITE.fullmatch(settings.storage.url):
        yield 'storage.url: expected an address like "sqlite:///baoxiu.db"'
    yield from _web(settings.web)
    if settings.telegram:
        yield from _telegram(settings.telegram, settings.web)
    if settings.wechat:
        yield from of_wechat(settings.wechat, settings.web)
    if settings.wecom:
        yield from of_wecom(settings.wecom, settings.web)
    yield from _desk(settings.desk)
    yield from _digest(settings.desk)
    if not settings.clock.speed > 0:
        yield "clock.speed: expected a number above 0"


def _company(company: Company) -> Iterator[str]:
    if not company.name.strip():
        yield "company.name: expected the company's name"
    if not _COUNTRY.fullmatch(company.country):
        yield 'company.country: expected two capital letters, like "CN"'
    if not is_zone(company.time_zone):
        near = nearest(company.time_zone, available_timezones())
        yield f'company.time_zone: expected a time zone, found "{company.time_zone}"; the nearest is {near}'
    yield from of_languages("company.languages", company.languages, SHIPPED)
    if not company.languages:
        yield f"company.languages: expected at least one of {', '.join(SHIPPED)}"


def is_zone(name: str) -> bool:
    """Tell whether there is a time zone of this name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def of_languages(where: str, languages: tuple[str, ...], offered: tuple[str, ...]) -> Iterator[str]:
    """Yield a line for each language that is not offered, or named twice."""
    for language in languages:
        if language not in offered:
            yield f'{where}: expected some of {", ".join(offered)}, found "{language}"'
    if len(set(languages)) < len(languages):
        yield f"{where}: a language stands there twice"


def _web(web: Web) -> Iterator[str]:
    address = _LISTEN.fullmatch(web.listen)
    if not address or int(address[1]) > _LAST_PORT:
        yield f'web.listen: expected an address like "127.0.0.1:8080", found "{web.listen}"'
    if web.public_url and not is_url(web.public_url, "http", "https"):
        yield f'web.public_url: expected an address like "https://desk.example.com", found "{web.public_url}"'
    if web.metrics_token and len(web.metrics_token) < _SHORTEST_TOKEN:
        yield f"web.metrics_token: expected at least {_SHORTEST_TOKEN} signs"


def _telegram(telegram: Telegram, web: Web) -> Iterator[str]:
    if not _TOKEN.fullmatch(telegram.token):
        yield "telegram.token: expected the token from @BotFather: digits, a colon, and the secret part"
    if not is_url(telegram.api_url, "http", "https"):
        yield 'telegram.api_url: expected an address like "https://api.telegram.org"'
    if not re.fullmatch(r"-?\d+", str(telegram.staff_chat)) and telegram.staff_chat:
        yield "telegram.staff_chat: expected the id of a group, like -1001234567890"
    if not telegram.webhook_path.startswith("/"):
        yield 'telegram.webhook_path: expected a path like "/telegram"'
    if telegram.webhook_secret and not _WEBHOOK_SECRET.fullmatch(telegram.webhook_secret):
        yield "telegram.webhook_secret: expected 1 to 256 letters, digits, - and _"
    if telegram.receive == "webhook":
        if not telegram.webhook_secret:
            yield 'telegram.webhook_secret: is missing, expected a secret for receive = "webhook"'
        if not is_url(web.public_url, "https"):
            yield 'web.public_url: expected an https address for telegram.receive = "webhook"'


def _desk(desk: Desk) -> Iterator[str]:
    for key in ("close_after", "survey_after", "hand_over_within"):
        if getattr(desk, key) <= timedelta():
            yield f"desk.{key}: expected a length of time above 0"


def _digest(desk: Desk) -> Iterator[str]:
    if desk.digest_at and not _TIME.fullmatch(desk.digest_at):
        yield f'desk.digest_at: expected a time like "08:00", found "{desk.digest_at}"'

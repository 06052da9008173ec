"""`baoxiu check --online`: asks each configured platform, and says what has to be set there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.adapters.clock import Anchor, RealClock
from bot.app import CannotStart
from bot.app.channels import telegram_settings, wecom_settings
from bot.app.house import texts_of
from bot.config import Settings
from bot.ports import Clock
from bot.texts import Texts

#: Of https addresses WeChat calls this port and no other (developers.weixin.qq.com, message push).
_HTTPS = 443


async def ask(settings: Settings) -> tuple[list[str], list[str]]:
    """Return what the platforms say is wrong, and what belongs where at them."""
    problems: list[str] = []
    to_set: list[str] = []
    if settings.telegram:
        from bot.handlers.telegram import inspecting as telegram  # noqa: PLC0415  loaded where it is configured

        asked = telegram_settings(settings, settings.telegram)
        problems += await telegram.inspect(asked)
        to_set += telegram.to_set(asked)
    if settings.wechat:
        from bot.handlers.wechat import inspecting as wechat  # noqa: PLC0415  the same

        found = await wechat.inspect(settings.wechat, settings.web.public_url, _texts(settings), _clock())
        problems += found.problems
        to_set += found.to_set
    if settings.wecom:
        from bot.handlers.wecom import inspecting as wecom  # noqa: PLC0415  the same

        staff = {member.id: member.wecom for member in settings.staff if member.wecom}
        party = str(settings.wecom.staff_party)
        found = await wecom.inspect(wecom_settings(settings, settings.wecom), staff, party, _clock())
        problems += found.problems
        to_set += found.to_set
    return problems, to_set


def reachable(settings: Settings) -> Iterator[str]:
    """Yield why Tencent's platforms could not reach us at the addresses of the configuration."""
    names = [name for name, section in (("WeChat", settings.wechat), ("WeCom", settings.wecom)) if section]
    if names and not _is_open_to_tencent(settings.web.public_url):
        yield (
            f"web.public_url: {' and '.join(names)} cannot come in safely: expected https at port 443, "
            f"like https://desk.example.com, found {settings.web.public_url}"
        )
    paths = {
        "telegram.webhook_path": settings.telegram and settings.telegram.webhook_path,
        "wechat.path": settings.wechat and settings.wechat.path,
        "wecom.path": settings.wecom and settings.wecom.path,
    }
    taken: dict[str, str] = {}
    for key, path in paths.items():
        if path and taken.setdefault(path, key) != key:
            yield f"{key}: {path} is {taken[path]} already"


def _is_open_to_tencent(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" and parts.port in {None, _HTTPS}


def _texts(settings: Settings) -> Texts:
    """Return the texts; what is wrong with the operator's own has been said already."""
    try:
        return texts_of(settings)
    except CannotStart:
        return Texts(settings.company.languages)


def _clock() -> Clock:
    """Return the time of a tool that asks and goes."""
    now = time.time_ns() // 1_000
    return RealClock(Anchor(now, now))

"""Template messages: what may be written to a person at any time, in the few signs a field bears (W13)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, tzinfo

from bot.handlers.wechat.settings import Template, Templates
from bot.handlers.words import clean_name
from bot.messages import Delivery, Glance

FIELD, CODE, PHRASE = 20, 32, 5
MORE = "…"
#: An empty field is refused.
NOTHING = "-"
#: What stands in a field for Chinese words where we have none.
LOOK = "请查看"
_KIND = re.compile(r"[a-z_]+")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_NO_CODE = re.compile(r"[^!-~]+")


def names(templates: Templates) -> frozenset[str]:
    """Return which templates the account has."""
    found = {"ticket": templates.ticket, "survey": templates.survey}
    return frozenset(name for name, template in found.items() if template is not None)


def message_of(delivery: Delivery, templates: Templates, zone: tzinfo) -> dict[str, object] | None:
    """Return the message, None when there is no such template or nothing to fill it with."""
    template = templates.survey if delivery.template == "survey" else templates.ticket
    if template is None or delivery.about is None:
        return None
    link = {"url": delivery.about.link} if delivery.about.link else {}
    return {
        "touser": delivery.place.chat,
        "template_id": template.id,
        **link,
        # The platform sends no second message under the same name within ten minutes.
        "client_msg_id": str(delivery.id),
        "data": {name: {"value": value} for name, value in _fields(template, delivery.about, zone)},
    }


def fitted(name: str, value: str) -> str:
    """Return a value as a field of this name bears it: its letters say what may stand in it."""
    line = clean_name(value)
    kind = _KIND.match(name)
    form = _FORMS.get(kind[0] if kind else "", _thing)
    return form(line) or NOTHING


def _fields(template: Template, about: Glance, zone: tzinfo) -> Iterator[tuple[str, str]]:
    at = datetime.fromtimestamp(about.at / 1_000_000, UTC).astimezone(zone)
    told = (
        (template.number, about.number),
        (template.state, about.state),
        (template.symptom, about.symptom),
        (template.at, at.strftime("%Y-%m-%d %H:%M")),
    )
    return ((name, fitted(name, value)) for name, value in told if name)


def _thing(line: str) -> str:
    return line if len(line) <= FIELD else line[: FIELD - len(MORE)].rstrip() + MORE


def _code(line: str) -> str:
    return _NO_CODE.sub(" ", line).strip()[:CODE]


def _phrase(line: str) -> str:
    return "".join(_HAN.findall(line))[:PHRASE] or LOOK


def _whole(line: str) -> str:
    return line


_FORMS: Mapping[str, Callable[[str], str]] = {
    "character_string": _code,
    "phrase": _phrase,
    "time": _whole,
    "date": _whole,
}

"""Template messages: message/template/send, and the event that tells later what became of one.

Since 2023 a field bears at most 20 signs, no line break, and what its name's beginning allows
(Template_Message_Interface; community 000a2ae286cdc0f41a8face4c51801). What does not fit is refused with 47003, as
posted for category templates ("argument invalid! data.phrase1.value invalid").
"""

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.tencent_api import refusals
from tests.tencent_api.calls import Call, Methods, method
from tests.tencent_api.refusals import Refusal
from tests.tencent_api.server import OK

if TYPE_CHECKING:
    from tests.tencent_api.followers import Follower
    from tests.tencent_api.wechat import WeChat

METHODS: Methods = {}
#: What a field may hold, by the letters its name begins with.
RULES = {
    "thing": re.compile(r"[^\r\n]{1,20}"),
    "phrase": re.compile(r"[一-鿿]{1,5}"),
    "character_string": re.compile(r"[!-~ ]{1,32}"),
    "time": re.compile(r"[0-9年月日:\- ~～]{1,32}"),
    "date": re.compile(r"[0-9年月日:\- ~～]{1,32}"),
    "phone_number": re.compile(r"[0-9+\- ]{1,17}"),
    "number": re.compile(r"[0-9.]{1,32}"),
    "name": re.compile(r"[^\r\n]{1,20}"),
    "const": re.compile(r"[^\r\n]{1,20}"),
    "keyword": re.compile(r"[^\r\n]{1,20}"),
}
_LETTERS = re.compile(r"[a-z_]+")


@dataclass(frozen=True)
class Template:
    """A template the account has been given: the line of each field by the field's name."""

    id: str
    title: str
    fields: tuple[str, ...]

    @property
    def json(self) -> dict[str, Any]:
        """Return what get_all_private_template lists."""
        content = "\n".join(f"{name}：{{{{{name}.DATA}}}}" for name in self.fields)
        return {"template_id": self.id, "title": self.title, "content": content, "example": ""}


@dataclass
class Templates:
    """The account's templates, and what was sent by them."""

    known: dict[str, Template] = field(default_factory=dict)
    #: Those whose end has not been told yet: number and receiver.
    unfinished: list[tuple[int, "Follower"]] = field(default_factory=list)
    numbers: Any = field(default_factory=lambda: itertools.count(4_300_000_000_000_001))

    def add(self, number: str, title: str, *fields: str) -> Template:
        """Give the account a template."""
        template = self.known[number] = Template(number, title, fields)
        return template


@method(METHODS, "message/template/send")
def send(wechat: "WeChat", call: Call) -> dict[str, Any]:
    """Take a template message; whether it arrived is told by an event."""
    told = call.body
    follower = wechat.follower(told.get("touser"))
    if not follower.is_following:
        raise Refusal(*refusals.NOT_FOLLOWING)
    template = wechat.templates.known.get(str(told.get("template_id")))
    if template is None:
        raise Refusal(*refusals.BAD_TEMPLATE)
    data = told.get("data")
    lines = [f"{name}：{_value(name, data)}" for name in template.fields]
    number = next(wechat.templates.numbers)
    wechat.templates.unfinished.append((number, follower))
    if not follower.refuses_templates:
        text = "\n".join([template.title, *lines])
        wechat.chats.put(follower.inbox, "template", text, "template", json=told, url=str(told.get("url", "")))
    return {**OK, "msgid": number}


@method(METHODS, "template/get_all_private_template", "GET")
def listed(wechat: "WeChat", _call: Call) -> dict[str, Any]:
    """List the account's templates."""
    return {"template_list": [each.json for each in wechat.templates.known.values()]}


def _value(name: str, data: Any) -> str:
    found = data.get(name) if isinstance(data, dict) else None
    value = found.get("value") if isinstance(found, dict) else None
    if not isinstance(value, str) or not value.strip():
        raise Refusal(refusals.BAD_ARGUMENT, f"argument invalid! data.{name}.value is empty")
    letters = _LETTERS.match(name)
    rule = RULES.get(letters[0], RULES["thing"]) if letters else RULES["thing"]
    if not rule.fullmatch(value):
        raise Refusal(refusals.BAD_ARGUMENT, f"argument invalid! data.{name}.value invalid")
    return value

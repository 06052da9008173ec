"""Customer service messages: message/custom/send as its page has it, quotas first of all."""

from typing import TYPE_CHECKING, Any

from tests.tencent_api import refusals
from tests.tencent_api.bubbles import Choice
from tests.tencent_api.calls import Call, Methods, method
from tests.tencent_api.refusals import Refusal
from tests.tencent_api.server import OK

if TYPE_CHECKING:
    from tests.tencent_api.wechat import WeChat

#: Bytes of a text.
LONGEST = 2048
#: What a link in a text that says something begins with.
LINK = "weixin://bizmsgmenu"
METHODS: Methods = {}


@method(METHODS, "message/custom/send")
def send(wechat: "WeChat", call: Call) -> dict[str, Any]:
    """Show a message to somebody who may be sent one."""
    told = call.body
    follower = wechat.follower(told.get("touser"))
    content = told.get(str(told.get("msgtype")))
    shown = _shown(wechat, str(told.get("msgtype")), content)
    follower.quota.spend()
    wechat.chats.put(follower.inbox, way="service", json=told, **shown)
    return OK


@method(METHODS, "message/custom/typing")
def typing(wechat: "WeChat", call: Call) -> dict[str, Any]:
    """Let somebody see that an answer is being written; it costs nothing."""
    wechat.follower(call.body.get("touser"))
    return OK


def _shown(wechat: "WeChat", kind: str, content: Any) -> dict[str, Any]:
    """Return what a message shows; raise why it shows nothing."""
    if kind not in {"text", "image", "voice", "video", "msgmenu"}:
        raise Refusal(*refusals.BAD_KIND)
    if not isinstance(content, dict):
        raise Refusal(*refusals.NOT_JSON)
    if kind == "text":
        words = _words(content.get("content"))
        if not wechat.may_show_links and LINK in words:
            raise Refusal(*refusals.BAD_CONTENT)
        return {"kind": kind, "text": words}
    if kind == "msgmenu":
        return _menu(wechat, content)
    stored = wechat.media.found(str(content.get("media_id", "")), kind)
    return {"kind": kind, "text": "", "content": stored.content}


def _words(content: Any) -> str:
    if not isinstance(content, str) or not content.strip():
        raise Refusal(*refusals.NO_WORDS)
    if len(content.encode()) > LONGEST:
        raise Refusal(*refusals.TOO_LONG)
    return content


def _menu(wechat: "WeChat", content: dict[str, Any]) -> dict[str, Any]:
    """Show a question with choices, where the account may: some verified ones may not, and nobody says why."""
    if not wechat.may_show_menus:
        raise Refusal(*refusals.BAD_ACCOUNT_KIND)
    items = content.get("list")
    if not isinstance(items, list) or not items or not all(_is_item(each) for each in items):
        raise Refusal(*refusals.NOT_JSON)
    choices = [Choice(each["content"], each["content"], str(each["id"])) for each in items]
    parts = (content.get("head_content", ""), *(each.label for each in choices), content.get("tail_content", ""))
    return {"kind": "msgmenu", "text": _words("\n".join(part for part in parts if part)), "choices": choices}


def _is_item(item: Any) -> bool:
    return isinstance(item, dict) and bool(item.get("id")) and isinstance(item.get("content"), str)

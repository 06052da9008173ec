"""App messages of WeCom: message/send, whom it reaches, what it drops in silence, and update_template_card."""

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.tencent_api import cards, refusals
from tests.tencent_api.calls import Call, Methods, method
from tests.tencent_api.refusals import Refusal
from tests.tencent_api.server import OK

if TYPE_CHECKING:
    from tests.tencent_api.members import Member
    from tests.tencent_api.wecom import WeCom

METHODS: Methods = {}
#: Bytes of a text; what is longer is cut, not refused (path/90236).
LONGEST = 2048
#: One member bears so many of an app within so many seconds; more are dropped and nobody is told (path/90236).
BEARS = ((30, 60.0), (1000, 3600.0))
#: The same message is dropped within so many seconds when the caller wants that; four hours at most.
SAME_WITHIN, SAME_AT_MOST = 1800, 4 * 3600


@dataclass
class Sent:
    """What was sent: cards by their task, equal messages by what they say."""

    tasks: set[str] = field(default_factory=set)
    same: dict[str, float] = field(default_factory=dict)
    #: Texts that were cut, and calls that the duplicate check swallowed.
    cut: list[str] = field(default_factory=list)
    doubled: list[dict[str, Any]] = field(default_factory=list)
    count: int = 0


@method(METHODS, "message/send")
def send(wecom: "WeCom", call: Call) -> dict[str, Any]:
    """Send to members and parties; whom it cannot reach it names, and it is a success all the same."""
    told = call.body
    wecom.check_agent(told.get("agentid"), call)
    members, missing = _receivers(wecom, told)
    if not members:
        if not any(missing.values()):
            raise Refusal(*refusals.NO_RECEIVER)
        raise Refusal(*refusals.NOBODY, **missing)
    sent, kind = wecom.sent, str(told.get("msgtype"))
    sent.count += 1
    answer = {**OK, **{name: each for name, each in missing.items() if each}, "msgid": f"msg-{sent.count:08}"}
    if _is_double(wecom, told):
        sent.doubled.append(told)
        return answer
    shown = _shown(wecom, kind, told.get(kind))
    for member in members:
        if _bears(member, wecom.clock.now()):
            wecom.chats.put(member.inbox, way="service", party=_party(told), **shown)
    if kind == "template_card" and told[kind]["card_type"] in cards.INTERACTIVE:
        answer["response_code"] = wecom.codes.give(told[kind]["task_id"], wecom.clock.now())
    return answer


@method(METHODS, "message/update_template_card")
def update(wecom: "WeCom", call: Call) -> dict[str, Any]:
    """Replace a card, or its buttons by words, for some or all who have it; the code is used up."""
    told = call.body
    wecom.check_agent(told.get("agentid"), call)
    names = told.get("userids") or []
    everybody = told.get("atall") == 1 or bool(told.get("partyids"))
    if not names and not everybody:
        raise Refusal(*refusals.NO_RECEIVER)
    if not isinstance(told.get("button"), dict):
        cards.check(told.get("template_card"), needs_task=False)
    task = wecom.codes.use(str(told.get("response_code")), wecom.clock.now())
    meant = {str(name).lower() for name in names}
    wrong = [name for name in meant if name not in wecom.members]
    for name, member in wecom.members.items():
        if everybody or name in meant:
            _replace(wecom, member, task, told)
    return {**OK, **({"invaliduser": wrong} if wrong else {})}


def _receivers(wecom: "WeCom", told: dict[str, Any]) -> tuple[list["Member"], dict[str, str]]:
    """Return whom a message reaches, and the names of those it does not."""
    users, parties = _names(told.get("touser")), _names(told.get("toparty"))
    if users == ["@all"]:
        return [each for each in wecom.members.values() if each.is_visible], {}
    # Names are compared without regard to case, and told in lower case (path/90236).
    users = [name.lower() for name in users]
    known = {name: wecom.members.get(name) for name in users}
    found = {name: each for name, each in known.items() if each is not None and each.is_visible}
    wrong = [name for name in users if name not in found]
    for number in parties:
        for each in wecom.parties.get(number, ()):
            if each.is_visible:
                found.setdefault(each.userid.lower(), each)
    no_party = [number for number in parties if number not in wecom.parties]
    return list(found.values()), {"invaliduser": "|".join(wrong), "invalidparty": "|".join(no_party)}


def _party(told: dict[str, Any]) -> str:
    return "" if _names(told.get("touser")) else str(told.get("toparty", ""))


def _names(told: Any) -> list[str]:
    return [name.strip() for name in str(told or "").split("|") if name.strip()]


def _is_double(wecom: "WeCom", told: dict[str, Any]) -> bool:
    if told.get("enable_duplicate_check") != 1:
        return False
    within = told.get("duplicate_check_interval", SAME_WITHIN)
    if not isinstance(within, int) or not 1 <= within <= SAME_AT_MOST:
        raise Refusal(*refusals.NO_RECEIVER)
    key, now = json.dumps(told, sort_keys=True), wecom.clock.now()
    before = wecom.sent.same.get(key)
    if before is not None and now - before < within:
        return True
    wecom.sent.same[key] = now
    return False


def _shown(wecom: "WeCom", kind: str, content: Any) -> dict[str, Any]:
    """Return what a message shows; raise a Refusal."""
    if not isinstance(content, dict):
        raise Refusal(*refusals.BAD_KIND)
    if kind in {"text", "markdown"}:
        return {"kind": kind, "text": _text(wecom, content.get("content"))}
    if kind in {"image", "voice", "video", "file"}:
        stored = wecom.media.found(str(content.get("media_id", "")), kind)
        return {"kind": kind, "text": "", "content": stored.content}
    if kind == "textcard":
        return {"kind": kind, "text": f"{content['title']}\n{content['description']}", "url": content["url"]}
    if kind != "template_card":
        raise Refusal(*refusals.BAD_KIND)
    return _card(wecom, content)


def _text(wecom: "WeCom", content: Any) -> str:
    if not isinstance(content, str) or not content.strip():
        raise Refusal(*refusals.NO_WORDS)
    if len(content.encode()) > LONGEST:
        wecom.sent.cut.append(content)
    return content.encode()[:LONGEST].decode(errors="ignore")


def _card(wecom: "WeCom", content: dict[str, Any]) -> dict[str, Any]:
    card = cards.check(content)
    if card["card_type"] in cards.INTERACTIVE and not wecom.pusher.url:
        raise Refusal(*refusals.NO_CALLBACK)
    task = card.get("task_id")
    if task in wecom.sent.tasks:
        raise Refusal(*refusals.BAD_TASK)
    if task:
        wecom.sent.tasks.add(task)
    return {"kind": "card", "text": cards.words(card), "choices": cards.choices(card), "json": card}


def _bears(member: "Member", now: float) -> bool:
    """Count a message to somebody; tell whether they are shown it."""
    member.sent_at = [at for at in member.sent_at if now - at < BEARS[-1][1]]
    member.sent_at.append(now)
    if all(sum(now - at < within for at in member.sent_at) <= most for most, within in BEARS):
        return True
    member.dropped += 1
    return False


def _replace(wecom: "WeCom", member: "Member", task: str, told: dict[str, Any]) -> None:
    for bubble in member.inbox:
        if bubble.json.get("task_id") != task:
            continue
        if isinstance(told.get("button"), dict):
            # Its buttons can be pressed no more and bear the words instead.
            bubble.text = f"{bubble.text}\n{told['button']['replace_name']}"
            bubble.choices = []
        else:
            # Codes go on naming the task of the card that was sent first.
            card = {**told["template_card"], "task_id": task}
            bubble.text, bubble.choices, bubble.json = cards.words(card), cards.choices(card), card
        bubble.edits += 1
        wecom.chats.touch(bubble)

"""Nothing that is posted to the callback, by strangers or under the right signature, makes us fail."""

import random

import aiohttp
import pytest

from tests.tencent_api.packets import Fields
from tests.tencent_api.wecom import CORP_ID

TIMES = 200
KINDS = ("text", "image", "voice", "location", "link", "file", "event", "", "TEXT", "无")
EVENTS = ("template_card_event", "template_card_menu_event", "click", "subscribe", "enter_agent", "", "kf_msg_or_event")
NAMES = (
    "FromUserName", "CreateTime", "MsgType", "Event", "EventKey", "TaskId", "ResponseCode", "Content",
    "MediaId", "MsgId", "Location_X", "Location_Y", "Title", "Url", "SelectedItems", "AgentID", "FileName",
)  # fmt: skip
VALUES = (
    "", "0", "-1", "9" * 18, "9" * 40, "1e400", "nan", "p7-1", "p-1", "m-1", "]]>", "<x>", "&amp;", "\\0", "王强",
    "../../etc/passwd", "x" * 5000, "\\u202e", "t.0", {"SelectedItem": {"OptionIds": {"OptionId": "t.1"}}},
    {"SelectedItem": "x"}, {"SelectedItem": {"OptionIds": ""}},
)  # fmt: skip


@pytest.fixture
def draws() -> random.Random:
    return random.Random(4)


def letter(draws: random.Random) -> Fields:
    """A letter that is rightly signed and holds anything."""
    told: Fields = {name: draws.choice(VALUES) for name in draws.sample(NAMES, draws.randrange(len(NAMES)))}
    usual = {
        "ToUserName": CORP_ID,
        "FromUserName": "wang",
        "MsgType": draws.choice(KINDS),
        "Event": draws.choice(EVENTS),
    }
    return {**usual, **told} if draws.random() < 0.5 else {**told, **usual}


async def test_letters_of_the_platform_that_hold_anything_are_answered(corp, wang, intake, draws):
    assert wang.inbox == []
    for _ in range(TIMES):
        push = await corp.pusher.push(letter(draws))
        assert push.statuses in ([200], [400, 400, 400]), push.fields
    assert intake.calls > TIMES / 4
    for said in intake.taken:
        assert said.received_at > 0
        assert said.sent_at > 0
        assert len(said.delivery_id) <= 64


@pytest.mark.usefixtures("channel")
async def test_what_strangers_post_is_refused_and_nothing_comes_of_it(corp, intake, draws):
    told = {"ToUserName": CORP_ID, "FromUserName": "wang", "MsgType": "text", "Content": "x", "MsgId": "1"}
    query, body = corp.pusher.wire(told)
    seen = set()
    async with aiohttp.ClientSession() as session:
        for _ in range(TIMES):
            async with session.post(corp.pusher.url, params=spoilt(query, draws), data=noise(body, draws)) as answer:
                seen.add(answer.status)
    assert seen <= {400, 403, 413}
    assert intake.calls == 0


def spoilt(query: dict[str, str], draws: random.Random) -> dict[str, str]:
    """A query that is no longer rightly signed."""
    told = dict(query)
    name = draws.choice(list(told))
    if draws.random() < 0.3:
        del told[name]
    else:
        told[name] = draws.choice(
            ("", "0", "x" * 200, "\udcff".encode("utf-8", "replace").decode(), told[name][::-1] + "0")
        )
    return told


def noise(body: bytes, draws: random.Random) -> bytes:
    if draws.random() < 0.3:
        return draws.randbytes(draws.randrange(2000))
    at = draws.randrange(len(body))
    return body[:at] + draws.randbytes(draws.randrange(4)) + body[at + draws.randrange(4) :]

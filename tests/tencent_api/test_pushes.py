"""How messages reach a listener, how often, and what of its answers people see."""

import asyncio
import time

import pytest
from werobot.utils import get_signature, to_text

from tests.tencent_api import SORRY
from tests.tencent_api.packets import packet


def reply(wx, li, **change: str) -> dict[str, str]:
    return {
        "ToUserName": li.openid,
        "FromUserName": wx.original_id,
        "CreateTime": "1763770000",
        "MsgType": "text",
        "Content": "收到",
        **change,
    }


def sealed(platform, fields) -> bytes:
    return platform.secrets.crypt.encrypt_message(packet(fields).decode()).encode()


def opened(platform, query, body: bytes) -> bytes:
    """What stands in a push, read by werobot."""
    cipher = body.decode().split("<Encrypt><![CDATA[")[1].split("]]>")[0]
    crypt = platform.secrets.crypt
    return crypt.decrypt_message(query["timestamp"], query["nonce"], query["msg_signature"], cipher)


async def test_a_safe_push_shows_nothing_in_the_clear(wx, ear):
    li = wx.person("Li")
    push = await li.says("三号线黑屏")
    (query, body) = (ear.queries[0], ear.bodies[0])
    assert push.is_taken
    assert push.text == ""
    assert query["signature"] == get_signature(wx.secrets.token, query["timestamp"], query["nonce"])
    assert query["encrypt_type"] == "aes"
    assert "三号线".encode() not in body
    assert li.openid.encode() not in body
    plain = opened(wx, query, body).decode()
    assert "<Content><![CDATA[三号线黑屏]]></Content>" in plain
    assert f"<MsgId>{li.last['MsgId']}</MsgId>" in plain


async def test_a_compatible_push_says_it_twice_and_a_plain_one_once(wx, ear):
    li = wx.person("Li")
    wx.pusher.mode = "compatible"
    await li.says("黑屏")
    assert "<Content><![CDATA[黑屏]]></Content>" in ear.bodies[0].decode()
    assert "黑屏" in opened(wx, ear.queries[0], ear.bodies[0]).decode()
    wx.pusher.mode = "plain"
    await li.says("]]></Content>")
    assert "msg_signature" not in ear.queries[1]
    assert "<Encrypt>" not in ear.bodies[1].decode()
    assert "]]]]><![CDATA[></Content>" in ear.bodies[1].decode()


async def test_the_address_is_verified(wx, corp, ear):
    assert await wx.pusher.verify()
    ear.echo = lambda query: f'"{query["echostr"]}"'
    assert not await wx.pusher.verify()
    crypt = corp.secrets.crypt
    ear.echo = lambda query: to_text(crypt.prp_crypto.decrypt(query["echostr"], corp.corp_id))
    assert await corp.pusher.verify()


async def test_what_is_answered_is_shown(wx, ear):
    li = wx.person("Li")
    ear.answers = [(200, sealed(wx, reply(wx, li))), (200, b""), (200, b"success")]
    assert (await li.says("1")).text == "收到"
    assert [(await li.says("2")).text, (await li.says("3")).text] == ["", ""]
    assert [(each.text, each.way) for each in li.inbox] == [("收到", "passive")]
    wx.pusher.mode = "plain"
    ear.answers = [(200, packet(reply(wx, li, Content="明文")))]
    assert (await li.says("4")).text == "明文"


WRONG = {
    "json": lambda _wx, _li: b'{"errcode": 0}',
    "plain where sealed is wanted": lambda wx, li: packet(reply(wx, li)),
    "no xml": lambda _wx, _li: b"Success",
    "another receiver": lambda wx, li: sealed(wx, reply(wx, li, ToUserName="o-somebody")),
    "an empty text": lambda wx, li: sealed(wx, reply(wx, li, Content=" ")),
    "a text of 2049 bytes": lambda wx, li: sealed(wx, reply(wx, li, Content="好" * 683)),
    "an unknown kind": lambda wx, li: sealed(wx, reply(wx, li, MsgType="card")),
    "a wrong time": lambda wx, li: sealed(wx, reply(wx, li, CreateTime="now")),
    "a wrong signature": lambda wx, li: sealed(wx, reply(wx, li)).replace(b"<Nonce><![CDATA[", b"<Nonce><![CDATA[0"),
}


@pytest.mark.parametrize("name", WRONG)
async def test_a_malformed_answer_shows_that_the_service_is_out_of_order(wx, ear, name):
    li = wx.person("Li")
    ear.answers = [(200, WRONG[name](wx, li))]
    push = await li.says("你好")
    assert push.trouble
    assert [(each.text, each.way) for each in li.inbox] == [(SORRY, "system")]
    assert len(push.statuses) == 1


async def test_a_cdata_end_in_a_text_must_not_break_out(wx, ear):
    li = wx.person("Li")
    broken = packet(reply(wx, li)).replace("收到".encode(), b"]]></Content><Content><![CDATA[x")
    wx.pusher.mode = "plain"
    ear.answers = [(200, broken)]
    assert "stands twice" in (await li.says("?")).trouble


async def test_a_message_is_tried_three_times_with_one_msgid_each_cut_in_time(wx, ear):
    li = wx.person("Li")

    async def slow() -> tuple[int, bytes]:
        await asyncio.sleep(30)
        return 200, b"success"

    wx.pusher.cut_after = 0.5
    ear.answers = [slow, (500, b""), (403, b"")]
    before = time.monotonic()
    push = await li.says("在吗")
    assert push.statuses == [0, 500, 403]
    assert 0.5 <= time.monotonic() - before < 10
    assert [each.text for each in li.inbox] == [SORRY]
    plain = [opened(wx, query, body) for query, body in zip(ear.queries, ear.bodies, strict=True)]
    assert len(set(plain)) == 1
    assert len({query["nonce"] for query in ear.queries}) == 3


async def test_a_second_try_that_is_answered_counts(wx, ear):
    li = wx.person("Li")
    ear.answers = [(502, b""), (200, sealed(wx, reply(wx, li)))]
    assert (await li.says("在吗")).text == "收到"
    assert [each.way for each in li.inbox] == ["passive"]


async def test_wecom_signs_the_cipher_only_names_the_app_and_shows_no_trouble(corp, ear):
    wang = corp.member("wang")
    ear.answers = [(200, b"{}"), (500, b""), (500, b""), (500, b"")]
    await wang.says("/duty")
    push = await wang.says("/mine")
    assert sorted(ear.queries[0]) == ["msg_signature", "nonce", "timestamp"]
    assert f"<AgentID>{corp.agent_id}</AgentID>" in ear.bodies[0].decode()
    assert "<Content><![CDATA[/duty]]></Content>" in opened(corp, ear.queries[0], ear.bodies[0]).decode()
    assert (push.statuses, wang.inbox) == ([500, 500, 500], [])
    told = {"ToUserName": "wang", "FromUserName": corp.corp_id, "CreateTime": "1763770000"}
    told |= {"MsgType": "text", "Content": "王强值班"}
    ear.answers = [(200, sealed(corp, told))]
    await wang.says("/duty")
    assert [(each.text, each.way) for each in wang.inbox] == [("王强值班", "passive")]


async def test_what_people_do_is_told_as_the_pages_have_it(wx, ear):
    li = wx.person("Li", following=False)
    wx.pusher.mode = "plain"
    wx.scenes.made["BX12"] = float("inf")
    wx.menu.buttons = [{"type": "click", "name": "报修", "key": "/report"}]
    await li.scans("BX12")
    await li.scans("BX12")
    await li.clicks("/report")
    await li.sends_image(b"jpeg")
    await li.sends_voice(b"amr", "听到了")
    await li.sends_video(b"mp4")
    await li.sends_location(23.1, 113.3, "广州")
    await li.sends_link("t", "https://a.example")
    await li.revokes()
    await li.unfollows()
    await li.cancels()
    events = [
        "subscribe",
        "SCAN",
        "CLICK",
        "user_authorization_revoke",
        "unsubscribe",
        "user_authorization_cancellation",
    ]
    told = [body.decode() for body in ear.bodies]
    found = [part.split("<Event><![CDATA[")[1].split("]]>")[0] for part in told if "<Event>" in part]
    assert found == events
    assert "<EventKey><![CDATA[qrscene_BX12]]></EventKey>" in told[0]
    assert "<EventKey><![CDATA[BX12]]></EventKey>" in told[1]
    assert wx.media.found(told[3].split("<MediaId><![CDATA[")[1].split("]]>")[0]).content == b"jpeg"
    assert "<Recognition><![CDATA[听到了]]></Recognition>" in told[4]
    assert "<Location_X>23.1</Location_X>" in told[6]
    with pytest.raises(AssertionError, match="does not follow"):
        await li.says("?")

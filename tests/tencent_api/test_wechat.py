"""What the account may send, to whom, how often; media, templates, codes and the menu."""

import io

import aiohttp
import pytest

from tests.tencent_api import refusals


def text(li, content: str = "好的") -> dict[str, object]:
    return {"touser": li.openid, "msgtype": "text", "text": {"content": content}}


@pytest.fixture
def send(wire):
    async def sent(message: dict[str, object]) -> int:
        return (await wire("message/custom/send", **message))["errcode"]

    return sent


async def test_five_messages_in_48_hours_after_a_message(wx, send):
    li = wx.person("Li")
    assert await send(text(li)) == 45015
    await li.says("报修")
    assert [await send(text(li, str(at))) for at in range(6)] == [0] * 5 + [45047]
    await li.says("在吗")
    assert await send(text(li)) == 0
    wx.clock.advance(48 * 3600 - 1)
    assert await send(text(li)) == 0
    wx.clock.advance(1)
    assert await send(text(li)) == 45015
    assert li.quota.refused == [45015, 45047, 45015]


async def test_three_messages_in_a_minute_after_a_click_a_follow_or_a_scan(wx, send):
    li = wx.person("Li")
    wx.menu.buttons = [{"type": "click", "name": "帮助", "key": "/help"}]
    wx.scenes.made["A"] = float("inf")
    for touch, what in ((li.clicks, "/help"), (li.follows, ""), (li.scans, "A")):
        await touch(what)
        assert [await send(text(li)) for _ in range(4)] == [0, 0, 0, 45047]
        wx.clock.advance(60)
        assert await send(text(li)) == 45015


async def test_what_ends_sooner_is_spent_first_and_passive_replies_cost_nothing(wx, send):
    li = wx.person("Li")
    await li.says("报修")
    await li.follows()
    assert li.left == 8
    assert [await send(text(li)) for _ in range(3)] == [0, 0, 0]
    wx.clock.advance(61)
    assert li.left == 5


async def test_a_tap_in_a_menu_gives_as_little_as_a_click(wx, ear, send):
    li = wx.person("Li")
    await li.says("报修")
    menu = {"head_content": "还好吗？", "list": [{"id": "tok.0", "content": "好了"}], "tail_content": "谢谢"}
    assert await send({"touser": li.openid, "msgtype": "msgmenu", "msgmenu": menu}) == 0
    assert li.newest.text == "还好吗？\n好了\n谢谢"
    wx.clock.advance(48 * 3600)
    wx.pusher.mode = "plain"
    await li.taps("好了")
    assert "<bizmsgmenuid><![CDATA[tok.0]]></bizmsgmenuid>" in ear.bodies[-1].decode()
    assert li.left == 3
    wx.may_show_menus = False
    assert await send({"touser": li.openid, "msgtype": "msgmenu", "msgmenu": menu}) == 40200
    assert li.left == 3


async def test_a_link_in_a_text_can_be_tapped_too(wx, ear, send):
    li = wx.person("Li")
    await li.says("报修")
    link = '<a href="weixin://bizmsgmenu?msgmenucontent=%E6%BB%A1%E6%84%8F&msgmenuid=tok.1">1. 满意</a>'
    assert await send(text(li, f"怎么样？\n{link}")) == 0
    assert (li.newest.text, li.newest.labels) == ("怎么样？\n1. 满意", ["1. 满意"])
    wx.may_show_links = False
    assert await send(text(li, link)) == 45166
    wx.pusher.mode = "plain"
    await li.taps("满意")
    assert "<Content><![CDATA[满意]]></Content>" in ear.bodies[-1].decode()
    assert "<bizmsgmenuid><![CDATA[tok.1]]></bizmsgmenuid>" in ear.bodies[-1].decode()


async def test_refused_messages_cost_nothing_and_say_why(wx, send):
    li = wx.person("Li")
    await li.says("报修")
    assert await send({**text(li), "touser": "o-nobody"}) == 40003
    assert await send(text(li, "好" * 683)) == 45002
    assert await send(text(li, "好" * 682 + "ab")) == 0
    assert await send(text(li, " ")) == 44004
    assert await send({"touser": li.openid, "msgtype": "file", "file": {"media_id": "x"}}) == 40008
    assert await send({"touser": li.openid, "msgtype": "image", "image": {"media_id": "x"}}) == 40007
    assert li.left == 4
    await li.unfollows()
    assert await send(text(li)) == 45015


async def _upload(wx, session, kind: str, name: str, content: bytes):
    form = aiohttp.FormData()
    form.add_field("media", io.BytesIO(content), filename=name, content_type="application/octet-stream")
    query = {"access_token": wx.tokens.given()[0], "type": kind}
    async with session.post(f"{wx.api_url}/cgi-bin/media/upload", params=query, data=form) as answer:
        return await answer.json(content_type=None)


async def test_media_have_limits_and_are_gone_after_three_days(wx, session, send):
    li = wx.person("Li")
    for kind, name, size, code in (
        ("file", "a.pdf", 9, 40004), ("image", "a.pdf", 9, 40004), ("voice", "a.amr", (2 << 20) + 1, 40010),
        ("image", "a.jpg", (10 << 20) + 1, 40009), ("thumb", "a.jpg", (64 << 10) + 1, 40012),
    ):  # fmt: skip
        assert (await _upload(wx, session, kind, name, b"x" * size))["errcode"] == code
    kept = await _upload(wx, session, "image", "a.jpg", b"picture")
    await li.says("报修")
    shown = {"touser": li.openid, "msgtype": "image", "image": {"media_id": kept["media_id"]}}
    assert await send(shown) == 0
    assert li.newest.content == b"picture"
    query = {"access_token": wx.tokens.given()[0], "media_id": kept["media_id"]}
    async with session.get(f"{wx.api_url}/cgi-bin/media/get", params=query) as answer:
        assert (await answer.read(), answer.headers["Content-Disposition"]) == (
            b"picture",
            'attachment; filename="a.jpg"',
        )
    wx.clock.advance(3 * 86_400)
    query["access_token"] = wx.tokens.given()[0]
    async with session.get(f"{wx.api_url}/cgi-bin/media/get", params=query) as answer:
        assert (answer.status, (await answer.json(content_type=None))["errcode"]) == (200, 40007)
    await li.says("在吗")
    assert await send(shown) == 40007


async def test_a_video_is_told_by_its_address(wx, session):
    li = wx.person("Li")
    await li.sends_video(b"moving")
    query = {"access_token": wx.tokens.given()[0], "media_id": li.last["MediaId"]}
    async with session.get(f"{wx.api_url}/cgi-bin/media/get", params=query) as answer:
        told = await answer.json(content_type=None)
    async with session.get(told["video_url"]) as answer:
        assert await answer.read() == b"moving"


async def test_a_template_needs_every_field_in_its_form_and_its_end_is_told_later(wx, ear, wire):
    li = wx.person("Li")
    wx.templates.add("T1", "维修进度", "character_string1", "phrase2", "thing3", "time4")

    async def send(**values: str):
        data = {name: {"value": value} for name, value in values.items()}
        return await wire("message/template/send", touser=li.openid, template_id="T1", data=data)

    good = {
        "character_string1": "BX-7K3M-9QK",
        "phrase2": "处理中",
        "thing3": "三号线黑屏",
        "time4": "2026-11-22 10:00",
    }
    assert (await wire("message/template/send", touser=li.openid, template_id="T9"))["errcode"] == 40037
    for wrong in ({"thing3": "好" * 21}, {"thing3": "a\nb"}, {"phrase2": "Working"}, {"character_string1": "工单"}):
        told = await send(**{**good, **wrong})
        assert told["errcode"] == 47003
        assert told["errmsg"].startswith(f"argument invalid! data.{next(iter(wrong))}.value invalid rid: ")
    assert (await send(**{**good, "time4": ""}))["errmsg"].startswith("argument invalid! data.time4.value is empty")
    sent = await send(**good)
    assert (li.newest.way, "三号线黑屏" in li.newest.text, li.left) == ("template", True, 0)
    wx.pusher.mode = "plain"
    await wx.finishes_templates()
    assert f"<MsgID>{sent['msgid']}</MsgID>\n<Status><![CDATA[success]]></Status>" in ear.bodies[-1].decode()
    li.refuses_templates = True
    await send(**good)
    await wx.finishes_templates()
    assert "failed:user block" in ear.bodies[-1].decode()
    await li.unfollows()
    assert (await send(**good))["errcode"] == 43004
    assert len([each for each in li.inbox if each.way == "template"]) == 1


@pytest.mark.parametrize(
    ("action", "scene", "lives", "code"),
    [
        ("QR_LIMIT_STR_SCENE", {"scene_str": "e" * 64}, None, 0),
        ("QR_LIMIT_STR_SCENE", {"scene_str": "e" * 65}, None, 40053),
        ("QR_LIMIT_SCENE", {"scene_id": 100_001}, None, 40053),
        ("QR_SCENE", {"scene_id": 100_001}, 2_592_000, 0),
        ("QR_STR_SCENE", {"scene_str": "a"}, 2_592_001, 40053),
        ("QR_SCENE", {"scene_id": 0}, 60, 40053),
    ],
)
async def test_codes_have_limits(wire, action, scene, lives, code):
    more = {"expire_seconds": lives} if lives else {}
    told = await wire("qrcode/create", action_name=action, action_info={"scene": scene}, **more)
    assert told.get("errcode", 0) == code
    assert bool(told.get("ticket")) is (code == 0)


async def test_menus_have_limits(wx, wire):
    click = {"type": "click", "name": "报修", "key": "/report"}
    below = {"name": "更多", "sub_button": [click] * 5}

    async def create(*buttons) -> int:
        return (await wire("menu/create", button=list(buttons)))["errcode"]

    assert await create(click, below, {"type": "view", "name": "官网", "url": "https://a.example"}) == 0
    assert wx.menu.keys == {"/report"}
    assert await create() == 40016
    assert await create(*[click] * 4) == 40016
    assert await create({**click, "name": "很长的名字啊"}) == 40018
    assert await create({**click, "key": "k" * 129}) == 40019
    assert await create({**click, "type": "tap"}) == 40017
    assert await create({"name": "更多", "sub_button": [click] * 6}) == 40023
    assert wx.menu.buttons[1] == below


async def test_what_was_refused_can_be_looked_up(wx, send):
    li = wx.person("Li")
    await send(text(li))
    assert wx.refused == [("message/custom/send", 45015)]
    with pytest.raises(refusals.Refusal, match="45015"):
        li.quota.spend()
    with pytest.raises(AssertionError, match="'nothing' for Li"):
        await li.gets("nothing", within=0.01)

"""What WeChat posts: checked before it is read, answered in the response once it is stored."""

import asyncio
import json

import msgspec
import pytest

from bot.handlers.tencent import BODY_LIMIT
from bot.handlers.wechat.contents import CONTENTS
from bot.messages import Body, Passive
from bot.ports import StoreError, StoreFull
from tests.handlers.tencent.signing import (
    ACCOUNT,
    AES_KEY,
    OLD_KEY,
    OPENID,
    plain,
    said,
    sealed,
    sealed_json,
    unsealed,
    xml,
)
from tests.handlers.wechat.conftest import AT, BOT, HEARD

HELLO = xml("text", AT, Content="电梯停了", MsgId=7)
SECOND = 1_000_000


@pytest.fixture(autouse=True)
def heard(intake):
    intake.answer = msgspec.json.encode(HEARD)


async def test_the_address_is_shown_to_be_ours(address, session):
    query = {**plain(AT), "echostr": "5936258349214028"}
    async with session.get(address.url, params=query) as answer:
        assert (answer.status, await answer.text(), answer.content_type) == (200, "5936258349214028", "text/plain")
    async with session.get(address.url, params={**query, "nonce": "n2"}) as answer:
        assert answer.status == 403


async def test_a_message_is_answered_in_the_response_and_the_desk_knows_it(address, intake):
    status, answer = await address.push(HELLO)
    assert (status, said(answer)) == (
        200,
        {"ToUserName": OPENID, "FromUserName": ACCOUNT, "CreateTime": str(AT), "MsgType": "text", "Content": "收到"},
    )
    assert await intake.knows(1) == [("answered", BOT, "7", 77)]
    (incoming,) = intake.taken
    assert (incoming.text, incoming.passive, incoming.window, incoming.raw) == (
        "电梯停了",
        True,
        "message",
        HELLO.encode(),
    )


async def test_choices_are_numbered_in_the_answer(address, intake):
    rows = json.loads('[[{"label": "是", "token": "t.0"}], [{"label": "否", "token": "t.1"}]]')
    body = msgspec.convert({"text": "停机了吗？", "rows": rows}, Body)
    intake.answer = msgspec.json.encode(Passive(1, body))
    assert said((await address.push(HELLO))[1])["Content"] == "停机了吗？\n\n1. 是\n2. 否"


async def test_without_words_the_platform_is_told_success(address, intake):
    intake.answer = b""
    assert await address.push(HELLO) == (200, b"success")
    intake.answer = msgspec.json.encode(Passive(5, Body("")))
    assert await address.push(HELLO.replace("7", "8"), "n2") == (200, b"success")
    assert await intake.knows(1) == [("unanswered", BOT, "8", 5)]


async def test_during_a_rotation_the_answer_is_under_the_key_of_the_message(address):
    for number, key in enumerate((OLD_KEY, AES_KEY)):
        assert said((await address.push(HELLO, str(number), key=key))[1])["Content"] == "收到"


@pytest.mark.parametrize("changed", [{"msg_signature": "0" * 40}, {"signature": "0" * 40}, {"nonce": "n2"}])
async def test_what_is_not_rightly_signed_is_403_and_changes_nothing(address, intake, alarms, changed):
    query, body = sealed(HELLO, AT)
    assert (await address.post({**query, **changed}, body))[0] == 403
    assert (intake.calls, intake.parked, alarms.raised) == (0, [], [])


async def test_a_stranger_is_refused_before_the_body_is_there(address):
    host, _, port = address.url.removeprefix("http://").removesuffix("/wechat").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"POST /wechat?signature=x HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n")
    async with asyncio.timeout(2):
        assert b" 403 " in await reader.readline()
    writer.close()
    await writer.wait_closed()


async def test_plain_text_is_refused_in_safe_mode_and_operators_are_told(address, intake, alarms):
    for number in range(3):
        assert (await address.post(plain(AT, str(number)), HELLO.encode()))[0] == 403
    assert (intake.calls, alarms.kinds()) == (0, ["wechat-plain"])


async def test_a_key_that_is_not_ours_is_told_to_operators(address, alarms):
    assert (await address.push(HELLO, key="z" * 42 + "A"))[0] == 403
    assert alarms.kinds() == ["wechat-key"]


async def test_what_is_mended_is_told_too_once_it_has_not_come_back_for_a_while(address, clock, alarms):
    await address.push(HELLO, key="z" * 42 + "A")
    clock.wall_at += 5 * 60 * SECOND
    await address.push(HELLO, "n2")
    assert alarms.cleared == []
    clock.wall_at += 6 * 60 * SECOND
    await address.push(HELLO, "n3")
    await address.push(HELLO, "n4")
    assert alarms.cleared == ["wechat-key"]


async def test_a_clock_that_is_wrong_is_told_to_operators(address, clock, alarms):
    query, body = sealed(HELLO, AT)
    clock.wall_at += 6 * 60 * SECOND
    assert (await address.post(query, body))[0] == 403
    assert alarms.kinds() == ["wechat-clock"]


async def test_plain_text_is_answered_in_plain_text_where_it_is_configured(addressed):
    address = await addressed(mode="plain", aes_key="")
    status, answer = await address.post(plain(AT), HELLO.encode())
    assert (status, said(answer)["Content"]) == (200, "收到")


async def test_in_compatible_mode_what_is_encrypted_counts_and_is_answered_encrypted(addressed, intake):
    address = await addressed(mode="compatible")
    query, body = sealed(HELLO, AT)
    both = body.replace(b"<Encrypt>", b"<MsgType>text</MsgType><Content>forged</Content><Encrypt>")
    _, answer = await address.post(query, both)
    assert (said(unsealed(answer))["Content"], intake.taken[0].text) == ("收到", "电梯停了")


async def test_json_is_taken_answered_by_a_message_and_told_to_operators(address, intake, alarms):
    fields = {"ToUserName": ACCOUNT, "FromUserName": OPENID, "CreateTime": AT, "MsgType": "text", "MsgId": 9}
    intake.answer = b""
    status, answer = await address.post(*sealed_json(json.dumps({**fields, "Content": "停了"}), AT))
    assert (status, answer, alarms.kinds()) == (200, b"success", ["wechat-json"])
    assert [(each.text, each.delivery_id, each.passive) for each in intake.taken] == [("停了", "9", False)]


async def test_what_was_signed_long_ago_has_no_effect_any_more(address, intake, clock):
    message = sealed(HELLO, AT)
    await address.post(*message)
    clock.wall_at += 70 * SECOND
    assert await address.post(*message) == (200, b"success")
    assert intake.calls == 1


async def test_too_long_a_body_is_413(address, intake):
    assert (await address.post(plain(AT), b" " * (BODY_LIMIT + 1)))[0] == 413
    assert intake.calls == 0


@pytest.mark.parametrize("failure", [StoreFull("queue"), StoreError("disk")])
async def test_what_cannot_be_stored_is_503_and_comes_again(address, intake, failure):
    intake.failures = [failure]
    assert (await address.push(HELLO))[0] == 503
    assert said((await address.push(HELLO, "n2"))[1])["Content"] == "收到"
    assert len(intake.taken) == 1


async def test_a_poisoned_message_is_kept_and_the_next_one_works(address, intake):
    intake.failures = [ValueError("poison")]
    assert await address.push(HELLO) == (200, b"success")
    assert [each[1] for each in intake.parked] == ["7"]
    assert said((await address.push(HELLO.replace("7", "8"), "n2"))[1])["Content"] == "收到"


@pytest.mark.parametrize(
    "message",
    [
        "<xml><MsgType>text</MsgType></xml>",
        xml("text", AT, person="x" * 65),
        xml("", AT),
        xml("event", AT, Event="TEMPLATESENDJOBFINISH"),
        xml("event", AT, Event="user_authorization_revoke"),
        HELLO.replace(str(AT), "soon"),
        HELLO.replace("<MsgId>", "<MsgType>event</MsgType><MsgId>"),
    ],
)
async def test_what_is_the_platforms_and_fails_our_types_is_kept_once(address, intake, message):
    assert await address.push(message) == (200, b"success")
    assert await address.push(message, "n2") == (200, b"success")
    assert {each[2] for each in intake.parked} == {message.encode()}
    assert len({each[1] for each in intake.parked}) == 1


async def test_what_makes_our_own_reading_fail_is_kept_and_the_next_one_works(address, intake, monkeypatch):
    def failing(*_):
        raise IndexError

    with monkeypatch.context() as broken:
        broken.setitem(CONTENTS, "text", failing)
        assert await address.push(HELLO) == (200, b"success")
    assert [each[3] for each in intake.parked] == ["reading it failed: IndexError"]
    assert said((await address.push(HELLO, "n2"))[1])["Content"] == "收到"


async def test_what_is_no_xml_is_400(address, intake):
    assert (await address.push("no xml"))[0] == 400
    assert (intake.calls, intake.parked) == (0, [])


@pytest.mark.parametrize(
    ("status", "reason"),
    [("success", ""), ("failed:user block", "failed:user block"), ("failed: system failed", "failed: system failed")],
)
async def test_what_became_of_a_template_message_is_handed_on(address, intake, status, reason):
    finished = xml("event", AT, Event="TEMPLATESENDJOBFINISH", MsgID=200163836, Status=status)
    assert await address.push(finished) == (200, b"success")
    assert intake.reports == [(BOT, "200163836", reason)]


@pytest.mark.parametrize("event", ["VIEW", "LOCATION", "location_select", "kf_create_session", "of_next_year"])
async def test_events_that_are_nothing_to_us_are_answered_and_change_nothing(address, intake, event):
    assert await address.push(xml("event", AT, Event=event, EventKey="k")) == (200, b"success")
    assert (intake.calls, intake.parked) == (0, [])


async def test_until_the_channel_is_open_the_platform_is_asked_to_wait(address, intake):
    address.webhook.is_open = False
    assert (await address.push(HELLO))[0] == 503
    assert intake.calls == 0

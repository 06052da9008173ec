"""Tokens as the platforms give them out, the lists of addresses, and calls that are none."""

import asyncio

import aiohttp
import pytest

from tests.tencent_api import APP_ID, WECHAT_SECRET, refusals

ASKED = {"grant_type": "client_credential", "appid": APP_ID, "secret": WECHAT_SECRET}


async def _get(session, url: str, **query: str):
    async with session.get(url, params=query) as answer:
        return await answer.json(content_type=None)


async def test_the_same_token_is_given_until_five_minutes_before_its_end(wx, wire):
    first = await wire("stable_token", **ASKED)
    assert (len(first["access_token"]), first["expires_in"]) == (512, 7200)
    wx.clock.advance(7200 - 310)
    again = await wire("stable_token", **ASKED)
    assert again["access_token"] == first["access_token"]
    assert 300 < again["expires_in"] <= 310
    wx.clock.advance(10)
    second = await wire("stable_token", **ASKED)
    assert second["access_token"] != first["access_token"]
    # Both hold until the first one ends.
    assert [wx.tokens.check(each["access_token"]) for each in (first, second)] == wx.tokens.issued
    wx.clock.advance(300)
    with pytest.raises(refusals.Refusal, match="42001 access_token expired"):
        wx.tokens.check(first["access_token"])


async def test_a_forced_token_ends_the_one_before_but_not_twice_in_half_a_minute_nor_21_times_a_day(wx, wire):
    first = (await wire("stable_token", **ASKED))["access_token"]
    forced = (await wire("stable_token", **ASKED, force_refresh=True))["access_token"]
    assert forced != first
    with pytest.raises(refusals.Refusal, match="40001"):
        wx.tokens.check(first)
    assert (await wire("stable_token", **ASKED, force_refresh=True))["access_token"] == forced
    for _ in range(19):
        wx.clock.advance(30)
        await wire("stable_token", **ASKED, force_refresh=True)
    wx.clock.advance(30)
    assert (await wire("stable_token", **ASKED, force_refresh=True))["errcode"] == 45009


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"appid": "wx0"}, 40013), ({"secret": "no"}, 40125), ({"grant_type": "refresh"}, 40002)],
)
async def test_a_token_is_given_to_the_account_only(wire, wrong, code):
    assert (await wire("stable_token", **{**ASKED, **wrong}))["errcode"] == code


async def test_a_token_is_given_to_listed_addresses_only_and_the_words_name_ours(wx, wire):
    wx.white_list = {"10.0.0.1"}
    told = await wire("stable_token", **ASKED)
    assert told["errcode"] == 40164
    assert told["errmsg"].startswith("invalid ip 127.0.0.1 ipv6 ::ffff:127.0.0.1, not in whitelist rid: ")


async def test_a_call_needs_a_path_a_verb_a_token_and_json(wx, session, wire):
    at = f"{wx.api_url}/cgi-bin"
    assert (await _get(session, f"{at}/nothing/here"))["errcode"] == 40066
    assert (await _get(session, f"{at}/stable_token"))["errcode"] == 43002
    assert (await _get(session, f"{at}/getcallbackip"))["errcode"] == 41001
    assert (await _get(session, f"{at}/getcallbackip", access_token="x"))["errcode"] == 40014
    token = wx.tokens.given()[0]
    assert "127.0.0.1" in (await _get(session, f"{at}/getcallbackip", access_token=token))["ip_list"]
    for body, code in ((b"", 44002), (b"{", 47001), (b"[]", 47001), (rb'{"text": "\u4f60"}', 40033)):
        async with session.post(f"{at}/menu/create", params={"access_token": token}, data=body) as answer:
            assert (await answer.json(content_type=None))["errcode"] == code
    wx.tokens.are_all_wrong = True
    assert (await wire("menu/create"))["errcode"] == 40001


async def test_wecom_gives_one_token_until_it_ends_and_trusts_listed_addresses_only(corp, session, corp_wire):
    at = f"{corp.api_url}/cgi-bin/gettoken"
    right = {"corpid": corp.corp_id, "corpsecret": corp.secret}
    first = await _get(session, at, **right)
    corp.clock.advance(7199)
    assert (await _get(session, at, **right))["access_token"] == first["access_token"]
    assert (await _get(session, at, **{**right, "corpid": "ww0"}))["errcode"] == 40013
    assert (await _get(session, at, **{**right, "corpsecret": "no"}))["errcode"] == 40001
    corp.trusted = set()
    told = await corp_wire("message/send", touser="wang", msgtype="text", text={"content": "x"})
    assert told["errcode"] == 60020
    assert "from ip: 127.0.0.1, more info at https://open.work.weixin.qq.com/devtool/query?e=60020" in told["errmsg"]
    corp.trusted = None
    assert (await corp_wire("message/send", agentid=1))["errcode"] == 301002


async def test_faults_come_as_they_were_scripted_and_then_no_more(wx, wire):
    li = wx.person("Li")
    li.quota.give("message")
    message = {"touser": li.openid, "msgtype": "text", "text": {"content": "x"}}
    wx.faults.refuse("message/custom/send", refusals.BUSY)
    assert (await wire("message/custom/send", **message))["errcode"] == -1
    wx.faults.add("*", "lose")
    with pytest.raises(aiohttp.ClientError):
        await wire("message/custom/send", **message)
    assert len(li.inbox) == 1
    wx.faults.add("message/custom/send", "reset")
    with pytest.raises(aiohttp.ClientError):
        await wire("message/custom/send", **message)
    wx.faults.add("message/custom/send", "hang")
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(wire("message/custom/send", **message), 0.1)
    assert len(li.inbox) == 2
    await wx.falls()
    with pytest.raises(aiohttp.ClientError):
        await wire("message/custom/send", **message)
    await wx.rises()
    assert (await wire("message/custom/send", **message))["errcode"] == 0


async def test_a_bare_status_is_no_json(wx, session):
    wx.faults.add("getcallbackip", "status", status=502)
    async with session.get(f"{wx.api_url}/cgi-bin/getcallbackip") as answer:
        assert (answer.status, answer.content_type) == (502, "text/plain")

"""Tokens: fetched once by whoever needs them first, and tried twice at most."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from bot.handlers.tencent_api import Around, Held, NotSent, OwnTokens, Refused, TencentApi, corp_token, outcome_of
from bot.handlers.tencent_api import tokens as keeping
from bot.messages import RetryAt
from bot.ports import StoreError
from storage.open import open_store
from storage.sqlite.tokens import StoredTokens
from tests.handlers.fakes import FakeAlarms, FakeClock
from tests.handlers.tencent_calls.platform import APP, SECRET, desk

SEND = "/cgi-bin/message/custom/send"
SECOND = 1_000_000


async def test_a_token_is_asked_for_as_stable_and_never_by_force(platform, ours):
    await ours.api.post(SEND, {})
    assert platform.asked == [{"grant_type": "client_credential", "appid": APP, "secret": SECRET}]
    assert platform.queries == [{"access_token": platform.token}]


async def test_a_token_serves_until_shortly_before_its_end(platform, ours):
    await ours.api.post(SEND, {})
    ours.clock.wall_at += (7200 - 241) * SECOND
    await ours.api.post(SEND, {})
    assert len(platform.asked) == 1
    ours.clock.wall_at += 2 * SECOND
    await ours.api.post(SEND, {})
    assert len(platform.asked) == 2


async def test_a_token_near_its_end_is_not_fetched_for_every_call(platform, ours):
    platform.life = 60
    for _ in range(5):
        await ours.api.post(SEND, {})
    assert len(platform.asked) == 1


async def test_a_token_that_is_invalid_once_is_replaced_once_and_the_call_succeeds(platform, ours):
    await ours.api.post(SEND, {"n": 1})
    platform.withdrawn = 1
    await ours.api.post(SEND, {"n": 2})
    assert [told for _, told in platform.calls] == [{"n": 1}, {"n": 2}, {"n": 2}]
    assert len(platform.asked) == 2
    assert ours.alarms.raised == []


async def test_a_token_that_stays_invalid_costs_two_calls_and_then_none_until_later(platform, ours):
    platform.refuses_all = True
    with pytest.raises(Refused) as refused:
        await ours.api.post(SEND, {})
    assert len(platform.calls) == 2
    assert isinstance(outcome_of(refused.value), RetryAt)
    assert ours.alarms.kinds() == ["wechat-credentials"]
    with pytest.raises(Held) as held:
        await ours.api.post(SEND, {})
    assert outcome_of(held.value) == RetryAt(60.0, str(held.value), whole_bot=True)
    assert len(platform.calls) == 2
    ours.clock.wall_at += 61 * SECOND
    platform.refuses_all = False
    await ours.api.post(SEND, {})
    assert "wechat-credentials" in ours.alarms.cleared


async def test_twenty_senders_at_its_end_fetch_one_token(platform, ours):
    await ours.api.post(SEND, {})
    ours.clock.wall_at += 7200 * SECOND
    platform.delay = 0.02
    await asyncio.gather(*(ours.api.post(SEND, {}) for _ in range(20)))
    assert len(platform.asked) == 2
    assert len(platform.calls) == 21


async def test_twenty_senders_whose_token_is_withdrawn_fetch_one_token(platform, ours):
    await ours.api.post(SEND, {})
    platform.withdrawn, platform.delay = 1, 0.02
    await asyncio.gather(*(ours.api.post(SEND, {}) for _ in range(20)))
    assert len(platform.asked) == 2
    assert len(platform.calls) == 41


async def test_two_processes_on_one_database_fetch_one_token(platform, tmp_path):
    # SQLite lets one process in at a time, so both share its store and nothing else.
    async with AsyncExitStack() as exits:
        store = await open_store(f"sqlite:///{tmp_path}/desk.db")
        exits.push_async_callback(store.close)
        processes = [desk(platform.url, StoredTokens(store)) for _ in range(2)]
        for one in processes:
            await one.api.open()
            exits.push_async_callback(one.api.close)
        platform.delay = 0.05
        await asyncio.gather(*(one.api.post(SEND, {}) for one in processes * 10))
        assert len(platform.asked) == 1
        platform.withdrawn = 1
        await asyncio.gather(*(one.api.post(SEND, {}) for one in processes * 10))
        assert len(platform.asked) == 2


async def test_the_token_of_an_earlier_process_is_used(platform):
    kept = OwnTokens()
    for _ in range(2):
        one = desk(platform.url, kept)
        await one.api.open()
        await one.api.post(SEND, {})
        await one.api.close()
    assert len(platform.asked) == 1


class Taken(OwnTokens):
    """Another process has the lease and never brings a token."""

    async def lease(self, *_asked):
        return False


async def test_a_token_that_another_process_never_brings_is_not_waited_for_for_ever(platform, monkeypatch):
    monkeypatch.setattr(keeping, "PATIENCE", 0.05)
    monkeypatch.setattr(keeping, "LOOK", 0.01)
    one = desk(platform.url, Taken())
    await one.api.open()
    with pytest.raises(NotSent):
        await one.api.post(SEND, {})
    await one.api.close()
    assert platform.asked == []


class Broken(OwnTokens):
    """The database is out of reach."""

    async def get(self, _key):
        raise StoreError("disk I/O error")


async def test_a_database_that_fails_means_that_nothing_was_sent(platform):
    one = desk(platform.url, Broken())
    await one.api.open()
    with pytest.raises(NotSent):
        await one.api.post(SEND, {})
    await one.api.close()
    assert platform.calls == []


async def test_a_failed_fetch_lets_others_try_at_once(platform, tmp_path):
    store = await open_store(f"sqlite:///{tmp_path}/desk.db")
    one, other = (desk(platform.url, StoredTokens(store)) for _ in range(2))
    platform.answers["/cgi-bin/stable_token"] = [{"errcode": -1, "errmsg": "system error"}]
    for each in (one, other):
        await each.api.open()
    with pytest.raises(Refused):
        await one.api.post(SEND, {})
    await other.api.post(SEND, {})
    for each in (one, other):
        await each.api.close()
    await store.close()


async def test_who_waits_for_a_token_may_go_and_the_others_get_it(platform, ours):
    platform.delay = 0.05
    first, second = (asyncio.ensure_future(ours.api.post(SEND, {})) for _ in range(2))
    await asyncio.sleep(0.01)
    first.cancel()
    assert (await second)["errcode"] == 0
    assert len(platform.asked) == 1


async def test_two_apps_of_one_corporation_have_each_their_own_token(platform):
    kept, clock = OwnTokens(), FakeClock()
    for agent in ("1000002", "1000003"):
        around = Around(kept, clock, FakeAlarms())
        api = TencentApi(f"wecom:ww1.{agent}", platform.url, corp_token("ww1", f"secret-{agent}"), around)
        await api.open()
        await api.get("/cgi-bin/agent/get", {"agentid": agent})
        await api.close()
    assert platform.asked == [{"corpid": "ww1", "corpsecret": f"secret-{agent}"} for agent in ("1000002", "1000003")]


@pytest.mark.parametrize("answer", [{"errcode": 0}, {"access_token": "x", "expires_in": "soon"}, [], "no"])
async def test_an_answer_without_a_token_sends_nothing(platform, ours, answer):
    platform.answers["/cgi-bin/stable_token"] = [answer]
    with pytest.raises(NotSent):
        await ours.api.post(SEND, {})
    assert platform.calls == []


async def test_a_wrong_secret_is_an_alarm_in_the_platform_s_words_and_is_not_tried_again(platform, ours):
    platform.answers["/cgi-bin/stable_token"] = [{"errcode": 40125, "errmsg": "invalid appsecret rid: 2"}]
    with pytest.raises(Refused):
        await ours.api.post(SEND, {})
    assert ours.alarms.raised == [("wechat-credentials", "40125 invalid appsecret rid: 2")]
    with pytest.raises(Held):
        await ours.api.post(SEND, {})
    assert len(platform.asked) == 1


async def test_a_token_refused_for_a_reason_nobody_has_explained_costs_no_message(platform, ours):
    platform.answers["/cgi-bin/stable_token"] = [{"errcode": 40002, "errmsg": "invalid grant_type"}]
    with pytest.raises(Refused) as refused:
        await ours.api.post(SEND, {})
    assert isinstance(outcome_of(refused.value), RetryAt)
    assert ours.alarms.kinds() == ["wechat-credentials"]


async def test_a_platform_too_busy_for_a_token_is_no_alarm(platform, ours):
    platform.answers["/cgi-bin/stable_token"] = [{"errcode": -1, "errmsg": "system error"}]
    with pytest.raises(Refused) as refused:
        await ours.api.post(SEND, {})
    assert outcome_of(refused.value) == RetryAt(2.0, "-1 system error")
    assert ours.alarms.raised == []
    await ours.api.post(SEND, {})

"""What `check --online` finds out about [wecom], in words an operator can act on."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.handlers.tencent import Callback, Keys
from bot.handlers.tencent_api.findings import Findings
from bot.handlers.wecom.inspecting import inspect
from tests.handlers.fakes import FakeClock
from tests.handlers.tencent.desks import desk
from tests.handlers.wecom.conftest import WecomSettings
from tests.tencent_api import WeCom, wecom
from tests.tencent_api.wecom import AES_KEY, CORP_ID, SECRET, TOKEN

STAFF = {"wang": "Wang", "zhao": "zhao"}


@pytest.fixture
async def corp() -> AsyncIterator[WeCom]:
    async with wecom() as running:
        running.party(2, [running.member("wang", "王强"), running.member("zhao", "赵磊")])
        yield running


@pytest.fixture
async def ours(corp: WeCom) -> AsyncIterator[WecomSettings]:
    async with desk("/wecom", Callback(Keys(CORP_ID, TOKEN, AES_KEY), FakeClock()), sealed=True) as url:
        yield WecomSettings(corp.api_url, public_url=url)


async def found(settings: WecomSettings, staff=STAFF, party: str = "2") -> Findings:
    return await inspect(settings, staff, party, FakeClock())


async def test_settings_that_work_have_no_problems_and_what_to_set_is_said(ours):
    seen = await found(ours)
    assert seen.problems == []
    callback, addresses, range_ = seen.to_set
    assert f"设置API接收: URL {ours.public_url}/wecom" in callback
    assert "企业可信IP" in addresses
    assert "可见范围" in range_


async def test_an_address_that_is_not_trusted_is_named(corp, ours):
    corp.trusted = set()
    (problem,) = (await found(ours)).problems
    assert "the address we call from, 127.0.0.1;" in problem
    assert "企业可信IP" in problem


WRONG = {
    "wecom.corp_id": {"corp_id": "ww0000000000000000"},
    "wecom.secret": {"secret": "9" * 43},
    "wecom.agent_id": {"agent_id": 1000009},
    "wecom.api_url": {"api_url": "http://127.0.0.1:1"},
}


@pytest.mark.parametrize("key", WRONG)
async def test_a_wrong_setting_is_named_and_its_value_is_not(ours, key):
    problem, *_ = (await found(replace(ours, **WRONG[key]))).problems
    assert problem.startswith(f"{key}: ")
    assert SECRET not in problem
    assert "9" * 43 not in problem


async def test_staff_who_do_not_exist_or_do_not_see_the_application_are_named(corp, ours):
    corp.parties.clear()
    corp.members["zhao"].is_visible = False
    problems = (await found(ours, {**STAFF, "lin": "lin"}, "")).problems
    assert problems[0].startswith("staff zhao: their account zhao in WeCom does not see the application")
    assert "可见范围" in problems[0]
    assert problems[1].startswith("staff lin: their account lin in WeCom does not exist")
    assert len(problems) == 2


async def test_a_member_the_application_may_not_look_at_is_outside_its_range(corp, ours):
    corp.faults.refuse("user/get", (60011, "no privilege to access/modify contact/party/agent"))
    (problem,) = (await found(ours)).problems
    assert problem.startswith("staff wang: their account Wang in WeCom does not see the application")


@pytest.mark.parametrize(("people", "words"), [([], "nobody is in the department 7"), (None, "no department 7")])
async def test_a_department_nobody_is_in_is_said(corp, ours, people, words):
    if people is not None:
        corp.party(7, people)
    (problem,) = (await found(ours, party="7")).problems
    assert problem.startswith("wecom.staff_party: ")
    assert words in problem


async def test_a_callback_that_wecom_could_not_save_is_said(ours):
    (problem,) = (await found(replace(ours, aes_key="a" * 43))).problems
    assert problem.startswith(f"web.public_url: WeCom would not accept {ours.public_url}/wecom: ")
    (problem,) = (await found(replace(ours, public_url="http://127.0.0.1:1"))).problems
    assert "nothing answers there" in problem


async def test_other_refusals_are_told_with_their_number(corp, ours):
    corp.faults.refuse("user/simplelist", (99, "something new"))
    (problem,) = (await found(ours)).problems
    assert problem.startswith("wecom: WeCom refuses user/simplelist: 99 something new")

"""What `check --online` finds out about [wechat], in words an operator can act on."""

from collections.abc import AsyncIterator

import pytest

from bot.config.settings import Template, Templates, Wechat
from bot.handlers.tencent import Callback, Keys
from bot.handlers.tencent_api.findings import Findings
from bot.handlers.wechat.inspecting import inspect
from bot.handlers.wechat.menu import menu_of
from bot.texts import Texts
from tests.handlers.fakes import FakeClock
from tests.handlers.tencent.desks import desk
from tests.tencent_api import WeChat, refusals, wechat
from tests.tencent_api.wechat import AES_KEY, APP_ID, SECRET, TOKEN

TEXTS = Texts(("zh", "en"))
TICKET = Template(id="T1", number="character_string1", symptom="thing2")


@pytest.fixture
async def wx() -> AsyncIterator[WeChat]:
    async with wechat() as running:
        running.menu.buttons = menu_of((), TEXTS)["button"]
        yield running


@pytest.fixture
async def public_url() -> AsyncIterator[str]:
    async with desk("/wechat", Callback(Keys(APP_ID, TOKEN, AES_KEY), FakeClock()), sealed=False) as url:
        yield url


def settings(wx: WeChat, **given) -> Wechat:
    known = {"app_id": APP_ID, "secret": SECRET, "token": TOKEN, "aes_key": AES_KEY, "api_url": wx.api_url}
    return Wechat(**{**known, **given})


async def found(wx: WeChat, url: str, **given) -> Findings:
    return await inspect(settings(wx, **given), url, TEXTS, FakeClock())


async def test_settings_that_work_have_no_problems_and_what_to_set_is_said(wx, public_url):
    wx.templates.add("T1", "维修进度", "character_string1", "thing2")
    seen = await found(wx, public_url, templates=Templates(ticket=TICKET))
    assert seen.problems == []
    push, addresses = seen.to_set
    assert f"URL {public_url}/wechat" in push
    assert "安全模式" in push
    assert "API IP白名单" in addresses


async def test_an_address_that_is_not_on_the_list_is_named(wx, public_url):
    wx.white_list = {"10.0.0.1"}
    (problem,) = (await found(wx, public_url)).problems
    assert "the address we call from, 127.0.0.1;" in problem
    assert "API IP白名单" in problem
    assert len(wx.calls) == 1


WRONG = {
    "wechat.app_id": {"app_id": "wx0000000000000000"},
    "wechat.secret": {"secret": "9" * 32},
    "wechat.api_url": {"api_url": "http://127.0.0.1:1"},
}


@pytest.mark.parametrize("key", WRONG)
async def test_a_wrong_setting_is_named_and_its_value_is_not(wx, public_url, key):
    problem, *_ = (await found(wx, public_url, **WRONG[key])).problems
    assert problem.startswith(f"{key}: ")
    assert SECRET not in problem
    assert "9" * 32 not in problem


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        ((40243, "appsecret is frozen"), "冻结"),
        ((89503, "not confirmed"), "administrator"),
        ((-7, "something new"), "WeChat refuses getcallbackip: -7 something new"),
    ],
)
async def test_other_refusals_are_told_in_plain_words(wx, public_url, refusal, words):
    wx.faults.refuse("getcallbackip" if refusal[0] == -7 else "stable_token", refusal, times=9)
    problem, *_ = (await found(wx, public_url)).problems
    assert words in problem


async def test_a_token_that_is_never_good_ends_the_inspection(wx, public_url):
    wx.tokens.are_all_wrong = True
    (problem,) = (await found(wx, public_url)).problems
    assert problem.startswith("wechat: WeChat refuses getcallbackip: 40001")
    assert len(wx.called("getcallbackip")) == 2


async def test_a_menu_that_is_not_set_or_another_is_said(wx, public_url):
    wx.menu.buttons = []
    (problem,) = (await found(wx, public_url)).problems
    assert problem == "wechat.menu: no menu is set; serve sets it at its start"
    wx.menu.buttons = [{"name": "商城", "type": "view", "url": "https://shop.example"}]
    (problem,) = (await found(wx, public_url)).problems
    assert "another menu is set (商城)" in problem


async def test_an_account_that_is_not_certified_is_told_so(wx, public_url):
    for path in ("qrcode/create", "menu/get", "template/get_all_private_template"):
        wx.faults.refuse(path, (48001, "api unauthorized"))
    problems = (await found(wx, public_url, templates=Templates(ticket=TICKET))).problems
    assert len(problems) == 3
    assert all("已认证的服务号" in problem for problem in problems)


async def test_a_templates_fields_are_compared_with_the_settings(wx, public_url):
    wx.templates.add("T1", "维修进度", "character_string1", "thing3", "time4")
    (problem,) = (await found(wx, public_url, templates=Templates(ticket=TICKET))).problems
    assert problem.startswith("wechat.templates.ticket.symptom: the template has no field thing2; it has ")
    fitting = Template(id="T1", number="character_string1", symptom="thing3")
    (problem,) = (await found(wx, public_url, templates=Templates(survey=fitting))).problems
    assert problem == "wechat.templates.survey: nothing fills time4, and WeChat sends no empty field"


async def test_a_template_that_wechat_does_not_list_may_be_of_a_category(wx, public_url):
    seen = await found(wx, public_url, templates=Templates(ticket=TICKET))
    assert seen.problems == []
    assert "T1 is not among the templates WeChat lists (none); a 类目模板 is never listed" in seen.to_set[-1]
    assert "can be told nothing" in (await found(wx, public_url)).to_set[-1]


async def test_a_callback_that_wechat_could_not_save_is_said(wx, public_url):
    (problem,) = (await found(wx, "http://127.0.0.1:1")).problems
    assert problem.startswith(
        "web.public_url: WeChat would not accept http://127.0.0.1:1/wechat: nothing answers there"
    )
    (problem,) = (await found(wx, public_url, path="/other")).problems
    assert "says 404" in problem
    (problem,) = (await found(wx, public_url, token="anotherToken")).problems
    assert "says 403" in problem


async def test_refusals_that_concern_one_call_alone_let_the_rest_be_asked(wx, public_url):
    wx.faults.refuse("qrcode/create", refusals.BUSY, times=9)
    wx.menu.buttons = []
    problems = (await found(wx, public_url)).problems
    assert [problem.partition(":")[0] for problem in problems] == ["wechat", "wechat.menu"]

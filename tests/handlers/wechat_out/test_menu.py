"""The menu under the chat, and the codes that lead there."""

import asyncio
from dataclasses import dataclass

import pytest

from bot.handlers.tencent_api import Refused
from bot.handlers.wechat import codes, menu
from bot.texts import Texts

CREATE = "menu/create"


@dataclass
class Entry:
    """An entry as an operator writes it."""

    label: str
    says: str = ""
    url: str = ""
    entries: tuple["Entry", ...] = ()


@pytest.mark.parametrize("language", ["zh", "es", "en"])
async def test_ours_is_in_the_company_s_language_and_wechat_takes_it(outside, language):
    texts = Texts((language,))
    await menu.keep_set(outside.api, menu.menu_of((), texts))
    assert outside.platform.refused == []
    names = [item["name"] for item in outside.platform.menu.buttons]
    said = {text for text, _ in menu.OURS}
    assert names == [texts.label(text, language) for text, _ in menu.OURS]
    assert len(said) == 3


async def test_ours_reports_lists_tells_and_helps(outside):
    await menu.keep_set(outside.api, menu.menu_of((), Texts(("zh",))))
    first, second, third = outside.platform.menu.buttons
    assert (first["name"], first["key"]) == ("报修", "/report")
    assert {"/tickets", "/status"} < {item["key"] for item in second["sub_button"]}
    assert third["name"] == "帮助"
    assert "/help" in {item["key"] for item in third["sub_button"]}


async def test_an_operator_s_own_is_set_instead_cut_to_what_wechat_bears(outside):
    below = tuple(Entry(f"{n}", "帮助") for n in range(9))
    entries = (Entry("一二三四五六", "报修"), Entry("官网", url="https://desk.example"), Entry("更多", entries=below))
    await menu.keep_set(outside.api, menu.menu_of((*entries, Entry("第四")), Texts(("zh",))))
    assert outside.platform.refused == []
    first, second, third = outside.platform.menu.buttons
    assert first == {"name": "一二三四…", "type": "click", "key": "报修"}
    assert second == {"name": "官网", "type": "view", "url": "https://desk.example"}
    assert [item["name"] for item in third["sub_button"]] == ["0", "1", "2", "3", "4"]


async def test_an_entry_without_words_says_its_label(outside):
    await menu.keep_set(outside.api, menu.menu_of((Entry("报修"),), Texts(("zh",))))
    assert outside.platform.menu.keys == {"报修"}


async def test_a_menu_that_is_refused_stops_nothing(outside):
    outside.platform.faults.refuse(CREATE, (48001, "api unauthorized"), times=9)
    await asyncio.wait_for(menu.keep_set(outside.api, menu.menu_of((), Texts(("zh",)))), 2)
    assert len(outside.platform.called(CREATE)) == 1


async def test_a_menu_is_set_once_the_platform_can_be_reached(outside, monkeypatch):
    monkeypatch.setattr(menu, "AGAIN", 0.01)
    outside.platform.faults.add(CREATE, "status", times=3)
    await asyncio.wait_for(menu.keep_set(outside.api, menu.menu_of((), Texts(("zh",)))), 2)
    assert outside.platform.menu.buttons


async def test_a_permanent_code_leads_to_its_scene(outside):
    code = await codes.permanent(outside.api, "lift-3_east")
    assert code.url == "http://weixin.qq.com/q/lift-3_east"
    assert code.picture == "https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=gQH0001%2B%2F8jw%3D%3D"
    (call,) = outside.platform.called("qrcode/create")
    assert call.body == {
        "action_name": "QR_LIMIT_STR_SCENE",
        "action_info": {"scene": {"scene_str": "lift-3_east"}},
    }
    assert outside.platform.scenes.made == {"lift-3_east": float("inf")}


async def test_a_temporary_code_says_how_long_it_lasts(outside):
    await codes.temporary(outside.api, "once", codes.LONGEST)
    (call,) = outside.platform.called("qrcode/create")
    assert call.body["action_name"] == "QR_STR_SCENE"
    assert call.body["expire_seconds"] == 2_592_000


@pytest.mark.parametrize("scene", ["", "x" * 65, "电梯", "a b"])
async def test_a_scene_that_wechat_would_not_bear_is_not_asked_for(outside, scene):
    with pytest.raises(ValueError, match="a scene has"):
        await codes.permanent(outside.api, scene)
    assert outside.platform.calls == []


@pytest.mark.parametrize("seconds", [0, codes.LONGEST + 1])
async def test_a_temporary_code_lasts_thirty_days_at_most(outside, seconds):
    with pytest.raises(ValueError, match="a temporary code lasts"):
        await codes.temporary(outside.api, "a", seconds)


async def test_codes_that_are_used_up_are_an_error_with_its_code(outside):
    outside.platform.faults.refuse("qrcode/create", (45029, "qrcode count out of limit"))
    with pytest.raises(Refused) as refused:
        await codes.permanent(outside.api, "a")
    assert refused.value.code == 45029

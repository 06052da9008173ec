"""Each field of a template has its own short leash."""

import pytest

from bot.handlers.wechat.settings import Templates
from bot.handlers.wechat.templates import fitted, names
from tests.handlers.wechat_out.conftest import Form, Forms
from tests.tencent_api.templates import RULES


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("thing1", "三号楼\r\n电梯", "三号楼 电梯"),
        ("thing1", "修" * 20, "修" * 20),
        ("thing1", "修" * 21, "修" * 19 + "…"),
        ("thing1", "", "-"),
        ("thing1", " \n ", "-"),
        ("keyword2", "a" * 30, "a" * 19 + "…"),
        ("first", "a" * 30, "a" * 19 + "…"),
        ("character_string1", "BX-7K3M-9QK", "BX-7K3M-9QK"),
        ("character_string1", "单号 BX-1", "BX-1"),
        ("character_string1", "x" * 40, "x" * 32),
        ("phrase2", "已解决", "已解决"),
        ("phrase2", "等待客户确认", "等待客户确"),
        ("phrase2", "Solved", "请查看"),
        ("time4", "2026-09-21 21:13", "2026-09-21 21:13"),
    ],
)
def test_a_value_is_cut_to_what_its_field_bears(name, value, shown):
    assert fitted(name, value) == shown


@pytest.mark.parametrize("name", sorted(set(RULES) - {"number", "time", "date", "phone_number"}))
@pytest.mark.parametrize("value", ["", "修" * 50, "a\nb\tc", "Ñandú " * 9, "🔧" * 30, "\u202eabc", "处理中"])
def test_nothing_is_refused_whatever_it_says(name, value):
    assert RULES[name].fullmatch(fitted(f"{name}1", value))


def test_the_account_has_the_templates_that_are_configured():
    assert names(Forms()) == {"ticket", "survey"}
    assert names(Forms(ticket=None)) == {"survey"}
    only: Templates = Forms(ticket=Form("T"), survey=None)
    assert names(only) == {"ticket"}

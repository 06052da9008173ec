"""The routes of staff, and the switch that keeps WeChat's words out of Telegram, from the file to the house."""

from pathlib import Path

import pytest

from bot.app.house import house_of
from bot.config import of_tables
from tests.config.test_names import WANG, problem

BOTH = {**WANG, "telegram": 5, "wecom": "wang"}
COMPANY = {"company": {"name": "Ridgeline"}}


@pytest.mark.parametrize(
    ("routes", "said"),
    [
        (["telegram", "phone"], 'expected some of telegram, wecom, web, found "phone"'),
        (["wecom", "web"], 'staff wang.routes: "web" stands there, expected staff wang.web too'),
        (["wecom", "wecom"], "staff wang.routes: a route stands there twice"),
    ],
)
def test_a_route_is_known_leads_somewhere_and_stands_there_once(routes, said):
    assert said in problem(staff=[{**BOTH, "routes": routes}])


def test_calls_go_by_the_routes_of_the_row_else_in_the_order_of_the_manual():
    staff = [{**BOTH, "routes": ["wecom", "telegram"]}, {**WANG, "id": "zhao", "telegram": 6}]
    house = house_of(of_tables({**COMPANY, "staff": staff}, Path()))
    assert house.routes == {"wang": ("wecom", "telegram"), "zhao": ("telegram", "wecom", "web")}


def test_nothing_is_kept_from_telegram_unless_the_file_says_so():
    assert house_of(of_tables({**COMPANY, "staff": [WANG]}, Path())).keep_wechat_private is False
    told = of_tables({**COMPANY, "staff": [WANG], "desk": {"keep_wechat_private": True}}, Path())
    assert house_of(told).keep_wechat_private is True

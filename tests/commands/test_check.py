"""`baoxiu check` names what is wrong or out of reach, and is quiet when nothing is."""

import pytest

from bot.commands import check as checking
from bot.config import load
from tests.architecture.source import ROOT

COMPLETE = """
[company]
name = "Ridgeline"
[[staff]]
id = "wang"
name = "Will Ward"
roles = ["on_duty"]
web = true
[[staff]]
id = "zhao"
name = "Zoe Adams"
roles = ["on_duty"]
web = true
[[staff]]
id = "sun"
name = "Sam Noble"
roles = ["manager", "head", "admin"]
web = true
"""
TELEGRAM = '[telegram]\ntoken = "123456:abcdefghijk"\napi_url = "http://127.0.0.1:9"\n'


def problems(desk, type_in, text: str) -> list[str]:
    desk.path.write_text(text, "utf-8")
    checked = type_in("check", "--json")
    assert checked.code == 1
    assert checked.json["ok"] is False
    return checked.json["problems"]


def test_nothing_is_wrong_with_a_complete_desk(desk, type_in):
    desk.path.write_text(COMPLETE, "utf-8")
    checked = type_in("check")
    assert (checked.code, checked.out, checked.err) == (0, "nothing is wrong\n", "")
    assert type_in("check", "--json").json == {"ok": True, "problems": []}


def test_the_shipped_example_passes(type_in):
    assert type_in("check", "--config", str(ROOT / "config.example.toml")).code == 0


def test_a_rung_with_nobody_is_found(desk, type_in):
    text = COMPLETE.replace('"manager", "head", "admin"', '"manager", "admin"')
    assert problems(desk, type_in, text) == [
        "level 1, rung 4 (role:head): nobody there can be paged",
        "level 2, rung 4 (role:head): nobody there can be paged",
    ]


def test_a_backup_nobody_can_page_is_found(desk, type_in):
    text = COMPLETE.replace('name = "Zoe Adams"\nroles = ["on_duty"]\nweb = true', 'name = "Z"\nroles = ["on_duty"]')
    found = problems(desk, type_in, text)
    assert found[0] == "staff zhao: cannot be paged: expected telegram or wecom = their user id, or web = true"
    assert "level 1, rung 2 (rota:second): nobody there can be paged" in found


def test_a_telegram_route_without_telegram_cannot_page(desk, type_in):
    text = COMPLETE.replace('id = "sun"\n', 'id = "sun"\ntelegram = 5\n').replace('"admin"]\nweb = true', '"admin"]')
    found = problems(desk, type_in, text)
    assert found[0] == "staff sun: cannot be paged: there is a telegram id, but no [telegram] section"
    assert found[1] == (
        "nobody who can be paged has the role admin: alarms, and faults nobody answers, would reach no one"
    )
    assert found[2] == "desk.alarm role:admin: nobody there can be paged"


def test_a_wecom_route_without_wecom_cannot_page(desk, type_in):
    text = COMPLETE.replace('id = "sun"\n', 'id = "sun"\nwecom = "sun"\n').replace('"admin"]\nweb = true', '"admin"]')
    assert problems(desk, type_in, text)[0] == (
        "staff sun: cannot be paged: there is a wecom id, but no [wecom] section"
    )


def test_a_person_a_ladder_names_must_be_pageable(desk, type_in):
    ladder = (
        '[[ladder]]\nid = "own"\nseverity = 3\nrepeat = "1h"\n'
        'rungs = [{ after = "0s", notify = "staff:lin" }, { after = "1m", notify = "staff:sun" }]\n'
        '[[staff]]\nid = "lin"\nname = "Linda"\nroles = ["field"]\n'
    )
    assert problems(desk, type_in, COMPLETE + ladder) == [
        "staff lin: cannot be paged: expected telegram or wecom = their user id, or web = true",
        "level 3, rung 1 (staff:lin): nobody there can be paged",
    ]


def test_every_mistake_of_the_file_is_listed(desk, type_in):
    found = problems(desk, type_in, '[company]\nname = ""\ntime_zone = "Mars/Olympus"\n')
    assert found[0] == "config.toml: company.name: expected the company's name"
    assert found[1].startswith('config.toml: company.time_zone: expected a time zone, found "Mars/Olympus"')


def test_own_texts_that_cannot_be_read_are_found(desk, type_in):
    folder = desk.folder / "texts" / "en"
    folder.mkdir(parents=True)
    (folder / "own.ftl").write_text("greeting = Hello { $nobody }\n", "utf-8")
    found = problems(desk, type_in, COMPLETE + '[desk]\ntexts = "texts"\n')
    assert any("greeting: nobody gives it $nobody" in problem for problem in found)


def test_own_texts_that_are_no_text_are_found(desk, type_in):
    folder = desk.folder / "texts" / "en"
    folder.mkdir(parents=True)
    (folder / "own.ftl").write_bytes(b"\xff")
    said = f"desk.texts: a file below {desk.folder}/texts is no UTF-8 text"
    assert problems(desk, type_in, COMPLETE + '[desk]\ntexts = "texts"\n') == [said]
    served = type_in("serve")
    assert (served.code, served.err.splitlines()[-1]) == (1, f"baoxiu: {said}")


def test_the_platform_is_asked_only_online(desk, type_in):
    desk.path.write_text(COMPLETE + TELEGRAM, "utf-8")
    assert type_in("check").code == 0


def test_a_platform_that_does_not_answer_is_named_and_the_token_is_not(desk, type_in):
    desk.path.write_text(COMPLETE + TELEGRAM, "utf-8")
    checked = type_in("check", "--online")
    assert checked.code == 1
    assert checked.out.startswith("to be set at telegram: @BotFather")
    assert "\ntelegram.api_url: Telegram does not answer" in checked.out
    assert "abcdefghijk" not in checked.out + checked.err


def test_without_telegram_there_is_nothing_to_ask_online(desk, type_in):
    desk.path.write_text(COMPLETE, "utf-8")
    assert type_in("check", "--online").code == 0


WEB = '[web]\npublic_url = "https://desk.example.com"\n'
WECHAT = f"""[wechat]
app_id = "wx0123456789abcdef"
secret = "the-secret-of-wechat"
token = "TokenOfWechat"
aes_key = "{"a" * 43}"
api_url = "http://127.0.0.1:9"
"""
WECOM = WECHAT.replace("[wechat]", "[wecom]").replace("app_id", "agent_id = 1000002\ncorp_id")


def test_addresses_tencent_cannot_call_are_found_offline(desk, type_in):
    text = COMPLETE + WEB + WECHAT + WECOM
    desk.path.write_text(text, "utf-8")
    assert type_in("check").code == 0
    for url in ("http://desk.example.com", "https://desk.example.com:8443"):
        (problem,) = problems(desk, type_in, text.replace("https://desk.example.com", url))
        assert problem.startswith("web.public_url: WeChat and WeCom cannot come in safely: expected https at port 443")
    found = problems(desk, type_in, COMPLETE + WEB + WECHAT + WECOM + 'path = "/wechat"\n')
    assert found == ["wecom.path: /wechat is wechat.path already"]


def test_what_belongs_where_at_tencent_is_said_online_and_no_secret(desk, type_in):
    desk.path.write_text(COMPLETE + WEB.replace("desk.example.com", "127.0.0.1:1") + WECHAT + WECOM, "utf-8")
    checked = type_in("check", "--online")
    assert checked.code == 1
    lines = checked.out.splitlines()
    assert lines[0].startswith("to be set at wechat: ")
    assert any(line.startswith("to be set at wecom: ") for line in lines)
    assert any(line.startswith("wechat.api_url: WeChat does not answer") for line in lines)
    assert any(line.startswith("wecom.api_url: WeCom does not answer") for line in lines)
    for secret in ("the-secret-of-wechat", "TokenOfWechat", "a" * 43):
        assert secret not in checked.out + checked.err
    assert type_in("check", "--online", "--json").json["to_set"] == [line[13:] for line in lines if "to be set" in line]


@pytest.mark.parametrize("kind", ["rota:first", "role:admin", "staff:sun", "rota:duty"])
def test_whom_a_rung_calls(desk, kind):
    text = COMPLETE + '[[rota]]\nid = "duty"\nmembers = ["sun"]\n'
    desk.path.write_text(text, "utf-8")
    assert checking.called(load(desk.path), kind) == ["sun"]

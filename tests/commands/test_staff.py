"""`baoxiu staff` and `baoxiu duty`: who works here, who may join, who is called."""

import re

import pytest

LINK = re.compile(r"in the browser: http://127\.0\.0\.1:0/chat/join/(?P<token>[A-Za-z0-9_-]{22})")


def test_the_staff_of_the_configuration_are_listed(desk, type_in):
    desk.do()
    listed = type_in("staff", "list", "--json").json
    assert [(each["id"], each["roles"]) for each in listed] == [
        ("sun", ["admin", "head", "manager"]),
        ("wang", ["on_duty"]),
    ]
    assert "wang  Will Ward  on_duty" in type_in("staff", "list").out


def test_an_invited_person_who_joins_can_be_paged(desk, type_in):
    desk.do()
    invited = type_in("staff", "invite", "--id", "wang")
    assert invited.code == 0
    assert invited.out.startswith("Will Ward may join once, until 2")
    token = LINK.search(invited.out)["token"]
    assert "cannot be reached" in type_in("staff", "list").out
    desk.do(desk.says("new-phone", start=token))
    wang = type_in("staff", "list", "--json").json[-1]
    assert wang["routes"] == ["web:desk/new-phone"]


def test_somebody_new_is_invited_by_name_and_roles(desk, type_in):
    desk.do()
    invited = type_in("staff", "invite", "--name", "Ana Ruiz", "--role", "field", "--role", "reception", "--json")
    token = invited.json["start"]
    assert invited.json["web"].endswith(f"/chat/join/{token}")
    desk.do(desk.says("anas-phone", start=token))
    ana = next(each for each in type_in("staff", "list", "--json").json if each["name"] == "Ana Ruiz")
    assert ana["roles"] == ["field", "reception"]


def test_somebody_new_may_be_given_an_id(desk, type_in):
    desk.do()
    assert type_in("staff", "invite", "--id", "ana", "--name", "Ana Ruiz", "--role", "field").code == 0
    assert [each["id"] for each in type_in("staff", "list", "--json").json] == ["ana", "sun", "wang"]


def test_with_telegram_the_invitation_says_what_to_send_the_bot(type_in, monkeypatch):
    monkeypatch.setenv("BAOXIU_TELEGRAM__TOKEN", "123456:abcdefghijk")
    invited = type_in("staff", "invite", "--id", "wang", "--name", "W", "--role", "field")
    token = LINK.search(invited.out)["token"]
    assert f"  on Telegram, to the bot: /start {token}\n" in invited.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "expected --name and --role, or --id of one of the staff"),
        (("--name", "Ana"), "expected --name and --role, or --id of one of the staff"),
        (("--id", "Ana"), '--id: expected small letters, digits, - and _ (40 at most), found "Ana"'),
        (
            ("--id", "ana"),
            'nobody of the staff has the id "ana": expected --name and --role for somebody new',
        ),
    ],
)
def test_an_invitation_for_nobody_is_wrong_use(desk, type_in, words, said):
    desk.do()
    invited = type_in("staff", "invite", *words)
    assert (invited.code, invited.out, invited.err) == (2, "", f"baoxiu: {said}\n")


def test_an_unknown_role_names_the_nearest(type_in):
    invited = type_in("staff", "invite", "--name", "Ana", "--role", "manger")
    assert invited.code == 2
    assert invited.err.endswith('found "manger"; the nearest is manager\n')


def test_nobody_is_on_duty_before_anybody_joined(desk, type_in):
    desk.do()
    now = type_in("duty", "now")
    assert now.code == 1
    assert now.out == "nobody: 1 on the rota duty, and too few of them can be paged\n"
    assert type_in("duty", "now", "--json").json == {"rota": "duty", "person": None}


def test_the_first_who_can_be_paged_is_on_duty_and_the_second_is_next(desk, type_in):
    text = desk.path.read_text("utf-8") + '[[rota]]\nid = "night"\nmembers = ["sun", "wang"]\n'
    desk.path.write_text(text, "utf-8")
    desk.do(desk.joins("wang"), desk.joins("sun"))
    assert type_in("duty", "now").out == "Sam Noble (sun)\n"
    assert type_in("duty", "next", "--json").json == {
        "rota": "night",
        "person": {"id": "wang", "name": "Will Ward"},
    }

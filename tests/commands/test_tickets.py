"""`baoxiu ticket`: the open ones, and one of them with its timeline and its clock."""

import sqlite3

from bot.domain import numbers


def test_a_desk_without_tickets_lists_none(desk, type_in):
    desk.do()
    listed = type_in("ticket", "list", "--json")
    assert (listed.code, listed.json) == (0, [])


def test_an_open_ticket_is_listed_with_its_clock(desk, type_in):
    number = numbers.show(numbers.Number(desk.outage()))
    (ticket,) = type_in("ticket", "list", "--json").json
    assert ticket["number"] == number
    assert ticket["severity"] == 1
    assert ticket["state"] == "new"
    assert ticket["respond_due_at"] == "2026-11-18T08:31:00+00:00"
    listed = type_in("ticket", "list")
    assert listed.code == 0
    assert f"{number}  1      new    2026-11-18 16:31" in listed.out


def test_a_ticket_is_shown_with_its_record_and_its_pages(desk, type_in):
    number = desk.outage()
    shown = type_in("ticket", "show", number, "--json")
    assert shown.code == 0
    file = shown.json
    assert file["timeline"][0]["kind"] == "opened"
    assert file["timeline"][0]["words"]["symptom"] == "the core switch is down"
    assert file["pages"][0]["person"] == "Will Ward"
    assert file["policy"]["preset"] == "class-abc"
    assert "why" not in file
    plain = type_in("ticket", "show", number)
    assert "opened" in plain.out
    assert "paged Will Ward: rung 1, round 1, sent" in plain.out


def test_a_number_may_be_typed_as_people_write_it(desk, type_in):
    number = desk.outage()
    assert type_in("ticket", "show", f"bx {number[:4].lower()}-{number[4:].lower()}").code == 0


def test_why_shows_how_the_clock_was_counted(desk, type_in):
    number = desk.outage()
    shown = type_in("ticket", "show", number, "--why")
    assert "starts 2026-11-18T08:01:00+00:00, allowed 0:30:00" in shown.out
    assert "due 2026-11-18T08:31:00+00:00" in shown.out
    assert "no person has answered yet" in shown.out


def test_why_names_the_answer_that_stopped_the_clock(desk, type_in):
    number = desk.outage()
    desk.do(desk.says("phone-of-wang", f"/ack {number}"))
    why = type_in("ticket", "show", number, "--why", "--json").json["why"]
    assert why[-1].startswith("a person answered 2026-11-18T08:02:00+00:00, in time")


def test_a_ticket_that_is_not_there_is_a_no(desk, type_in):
    desk.do()
    shown = type_in("ticket", "show", "BX-7K3M-9QK")
    assert (shown.code, shown.out) == (1, "")
    assert shown.err == "baoxiu: there is no ticket BX-7K3M-9QK\n"


def test_a_number_with_a_wrong_check_sign_is_wrong_use(type_in):
    shown = type_in("ticket", "show", "BX-7K3M-9QQ")
    assert shown.code == 2
    assert shown.err == (
        "baoxiu: 'BX-7K3M-9QQ' is no ticket number: expected one like BX-7K3M-9QK, its last sign a check\n"
    )


def test_without_a_database_one_line_says_so(desk, type_in):
    listed = type_in("ticket", "list")
    assert listed.code == 1
    assert listed.err == f"baoxiu: sqlite:///{desk.folder}/baoxiu.db: there is no such database\n"


def test_erased_words_are_shown_as_erased(desk, type_in):
    number = desk.outage()
    database = sqlite3.connect(desk.folder / "baoxiu.db")
    database.execute("DELETE FROM personal")
    database.commit()
    database.close()
    file = type_in("ticket", "show", number, "--json").json
    assert file["timeline"][0]["words"] == {"": "(erased)"}

"""`baoxiu audit verify` finds what was changed, removed or cut off, and forgives an erasure."""

import sqlite3

import pytest

from bot.domain import numbers


@pytest.fixture
def number(desk) -> str:
    written = desk.outage()
    desk.do(desk.says("phone-of-wang", f"/ack {written}"), anchor)
    return numbers.show(numbers.Number(written))


async def anchor(app):
    await app.engine.auditor.tidy()


def tamper(desk, *statements: str) -> None:
    database = sqlite3.connect(desk.folder / "baoxiu.db")
    database.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()


@pytest.mark.usefixtures("number")
def test_untouched_timelines_pass(type_in):
    verified = type_in("audit", "verify")
    assert verified.code == 0
    assert verified.out.startswith("1 tickets, ")
    assert verified.out.endswith("1 anchors: all as they were written\n")


def test_a_desk_without_tickets_passes(desk, type_in):
    desk.do()
    assert type_in("audit", "verify", "--json").json == {
        "tickets": 0,
        "events": 0,
        "anchors": 0,
        "problems": [],
    }


@pytest.mark.parametrize("change", ["at = at + 1", "data = '{}'", "kind = 'noted'", '"by" = NULL', "version = 9"])
def test_a_changed_event_is_found(desk, number, type_in, change):
    tamper(desk, f"UPDATE events SET {change} WHERE sequence = 1")  # noqa: S608  the changes stand above
    verified = type_in("audit", "verify", "--json")
    assert verified.code == 1
    assert verified.json["problems"][0].startswith(f"{number}: event 1 (")
    assert verified.json["problems"][0].endswith("was changed")


def test_changed_personal_words_are_found(desk, number, type_in):
    tamper(desk, """UPDATE personal SET words = '{"symptom":"nothing much"}'""")
    assert f"{number}: event 1 (opened) was changed" in type_in("audit", "verify").out


def test_a_removed_event_is_found(desk, number, type_in):
    tamper(desk, "DELETE FROM events WHERE sequence = 2")
    verified = type_in("audit", "verify")
    assert verified.code == 1
    assert f"{number}: event 2 was removed" in verified.out


def test_a_cut_off_event_is_found(desk, number, type_in):
    tamper(desk, "DELETE FROM events WHERE sequence = (SELECT max(sequence) FROM events)")
    verified = type_in("audit", "verify")
    assert verified.code == 1
    assert "was cut off" in verified.out
    assert number in verified.out


def test_a_cut_off_event_is_found_though_the_ticket_was_made_to_fit(desk, number, type_in):
    tamper(
        desk,
        "DELETE FROM events WHERE sequence = (SELECT max(sequence) FROM events)",
        "UPDATE tickets SET sequence = (SELECT max(sequence) FROM events), "
        "head = (SELECT hash FROM events ORDER BY sequence DESC LIMIT 1)",
    )
    verified = type_in("audit", "verify")
    assert verified.code == 1
    assert f"{number}: event" in verified.out
    assert "was removed after it had been anchored" in verified.out


def test_a_changed_head_is_found(desk, number, type_in):
    tamper(desk, "UPDATE tickets SET head = x'00'")
    assert f"{number}: the timeline does not end as its ticket says" in type_in("audit", "verify").out


@pytest.mark.usefixtures("number")
def test_a_removed_ticket_is_found(desk, type_in):
    tamper(desk, "DELETE FROM tickets")
    verified = type_in("audit", "verify")
    assert verified.code == 1
    assert "was removed, its events are still there" in verified.out


@pytest.mark.usefixtures("number")
def test_a_changed_anchor_is_found(desk, type_in):
    tamper(desk, "UPDATE anchors SET digest = x'00'")
    verified = type_in("audit", "verify")
    assert verified.code == 1
    assert "does not fit its heads or the anchor before it" in verified.out


@pytest.mark.usefixtures("number")
def test_an_erasure_leaves_the_chain_whole(desk, type_in):
    tamper(desk, "DELETE FROM personal")
    assert type_in("audit", "verify").code == 0

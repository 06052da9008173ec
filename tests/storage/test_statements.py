"""Named queries, and how values reach them."""

import re
import sqlite3

import pytest

from bot.desk import rows
from storage.named import QueryError, migrations, queries
from storage.sqlite.connection import has_reset_bug
from storage.sqlite.schema import migrate
from storage.sqlite.statements import numbered, texts
from storage.tables import maker
from tests.storage.things import outbox


@pytest.fixture
def database():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, migrations())
    yield connection
    connection.close()


def test_a_value_is_bound_by_its_number_even_when_the_second_stands_first(database):
    assert database.execute(numbered("SELECT $2, $1"), ("first", "second")).fetchone() == ("second", "first")


@pytest.mark.parametrize("name", sorted(texts()))
def test_every_statement_fits_the_schema(database, name):
    text = texts()[name]
    values = max((int(number) for number in re.findall(r"\?(\d+)", text)), default=0)
    assert database.execute(f"EXPLAIN {text}", (None,) * values).fetchall()


def test_no_statement_of_the_hot_path_reads_a_whole_table(database):
    hot = [
        "facts",
        "prompt_by_token",
        "inbox_take",
        "update_conversations",
        "outbox_heads",
        "outbox_front",
        "outbox_ready",
        "outbox_claim",
        "timers_due",
    ]
    hot += ["outbox_settle", "outbox_expire", "outbox_lease_ended", "outbox_orphans", "ticket_facts", "pages_withdraw"]
    for name in hot:
        values = max(int(number) for number in re.findall(r"\?(\d+)", texts()[name]))
        plan = database.execute(f"EXPLAIN QUERY PLAN {texts()[name]}", (None,) * values).fetchall()
        # Whole indexes that hold only what is on its way may be read; `waiting` and `j` are what the query was given.
        fine = re.compile(r"USING INDEX|SCAN waiting$|SCAN j VIRTUAL TABLE")
        whole = [line for *_, line in plan if line.startswith("SCAN ") and not fine.search(line)]
        assert whole == [], name


def test_a_name_is_given_once_and_columns_are_filled_in(tmp_path):
    (tmp_path / "a.sql").write_text("-- name: one\n-- about it: $9\nSELECT {alarms a} FROM alarms a;\n\n-- next\n")
    assert queries(tmp_path) == {"one": 'SELECT a."id", a."kind", a."detail", a."at" FROM alarms a'}
    (tmp_path / "b.sql").write_text("-- name: one\nSELECT 1;\n")
    queries.cache_clear()
    with pytest.raises(QueryError, match="taken"):
        queries(tmp_path)


async def test_a_query_nobody_wrote_is_refused_by_its_name(store):
    with pytest.raises(QueryError, match="nothing_such"):
        await store.turn(lambda work: work.execute("nothing_such"))
    with pytest.raises(QueryError, match="nothing_such"):
        await store.reads().rows("nothing_such")


def test_a_row_is_made_of_its_columns():
    row = outbox(61, ticket=51)
    assert maker(rows.Outbox)(*(getattr(row, name) for name in row.__struct_fields__)) == row


@pytest.mark.parametrize(
    ("version", "affected"),
    [
        ((3, 6, 23), False),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 0), False),
    ],
)
def test_sqlite_versions_with_the_reset_bug_are_known(version, affected):
    assert has_reset_bug(version) is affected

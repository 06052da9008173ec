"""Migrations: applied once and in order, whole or not at all, and never over a newer database."""

import sqlite3

import pytest

from storage.named import Migration, QueryError, migrations
from storage.sqlite.schema import SchemaError, migrate, statements
from storage.tables import BY_NAME
from tests.storage.engines import SqliteBench

FIRST = Migration(1, "first", "CREATE TABLE a (x);\nCREATE TABLE b (x);\n")
SECOND = Migration(2, "second", "ALTER TABLE a ADD COLUMN y;\n")


@pytest.fixture
def database():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    yield connection
    connection.close()


def tables(database):
    return {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_what_is_missing_is_applied_once(database):
    assert migrate(database, [FIRST]) == 1
    assert migrate(database, [FIRST, SECOND]) == 1
    assert migrate(database, [FIRST, SECOND]) == 0
    assert tables(database) == {"migrations", "a", "b"}


def test_a_database_of_a_newer_program_is_refused(database):
    migrate(database, [FIRST, SECOND])
    with pytest.raises(SchemaError, match="newer program"):
        migrate(database, [FIRST])


def test_a_migration_whose_text_changed_is_refused(database):
    migrate(database, [FIRST])
    with pytest.raises(SchemaError, match="another text"):
        migrate(database, [Migration(1, "first", FIRST.text + "-- later\n")])


def test_a_step_that_fails_leaves_nothing_of_itself(database):
    broken = Migration(2, "broken", "CREATE TABLE c (x);\nCREATE TABLE a (x);\n")
    with pytest.raises(sqlite3.OperationalError):
        migrate(database, [FIRST, broken])
    assert tables(database) == {"migrations", "a", "b"}
    assert migrate(database, [FIRST, SECOND]) == 1


def test_a_script_is_taken_apart_at_the_ends_of_statements():
    script = "-- a; b\nCREATE TABLE a (\n  x -- ;\n);\nINSERT INTO a VALUES (';');\n"
    assert len(list(statements(script))) == 2
    with pytest.raises(SchemaError, match="middle of a statement"):
        list(statements("CREATE TABLE a (x);\nCREATE TABLE"))


def test_our_migrations_leave_no_gap(tmp_path):
    assert [step.number for step in migrations()] == list(range(1, len(migrations()) + 1))
    (tmp_path / "0001_a.sql").touch()
    (tmp_path / "0003_b.sql").touch()
    with pytest.raises(QueryError, match="gap"):
        migrations(tmp_path)


def test_an_inbox_of_the_first_form_keeps_what_was_taken_and_forgets_how_it_came(database):
    migrate(database, migrations()[:1])
    row = ("telegram:1", "7", 1, "u1", b"answer", b"the words of somebody")
    database.execute(
        "INSERT INTO inbox (bot, delivery_id, received_at, address, answer, raw) VALUES (?, ?, ?, ?, ?, ?)", row
    )
    migrate(database, migrations())
    assert database.execute("SELECT bot, delivery_id, received_at, address, answer FROM inbox").fetchall() == [row[:5]]
    assert b"the words of somebody" not in database.serialize()
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO inbox (bot, delivery_id, received_at, address) VALUES (?, ?, ?, ?)", row[:4])


@pytest.mark.parametrize("table", BY_NAME)
def test_every_row_class_is_a_table_with_all_its_columns(database, table):
    migrate(database, migrations())
    columns = {name for _, name, *_ in database.execute(f"PRAGMA table_info({table})")}
    assert columns >= set(BY_NAME[table].__struct_fields__)


async def test_a_store_refuses_a_newer_database_and_leaves_it_alone(tmp_path):
    bench = SqliteBench(tmp_path)
    await bench.open()
    await bench.close()
    path = tmp_path / "desk.db"
    with sqlite3.connect(path) as database:
        database.execute("INSERT INTO migrations VALUES (99, 'future', 'x')")
    database.close()
    before = path.read_bytes()
    with pytest.raises(SchemaError):
        await bench.open()
    assert path.read_bytes() == before

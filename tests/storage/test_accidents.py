"""Full and read-only disks, killed processes: nobody is told "kept" for what is not there."""

import asyncio
import contextlib
import resource
import sqlite3
import subprocess
import sys
import textwrap

import pytest

from bot.desk.facts import Changes
from bot.ports import StoreError
from storage.lock import AlreadyOpen
from storage.named import QueryError
from storage.open import open_reads, open_store
from storage.sqlite import connection
from storage.sqlite.writer import Limits, Writer
from tests.storage.engines import SqliteBench
from tests.storage.things import ask, attachment, family, save, with_ticket

#: Big enough that a few of them fill a page.
LONG = "x" * 3_000


async def stored_turns(store, names):
    """Return which of these messages are stored: seen before, with their reply in the outbox."""
    return {name for name in names if await ask(store, "meta_get", name)}


def keep(name):
    async def turn(work):
        await work.execute("meta_set", name, LONG)
        return name

    return turn


async def test_disk_full_under_a_batch_of_64_loses_nobody_who_was_told_it_is_kept(engine):
    store = await engine.open()
    names = [f"turn{number}" for number in range(64)]
    await engine.fill_disk(store, pages_left=20)
    outcomes = await asyncio.gather(*(store.turn(keep(name)) for name in names), return_exceptions=True)
    told = {outcome for outcome in outcomes if isinstance(outcome, str)}
    failed = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]

    assert told
    assert failed
    assert all(isinstance(failure, StoreError) for failure in failed)
    assert await stored_turns(store, names) == told

    await engine.empty_disk(store)
    again = [name for name in names if name not in told]
    assert await asyncio.gather(*(store.turn(keep(name)) for name in again)) == again
    assert await stored_turns(store, names) == set(names)


async def test_a_read_only_database_answers_later_and_is_still_read(tmp_path):
    bench = SqliteBench(tmp_path)
    store = await bench.open()
    await store.turn(keep("before"))
    await bench.forbid_writing(store)
    with pytest.raises(StoreError, match="readonly"):
        await store.turn(keep("refused"))
    assert await stored_turns(store, ["before", "refused"]) == {"before"}
    await bench.close()


async def test_a_disk_that_fails_at_the_commit_answers_later_and_recovers(tmp_path):
    bench = SqliteBench(tmp_path)
    store = await bench.open()
    names = [f"turn{number}" for number in range(10)]
    with no_file_grows():
        outcomes = await asyncio.gather(*(store.turn(keep(name)) for name in names), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [StoreError] * 10
    assert not await stored_turns(store, names)
    assert await asyncio.gather(*(store.turn(keep(name)) for name in names)) == names
    assert await stored_turns(store, names) == set(names)
    await bench.close()


async def test_a_database_that_somebody_else_holds_answers_later_and_recovers(tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "BUSY_WITHIN_MS", 50)
    bench = SqliteBench(tmp_path)
    store = await bench.open()
    with contextlib.closing(sqlite3.connect(tmp_path / "desk.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        outcomes = await asyncio.gather(*(store.turn(keep(f"t{n}")) for n in range(5)), return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [StoreError] * 5
        other.execute("ROLLBACK")
    assert await store.turn(keep("taken")) == "taken"
    await bench.close()


@contextlib.contextmanager
def no_file_grows():
    """Let every write of this process that would make a file longer fail, as on a broken disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def test_a_full_disk_and_a_poisoned_turn_in_one_batch_touch_nobody_else(engine):
    store = await engine.open()
    await save(store, family())

    async def poisoned(work):  # noqa: ARG001  # it fails before it reads
        raise ValueError("poison")

    await engine.fill_disk(store, pages_left=8)
    turns = [store.turn(keep(f"t{number}")) for number in range(30)]
    outcomes = await asyncio.gather(*turns, store.turn(poisoned), return_exceptions=True)
    told = {outcome for outcome in outcomes if isinstance(outcome, str)}

    assert isinstance(outcomes[-1], ValueError)
    assert await stored_turns(store, [f"t{number}" for number in range(30)]) == told


VICTIM = """
    import asyncio, sys
    from storage.open import open_store
    from tests.storage.things import answer, family, incoming, outbox, save

    async def main():
        store = await open_store(sys.argv[1])
        await save(store, family())
        async def tell(number):
            changes = family(persons=[], accounts=[], outbox=[outbox(number)])
            await answer(store, incoming(f"d{number}"), changes)
            sys.stdout.write(f"{number}\\n")
            sys.stdout.flush()
        number = 100
        while True:
            await asyncio.gather(*(tell(number + place) for place in range(30)))
            number += 30

    asyncio.run(main())
"""


def kill(url, after):
    """Run a victim, kill it after so many acknowledged turns, and return all that it acknowledged."""
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(VICTIM), url], stdout=subprocess.PIPE) as victim:
        try:
            told = [int(victim.stdout.readline()) for _ in range(after)]
        finally:
            victim.kill()
        # What it had said before it was killed still lies in the pipe; the last line may be cut.
        return told + [int(line) for line in victim.stdout.read().split(b"\n")[:-1]]


@pytest.mark.parametrize("after", [1, 150, 700])
async def test_kill_9_loses_no_acknowledged_turn(tmp_path, after):
    bench = SqliteBench(tmp_path)
    told = await asyncio.to_thread(kill, bench.url, after)

    store = await bench.open()
    kept = {values[0] for values in await ask(store, "outbox_by_state", "pending", 1_000_000)}
    # A turn is whole: its message was seen when, and only when, its reply is there.
    seen = {number for number in range(100, max(kept) + 31) if await _seen(store, number)}
    assert set(told) <= kept
    assert kept == seen
    await bench.close()


async def _seen(store, number):
    async def look(work):
        await work.save(Changes())
        return await work.execute("inbox_answer_of", "telegram:1", f"d{number}")

    return bool(await store.turn(look))


async def test_two_processes_never_both_write(tmp_path):
    bench = SqliteBench(tmp_path)
    await bench.open()
    with pytest.raises(AlreadyOpen):
        await open_store(bench.url)
    await bench.close()
    # And the lock is free once the first has closed.
    await bench.open()
    await bench.close()


async def test_an_attachment_whose_worker_died_is_free_at_the_next_start(tmp_path):
    async def lease(store, at):
        return await store.turn(lambda work: work.execute("attachments_lease", at, at + 1_000, 5))

    bench = SqliteBench(tmp_path)
    store = await bench.open()
    await save(store, family(attachments=[attachment(81)]))
    assert await lease(store, 1_000)
    assert not await lease(store, 1_001)
    await bench.close()
    assert await lease(await bench.open(), 1_001)
    await bench.close()


async def test_a_writer_that_cannot_begin_says_so_instead_of_keeping_everybody_waiting():
    def connect():
        return sqlite3.connect(":memory:")

    def no_work(_connection):
        raise QueryError("two queries of one name")

    with pytest.raises(QueryError, match="two queries"):
        await Writer(connect, no_work, Limits()).open()


async def test_reading_alone_works_beside_the_one_that_writes(tmp_path):
    bench = SqliteBench(tmp_path)
    store = await bench.open()
    reads = await open_reads(bench.url)
    await save(store, with_ticket())
    assert len(await reads.rows("tickets_open")) == 1
    await reads.close()
    await bench.close()


async def test_a_reader_cannot_write(tmp_path):
    bench = SqliteBench(tmp_path)
    store = await bench.open()
    with pytest.raises(StoreError):
        await store.reads().rows("meta_set", "a", "b")
    await bench.close()


async def test_a_read_that_is_cancelled_leaves_its_connection_for_the_next(tmp_path):
    bench = SqliteBench(tmp_path)
    store = await bench.open()
    for _ in range(5):
        reading = asyncio.ensure_future(store.reads().rows("tickets_open"))
        await asyncio.sleep(0)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
    assert await ask(store, "tickets_open") == []
    await bench.close()


async def test_closing_does_not_wait_for_somebody_who_reads_for_ever(tmp_path, monkeypatch):
    endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
    monkeypatch.setattr("storage.sqlite.reads.texts", lambda: {"endless": endless})
    monkeypatch.setattr("storage.sqlite.reads.CLOSE_WITHIN", 0.1)
    store = await SqliteBench(tmp_path).open()
    reading = asyncio.ensure_future(store.reads().rows("endless"))
    await asyncio.sleep(0.05)
    async with asyncio.timeout(10):
        await store.close()
        with pytest.raises(StoreError):
            await reading


async def test_no_database_at_all_is_told_plainly(tmp_path):
    with pytest.raises(StoreError, match="no such database"):
        await open_reads(f"sqlite:///{tmp_path}/none.db")
    with pytest.raises(StoreError, match="no address"):
        await open_store("mysql://somewhere")
    (tmp_path / "rubbish.db").write_bytes(b"this is no database, and never was one" * 100)
    for opening in (open_store, open_reads):
        with pytest.raises(StoreError, match="not a database"):
            await opening(f"sqlite:///{tmp_path}/rubbish.db")

"""What people attached is brought home, or they are told that it could not be."""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec import structs

from bot.adapters.files import DiskFiles
from bot.desk import rows
from bot.desk.facts import Changes
from bot.ports import MediaGone, StoreError
from tests.engine.fakes import BOT, FailingStore, Held, open_bench

TICKET = rows.TicketRow.__struct_fields__


@pytest.fixture
async def desk(tmp_path) -> AsyncIterator:
    bench = await open_bench(files=DiskFiles(tmp_path / "files"))
    bench.disk = DiskFiles(tmp_path / "files")
    yield bench
    await bench.store.close()


async def _attach(bench, *remotes: str, size: int = 0) -> None:
    """Let files of one message wait for the worker."""
    await bench.says("hello", delivery=f"about {remotes[0]}")
    await bench.says("outage", delivery=f"outage {remotes[0]}")
    (ticket, *_rest) = await bench.rows("tickets_open")
    found = [_file(bench, ticket, remote, size) for remote in remotes]
    await bench.engine.core.save("attach", lambda _now: Changes(attachments=found))


def _file(bench, ticket: tuple, remote: str, size: int) -> rows.Attachment:
    return rows.Attachment(
        id=bench.desk.ids.new(),
        bot=BOT,
        kind="photo",
        name="valve.jpg",
        mime="image/jpeg",
        size=size,
        remote=remote,
        digest="",
        state="pending",
        created_at=bench.clock.now(),
        person=ticket[6],
        ticket=ticket[0],
    )


def _read(path: str) -> bytes:
    return Path(path).read_bytes()


async def _kept(bench) -> list[tuple[str, int, str]]:
    (ticket, *_rest) = await bench.rows("tickets_open")
    fields = rows.Attachment.__struct_fields__
    found = [dict(zip(fields, row, strict=False)) for row in await bench.rows("attachments_of_ticket", ticket[0])]
    return [(row["state"], row["size"], row["digest"]) for row in found]


async def test_an_attachment_is_stored_before_its_row_says_so(desk):
    desk.channel.files["a"] = [b"pic", b"ture"]
    await _attach(desk, "a")
    assert await desk.engine.media.run_once() == 2  # brought home, and handed on
    ((state, size, digest),) = await _kept(desk)
    assert (state, size) == ("stored", 7)
    assert _read(desk.disk.path(digest)) == b"picture"
    assert await desk.engine.media.run_once() == 0


async def test_what_cannot_be_kept_is_told(desk):
    desk.channel.files |= {"gone": MediaGone("expired"), "empty": [], "big": [b"x" * 10_000_000] * 3}
    for remote in ("gone", "empty", "big"):
        await _attach(desk, remote)
        await desk.engine.media.run_once()
    assert desk.desk.media_reasons == ["gone", "empty", "too_large"]


async def test_a_file_known_to_be_too_large_is_not_even_fetched(desk):
    await _attach(desk, "never asked for", size=30_000_000)
    await desk.engine.media.run_once()
    assert desk.desk.media_reasons == ["too_large"]


async def test_a_passing_failure_is_tried_again_later_and_in_the_end_told(desk):
    desk.channel.files["a"] = ConnectionError("no network")
    await _attach(desk, "a")
    assert await desk.engine.media.run_once() == 1
    assert await desk.engine.media.run_once() == 0
    tries = 1
    for _quarter in range(40):
        await desk.fast_forward(seconds=1)
        desk.clock.advance(timedelta(minutes=1))
        tries += await desk.engine.media.run_once()
    assert tries == 8
    assert desk.desk.media_reasons == ["gone"]


async def test_a_leased_attachment_is_left_to_its_worker(desk):
    desk.channel.files["a"] = [b"picture"]
    await _attach(desk, "a")
    wall = desk.clock.wall()
    lease = desk.engine.core.run("lease", lambda work: work.execute("attachments_lease", wall, wall + 10**9, 4))
    assert len(await lease) == 1
    assert await desk.engine.media.run_once() == 0


async def test_what_an_erasure_took_out_of_the_database_leaves_the_disk_too(desk):
    desk.channel.files["a"] = [b"picture"]
    await _attach(desk, "a")
    await desk.engine.media.run_once()
    ((_state, _size, digest),) = await _kept(desk)
    (ticket,) = await desk.rows("tickets_open")
    closed = structs.replace(rows.TicketRow(**dict(zip(TICKET, ticket, strict=False))), state="closed")
    await desk.engine.core.save("close", lambda _now: Changes(tickets=[closed]))
    await desk.engine.core.save("erase", lambda _now: Changes(erase_persons=[closed.reporter]))
    path = Path(desk.disk.path(digest))
    assert await desk.engine.media.remove_erased() == 0
    _age(path)
    assert await desk.engine.media.remove_erased() == 1
    assert not _exists(path)
    assert await desk.engine.media.remove_erased() == 0


def _age(path: Path) -> None:
    """Make a file look as if it had been written an hour ago."""
    os.utime(path, (path.stat().st_mtime - 3600,) * 2)


def _exists(path: Path) -> bool:
    return path.exists()


async def test_an_attachment_of_a_bot_that_nobody_runs_waits(desk):
    await _attach(desk, "a")
    desk.engine.media._channels.clear()  # noqa: SLF001  as in a process that runs other channels
    assert await desk.engine.media.run_once() == 1
    ((state, *_rest),) = await _kept(desk)
    assert state == "pending"


async def test_a_failing_database_does_not_count_against_a_file(desk):
    desk.channel.files["a"] = [b"picture"]
    await _attach(desk, "a")
    desk.engine.core.store = FailingStore(desk.store, "media_stored")
    with pytest.raises(StoreError):
        await desk.engine.media.run_once()
    desk.clock.advance(timedelta(minutes=6))
    assert await desk.engine.media.run_once() == 2  # brought home, and handed on
    ((state, *_rest),) = await _kept(desk)
    assert state == "stored"


async def test_what_a_file_is_its_bytes_say_and_not_its_name(desk):
    desk.channel.files |= {"a": [b"MZ\x90", b"rest"], "b": [b"\xff\xd8\xff\xe0", b"rest"]}
    for remote in ("a", "b"):
        await _attach(desk, remote)
        await desk.engine.media.run_once()
    fields = rows.Attachment.__struct_fields__
    tickets = [ticket[0] for ticket in await desk.rows("tickets_open")]
    found = [row for ticket in tickets for row in await desk.rows("attachments_of_ticket", ticket)]
    known = {(row[fields.index("mime")], row[fields.index("kind")]) for row in found}
    assert known == {("application/x-msdownload", "document"), ("image/jpeg", "photo")}


async def test_the_files_of_an_album_are_handed_on_as_one_when_all_are_home(desk):
    held = asyncio.Event()
    desk.channel.files |= {"a": [b"one"], "b": Held(held, b"two"), "c": [b"three"]}
    await _attach(desk, "a", "b", "c")
    for _ in range(2):
        await desk.engine.media.run_once()
    assert desk.desk.handed_on == []
    held.set()
    async with asyncio.timeout(5):
        while not desk.desk.handed_on:
            await desk.engine.media.run_once()
    (some,) = desk.desk.handed_on
    assert len(some) == 3


async def test_an_album_waits_no_longer_for_a_file_that_does_not_come(desk):
    desk.channel.files |= {"a": [b"one"], "b": ConnectionError("no network")}
    await _attach(desk, "a", "b")
    for _ in range(2):
        await desk.engine.media.run_once()
    assert [len(some) for some in desk.desk.handed_on] == [1]


async def test_a_slow_file_holds_up_no_other(desk):
    held = asyncio.Event()
    desk.channel.files |= {"slow": Held(held, b"slow"), **{f"quick {n}": [b"quick"] for n in range(9)}}
    await _attach(desk, "slow")
    for number in range(9):
        await _attach(desk, f"quick {number}")
    async with asyncio.timeout(5):
        while len(desk.desk.handed_on) < 9:
            await desk.engine.media.run_once()
    held.set()
    async with asyncio.timeout(5):
        while len(desk.desk.handed_on) < 10:
            await desk.engine.media.run_once()


async def test_a_stop_waits_for_what_is_in_flight_and_then_lets_it_be(desk):
    desk.channel.files |= {"slow": Held(asyncio.Event(), b"slow")}
    await _attach(desk, "slow")
    await desk.engine.media.run_once()
    await desk.engine.media.stop(0.01)
    assert await _kept(desk) == [("pending", 0, "")]
    assert await desk.engine.media.run_once() == 0

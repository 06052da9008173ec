"""Full and read-only disks, a full queue, and strangers at the door: what is not stored is never acknowledged."""

import asyncio
import threading
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from urllib.parse import urlsplit

import aiohttp
import pytest

from bot.handlers.telegram.webhook import LIMIT, SECRET_HEADER
from bot.handlers.web.outside import Limits
from bot.ports import StoreError, StoreFull
from tests.e2e.desks import Posting, Running, offers, peek, platform, running, until
from tests.e2e.served import Served, telegram_table
from tests.storage.engines import SqliteBench

SESSIONS = [f"{number:043}" for number in range(64)]
#: The accidents of the storage's own tests; the store is the app's.
DISK = SqliteBench(None)


@pytest.fixture
async def desk(tmp_path):
    async with running(tmp_path) as desk:
        yield desk


def taken(folder, bot: str) -> set[str]:
    """Which deliveries are stored."""
    return {delivery for (delivery,) in peek(folder, "SELECT delivery_id FROM inbox WHERE bot LIKE ?", f"{bot}:%")}


def updates_of_64(desk: Posting) -> dict[str, bytes]:
    crowd = [desk.telegram.person(f"P{number}") for number in range(64)]
    bodies = [desk.update(one, text="the pump has stopped, " * 40) for one in crowd]
    return {str(1001 + number): body for number, body in enumerate(bodies)}


async def post_all(desk: Posting, bodies: dict[str, bytes]) -> tuple[set[str], set[str]]:
    """Post all at once; return which were acknowledged and which are asked to come again, and accept nothing else."""
    answers = dict(zip(bodies, await asyncio.gather(*(desk.hook(body) for body in bodies.values())), strict=True))
    told = {number for number, answer in answers.items() if answer.status == 200}
    later = {number for number, answer in answers.items() if answer.asks_to_wait}
    assert told | later == set(bodies)
    return told, later


async def test_a_disk_full_under_64_messages_loses_none_that_was_acknowledged(desk, tmp_path):
    bodies = updates_of_64(desk)
    await DISK.fill_disk(desk.app.store, pages_left=12)
    told, later = await post_all(desk, bodies)
    assert told
    assert later
    assert taken(tmp_path, "telegram") == told
    refused = await desk.chat(SESSIONS[0], "the pump has stopped " * 400)
    assert refused.asks_to_wait
    await DISK.empty_disk(desk.app.store)
    assert await post_all(desk, {number: bodies[number] for number in later}) == (later, set())
    assert taken(tmp_path, "telegram") == set(bodies)
    await until(lambda: all(person.inbox for person in customers(desk)))


def customers(desk: Running):
    return [room for room in desk.telegram.rooms.values() if room not in (desk.wang, desk.sun)]


async def test_a_read_only_database_keeps_what_it_has_and_asks_to_come_again(desk, tmp_path):
    li = desk.telegram.person("Li")
    assert (await desk.hook(desk.update(li, text="the pump has stopped"))).status == 200
    await offers(li, "choice-report-fault")
    before = taken(tmp_path, "%")
    # The turn that forbids it may be in one batch with another, and fail with it.
    with suppress(StoreError):
        await DISK.forbid_writing(desk.app.store)
    press = desk.press(li, "choice-report-fault")
    assert (await desk.hook(press)).asks_to_wait
    assert (await desk.chat(SESSIONS[0], "the pump has stopped")).asks_to_wait
    async with desk.session.get(f"{desk.url}/readyz") as ready:
        assert ready.status == 503
    assert taken(tmp_path, "%") == before
    allow_writing(desk)
    assert (await desk.hook(press)).status == 200
    assert (await desk.chat(SESSIONS[0], "the pump has stopped")).status == 200
    await offers(li, "choice-down")


def allow_writing(desk: Running) -> None:
    """Let the database be writable again: told to its own thread, for no transaction begins as it is."""
    writer = desk.app.store._writer  # noqa: SLF001  accidents happen below the ports
    serve = writer._serve_batch  # noqa: SLF001  accidents happen below the ports

    def mended() -> None:
        writer._connection.execute("PRAGMA query_only = OFF")  # noqa: SLF001  accidents happen below the ports
        serve()

    writer._serve_batch = mended  # noqa: SLF001  accidents happen below the ports


@asynccontextmanager
async def held_up(desk: Running, room: int):
    """Hold the writer up, with room for so many more messages to wait."""
    writer = desk.app.store._writer  # noqa: SLF001  accidents happen below the ports
    begun, released = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    async def slow(_work) -> None:
        loop.call_soon_threadsafe(begun.set)
        released.wait(20)

    holding = asyncio.ensure_future(desk.app.store.turn(slow))
    await begun.wait()
    limits, writer._limits = writer._limits, replace(writer._limits, waiting=room)  # noqa: SLF001  accidents happen below the ports
    try:
        yield
    finally:
        writer._limits = limits  # noqa: SLF001  accidents happen below the ports
        released.set()
        await holding


async def test_a_full_queue_asks_to_come_again_and_what_waits_in_it_is_taken(desk, tmp_path):
    bodies = dict(list(updates_of_64(desk).items())[:20])
    async with held_up(desk, room=8):
        posting = asyncio.ensure_future(post_all(desk, bodies))
        await until(lambda: len(desk.app.store._writer._intake) == 8)  # noqa: SLF001  accidents happen below the ports
        with pytest.raises(StoreFull):
            await desk.app.store.turn(lambda _work: asyncio.sleep(0))
        assert (await desk.chat(SESSIONS[0], "the pump has stopped")).asks_to_wait
    told, later = await posting
    assert (len(told), len(later)) == (8, 12)
    assert taken(tmp_path, "telegram") == told
    assert await post_all(desk, {number: bodies[number] for number in later}) == (later, set())


@pytest.mark.slow
async def test_a_served_desk_whose_disk_is_full_recovers_by_itself(tmp_path):
    async with platform() as telegram, aiohttp.ClientSession() as session:
        served = Served(tmp_path, telegram_table(telegram.api_url, "webhook"))
        try:
            await served.start()
            await telegram.sees("setWebhook")
            desk = Posting(telegram, session, served.url)
            bodies = updates_of_64(desk)
            with served.disk_full():
                told, later = await post_all(desk, bodies)
                assert later
                assert (await desk.chat(SESSIONS[0], "the pump has stopped")).asks_to_wait
                assert taken(tmp_path, "telegram") == told
            assert await post_all(desk, {number: bodies[number] for number in later}) == (later, set())
            assert (await desk.chat(SESSIONS[0], "the pump has stopped")).status == 200
            assert taken(tmp_path, "telegram") == set(bodies)
            await until(lambda: all(room.inbox for room in telegram.rooms.values()))
            assert await served.end() == 0
        finally:
            served.leave()


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: ""}, {SECRET_HEADER: "wrong"}])
async def test_without_the_secret_an_update_is_refused_and_not_stored(desk, tmp_path, headers):
    li = desk.telegram.person("Li")
    assert (await desk.hook(desk.update(li, text="let me in"), headers)).status == 401
    assert taken(tmp_path, "telegram") == set()


async def refused_unread(url: str, head: str) -> bytes:
    """Promise a body and never send it; return the first line of the answer."""
    address = urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(f"{head} HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n".encode())
    async with asyncio.timeout(5):
        line = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return line


@pytest.mark.parametrize("head", ["POST /telegram", "POST /chat/api/messages"])
async def test_the_body_of_a_stranger_is_not_read(desk, head):
    assert b" 401 " in await refused_unread(desk.url, head)


@pytest.mark.parametrize("body", [b"", b"{", b"not json", b"\xff\xfe", b"[" * 5000])
async def test_what_is_no_json_is_400(desk, tmp_path, body):
    assert (await desk.hook(body)).status == 400
    signed_in = {"Authorization": f"Bearer {SESSIONS[0]}"}
    async with desk.session.post(f"{desk.url}/chat/api/messages", data=body, headers=signed_in) as answer:
        assert answer.status == 400
    assert taken(tmp_path, "%") == set()


async def test_too_long_a_body_is_413(desk, tmp_path):
    assert (await desk.hook(b" " * (LIMIT + 1))).status == 413
    assert (await desk.chat(SESSIONS[0], "x" * (Limits().json + 1))).status == 413
    assert (await desk.chat(SESSIONS[0], "x" * (Limits().text + 1))).status == 413
    assert taken(tmp_path, "%") == set()

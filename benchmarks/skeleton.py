"""What the product is held against: the same statements in the same group commit, and nothing around them.

A skeleton turn is a plain answer in a report, the product's most frequent turn: its statements are the product's
own (the named queries, and the inserts that follow from its row classes), with as many values as large.
"""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
from aiohttp import web
from msgspec.structs import astuple

from benchmarks.load import PATH
from bot.desk import rows
from bot.desk.codec import to_text
from storage import named
from storage.sqlite.claiming import CHATS, SWEPT_EVERY
from storage.sqlite.connection import Location, open_writer
from storage.sqlite.schema import migrate
from storage.sqlite.statements import texts
from storage.sqlite.transaction import transaction
from storage.sqlite.writer import Limits

BOT = "telegram:7000001"
PEOPLE = 2_000
#: A commit carries as much as the product's: so many turns, or so many seconds of work.
BATCH, WORK = Limits().batch, Limits().work_seconds
_NOW = 1_800_000_000_000_000
_LEASE = 60_000_000
_ID = 450_000_000_000_000_000
_BODY = msgspec.json.encode(
    {"text": "要联系您时打哪个电话？可以跳过。" * 3, "rows": [[{"label": "跳过", "token": "x" * 24}]] * 3}
).decode()
_ANSWERS = msgspec.json.encode({"notice_at": "2026-11-21T14:35:00+00:00", "symptom": "3号线登不上" * 3}).decode()
_CHOICES = '[["skipped","","choice-skip"],["went_back","","choice-back"],["cancelled","","choice-cancel"]]'
#: Where the account and the conversation begin in what the query `facts` finds.
_TALK = len(rows.Account.__struct_fields__) + len(rows.Person.__struct_fields__)


class Form:
    """The values of a row, some of which are written anew for each use."""

    def __init__(self, row: rows.Row, *names: str) -> None:
        self._values = list(astuple(row))
        self._places = [row.__struct_fields__.index(name) for name in names]

    def __call__(self, *values: object) -> list[object]:
        """Return the values of the row with these for the names."""
        for place, value in zip(self._places, values, strict=True):
            self._values[place] = value
        return self._values


_PERSON = Form(rows.Person(id=0, name="Li", language="zh", created_at=_NOW), "id")
_ACCOUNT = Form(
    rows.Account(id=0, bot=BOT, address="", person=0, chat="", name="Li", language="zh", created_at=_NOW),
    *("id", "address", "person", "chat"),
)
_CONVERSATION = Form(
    rows.Conversation(
        id=0,
        bot=BOT,
        chat="",
        thread="",
        account=0,
        flow="report_fault",
        version=1,
        state="asking_phone",
        answers=_ANSWERS,
    ),
    *("id", "chat", "account", "updated_at"),
)
_STEP = Form(
    rows.Step(
        id=0,
        conversation=0,
        at=0,
        flow="report_fault",
        version=1,
        source="asking_project",
        trigger="answered",
        target="asking_phone",
        said="17",
    ),
    *("id", "conversation", "at"),
)
_PROMPT = Form(
    rows.Prompt(
        id=0,
        token="",
        scope="account:450000000000000000",
        kind="state",
        flow="report_fault",
        version=1,
        state="asking_phone",
        choices=_CHOICES,
    ),
    *("id", "token", "account", "conversation", "created_at"),
)
_OUTBOX = Form(
    rows.Outbox(
        id=0,
        lane=1,
        kind="send",
        bot=BOT,
        chat="",
        thread="",
        chat_key="",
        body=_BODY,
        due_at=0,
        created_at=0,
    ),
    *("id", "chat", "chat_key", "due_at", "created_at", "person", "account", "prompt"),
)


class _Sender(msgspec.Struct):
    id: int


class _Said(msgspec.Struct, rename={"sender": "from"}):
    sender: _Sender


class _Update(msgspec.Struct):
    update_id: int
    message: _Said | None = None
    callback_query: _Said | None = None


class Rows:
    """The statements of a turn and of the sender, on one connection."""

    def __init__(self, path: Path) -> None:
        self.connection = open_writer(Location(path))
        migrate(self.connection, named.migrations())
        self._execute = self.connection.execute
        self._texts = texts()
        self._ids = itertools.count(_ID)
        self._swept_at = -1e9
        self._seed()

    def turn(self, update: int, person: int) -> None:
        """Take one plain answer in: six statements."""
        address, now, run, new = str(person % PEOPLE), _NOW + update, self._run, next(self._ids)
        run("inbox_take", (BOT, str(update), now, address))
        found = run("facts", (BOT, address, address, "", now)).fetchone()
        account, talk = found[0], found[_TALK]
        run("update_conversations", _CONVERSATION(talk, address, account, now))
        run("insert_steps", _STEP(new, talk, now))
        run("insert_prompts", _PROMPT(new, f"{new:022d}", account, talk, now))
        run("insert_outbox", _OUTBOX(new, address, f"{BOT}/{address}", now, now, account, account, new))

    def claim(self) -> Sequence[tuple[Any, ...]]:
        """Take messages that may go."""
        self._sweep()
        far = 2 * _NOW
        heads = [head for (head,) in self._run("outbox_heads", (far, far, CHATS)) if head is not None]
        ready = self._run("outbox_ready", (far, far, far, to_text(heads))).fetchall()
        self.connection.executemany(self._texts["outbox_claim"], [(row[0], _NOW, _NOW + _LEASE, None) for row in ready])
        return ready

    def _sweep(self) -> None:
        """Put away what no longer goes, as often as the product does."""
        if time.monotonic() < self._swept_at + SWEPT_EVERY / 1_000_000:
            return
        self._swept_at = time.monotonic()
        for name, args in (
            ("outbox_expire", (_NOW,)),
            ("outbox_lease_ended", (_NOW, _NOW)),
            ("outbox_lost_cards", (_NOW, _NOW)),
            ("outbox_orphans", (_NOW,)),
        ):
            self._run(name, args)

    def settle(self, sent: Sequence[tuple[Any, ...]]) -> None:
        """Note that they arrived."""
        for row in sent:
            found = self._run("outbox_settle", (row[0], 1, "sent", "1", "", _NOW)).fetchone()
            self._run("prompt_sent", (found[-1], found[2], str(row[0])))

    def _run(self, name: str, args: Sequence[object]) -> sqlite3.Cursor:
        return self._execute(self._texts[name], args)

    def _seed(self) -> None:
        with transaction(self.connection):
            for number in range(PEOPLE):
                self._add(next(self._ids), str(number))

    def _add(self, new: int, address: str) -> None:
        self._run("replace_persons", _PERSON(new))
        self._run("insert_accounts", _ACCOUNT(new, address, new, address))
        self._run("insert_conversations", _CONVERSATION(new, address, new, _NOW))


class Writer:
    """The group commit: whoever waits, in one commit, without any delay of its own."""

    def __init__(self, path: Path) -> None:
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[tuple[Callable[..., Any], tuple[Any, ...], asyncio.Future[Any]]] = deque()
        self._wake = threading.Event()
        self._open = True
        self._thread = threading.Thread(target=self._live, args=(path,), daemon=True)
        self._thread.start()

    def do(self, work: Callable[..., Any], *args: object) -> asyncio.Future[Any]:
        """Have some work done; the future is done after its commit."""
        future = self._loop.create_future()
        self._waiting.append((work, args, future))
        self._wake.set()
        return future

    def close(self) -> None:
        """End the thread."""
        self._open = False
        self._wake.set()
        self._thread.join()

    def _live(self, path: Path) -> None:
        hands = Rows(path)
        while self._open:
            self._wake.wait()
            self._wake.clear()
            while self._waiting:
                self._batch(hands)
        hands.connection.close()

    def _batch(self, hands: Rows) -> None:
        done = []
        hands.connection.execute("BEGIN IMMEDIATE")
        until = time.thread_time() + WORK
        while self._waiting and len(done) < BATCH and time.thread_time() < until:
            work, args, future = self._waiting.popleft()
            done.append((future, work(hands, *args)))
        hands.connection.execute("COMMIT")
        self._loop.call_soon_threadsafe(_answer, done)


def _answer(done: list[tuple[asyncio.Future[Any], Any]]) -> None:
    for future, value in done:
        if not future.done():
            future.set_result(value)


async def _send(writer: Writer) -> None:
    """Drain the outbox to nowhere for ever."""
    while True:
        ready = await writer.do(Rows.claim)
        if ready:
            await writer.do(Rows.settle, ready)
        else:
            await asyncio.sleep(0.002)


@asynccontextmanager
async def skeleton(folder: Path) -> AsyncIterator[str]:
    """Serve the skeleton from a folder; yield its address."""
    writer = Writer(folder / "skeleton.db")
    await writer.do(Rows.claim)
    decode = msgspec.json.Decoder(_Update).decode

    async def take(request: web.Request) -> web.Response:
        update = decode(await request.read())
        said = update.message or update.callback_query
        await writer.do(Rows.turn, update.update_id, said.sender.id if said else 0)
        return web.Response(body=b'{"ok":true}', content_type="application/json")

    sender = asyncio.create_task(_send(writer))
    async with serving(take) as url:
        yield url
    sender.cancel()
    writer.close()


@asynccontextmanager
async def bare(folder: Path) -> AsyncIterator[str]:
    """Serve the HTTP server alone: read, decode, answer."""
    del folder
    decode = msgspec.json.Decoder(_Update).decode

    async def take(request: web.Request) -> web.Response:
        decode(await request.read())
        return web.Response(body=b'{"ok":true}', content_type="application/json")

    async with serving(take) as url:
        yield url


@asynccontextmanager
async def serving(take: Callable[[web.Request], Any]) -> AsyncIterator[str]:
    """Serve one handler where the product has its webhook."""

    async def told(_request: web.Request) -> web.Response:
        return web.json_response({"cpu": time.process_time()})

    application = web.Application()
    application.router.add_post(PATH, take)
    application.router.add_get("/bench", told)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    try:
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


def raw_loop(folder: Path, seconds: float, batch: int = 64) -> tuple[float, float]:
    """Run the statements in a plain loop, no HTTP, no thread; return turns a second and CPU microseconds each."""
    hands = Rows(folder / "raw.db")
    updates = itertools.count(1)
    started, cpu, turns = time.perf_counter(), time.process_time(), 0
    while time.perf_counter() - started < seconds:
        hands.connection.execute("BEGIN IMMEDIATE")
        for _ in range(batch):
            update = next(updates)
            hands.turn(update, update)
        hands.settle(hands.claim())
        hands.connection.execute("COMMIT")
        turns += batch
    elapsed, spent = time.perf_counter() - started, time.process_time() - cpu
    hands.connection.close()
    return turns / elapsed, spent / turns * 1e6

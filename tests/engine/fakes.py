"""Fakes of the engine's tests, written once: a desk of a few words, a channel that does as it is told, a bench."""

# A fake takes all that the real one is given, and needs little of it.
# ruff: noqa: ARG002

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from bot.adapters.clock import VirtualClock
from bot.adapters.ids import SeededIds
from bot.desk import rows
from bot.desk.facts import CancelTimers, Changes, Facts, Keys, More, Move, TicketFacts, TimerFacts
from bot.engine.core import Core
from bot.engine.service import Engine, Options
from bot.messages import Body, Delivery, Glance, Incoming, Lane, Media, Outcome, Place, Sender, Sent
from bot.ports import Ids, Store, StoreError
from storage.sqlite.connection import Location
from storage.sqlite.store import SqliteStore

BOT = "telegram:1"
START_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECOND = 1_000_000
MINUTE = 60 * SECOND
POLICY = rows.PolicyRow(hash="p", body="{}")


class Poison(Exception):
    """What the fake desk chokes on."""


class FakeDesk:
    """Understands `outage` (a ticket, a page, a rung in five minutes), `ack`, and echoes the rest."""

    def __init__(self, ids: Ids) -> None:
        self.ids = ids
        self.rosters = 0
        self.decided: list[str] = []
        self.poison: Callable[[], None] = _choke
        self.poisoned_timers: set[int] = set()
        self.handed_on: list[list[int]] = []
        self.kind_words = True
        self.media_reasons: list[str] = []

    def with_groups(self, found: object) -> None:
        """Know nobody's groups: nothing here depends on them."""

    def with_roster(self, found: object) -> None:
        self.rosters += 1

    def needs(self, incoming: Incoming, facts: Facts) -> Keys | None:
        return Keys(open_tickets=True) if incoming.text == "ack" else None

    def decide(self, incoming: Incoming, facts: Facts, more: More | None, now: int) -> Changes:
        self.decided.append(incoming.text)
        if incoming.text.startswith("poison"):
            self.poison()
        changes, account = self._welcome(incoming, facts, now)
        if incoming.text == "outage":
            self.open(changes, account, now)
        if incoming.text == "ack":
            for ticket in more.tickets:
                changes.withdraw_pages_of.append(ticket.id)
                changes.cancel_timers.append(CancelTimers(kinds=("rung",), ticket=ticket.id))
        if incoming.text == "hired":
            changes.roster_changed = True
        changes.outbox.append(self.say(incoming.place, f"heard {incoming.text}", now))
        changes.answer = f"heard {incoming.text}".encode()
        return changes

    def due(self, facts: TimerFacts, now: int) -> Changes:
        if facts.timer.id in self.poisoned_timers:
            raise Poison("timer")
        changes = Changes()
        if facts.timer.kind == "rung" and facts.ticket:
            run = facts.ticket.runs[0]
            self.page(changes, facts.ticket.row.id, run.id, now)
            self.arm(changes, facts.ticket.row.id, run.id, now + 5 * MINUTE)
        else:
            changes.outbox.append(self.say(Place(BOT, "timer"), f"due {facts.timer.kind}", now))
        return changes

    def park_reply(self, incoming: Incoming, facts: Facts, now: int) -> Changes:
        if not self.kind_words:
            raise Poison("even the words")
        return Changes(outbox=[self.say(incoming.place, "kept", now)], answer=b"kept")

    def media_stored(self, attachments: Sequence[rows.Attachment], ticket: TicketFacts, now: int) -> Changes:
        self.handed_on.append([one.id for one in attachments])
        return Changes()

    def media_failed(self, attachment: rows.Attachment, more: More, reason: str, now: int) -> Changes:
        self.media_reasons.append(reason)
        return Changes()

    def alarm(self, kind: str, detail: str, now: int) -> Changes:
        row = rows.Alarm(id=self.ids.new(), kind=kind, detail=detail, at=now)
        return Changes(alarms=[row], outbox=[self.say(Place(BOT, "admin"), f"{kind}: {detail}", now)])

    def alarm_over(self, kind: str, now: int) -> Changes:
        return Changes(outbox=[self.say(Place(BOT, "admin"), f"{kind}: over", now)])

    def render_card(self, card, ticket, *details: Any, **more: Any) -> Body:
        _prompt, _assignee, reporter, _now = details
        return Body(text=f"card {ticket.number} {ticket.state} of {reporter}", style="card")

    def glance(self, ticket, now: int) -> Glance:
        return Glance(number=ticket.number, state=ticket.state, symptom="it stands", at=now)

    def name_topic(self, card, ticket, now: int, *, origin: str = "") -> Body:
        return Body(text=f"topic {ticket.number}", style="level-1")

    def group_moved(self, bot: str, old: str, new: str, now: int) -> Changes:
        return Changes(moves=[Move(bot=bot, old=old, new=new)])

    def group_now(self, place: Place) -> str:
        return place.chat

    def render_list(self, place: Place, lines: Any, total: int, now: int) -> Body:
        listed = " ".join(f"{line.ticket.number} {line.ticket.state}" for line in lines)
        return Body(text=f"list of {total}: {listed}")

    def say(self, place: Place, text: str, now: int, **more: Any) -> rows.Outbox:
        return rows.Outbox(
            **{
                "id": self.ids.new(),
                "lane": int(Lane.REPLY),
                "kind": "send",
                "bot": place.bot,
                "chat": place.chat,
                "thread": place.thread,
                "chat_key": place.key,
                "body": msgspec.json.encode(Body(text=text)).decode(),
                "due_at": now,
                "created_at": now,
                **more,
            },
        )

    def open(self, changes: Changes, account: rows.Account, now: int) -> None:
        ticket = a_ticket(self.ids, account, now)
        run = rows.Run(id=self.ids.new(), ticket=ticket.id, cause="unacknowledged", rung=0, round=0, started_at=now)
        changes.policies.append(POLICY)
        changes.new_tickets.append(ticket)
        changes.runs.append(run)
        self.page(changes, ticket.id, run.id, now)
        self.arm(changes, ticket.id, run.id, now + 5 * MINUTE)

    def page(self, changes: Changes, ticket: int, run: int, now: int) -> None:
        page_id = self.ids.new()
        place = Place(BOT, "engineer")
        row = self.say(place, "page", now, lane=int(Lane.PAGE), page=page_id, ticket=ticket, account=1)
        changes.outbox.append(row)
        changes.pages.append(
            rows.Page(id=page_id, ticket=ticket, run=run, rung=0, round=0, person=1, outbox=row.id, at=now),
        )

    def arm(self, changes: Changes, ticket: int, run: int, due_at: int) -> None:
        changes.timers.append(rows.Timer(id=self.ids.new(), kind="rung", due_at=due_at, ticket=ticket, run=run))

    def _welcome(self, incoming: Incoming, facts: Facts, now: int) -> tuple[Changes, rows.Account]:
        if facts.account:
            return Changes(), facts.account
        person = rows.Person(id=self.ids.new(), name=incoming.sender.name, created_at=now)
        account = rows.Account(
            id=self.ids.new(),
            bot=incoming.bot,
            address=incoming.sender.address,
            person=person.id,
            chat=incoming.chat,
        )
        return Changes(persons=[person], accounts=[account]), account


def _choke() -> None:
    raise Poison("it cannot be decided")


def a_ticket(ids: Ids, account: rows.Account, now: int) -> rows.TicketRow:
    plain: dict[str, Any] = dict.fromkeys(("assignee", "last_assignee", "eta_at", "responded_at", "solved_at"))
    plain |= dict.fromkeys(("closed_at", "score", "parent", "severity_offer"))
    plain |= dict.fromkeys(("waiting_for", "closed_by", "score_reason"), "")
    plain |= dict.fromkeys(("stage", "on_site", "reopened", "media"), 0)
    number = f"N{ids.below(10**9)}"
    return rows.TicketRow(
        id=ids.new(),
        number=number,
        kind="fault",
        severity=1,
        reporter=account.person,
        language="en",
        notice_at=now,
        opened_at=now,
        policy=POLICY.hash,
        respond_due_at=now + 15 * MINUTE,
        state="new",
        record="{}",
        account=account.id,
        sequence=1,
        head=b"\x01",
        **plain,
    )


@dataclass
class FakeChannel:
    """Sends into a list; `outcomes` are given in turn, then everything arrives."""

    bot: str = BOT
    outcomes: list[Outcome] = field(default_factory=list)
    sent: list[Delivery] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    clock: VirtualClock | None = None
    hold: asyncio.Event | None = None
    files: dict[str, list[bytes] | Exception] = field(default_factory=dict)
    running: bool = False

    async def send(self, delivery: Delivery) -> Outcome:
        self.sent.append(delivery)
        self.at.append(self.clock.wall() if self.clock else 0)
        if self.hold:
            await self.hold.wait()
        return self.outcomes.pop(0) if self.outcomes else Sent(delivery.edit_id or f"x{delivery.id}")

    async def fetch(self, media: Media) -> AsyncIterator[bytes]:
        found = self.files[media.remote]
        if isinstance(found, Exception):
            raise found
        return aiter(found) if isinstance(found, Held) else _chunks(found)

    async def start(self) -> None:
        self.running = True

    async def stop(self) -> None:
        self.running = False

    def texts(self, chat: str | None = None) -> list[str]:
        return [one.body.text for one in self.sent if chat in (None, one.place.chat)]


class Held:
    """A file that does not arrive before somebody lets it."""

    def __init__(self, until: asyncio.Event, content: bytes) -> None:
        self._until = until
        self._content = content

    async def __aiter__(self) -> AsyncIterator[bytes]:
        await self._until.wait()
        yield self._content


async def _chunks(parts: list[bytes]) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


class FailingStore:
    """A database that fails the turns of one name, so many times."""

    def __init__(self, store: Store, name: str, times: int = 1) -> None:
        self._store = store
        self._name = name
        self.times = times

    async def turn(self, work: Any, *, engine: bool = False) -> Any:
        if work.__qualname__ == self._name and self.times:
            self.times -= 1
            raise StoreError("disk full")
        return await self._store.turn(work, engine=engine)

    def reads(self) -> Any:
        return self._store.reads()


class BrokenStore:
    """A database whose disk is full."""

    async def turn(self, work: object, *, engine: bool = False) -> None:
        raise StoreError("disk full")


class FakeMeasures:
    """Remembers what was counted."""

    def __init__(self) -> None:
        self.counted: list[tuple[str, ...]] = []

    def inbox(self, result: str) -> None:
        self.counted.append(("inbox", result))

    def turn(self, name: str, seconds: float) -> None:
        """Durations are another test's matter."""

    def settled(self, lane: str, state: str) -> None:
        self.counted.append(("settled", lane, state))

    def waiting(self, counts: object) -> None:
        self.counted.append(("waiting",))

    def double(self, cause: str) -> None:
        self.counted.append(("double", cause))

    def gauge(self, name: str, value: float) -> None:
        """Gauges are read where they are kept."""

    def alarm(self, kind: str) -> None:
        self.counted.append(("alarm", kind))


@dataclass
class Bench:
    """An engine on a database in memory, a virtual clock and one fake channel, stepped by hand."""

    store: Store
    clock: VirtualClock
    desk: FakeDesk
    channel: FakeChannel
    measures: FakeMeasures
    engine: Engine
    messages: int = 0

    async def says(self, text: str, *, who: str = "li", delivery: str = "") -> bytes:
        self.messages += 1
        return await self.engine.turns.take(self.incoming(text, who, delivery or f"d{self.messages}"))

    def incoming(self, text: str, who: str = "li", delivery: str = "d") -> Incoming:
        now = self.clock.now()
        return Incoming(
            bot=BOT,
            delivery_id=delivery,
            chat=who,
            sender=Sender(who, who.title()),
            sent_at=now,
            received_at=now,
            text=text,
        )

    async def puts(self, *outbox: rows.Outbox) -> None:
        await self.engine.core.save("test", lambda _now: Changes(outbox=list(outbox)))

    async def fast_forward(self, **length: float) -> None:
        """Let time pass in steps of a second at most, serving timers and sending as it goes."""
        left = timedelta(**length)
        while left > timedelta():
            step = min(left, timedelta(seconds=1))
            self.clock.advance(step)
            left -= step
            await self.settle()

    async def settle(self) -> None:
        while await self.engine.deadlines.run_due():
            pass
        await self.engine.sender.drain()

    async def until(self, true: Callable[[], object]) -> None:
        """Let the loop turn until something holds; five real seconds at most."""
        async with asyncio.timeout(5):
            while not true():  # noqa: ASYNC110  what is waited for may be anything
                await asyncio.sleep(0.005)

    async def rows(self, query: str, *args: object) -> list[tuple[Any, ...]]:
        return list(await self.store.reads().rows(query, *args))


async def open_bench(
    files: Any = None,
    store: Store | None = None,
    options: Options | None = None,
    clock: VirtualClock | None = None,
    seed: int = 7,
) -> Bench:
    store = store or await SqliteStore.open(Location(None))
    clock = clock or VirtualClock(START_AT)
    ids = SeededIds(seed, clock)
    desk, measures, channel = FakeDesk(ids), FakeMeasures(), FakeChannel(clock=clock)
    core = Core(store=store, desk=desk, clock=clock, ids=ids, measures=measures)
    engine = Engine(core, files, options)
    engine.connect(channel)
    await engine.prepare()
    return Bench(store, clock, desk, channel, measures, engine)

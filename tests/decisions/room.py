"""A desk on an in-memory store without an engine: messages in, rows out, for tests that need many turns quickly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from bot.adapters.clock import VirtualClock
from bot.adapters.ids import SeededIds
from bot.desk import codec, rows
from bot.desk.desk import Desk
from bot.desk.facts import Changes, Seen
from bot.desk.house import House
from bot.domain import events
from bot.domain.rota import Rota
from bot.domain.ticket import Ticket, born, fold
from bot.engine.drawing import delivery_of
from bot.engine.outcomes import When, settle
from bot.messages import Body, Incoming, Media, Moved, Outcome, Place, Sender, Sent, Undeliverable
from bot.ports import Claimed, Store, Work
from bot.stories.phrases import TextPhrases
from bot.texts import Texts
from storage.open import open_store
from tests.domain.test_small_rules import a_policy

BOT = "web:desk"
ROOM = "room:staff"
START_AT = datetime(2026, 11, 21, 14, 35, tzinfo=UTC)
STAFF = (("wang", "on_duty"), ("zhao", "on_duty field"), ("lin", "manager"), ("rose", "reception"), ("ann", "admin"))
TEXTS = Texts(("zh", "es", "en"))


def a_house(**changes: Any) -> House:
    """Return a company with a rota, three languages and a staff room."""
    figures: dict[str, Any] = {
        "company": "Yuanling",
        "hotline": "400-000-0110",
        "zone": ZoneInfo("Asia/Shanghai"),
        "languages": ("zh", "es", "en"),
        "policy": a_policy(),
        "rota": Rota("main", ("wang", "zhao")),
        "staff_chats": (Place(BOT, ROOM),),
        "calling_code": "86",
        # Here all is said within one instant.
        "messages_a_minute": 10_000,
    }
    return House(**{**figures, **changes})


def words(text_id: str, language: str = "en") -> str:
    """Return the longest piece of a text between its variables: what a message must hold to be this one."""
    ways = TextPhrases(TEXTS).ways(text_id, language)
    return max(ways[0], key=len)


@dataclass
class Got:
    """One message somebody received."""

    chat: str
    body: Body
    lane: int
    kind: str
    id: str = ""
    thread: str = ""
    reply_to: str = ""
    edits: str = ""

    @property
    def labels(self) -> list[str]:
        """Return the labels of its buttons."""
        return [button.label for line in self.body.rows for button in line]


@dataclass
class Room:
    """The desk with everybody around it; `got` is what was delivered, in order."""

    store: Store
    desk: Desk
    clock: VirtualClock
    ids: SeededIds
    house: House
    got: list[Got] = field(default_factory=list)
    count: int = 0
    moved: set[tuple[str, str, str]] = field(default_factory=set)
    #: What the platform says to a message that is sent.
    platform: Callable[[Claimed], Outcome] = lambda one: Sent(f"m{one.row.id}")

    @classmethod
    async def open(cls, seed: int = 1, **house: Any) -> Room:
        """Open an empty desk with five members of staff."""
        clock = VirtualClock(START_AT)
        ids = SeededIds(seed, clock)
        ours = a_house(**house)
        room = cls(await open_store(), Desk(ours, TEXTS, ids), clock, ids, ours)
        await room.hire()
        return room

    async def hire(self) -> None:
        """Store the staff and let the desk know them."""
        changes = Changes()
        for slug, roles in STAFF:
            person = rows.Person(id=self.ids.new(), name=slug.title(), staff=slug, roles=roles, language="en")
            changes.persons.append(person)
            changes.accounts.append(
                rows.Account(id=self.ids.new(), bot=BOT, address=slug, person=person.id, chat=slug, language="en"),
            )
        await self.store.turn(lambda work: work.save(changes))
        await self.meet()

    async def meet(self) -> None:
        """Read the staff and their groups anew."""
        self.desk.with_groups(await self.store.reads().rows("chats"))
        self.desk.with_roster(await self.store.reads().rows("roster"))

    async def restart(self) -> None:
        """Forget everything that is not stored."""
        self.desk = Desk(self.house, TEXTS, self.ids)
        await self.meet()

    def message(self, who: str, text: str = "", **more: Any) -> Incoming:
        """Return a message of `who`, at this instant, under a new delivery id."""
        self.count += 1
        group = more.pop("group", False)
        language = more.pop("language", "en")
        fields: dict[str, Any] = {
            "bot": BOT,
            "delivery_id": f"d{self.count}",
            "chat": ROOM if group else who,
            "chat_kind": "group" if group else "private",
            "sender": Sender(who, who.title(), language),
            "sent_at": self.clock.now(),
            "received_at": self.clock.now(),
            "text": text,
        }
        return Incoming(**{**fields, **more})

    async def says(self, who: str, text: str = "", **more: Any) -> list[Got]:
        """Let somebody write; return what was delivered because of it."""
        return await self.take(self.message(who, text, **more))

    async def sends(self, who: str, count: int = 1, text: str = "") -> list[Got]:
        """Let somebody send pictures that are stored already."""
        return await self.says(who, text, media=self.photos(count))

    def photos(self, count: int) -> tuple[Media, ...]:
        """Return pictures that are stored already."""
        return tuple(Media("photo", f"{n}.jpg", "image/jpeg", 100, digest="a" * 64) for n in range(count))

    async def presses(self, who: str, label: str, chat: str = "") -> list[Got]:
        """Let somebody press the newest button with this label in their chat (or the staff room)."""
        token = self.button(chat or who, label)
        return await self.says(who, choice=token, group=chat == ROOM)

    def button(self, chat: str, label: str) -> str:
        """Return the token of the newest button with this label, or (behind an @) with a label of this text id."""
        labels = {words(label[1:], language) for language in TEXTS.languages} if label[:1] == "@" else {label}
        for one in reversed(self.got):
            for line in one.body.rows:
                for button in line:
                    if one.chat == chat and button.label in labels:
                        return button.token
        shown = [one.labels for one in self.got if one.chat == chat][-3:]
        raise AssertionError(f"no button {label!r} in {chat}; there are {shown}")

    async def take(self, incoming: Incoming) -> list[Got]:
        """Take one message through its turn and deliver what is due."""

        async def turn(work: Work) -> Changes | Seen:
            facts = await work.begin(incoming)
            if isinstance(facts, Seen):
                return facts
            keys = self.desk.needs(incoming, facts)
            more = await work.more(keys) if keys else None
            changes = self.desk.decide(incoming, facts, more, self.clock.now())
            await work.save(changes, incoming)
            return changes

        changes = await self.store.turn(turn)
        if isinstance(changes, Changes) and changes.roster_changed:
            await self.meet()
        return await self.deliver()

    async def waits(self, **length: float) -> list[Got]:
        """Let time pass from timer to timer; return what was delivered meanwhile."""
        until = self.clock.now() + round(timedelta(**length).total_seconds() * 1_000_000)
        delivered: list[Got] = []
        while True:
            due = await self.store.reads().rows("timers_due", until, 1)
            if not due:
                break
            at = max(self.clock.now(), await self._due_at(due[0][0]))
            self.clock.advance(timedelta(microseconds=at - self.clock.now()))
            await self._serve(due[0][0])
            delivered += await self.deliver()
        self.clock.advance(timedelta(microseconds=until - self.clock.now()))
        return delivered + await self.deliver()

    async def deliver(self) -> list[Got]:
        """Send what is due to everybody's phones; return it."""
        before = len(self.got)
        while await self.store.turn(self._send_some, engine=True):
            for move in self.moved:
                changes = self.desk.group_moved(*move, self.clock.now())
                await self.store.turn(partial(_save, changes), engine=True)
                await self.meet()
            self.moved.clear()
        return self.got[before:]

    async def _send_some(self, work: Work) -> int:
        """Claim, deliver and settle in one transaction; return how many."""
        now, wall = self.clock.now(), self.clock.wall()
        claimed = await work.claim(200, now, wall, wall + 10**7)
        outcomes = [self.platform(one) for one in claimed]
        self.moved |= {
            (one.row.bot, one.row.chat, outcome.chat)
            for one, outcome in zip(claimed, outcomes, strict=True)
            if isinstance(outcome, Moved)
        }
        for one, outcome in zip(claimed, outcomes, strict=True):
            row = one.row
            if isinstance(outcome, Sent):
                where = (outcome.external_id, row.thread, row.reply_to, one.edit_id or row.edits)
                self.got.append(Got(row.chat, self._body(one), row.lane, row.kind, *where))
        settled = [settle(one, outcome, When(now, wall)) for one, outcome in zip(claimed, outcomes, strict=True)]
        fresh = (self.ids.new(), self.ids.new())
        await work.settle([msgspec.structs.replace(one, anew=fresh) for one in settled])
        return len(claimed)

    async def reports(self, who: str, level: str = "2", symptom: str = "No picture on C-14") -> rows.TicketRow:
        """Let somebody report a fault from the first word to the end; return its ticket."""
        # A level 1 is only believed without a further question when it has lasted.
        for text in ("/report", symptom, level, "3" if level == "1" else "4", "no", *["skip"] * 4):
            await self.says(who, text)
        if level != "1":
            await self.presses(who, "@choice-send")
        return (await self.tickets())[-1]

    async def asks(self, who: str, question: str = "Which fuse fits the XK-200?") -> rows.TicketRow:
        """Let somebody ask a question; return its ticket."""
        await self.says(who, "/ask")
        await self.says(who, question)
        return (await self.tickets())[-1]

    async def ticket(self, number: str) -> rows.TicketRow:
        """Return a ticket as it is now."""
        return next(ticket for ticket in await self.tickets() if ticket.number == number)

    async def events(self, ticket: rows.TicketRow) -> list[str]:
        """Return the kinds of a ticket's events in their order."""
        return [
            rows.EventRow(*row[: len(rows.EventRow.__struct_fields__)]).kind
            for row in await self.rows("events_of_ticket", ticket.id)
        ]

    def told(self, chat: str, since: int = 0) -> list[str]:
        """Return the texts that reached a chat, but for cards drawn anew, after the first `since` of all messages."""
        return [one.body.text for one in self.got[since:] if one.chat == chat and one.kind == "send"]

    def last(self, chat: str) -> Got:
        """Return the newest message in a chat."""
        return next(one for one in reversed(self.got) if one.chat == chat)

    async def rows(self, query: str, *args: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a named query."""
        return list(await self.store.reads().rows(query, *args))

    async def tickets(self) -> list[rows.TicketRow]:
        """Return all tickets, the oldest first."""
        found = await self.rows("tickets_after", 0, 10_000)
        return sorted((rows.TicketRow(*row) for row in found), key=lambda ticket: ticket.id)

    async def steps(self) -> list[rows.Step]:
        """Return the history of all conversations."""
        found: list[rows.Step] = []
        for account in await self.rows("persons_of_bot", BOT):
            for talk in await self.rows("conversations_of_account", account[0]):
                found += [rows.Step(*row) for row in await self.rows("steps_of_conversation", talk[0])]
        return found

    async def folded(self, ticket: rows.TicketRow) -> Ticket:
        """Return the ticket as its events tell it; raise AssertionError when the chain is broken."""
        result: Ticket | None = None
        head = events.GENESIS
        for row in await self.rows("events_of_ticket", ticket.id):
            event, words = rows.EventRow(*row[: len(rows.EventRow.__struct_fields__)]), row[-1] or ""
            told = codec.event_of(event, words)
            result = born(told) if result is None else fold(result, told)
            fields = {name: getattr(event, name) for name in events.Link.__dataclass_fields__}
            head = events.seal(head, events.Link(**fields))
            assert head == event.hash
        assert result is not None
        assert head == ticket.head
        return result

    def _body(self, one: Any) -> Body:
        delivery = delivery_of(one, self.desk, self.clock.now())
        assert not isinstance(delivery, Undeliverable), delivery.reason
        return delivery.body

    async def _due_at(self, timer: int) -> int:
        async def read(work: Work) -> int:
            facts = await work.due(timer)
            return facts.timer.due_at if facts else 0

        return await self.store.turn(read)

    async def _serve(self, timer: int) -> None:
        async def turn(work: Work) -> None:
            facts = await work.due(timer)
            together = facts.together if facts else None
            keys = self.desk.needs(together.incoming, together.facts) if together else None
            if keys:
                known = msgspec.structs.replace(together, more=await work.more(keys))
                facts = msgspec.structs.replace(facts, together=known)
            if facts is not None:
                await work.save(self.desk.due(facts, self.clock.now()), together and together.incoming)
            await work.drop_timer(timer)

        await self.store.turn(turn, engine=True)


async def _save(changes: Changes, work: Work) -> None:
    await work.save(changes)

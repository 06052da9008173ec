"""What the engine asks of the outside: store, channels, clock, files, alarms."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar, runtime_checkable

import msgspec

from bot.desk import rows
from bot.desk.facts import Changes, Facts, Keys, More, Seen, Shown, TimerFacts
from bot.desk.ways import Left, Parcel, Refund, Routed
from bot.ids import Ids
from bot.messages import Body, Delivery, Incoming, Media, Outcome

T = TypeVar("T")
__all__ = ["Ids"]


class Clock(Protocol):
    """Two clocks: `now` is desk time, may be scaled, never runs back; `wall` serves throttles, leases, tokens."""

    def now(self) -> int:
        """Return desk time in microseconds UTC."""

    def wall(self) -> int:
        """Return wall time in microseconds UTC."""

    def to_desk(self, wall: int) -> int:
        """Return the desk time of a wall instant (a platform's time of a message)."""

    async def sleep_until(self, desk: int, at_most: float) -> None:
        """Return when desk time `desk` has come, or after `at_most` real seconds, or upon `notify`."""

    def notify(self) -> None:
        """Wake all sleepers early: something may be due sooner than they know."""


class StoreError(Exception):
    """The database or its disk failed; nothing of this turn is stored, and the same turn may be tried again."""


class StoreFull(StoreError):
    """The writer's queue is full: try again in a moment."""


class Conflict(Exception):
    """A drawn number or token is taken, or a row moved: the turn is rolled back and decided again."""


class Claimed(msgspec.Struct, frozen=True, kw_only=True):
    """One outbox row in our hands until its lease ends; `attempt` fences the settling.

    `carried` are rows that go in the same message as this one. A list shows `lines` of `total` tickets (`shown` names
    them), in place of what is in the message `edit_id`. `bundle` is the message in which a card's ticket is one line
    among others, and `own` tells that whoever reads it has that ticket. `origin` is the account of ours by which the
    card's ticket was reported.
    """

    row: rows.Outbox
    attempt: int
    card: rows.Card | None = None
    ticket: rows.TicketRow | None = None
    card_prompt: rows.Prompt | None = None
    assignee: str = ""
    reporter: str = ""
    origin: str = ""
    reachable: bool = True
    resent: bool = False
    carried: tuple[Claimed, ...] = ()
    lines: tuple[Shown, ...] = ()
    total: int = 0
    shown: str = ""
    edit_id: str = ""
    bundle: int | None = None
    own: bool = False
    routed: Routed | None = None


class Waiting(NamedTuple):
    """A message of a chat that may go now: a call, or something to be drawn; `shown` when that is an edit."""

    id: int
    kind: str
    level: int
    ticket: int | None
    shown: int


class Gate(Protocol):
    """Says within a claim what the platforms bear now; it counts what it lets through."""

    #: Bots whose rate is used up for all but calls: nothing else of theirs need be looked at.
    @property
    def held(self) -> Collection[str]: ...

    def admits(self, row: rows.Outbox) -> bool:
        """Tell whether this message may go now."""

    def looks_around(self, row: rows.Outbox) -> bool:
        """Tell whether what else waits in its chat has to be known first."""

    def choose(self, row: rows.Outbox, waiting: Sequence[Waiting]) -> Sequence[int]:
        """Return which of those that wait go now instead, as one message of the first's; none for not yet."""

    @property
    def windowed(self) -> Collection[str]:
        """Return the bots whose platform lets us write to a person for a while only."""

    def route(self, row: rows.Outbox, left: Sequence[Left], parcels: Sequence[Parcel]) -> Routed:
        """Return how a message leaves for such a person, with what else waits for them."""

    def leaves(self, row: rows.Outbox) -> int:
        """Count a message; return as how many the platform will count it, 0 where nobody counts."""


class Drawn(NamedTuple):
    """What the list of a chat shows since a wall instant; nothing once it is closed."""

    shown: str
    at: int


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a claimed row. `again_at` (wall) puts it back as pending; with state `unknown` marked resent.

    `at` is desk time. `throttles` are (key, wall instant) pairs, as a platform asked for them: a key is a bot or a
    chat key. `bundle` is the message that carried it, None when it went alone; `drawn` what a list shows now.
    `misplaced` is the topic that was gone when it was sent there, `anew` the ids under which another one and a new
    card are asked for; `instead` the body of the plain message that goes in its place. `refund` is what it has not
    spent after all, and it `closes` what let us write to its reader until a wall instant; `route` is how it went.
    """

    id: int
    attempt: int
    state: str
    at: int
    external_id: str = ""
    reason: str = ""
    again_at: int | None = None
    throttles: tuple[tuple[str, int], ...] = ()
    unreachable_account: int | None = None
    bundle: int | None = None
    drawn: Drawn | None = None
    misplaced: str | None = None
    anew: tuple[int, int] | None = None
    instead: str = ""
    refund: Refund | None = None
    closes: int | None = None
    route: str = ""


class Work(Protocol):
    """The rows of one transaction. On SQLite no await suspends, so that the writer drives a turn in one go."""

    async def begin(self, incoming: Incoming) -> Seen | Facts:
        """Insert the inbox row and read the facts; Seen when this delivery was taken in before."""

    async def more(self, keys: Keys) -> More:
        """Read what a decision needs beyond the facts."""

    async def save(self, changes: Changes, incoming: Incoming | None = None) -> None:
        """Write all changes, the inbox row's answer included; raise Conflict when a drawn name is taken."""

    async def due(self, timer_id: int) -> TimerFacts | None:
        """Read a timer again with what it is about; None when it is gone or was put off."""

    async def drop_timer(self, timer_id: int) -> None:
        """Remove a timer that has been served."""

    async def claim(
        self, limit: int, now: int, wall: int, lease_until: int, gate: Gate | None = None
    ) -> Sequence[Claimed]:
        """Take messages that are due, not throttled, first in their chat; presses, then the highest lanes first."""

    async def settle(self, outcomes: Sequence[Settled]) -> None:
        """Record what became of claimed rows; an outcome whose attempt is stale is dropped."""

    async def park(self, parked: rows.Parked, answer: bytes) -> None:
        """Keep a poisoned message whole, its inbox row with it."""

    async def execute(self, query: str, *args: object) -> Sequence[tuple[Any, ...]]:
        """Run one named query for the rare work of commands and upkeep."""


class Store(Protocol):
    """A database engine."""

    async def turn(self, work: Callable[[Work], Coroutine[None, None, T]], *, engine: bool = False) -> T:
        """Run `work` as one transaction and return after its commit.

        `engine` work goes before intake. Raises StoreFull when the queue is full, StoreError when the
        database failed, or whatever `work` raised (its rows are rolled back alone).
        """

    def reads(self) -> Reads:
        """Return the read-only side."""

    async def close(self) -> None:
        """Finish what is queued and close all connections."""


class Reads(Protocol):
    """Reads that hold up no writer."""

    async def rows(self, query: str, *args: object) -> Sequence[tuple[Any, ...]]:
        """Run one named read-only query."""


class Channel(Protocol):
    """One bot account on one platform."""

    bot: str

    async def send(self, delivery: Delivery) -> Outcome:
        """Send one message; never raises for what the platform or the network does."""

    async def fetch(self, media: Media) -> AsyncIterator[bytes]:
        """Yield the bytes of a file somebody attached; raise MediaGone when it is not to be had, or FileTooLarge."""

    async def start(self) -> None:
        """Begin to take messages in."""

    async def stop(self) -> None:
        """Take no more messages in; returns when the last one is stored."""


@runtime_checkable
class Windowed(Protocol):
    """A channel whose platform lets us write to a person only for a while after they have turned to us."""

    #: The platform's own forms that may go at any time, by what they tell about: `ticket` and `survey`.
    templates: Collection[str]


@runtime_checkable
class Buttonless(Protocol):
    """A channel on which nothing can be pressed: links to pages with a button stand in what it sends to staff."""

    buttonless: bool


class Links(Protocol):
    """Links that stand for a button."""

    def address(self, choice: str) -> str:
        """Return the link of a button, "" where nobody could follow it."""

    def choice(self, token: str) -> str:
        """Return the button a link stands for, "" when we never made it."""


class NoLinks:
    """The links of a desk without a public address: there are none."""

    def address(self, choice: str) -> str:  # noqa: ARG002  in the place of real ones
        """Return nothing."""
        return ""

    def choice(self, token: str) -> str:  # noqa: ARG002  in the place of real ones
        """Know none."""
        return ""


class MediaGone(Exception):
    """The platform no longer has (or never gave) this file; the reason says which."""


class Intake(Protocol):
    """Where channels bring what came in."""

    async def take(self, incoming: Incoming) -> bytes:
        """Return after the commit, with the stored answer; raises StoreError and StoreFull."""

    async def park(self, bot: str, delivery_id: str, payload: bytes, reason: str) -> None:
        """Keep an authentic payload that fails our types."""

    async def answered(self, bot: str, delivery_id: str, row: int) -> None:
        """Know that the held answer of a message (`messages.Passive`) has gone out in the response."""

    async def unanswered(self, bot: str, delivery_id: str, row: int) -> None:
        """Know that it has not, so that it goes out like any other message, at once."""

    async def reported(self, bot: str, external_id: str, reason: str) -> None:
        """Know what became of a message that was taken before: `reason` is why it did not arrive, "" when it did."""


class Files(Protocol):
    """Content-addressed files."""

    async def store(self, chunks: AsyncIterator[bytes], limit: int) -> tuple[str, int]:
        """Write and fsync a file, return its SHA-256 in hex and its size; raise FileTooLarge past `limit` bytes."""

    def path(self, digest: str) -> str:
        """Return where the file with this digest lies."""


class FileTooLarge(Exception):
    """More bytes than allowed."""


class Alarms(Protocol):
    """Tells the operators, by the log and by messages to role:admin."""

    async def raise_alarm(self, kind: str, detail: str) -> None:
        """Record an alarm; equal kinds are rate-limited."""

    async def clear_alarm(self, kind: str) -> None:
        """Say that what was wrong is mended; nothing when no alarm of this kind stands."""


class Aside(Protocol):
    """Messages a platform believes we have while the database does not take them: on the disk until it does."""

    async def keep(self, incoming: Incoming) -> None:
        """Return once a message lies on the disk; raise OSError when the disk does not take it."""

    async def drop(self, incoming: Incoming) -> None:
        """Remove a message that is stored; nothing when it does not lie here."""

    async def found(self, bot: str) -> Sequence[Incoming]:
        """Return what an earlier process left of one account, in the order it came."""


class Tokens(Protocol):
    """Access tokens of platforms, shared by all processes: one of them fetches, the others find it here."""

    async def get(self, key: str) -> tuple[str, int] | None:
        """Return a token and until when (wall) it may be used; None when there is none."""

    async def put(self, key: str, token: str, expires_at: int) -> None:
        """Keep a token that was fetched, and let others fetch again."""

    async def lease(self, key: str, wall: int, until: int) -> bool:
        """Tell whether we may fetch it now, and nobody else before `until` (wall)."""

    async def release(self, key: str, until: int) -> None:
        """Give a lease back unused, unless it is somebody else's by now."""


class Notes(Protocol):
    """Small things a channel has learnt about its account and should know after a restart."""

    async def read(self, key: str) -> str:
        """Return what was written, "" for nothing."""

    async def write(self, key: str, value: str) -> None:
        """Remember it."""


class MailboxEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One message of a web chat as its page shows it; `id` grows with each change of the entry."""

    id: int
    key: str
    chat: str
    at: int
    own: int
    author: int
    body: Body


class Mailbox(Protocol):
    """The messages of the web channel, whose platform we are ourselves."""

    async def put(self, chat: str, key: str, at: int, author: int, body: Body) -> int:
        """Store or replace the entry `key` of a chat and return its new id."""

    async def since(self, chat: str, after: int, limit: int) -> Sequence[MailboxEntry]:
        """Return entries changed after id `after`, oldest first."""


class CardCode(msgspec.Struct, frozen=True, gc=False):
    """What a card may be changed with, once, before it ends (wall)."""

    bot: str
    external_id: str
    code: str
    expires_at: int = 0


class CardCodes(Protocol):
    """The codes with which the cards of a platform are changed, that gives one with each card and each press."""

    async def put(self, code: CardCode, wall: int) -> None:
        """Keep a code of a card; those that have ended go."""

    async def of(self, bot: str, external_id: str, wall: int) -> Sequence[CardCode]:
        """Return the codes of a card that are still good, the newest first."""

    async def used(self, code: CardCode) -> None:
        """Forget a code that is good for nothing any more."""


Sleep = Callable[[float], Awaitable[None]]

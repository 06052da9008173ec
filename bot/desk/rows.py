"""The rows a turn reads and writes, as values: what lies in the database and nothing more.

Every class names its table in `TABLE`; field order is column order. Instants are microseconds UTC.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from bot.desk.link_rows import LinkCode, LinkGuess, Linking
from bot.desk.row import Row
from bot.desk.talk_rows import Conversation, Gathering, Prompt, Step

__all__ = ["Conversation", "Gathering", "LinkCode", "LinkGuess", "Linking", "Prompt", "Row", "Step"]

#: What is `kept` waits until its reader turns to us again: their platform lets us write no more.
OutboxState = Literal["pending", "claimed", "sent", "undeliverable", "unknown", "expired", "kept"]
TimerKind = Literal[
    "rung", "outage", "remind", "close", "survey", "idle", "reach", "rights", "card", "album", "amended", "late",
    "offer", "digest", "unreached", "route", "erased",
]  # fmt: skip


#: The thread of a message that belongs into its ticket's topic, wherever that is when the message leaves.
OWN_TOPIC = "*"


class Person(Row, frozen=True, gc=False):
    """Somebody we talk to. `staff` is the slug of the staff list, "" for customers; `roles` are space-separated.

    Who is `suspended_at` an instant has left the staff group: their roles count for nothing until they are back.
    From a customer who is `blocked_at` an instant nothing is taken any more, by word of staff.
    """

    TABLE: ClassVar[str] = "persons"
    id: int
    name: str = ""
    language: str = ""
    zone: str = ""
    staff: str = ""
    roles: str = ""
    customer: str = ""
    phone: str = ""
    forgotten_at: int | None = None
    created_at: int = 0
    suspended_at: int | None = None
    blocked_at: int | None = None


class Account(Row, frozen=True, gc=False):
    """One address of a person on one channel; `place_*` is where a private message reaches them."""

    TABLE: ClassVar[str] = "accounts"
    id: int
    bot: str
    address: str
    person: int
    chat: str
    name: str = ""
    language: str = ""
    reachable: int = 1
    created_at: int = 0


class TicketRow(Row, frozen=True, gc=False):
    """A ticket as its table keeps it: `Ticket` with plain values; `head` is the hash of its newest event."""

    TABLE: ClassVar[str] = "tickets"
    id: int
    number: str
    kind: str
    severity: int
    reporter: int
    language: str
    notice_at: int
    opened_at: int
    policy: str
    respond_due_at: int
    state: str
    stage: int
    sequence: int
    assignee: int | None
    last_assignee: int | None
    on_site: int
    eta_at: int | None
    waiting_for: str
    responded_at: int | None
    solved_at: int | None
    closed_at: int | None
    closed_by: str
    reopened: int
    score: int | None
    score_reason: str
    media: int
    parent: int | None
    severity_offer: int | None
    record: str
    account: int
    head: bytes
    logged_by: int | None = None
    by_phone: int = 0
    offered_to: int | None = None
    offered_by: int | None = None


class EventRow(Row, frozen=True, gc=False):
    """One link of a ticket's timeline."""

    TABLE: ClassVar[str] = "events"
    id: int
    ticket: int
    sequence: int
    kind: str
    version: int
    at: int
    by: int | None
    data: str
    digest: bytes
    hash: bytes


class PersonalRow(Row, frozen=True, gc=False):
    """The personal words of an event, which an erasure removes."""

    TABLE: ClassVar[str] = "personal"
    event: int
    ticket: int
    salt: bytes
    words: str


class Timer(Row, frozen=True, gc=False):
    """Something due. `subject` is what it is about (a ticket, conversation or run by `kind`); `data` is JSON."""

    TABLE: ClassVar[str] = "timers"
    id: int
    kind: TimerKind
    due_at: int
    ticket: int | None = None
    conversation: int | None = None
    run: int | None = None
    data: str = "{}"


class Run(Row, frozen=True, gc=False):
    """A ladder in progress (or ended): the rung taken last, in which round."""

    TABLE: ClassVar[str] = "runs"
    id: int
    ticket: int
    cause: str
    rung: int
    round: int
    started_at: int
    first: int | None = None
    ended_at: int | None = None


class Page(Row, frozen=True, gc=False):
    """One person called once: a rung of a round of a run."""

    TABLE: ClassVar[str] = "pages"
    id: int
    ticket: int
    run: int
    rung: int
    round: int
    person: int
    outbox: int
    at: int


class Outbox(Row, frozen=True, gc=False):
    """A message on its way. `body` is JSON of `messages.Body`, or "" for a card, which the sender renders.

    `chat_key` is `Place.key`; `kind` as in `messages.Delivery`. `not_after` is when it is no longer worth sending.
    A `thread` of `OWN_TOPIC` is the ticket's own in that chat, looked up when the message leaves. `reply_to` is the
    message of the chat that this one answers or marks, `edits` the one it replaces in place.
    """

    TABLE: ClassVar[str] = "outbox"
    id: int
    lane: int
    kind: str
    bot: str
    chat: str
    thread: str
    chat_key: str
    body: str
    due_at: int
    created_at: int
    ticket: int | None = None
    person: int | None = None
    account: int | None = None
    page: int | None = None
    prompt: int | None = None
    press: str = ""
    silent: int = 0
    not_after: int | None = None
    depends_on: int | None = None
    reply_to: str = ""
    edits: str = ""
    state: OutboxState = "pending"


class Card(Row, frozen=True, gc=False):
    """The one message that shows a ticket in a chat; `prompt` has its buttons, None when it has none.

    In a forum it lies in the ticket's own topic: `opening` is the message that asked for it, `thread` the topic once
    there is one. Both are empty where tickets have no topics.
    """

    TABLE: ClassVar[str] = "cards"
    ticket: int
    chat_key: str
    bot: str
    chat: str
    thread: str
    language: str
    prompt: int | None = None
    external_id: str = ""
    opening: int | None = None


class Attachment(Row, frozen=True, gc=False):
    """A file of a ticket or a conversation: `pending` until the media worker has it, then `stored`, or `failed`.

    `line` is the message of a topic with which staff sent it, as chat and message id with a slash between: it is
    marked there once the customer has the file.
    """

    TABLE: ClassVar[str] = "attachments"
    id: int
    bot: str
    kind: str
    name: str
    mime: str
    size: int
    remote: str
    digest: str
    state: Literal["pending", "stored", "failed"]
    created_at: int
    person: int
    ticket: int | None = None
    conversation: int | None = None
    line: str = ""


class Alarm(Row, frozen=True, gc=False):
    """Something an operator must look at; equal kinds within ten minutes are counted, not repeated."""

    TABLE: ClassVar[str] = "alarms"
    id: int
    kind: str
    detail: str
    at: int


class Parked(Row, frozen=True, gc=False):
    """A message that made its turn fail, kept whole for an operator."""

    TABLE: ClassVar[str] = "parked"
    id: int
    bot: str
    delivery_id: str
    at: int
    reason: str
    payload: bytes


class PolicyRow(Row, frozen=True, gc=False):
    """Promises under their hash."""

    TABLE: ClassVar[str] = "policies"
    hash: str
    body: str


class Chat(Row, frozen=True, gc=False):
    """A group we work in, as its platform tells it; `configured` is the id by which our settings name it.

    `status` is ours there: administrator, member, restricted, left, kicked, or gone when there is no such group; ""
    when nobody has looked yet. `sees_all` is 1 when we read what is not addressed to us; `moved_to` the id it has now.
    """

    TABLE: ClassVar[str] = "chats"
    bot: str
    chat: str
    configured: str = ""
    title: str = ""
    status: str = ""
    is_forum: int = 0
    can_manage_topics: int = 0
    can_write: int = 1
    sees_all: int = 1
    moved_to: str = ""
    checked_at: int = 0


class Invite(Row, frozen=True, gc=False):
    """A one-time invitation of staff, kept by the hash of its token."""

    TABLE: ClassVar[str] = "invites"
    digest: str
    name: str
    roles: str
    created_at: int
    expires_at: int
    used_at: int | None = None
    person: int | None = None

"""The rows a turn reads and writes, as values: what lies in the database and nothing more.

Every class names its table in `TABLE`; field order is column order. Instants are microseconds UTC.
"""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

OutboxState = Literal["pending", "claimed", "sent", "undeliverable", "unknown", "expired"]
TimerKind = Literal["rung", "outage", "remind", "close", "survey", "idle"]


class Row(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One row of a table."""

    TABLE: ClassVar[str]


class Person(Row, frozen=True, gc=False):
    """Somebody we talk to. `staff` is the slug of the staff list, "" for customers; `roles` are space-separated."""

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


class Conversation(Row, frozen=True, gc=False):
    """The talk of one account in one chat and thread. `flow` is "" when idle.

    `answers` is JSON; `suspended` a JSON list of [flow, version, state, answers, ticket] under the active one.
    """

    TABLE: ClassVar[str] = "conversations"
    id: int
    bot: str
    chat: str
    thread: str
    account: int
    flow: str = ""
    version: int = 0
    state: str = ""
    answers: str = "{}"
    ticket: int | None = None
    suspended: str = "[]"
    updated_at: int = 0


class Step(Row, frozen=True, gc=False):
    """One line of a conversation's history; `said` is personal and goes with an erasure."""

    TABLE: ClassVar[str] = "steps"
    id: int
    conversation: int
    at: int
    flow: str
    version: int
    source: str
    trigger: str
    target: str
    said: str = ""


class Prompt(Row, frozen=True, gc=False):
    """A message with choices. Its token is what buttons carry, with the choice's place behind a dot.

    `scope` says who may press: `account:ID` or `chat:KEY` (staff of that group). `choices` is JSON, a list of
    [trigger, value, text id]; `answers` JSON of what the flow starts with. One that is `asked` is a question the
    desk put from outside: it becomes the active flow when answered; one of a `state` belongs to the conversation's
    own. `stage` binds ticket buttons; 0 when
    nothing is bound.
    """

    TABLE: ClassVar[str] = "prompts"
    id: int
    token: str
    scope: str
    kind: Literal["state", "asked", "card"]
    account: int | None = None
    conversation: int | None = None
    ticket: int | None = None
    stage: int = 0
    flow: str = ""
    version: int = 0
    state: str = ""
    choices: str = "[]"
    answers: str = "{}"
    external_id: str = ""
    expires_at: int | None = None
    answered_at: int | None = None
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
    state: OutboxState = "pending"


class Card(Row, frozen=True, gc=False):
    """The one message that shows a ticket in a chat; `token` is its prompt's, "" when it has no buttons."""

    TABLE: ClassVar[str] = "cards"
    ticket: int
    chat_key: str
    bot: str
    chat: str
    thread: str
    language: str
    prompt: int | None = None
    external_id: str = ""


class Attachment(Row, frozen=True, gc=False):
    """A file of a ticket or a conversation: `pending` until the media worker has it, then `stored`, or `failed`."""

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

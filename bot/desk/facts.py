"""What a decision is given, and what it gives back."""

from __future__ import annotations

import msgspec

from bot.desk import rows
from bot.messages import Incoming


class TicketFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket with all that a decision about it may need."""

    row: rows.TicketRow
    policy: str
    reporter: rows.Person
    account: rows.Account
    runs: tuple[rows.Run, ...] = ()
    cards: tuple[rows.Card, ...] = ()


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What `begin` found for one incoming message, in one read.

    `prompt` is the one whose token was pressed, or whose message was replied to; `asked` the newest open
    question the desk put to this account from outside. `account` and `person` are None for a stranger.
    """

    account: rows.Account | None = None
    person: rows.Person | None = None
    conversation: rows.Conversation | None = None
    prompt: rows.Prompt | None = None
    asked: rows.Prompt | None = None


class Keys(msgspec.Struct, frozen=True, kw_only=True):
    """What a decision must see beside the facts; empty when nothing.

    `ticket` or `number` name one ticket; `tickets_of` a person whose open tickets they reported are wanted whole
    (ten at most); `open_tickets` all open ones, for lists of staff; `invite` the digest of an invitation;
    `guest_pages_since` how many level 1 tickets of the writer's account are open, and how many came from
    strangers since; `also` further tickets: those the writer's talks are about.
    """

    ticket: int | None = None
    number: str = ""
    tickets_of: int | None = None
    open_tickets: bool = False
    invite: str = ""
    guest_pages_since: int | None = None
    also: tuple[int, ...] = ()


class More(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to `Keys`. `own` and `tickets` are open ones, the newest first.

    `account_pages` counts open level 1 tickets of the writer's account, `guest_pages` the level 1 tickets that persons
    without a customer opened since `Keys.guest_pages_since`.
    """

    ticket: TicketFacts | None = None
    own: tuple[TicketFacts, ...] = ()
    also: tuple[TicketFacts, ...] = ()
    tickets: tuple[rows.TicketRow, ...] = ()
    invite: rows.Invite | None = None
    guest_pages: int = 0
    account_pages: int = 0


class TimerFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What `due` found for one timer, read again under the ticket's lock."""

    timer: rows.Timer
    ticket: TicketFacts | None = None
    conversation: rows.Conversation | None = None
    account: rows.Account | None = None
    person: rows.Person | None = None


class CancelTimers(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Remove timers of these kinds of a ticket or a conversation."""

    kinds: tuple[str, ...]
    ticket: int | None = None
    conversation: int | None = None


class Changes(msgspec.Struct, kw_only=True):
    """All that one decision writes, in one transaction. Lists are written in the order of these fields.

    `withdraw_pages_of` takes back pages of tickets that have not left yet, before new ones are added. `new_*` rows
    are inserted, the others replace the row of the same key. `answer` is kept beside the inbox row and given again
    to a repeat. `roster_changed` tells the shell to read the staff anew.
    """

    answer: bytes = b""
    persons: list[rows.Person] = msgspec.field(default_factory=list)
    accounts: list[rows.Account] = msgspec.field(default_factory=list)
    policies: list[rows.PolicyRow] = msgspec.field(default_factory=list)
    new_tickets: list[rows.TicketRow] = msgspec.field(default_factory=list)
    tickets: list[rows.TicketRow] = msgspec.field(default_factory=list)
    conversations: list[rows.Conversation] = msgspec.field(default_factory=list)
    steps: list[rows.Step] = msgspec.field(default_factory=list)
    events: list[rows.EventRow] = msgspec.field(default_factory=list)
    personal: list[rows.PersonalRow] = msgspec.field(default_factory=list)
    attachments: list[rows.Attachment] = msgspec.field(default_factory=list)
    prompts: list[rows.Prompt] = msgspec.field(default_factory=list)
    answered: list[int] = msgspec.field(default_factory=list)
    cancel_timers: list[CancelTimers] = msgspec.field(default_factory=list)
    timers: list[rows.Timer] = msgspec.field(default_factory=list)
    runs: list[rows.Run] = msgspec.field(default_factory=list)
    withdraw_pages_of: list[int] = msgspec.field(default_factory=list)
    outbox: list[rows.Outbox] = msgspec.field(default_factory=list)
    pages: list[rows.Page] = msgspec.field(default_factory=list)
    cards: list[rows.Card] = msgspec.field(default_factory=list)
    alarms: list[rows.Alarm] = msgspec.field(default_factory=list)
    invites: list[rows.Invite] = msgspec.field(default_factory=list)
    attach_conversation: list[tuple[int, int]] = msgspec.field(default_factory=list)
    erase_persons: list[int] = msgspec.field(default_factory=list)
    roster_changed: bool = False


class Seen(msgspec.Struct, frozen=True, gc=False):
    """A delivery that was taken in before; `answer` is what it was told then."""

    answer: bytes


__all__ = [
    "CancelTimers",
    "Changes",
    "Facts",
    "Incoming",
    "Keys",
    "More",
    "Seen",
    "TicketFacts",
    "TimerFacts",
]

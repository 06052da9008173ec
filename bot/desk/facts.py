"""What a decision is given, and what it gives back."""

from __future__ import annotations

import msgspec

from bot.desk import rows
from bot.messages import Incoming, Passive


class TicketFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket with all that a decision about it may need; `closes_at` is when silence closes a solved one.

    `instead` is another account of the reporter's that is reached, where the one that reported it is not.
    """

    row: rows.TicketRow
    policy: str
    reporter: rows.Person
    account: rows.Account
    runs: tuple[rows.Run, ...] = ()
    cards: tuple[rows.Card, ...] = ()
    closes_at: int | None = None
    instead: rows.Account | None = None


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """Messages that are taken as one, and the ticket or conversation their first file lies at, once they were."""

    row: rows.Gathering
    ticket: int | None = None
    conversation: int | None = None


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What `begin` found for one incoming message, in one read.

    `prompt` is the one whose token was pressed, or whose message was replied to; `asked` the newest open
    question the desk put to this account from outside. `account` and `person` are None for a stranger.
    `gathered` is the album the message belongs to, or what its writer's too many messages are put into. Of an edited
    message `written` are the newest line it became in the history of its conversation, and those after it.
    `topic` is the ticket whose topic of a forum it was written in. `listed` is what the newest message to its writer
    asks, read only for a message that may be a number out of it.
    """

    account: rows.Account | None = None
    person: rows.Person | None = None
    conversation: rows.Conversation | None = None
    prompt: rows.Prompt | None = None
    asked: rows.Prompt | None = None
    gathered: Gathered | None = None
    written: tuple[rows.Step, ...] = ()
    topic: int | None = None
    listed: rows.Prompt | None = None


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a linking: an account, whose it is, their accounts, and the newest of their tickets."""

    account: rows.Account
    person: rows.Person
    accounts: tuple[rows.Account, ...] = ()
    tickets: tuple[TicketFacts, ...] = ()


class CodeTyped(msgspec.Struct, frozen=True, kw_only=True):
    """A code that somebody typed at the instant `at`, as its hash; wrong ones are counted `since` an instant."""

    digest: str
    at: int
    since: int


class CodeFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a typed code is: whose (`theirs`, None when it is nobody's), and what its writer's side is (`own`).

    `asked` tells whether the writer has a code of their own just now. `guesses` counts wrong codes of the writer
    lately, `all_guesses` those of everybody.
    """

    asked: bool = False
    guesses: int = 0
    all_guesses: int = 0
    own: Party | None = None
    theirs: Party | None = None


class LinkedFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The linking that would be undone, with the account that leaves, whoever that is by itself, and who stays."""

    row: rows.Linking
    leaving: Party
    before: rows.Person
    staying: tuple[rows.Account, ...] = ()


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """Which tickets somebody of staff wants to see: open ones by a filter, their own, or those with some words.

    `kind` is open, mine or find, or next for one more page of what `account` has seen last. Only tickets of a `level`
    (0: of any), in a `state` ("": in any), `late` at the instant `at`. `page` counts from 0; `about` is who asks.
    """

    kind: str
    level: int = 0
    state: str = ""
    late: bool = False
    words: str = ""
    page: int = 0
    about: int = 0
    account: int = 0
    at: int = 0


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """What waits for one of staff: calls, hand-overs they are asked for, and words of customers (ticket, at, text)."""

    calls: tuple[rows.TicketRow, ...] = ()
    offers: tuple[rows.TicketRow, ...] = ()
    words: tuple[tuple[int, int, str], ...] = ()


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """The desk on a morning: what was solved since the one before, how many scores it got, and their sum.

    `open` counts tickets by holder, level and kind, and of each how many are late, waiting and to be confirmed.
    """

    open: tuple[tuple[int | None, int, str, int, int, int, int], ...] = ()
    solved: int = 0
    scores: int = 0
    score_sum: int = 0


class Keys(msgspec.Struct, frozen=True, kw_only=True):
    """What a decision must see beside the facts; empty when nothing.

    `ticket` or `number` name one ticket; `tickets_of` a person whose open tickets they reported are wanted whole
    (ten at most), `unrated_of` one whose last closed ticket is wanted, if they are still to be asked how we did;
    `open_tickets` all open ones, for lists of staff; `invite` the digest of an invitation;
    `guest_pages_since` how many level 1 tickets of the writer's account are open, and how many came from
    strangers since; `also` further tickets: those the writer's talks are about; `group` what we know of a group, by
    bot and chat; `writer_at` a conversation whose person is wanted; `listing` a list of staff; `phones` the ways in
    which a caller's number may be written; `code` a typed code that links accounts; `linked` a person of whom a
    linking is to be undone. `ended_too` when `tickets_of` means the newest of all that person's tickets.
    """

    ticket: int | None = None
    number: str = ""
    tickets_of: int | None = None
    unrated_of: int | None = None
    open_tickets: bool = False
    invite: str = ""
    guest_pages_since: int | None = None
    also: tuple[int, ...] = ()
    group: tuple[str, str] | None = None
    writer_at: int | None = None
    listing: Listing | None = None
    phones: tuple[str, ...] = ()
    code: CodeTyped | None = None
    linked: int | None = None
    ended_too: bool = False


class More(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to `Keys`. `own` and `tickets` are open ones, the newest first.

    `account_pages` counts open level 1 tickets of the writer's account, `guest_pages` the level 1 tickets that persons
    without a customer opened since `Keys.guest_pages_since`.
    """

    ticket: TicketFacts | None = None
    own: tuple[TicketFacts, ...] = ()
    also: tuple[TicketFacts, ...] = ()
    unrated: TicketFacts | None = None
    tickets: tuple[rows.TicketRow, ...] = ()
    invite: rows.Invite | None = None
    guest_pages: int = 0
    account_pages: int = 0
    group: rows.Chat | None = None
    writer: tuple[rows.Account, rows.Person] | None = None
    names: dict[int, str] = msgspec.field(default_factory=dict)
    waiting: Waiting | None = None
    listing: Listing | None = None
    callers: tuple[tuple[rows.Person, rows.Account], ...] = ()
    code: CodeFacts | None = None
    linked: LinkedFacts | None = None


def read(more: More | None) -> tuple[TicketFacts, ...]:
    """Return all tickets that were read beyond the facts."""
    if more is None:
        return ()
    parties = (more.code.own, more.code.theirs) if more.code else (more.linked.leaving if more.linked else None,)
    theirs = (facts for party in parties if party is not None for facts in party.tickets)
    return (*((more.ticket,) if more.ticket else ()), *more.own, *more.also, *theirs)


class Together(msgspec.Struct, frozen=True, kw_only=True):
    """Gathered messages as the one they make, with the facts of today; `more` is what they needed beyond."""

    row: rows.Gathering
    incoming: Incoming
    facts: Facts
    more: More | None = None


class TimerFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What `due` found for one timer, read again under the ticket's lock.

    Of a timer about an account, `own` are the open tickets its person reported (ten at most), `held` those they have,
    and `instead` is another account that reaches the same customer; after an erasure `own` are the erased tickets that
    have topics.
    Of one that ends a gathering, `together` is what it makes; `amended` are the data of all timers that tell about
    changes of the ticket's record. Of a call that did not arrive, `page` is that and `tried` are the accounts by which
    its reader was called at this rung.
    """

    timer: rows.Timer
    ticket: TicketFacts | None = None
    conversation: rows.Conversation | None = None
    account: rows.Account | None = None
    person: rows.Person | None = None
    own: tuple[TicketFacts, ...] = ()
    held: tuple[rows.TicketRow, ...] = ()
    together: Together | None = None
    instead: rows.Account | None = None
    page: rows.Page | None = None
    tried: tuple[int, ...] = ()
    amended: tuple[str, ...] = ()
    figures: Figures | None = None


class Gone(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Somebody of staff whom a call no longer reaches, since `at`: where only they were called, the next one is due.

    `account` is the one address that is lost; None when all of them count for nothing. Then what was on its way to
    them about tickets is not sent any more.
    """

    person: int
    at: int
    account: int | None = None


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket as a card or a line of a list shows it, with the buttons of its prompt and the names of its people.

    `origin` is the account of ours by which it was reported.
    """

    card: rows.Card
    ticket: rows.TicketRow
    prompt: rows.Prompt | None = None
    assignee: str = ""
    reporter: str = ""
    origin: str = ""


class CancelTimers(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Remove timers of these kinds of a ticket or a conversation."""

    kinds: tuple[str, ...]
    ticket: int | None = None
    conversation: int | None = None


class Redirect(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What an account did not get about tickets since an instant, or waits for, goes to another of the same person."""

    account: int
    to: rows.Account
    since: int


class Move(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A group has the id `new` from now on: all that is stored of it is rewritten."""

    bot: str
    old: str
    new: str


class Held(msgspec.Struct, frozen=True, gc=False):
    """A message that does not go before `until` (wall time): it may have gone out in another way by then."""

    row: int
    until: int


class Changes(msgspec.Struct, kw_only=True):
    """All that one decision writes, in one transaction. Lists are written in the order of these fields.

    `withdraw_pages_of` takes back pages of tickets that have not left yet, before new ones are added. `new_*` rows
    are inserted, the others replace the row of the same key. `readmitted` are persons who were
    suspended; `questions_over` are an account, a ticket and a state: such a question to them waits for no answer any
    more; `callers` are tickets with the reporter and the account they get; `forget_cards_in` are keys of chats
    whose cards are sent anew instead of edited. `answer` is kept beside the inbox row and given again
    to a repeat. `roster_changed` tells the shell to read the staff and their groups anew. `passive` is the answer that
    goes out in the response, one of the messages that are `held`; what is kept beside the inbox row is that one's id.
    """

    answer: bytes = b""
    passive: Passive | None = None
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
    gatherings: list[rows.Gathering] = msgspec.field(default_factory=list)
    prompts: list[rows.Prompt] = msgspec.field(default_factory=list)
    answered: list[int] = msgspec.field(default_factory=list)
    questions_over: list[tuple[int, int, str]] = msgspec.field(default_factory=list)
    cancel_timers: list[CancelTimers] = msgspec.field(default_factory=list)
    timers: list[rows.Timer] = msgspec.field(default_factory=list)
    runs: list[rows.Run] = msgspec.field(default_factory=list)
    withdraw_pages_of: list[int] = msgspec.field(default_factory=list)
    outbox: list[rows.Outbox] = msgspec.field(default_factory=list)
    held: list[Held] = msgspec.field(default_factory=list)
    pages: list[rows.Page] = msgspec.field(default_factory=list)
    cards: list[rows.Card] = msgspec.field(default_factory=list)
    alarms: list[rows.Alarm] = msgspec.field(default_factory=list)
    invites: list[rows.Invite] = msgspec.field(default_factory=list)
    link_codes: list[rows.LinkCode] = msgspec.field(default_factory=list)
    link_guesses: list[rows.LinkGuess] = msgspec.field(default_factory=list)
    linkings: list[rows.Linking] = msgspec.field(default_factory=list)
    redirects: list[Redirect] = msgspec.field(default_factory=list)
    chats: list[rows.Chat] = msgspec.field(default_factory=list)
    gone: list[Gone] = msgspec.field(default_factory=list)
    readmitted: list[int] = msgspec.field(default_factory=list)
    forget_cards_in: list[str] = msgspec.field(default_factory=list)
    moves: list[Move] = msgspec.field(default_factory=list)
    callers: list[tuple[int, int, int]] = msgspec.field(default_factory=list)
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
    "Gone",
    "Incoming",
    "Keys",
    "More",
    "Move",
    "Redirect",
    "Seen",
    "Shown",
    "TicketFacts",
    "TimerFacts",
]

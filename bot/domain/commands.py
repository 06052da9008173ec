"""What people ask of the desk about a ticket, as values; `lifecycle.decide` answers each with events or a refusal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from bot.domain.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ids import PersonId

TicketKind = Literal["fault", "question", "follow_up"]


@dataclass(frozen=True, slots=True)
class Open:
    """Accept a report. `record` holds what the customer told, by field.

    One that came by telephone was written down by `logged_by`; `by_phone` when the caller has no chat with us.
    """

    kind: TicketKind
    severity: Severity
    notice_at: datetime
    language: str
    record: Mapping[str, str] = field(default_factory=dict)
    media: int = 0
    parent: int | None = None
    logged_by: PersonId | None = None
    by_phone: bool = False


@dataclass(frozen=True, slots=True)
class Called:
    """The call this report came by was at that time: the clocks start there (CK-10)."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Identify:
    """Who called is this person, whom we know, and who reads this language."""

    reporter: PersonId
    language: str


@dataclass(frozen=True, slots=True)
class Heard:
    """The customer said this on the telephone."""

    text: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """A colleague is asked to take it."""

    to: PersonId


@dataclass(frozen=True, slots=True)
class AcceptOffer:
    """I take what was offered to me."""


@dataclass(frozen=True, slots=True)
class DeclineOffer:
    """I do not take it, for this reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class LapseOffer:
    """The colleague who was asked did not answer in time."""


@dataclass(frozen=True, slots=True)
class Amend:
    """Change one field of the record."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Attach:
    """Add files."""

    count: int
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Write:
    """The customer says something to whoever works on the ticket."""

    text: str


@dataclass(frozen=True, slots=True)
class Say:
    """Staff say something the customer sees."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Staff write something only staff see."""

    text: str


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """I have seen the page and will handle it."""


@dataclass(frozen=True, slots=True)
class Take:
    """I take it, also from the one who has it."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing can be done until the customer answers this."""

    reason: str


@dataclass(frozen=True, slots=True)
class OnSite:
    """I am coming; there at this time."""

    eta_at: datetime


@dataclass(frozen=True, slots=True)
class Solve:
    """The fault is gone; this was done."""

    note: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer a question on the spot; it closes as a consultation (IN-04)."""

    text: str


@dataclass(frozen=True, slots=True)
class Refer:
    """Hand the question with its record to the customer service manager (IN-04)."""

    reason: str


@dataclass(frozen=True, slots=True)
class SetSeverity:
    """Staff set another level; lowering is only proposed unless the manager decides (SV-04)."""

    level: Severity
    reason: str


@dataclass(frozen=True, slots=True)
class AcceptSeverity:
    """The customer sets the level, by their own pick or by agreeing to a proposal."""

    level: Severity
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class DeclineSeverity:
    """The customer keeps their pick."""

    level: Severity


@dataclass(frozen=True, slots=True)
class Confirm:
    """The customer says that it works."""


@dataclass(frozen=True, slots=True)
class Reject:
    """The customer says that it does not work."""

    reason: str


@dataclass(frozen=True, slots=True)
class CloseSilently:
    """Nobody answered the question whether it works; `within` is how long we waited."""

    within: timedelta


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The reporter takes the report back."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """Staff end the ticket without a repair, for a reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Rate:
    """The customer's score, 1 to 5."""

    score: int


@dataclass(frozen=True, slots=True)
class GiveReason:
    """Why the score was low."""

    reason: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A free word with the score."""

    text: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """The desk paged these people (or, when empty, found nobody to page for `notify`)."""

    rung: int
    round: int
    notify: str
    persons: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class Revise:
    """I have edited what I wrote: it reads `text` now."""

    text: str
    before: str


@dataclass(frozen=True, slots=True)
class Block:
    """Take nothing more from whoever reported this."""

    reason: str


@dataclass(frozen=True, slots=True)
class Link:
    """I am this person by another account too, which is the one named."""

    reporter: PersonId
    account: int


@dataclass(frozen=True, slots=True)
class Unlink:
    """That account is mine no more: whoever it is by itself has the ticket, which is this person."""

    reporter: PersonId
    account: int


@dataclass(frozen=True, slots=True)
class Revoke:
    """I have taken back at the platform what let it tell you about me."""


@dataclass(frozen=True, slots=True)
class Unblock:
    """Listen again to whoever reported this."""


Command = (
    Open
    | Revise
    | Block
    | Unblock
    | Revoke
    | Link
    | Unlink
    | Called
    | Identify
    | Heard
    | HandOver
    | AcceptOffer
    | DeclineOffer
    | LapseOffer
    | Amend
    | Attach
    | Write
    | Say
    | Note
    | Acknowledge
    | Take
    | Wait
    | OnSite
    | Solve
    | Answer
    | Refer
    | SetSeverity
    | AcceptSeverity
    | DeclineSeverity
    | Confirm
    | Reject
    | CloseSilently
    | Withdraw
    | Cancel
    | Rate
    | GiveReason
    | Comment
    | RecordPage
)

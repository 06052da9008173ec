"""Names for identifiers, and the one source of them."""

from __future__ import annotations

from typing import NewType, Protocol

PersonId = NewType("PersonId", int)
AccountId = NewType("AccountId", int)
ConversationId = NewType("ConversationId", int)
TicketId = NewType("TicketId", int)
EventId = NewType("EventId", int)
RunId = NewType("RunId", int)
PageId = NewType("PageId", int)
TimerId = NewType("TimerId", int)
OutboxId = NewType("OutboxId", int)
AttachmentId = NewType("AttachmentId", int)

#: An instant as rows keep it: microseconds since 1970 in UTC.
Micros = NewType("Micros", int)


class Ids(Protocol):
    """The only place that draws randomness, so that a simulation is seeded whole."""

    def new(self) -> int:
        """Return a 63-bit integer, larger than those drawn in earlier milliseconds."""

    def below(self, bound: int) -> int:
        """Return a number from 0 to `bound` - 1, all equally likely."""

    def token(self) -> str:
        """Return 22 URL-safe signs that carry 128 bits."""

    def salt(self) -> bytes:
        """Return 16 bytes."""

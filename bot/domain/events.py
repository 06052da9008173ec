"""The timeline of a ticket: event kinds, their canonical text, and the hash chain over it.

Personal words stand apart from the event, salted; only their digest is chained, so that erasing them
leaves the chain whole.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ids import PersonId

#: Each kind with its present version; a change of an event's data is a new version with an upcast.
VERSIONS: Mapping[str, int] = {
    "opened": 1,
    "record_amended": 1,
    "attached": 1,
    "customer_wrote": 1,
    "staff_said": 1,
    "noted": 1,
    "acknowledged": 1,
    "taken": 1,
    "waiting_started": 1,
    "resumed": 1,
    "on_site_announced": 1,
    "severity_proposed": 1,
    "severity_declined": 1,
    "severity_changed": 1,
    "answered": 1,
    "referred": 1,
    "solved": 1,
    "confirmed": 1,
    "reopened": 1,
    "closed": 1,
    "cancelled": 1,
    "rated": 1,
    "reason_given": 1,
    "commented": 1,
    "paged": 1,
    "nobody_to_page": 1,
    "revised": 1,
    "reporter_blocked": 1,
    "reporter_unblocked": 1,
    "reporter_revoked": 1,
    "reporter_linked": 1,
    "reporter_unlinked": 1,
    "notice_corrected": 1,
    "caller_identified": 1,
    "hand_over_asked": 1,
    "hand_over_declined": 1,
    "hand_over_lapsed": 1,
}
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
#: What the first event of a ticket is chained to.
GENESIS = b"\0" * 32


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a ticket, and who did it (None: the desk itself).

    `data` holds plain JSON values without personal words; `personal` the words that erasure removes.
    """

    kind: str
    at: datetime
    by: PersonId | None
    data: Mapping[str, object] = field(default_factory=dict)
    personal: Mapping[str, str] = field(default_factory=dict)


def canonical(value: Mapping[str, object]) -> str:
    """Return the one JSON text of a mapping: sorted keys, no spaces, UTF-8 as it is."""
    return _CANONICAL.encode(value)


def personal_digest(salt: bytes, personal: str) -> bytes:
    """Return what the chain keeps of the personal words: SHA-256 over salt and canonical text; empty for none."""
    return hashlib.sha256(salt + personal.encode()).digest() if personal else b""


@dataclass(frozen=True, slots=True)
class Link:
    """What is chained of one event, as rows keep it (`at` in microseconds UTC)."""

    ticket: int
    sequence: int
    kind: str
    version: int
    at: int
    by: int | None
    data: str
    digest: bytes


def seal(previous: bytes, link: Link) -> bytes:
    """Return the hash of an event: SHA-256 over the hash before it and the event's canonical text."""
    text = canonical(
        {
            "ticket": link.ticket,
            "sequence": link.sequence,
            "kind": link.kind,
            "version": link.version,
            "at": link.at,
            "by": link.by,
            "data": link.data,
            "personal": link.digest.hex(),
        },
    )
    return hashlib.sha256(previous + text.encode()).digest()

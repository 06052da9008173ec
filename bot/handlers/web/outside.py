"""What the web chat is given by the composition root: ports, the company's particulars, its limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import tzinfo

from bot.ids import Ids
from bot.ports import Clock, Files, Intake, Links, Mailbox, NoLinks, Reads
from bot.texts import Texts

BOT = "web:desk"
STAFF_ROOM = "room:staff"


def _as_it_is() -> float:
    return 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Whose desk this is, as the page shows it; the first language is the default."""

    name: str
    hotline: str
    zone: tzinfo
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one visitor may ask for; rates are a burst and what comes back each second.

    `strangers` counts new sessions of one peer address, `messages` and `uploads` those of one session.
    """

    text: int = 10_000
    json: int = 256 * 1024
    file: int = 20 * 1024 * 1024
    files_in_message: int = 10
    streams: int = 12
    strangers: tuple[float, float] = (120.0, 2.0)
    messages: tuple[float, float] = (60.0, 2.0)
    uploads: tuple[float, float] = (30.0, 0.5)
    heartbeat: float = 15.0
    write_within: float = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """All that the web chat talks to. `speed` is how fast desk time runs beside wall time."""

    intake: Intake
    mailbox: Mailbox
    files: Files
    reads: Reads
    clock: Clock
    ids: Ids
    texts: Texts
    company: Company
    speed: Callable[[], float] = _as_it_is
    public_url: str = ""
    links: Links = field(default_factory=NoLinks)
    limits: Limits = field(default_factory=Limits)

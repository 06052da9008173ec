"""Who a visitor is: a secret they hold, and an address that is its hash.

Nothing is stored: the same secret is the same person after any restart, and nobody can tell the secret from
the address.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from aiohttp import web

from bot.desk.rows import Account, Person, Row
from bot.handlers.web.limits import Buckets
from bot.handlers.web.outside import BOT, STAFF_ROOM, Outside
from bot.handlers.web.refusals import Refusal
from bot.ids import Ids

R = TypeVar("R", bound=Row)
COOKIE = "baoxiu_chat"
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
_YEAR = 365 * 24 * 3600
_KNOWN = 50_000


@dataclass(frozen=True, slots=True)
class Session:
    """A visitor who has shown a secret. `address` names their account and their own chat."""

    secret: str
    address: str

    @property
    def author(self) -> int:
        """Return the address as a number, by which a mailbox entry names who wrote it (0 is the desk)."""
        return int(self.address[:15], 16)

    def proof(self, words: str) -> str:
        """Return a seal over `words` that only the holder of this secret can have been given."""
        return hmac.new(self.secret.encode(), words.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Visitor:
    """What the database knows of a session's person."""

    account: int
    person: int
    name: str
    language: str
    zone: str
    is_staff: bool


def read(row_class: type[R], columns: Sequence[object]) -> R:
    """Return a row from the columns a named query lists first."""
    return row_class(**dict(zip(row_class.__struct_fields__, columns, strict=False)))


def mint(ids: Ids) -> Session:
    """Return a new session with 256 random bits."""
    raw = ids.salt() + ids.salt()
    return of_secret(base64.urlsafe_b64encode(raw).decode().rstrip("="))


def of_secret(secret: str) -> Session:
    """Return the session of a secret."""
    return Session(secret, hashlib.sha256(secret.encode()).hexdigest())


def find(request: web.Request) -> Session | None:
    """Return the session a request shows: the bearer's first, else the cookie's."""
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    secret = given.strip() if kind.casefold() == "bearer" else request.cookies.get(COOKIE, "")
    return of_secret(secret) if _SECRET.fullmatch(secret) else None


def set_cookie(response: web.StreamResponse, session: Session, *, secure: bool) -> None:
    """Give the browser the secret, out of reach of scripts and of other sites' requests."""
    response.set_cookie(COOKIE, session.secret, max_age=_YEAR, path="/", httponly=True, samesite="Lax", secure=secure)


class Door:
    """Lets sessions in: those known at once, strangers at a limited rate for each peer address."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self._strangers = Buckets(outside.limits.strangers)
        self._known: OrderedDict[str, None] = OrderedDict()

    async def enter(self, request: web.Request) -> Session:
        """Return the request's session, or refuse with 401; a stranger may be refused with 429."""
        session = find(request)
        if session is None:
            raise Refusal(401, "no-session")
        if request.headers.get("Sec-Fetch-Site") == "cross-site":
            raise Refusal(403, "forbidden")
        if session.address not in self._known:
            if await self.visitor(session) is None:
                self.knock(request)
            self.remember(session)
        self._known.move_to_end(session.address)
        return session

    def knock(self, request: web.Request) -> None:
        """Count a new session of the request's peer, or refuse it."""
        wait = self._strangers.take(request.remote or "")
        if wait:
            raise Refusal(429, "too-many", retry_after=wait)

    def remember(self, session: Session) -> None:
        """Count this session as known; the longest unseen is forgotten."""
        self._known[session.address] = None
        if len(self._known) > _KNOWN:
            self._known.popitem(last=False)

    async def visitor(self, session: Session) -> Visitor | None:
        """Return what the database knows of this session, None before its first message."""
        found = await self._outside.reads.rows("account_by_address", BOT, session.address)
        if not found:
            return None
        account = read(Account, found[0])
        person = read(Person, found[0][len(Account.__struct_fields__) :])
        is_staff = bool(person.staff) and person.suspended_at is None
        return Visitor(account.id, person.id, person.name, person.language, person.zone, is_staff)

    async def chat(self, request: web.Request, session: Session) -> str:
        """Return the chat a request means: the visitor's own, or the staff room for staff."""
        room = request.query.get("room", "")
        if not room:
            return session.address
        visitor = await self.visitor(session)
        if room != "staff" or visitor is None or not visitor.is_staff:
            raise Refusal(403, "forbidden")
        return STAFF_ROOM

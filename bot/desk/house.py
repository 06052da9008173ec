"""What the desk knows of the company that runs it: promises, duty, staff and their routes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.colleagues import Colleague
from bot.domain.roles import FRONT, Role
from bot.messages import Place

if TYPE_CHECKING:
    from bot.desk import rows
    from bot.domain.policy import Policy
    from bot.domain.rota import Rota


@dataclass(frozen=True, slots=True)
class House:
    """The company as configured; read-only in chat.

    `staff_chats` are the groups that see one card for each ticket. A guest's storm: more open level 1 tickets
    of one account than `guest_open_limit`, or more level 1 reports of guests within an hour than `guest_hour_limit`.
    """

    company: str
    hotline: str
    zone: tzinfo
    languages: tuple[str, ...]
    policy: Policy
    rota: Rota
    staff_chats: tuple[Place, ...] = ()
    alarm_to: str = "role:admin"
    idle_after: timedelta = timedelta(hours=1)
    guest_open_limit: int = 1
    guest_hour_limit: int = 5
    file_limit: int = 20 * 1024 * 1024
    #: Of one customer; what is more is put together and answered once.
    messages_a_minute: int = 30
    #: Desk time after which no further picture of an album is waited for.
    album_within: timedelta = timedelta(seconds=1)
    #: Desk time in which a press must be answered; later the phone has stopped waiting.
    press_within: timedelta = timedelta(seconds=10)
    #: How long a colleague who is asked to take a ticket may think about it.
    hand_over_within: timedelta = timedelta(minutes=10)
    #: When each of staff reads in the morning what waits, in their own zone; None for never.
    digest_at: time | None = None
    #: What a telephone number said at home leaves out.
    calling_code: str = ""
    #: Slugs of staff with the channels on which they are called, in the order in which these are tried.
    routes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: Whether what customers write on WeChat stays out of Telegram.
    keep_wechat_private: bool = False
    #: Where our own pages are, "" when nobody outside can open them.
    public_url: str = ""
    #: Desk time for which a platform keeps messages that we do not fetch.
    kept_for: timedelta = timedelta(hours=24)

    @property
    def language(self) -> str:
        """Return the company's first language, used in groups and where a person's is not known."""
        return self.languages[0]


@dataclass(frozen=True, slots=True)
class Route:
    """One way to reach a member of staff: a private chat of an account, with the language its platform tells."""

    account: int
    place: Place
    reachable: bool = True
    language: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """One of our people, with the routes in the order in which they are tried."""

    person: int
    slug: str
    name: str
    roles: frozenset[Role]
    language: str = ""
    zone: str = ""
    routes: tuple[Route, ...] = ()

    @property
    def route(self) -> Route | None:
        """Return the first route that is believed to work."""
        return next((route for route in self.routes if route.reachable), None)


@dataclass(frozen=True, slots=True)
class Roster:
    """All active staff, as the database has them now."""

    members: tuple[Member, ...] = ()
    by_person: Mapping[int, Member] = field(default_factory=dict)
    #: Keys of the private chats of those who are suspended: nothing of a ticket is shown there any more.
    barred: frozenset[str] = frozenset()

    @classmethod
    def of(cls, members: tuple[Member, ...], barred: frozenset[str] = frozenset()) -> Roster:
        """Return a roster of these members."""
        return cls(members, {member.person: member for member in members}, barred)

    def name(self, person: int | None) -> str:
        """Return the name customers and colleagues read, "" for nobody."""
        member = None if person is None else self.by_person.get(person)
        return member.name if member else ""

    def with_role(self, role: Role) -> tuple[Member, ...]:
        """Return the members who have `role` and can be reached, in the order of their slugs."""
        found = (member for member in self.members if role in member.roles and member.route)
        return tuple(sorted(found, key=lambda member: member.slug))

    def with_slug(self, slug: str) -> Member | None:
        """Return the member with this slug, or None."""
        return next((member for member in self.members if member.slug == slug), None)

    def colleagues(self, of: int) -> tuple[Colleague, ...]:
        """Return those one of us can hand a ticket to: who else works on tickets and can be reached, by name."""
        able = (one for one in self.members if one.roles & FRONT and one.route and one.person != of)
        found = (Colleague(member.person, member.slug, member.name) for member in able)  # type: ignore[arg-type]  # NewType
        return tuple(sorted(found, key=lambda one: one.name))

    def able(self) -> frozenset[str]:
        """Return the slugs of those who can be paged."""
        return frozenset(member.slug for member in self.members if member.route)


def zone_of(name: str, fallback: tzinfo) -> tzinfo:
    """Return the zone of that name, or `fallback` when it is empty."""
    return ZoneInfo(name) if name else fallback


def roles_of(person: rows.Person) -> frozenset[Role]:
    """Return the roles that count now: none while somebody is suspended."""
    return parse_roles(person.roles) if person.suspended_at is None else frozenset()


@lru_cache(maxsize=256)
def parse_roles(text: str) -> frozenset[Role]:
    """Return the roles a row holds as words with spaces between; unknown words count for nothing."""
    known = {role.value for role in Role}
    return frozenset(Role(word) for word in text.split() if word in known)

"""One-time invitations: how somebody becomes staff, or a member of staff gets a further account."""

from __future__ import annotations

import msgspec

from bot.app.columns import of_columns
from bot.config.names import ROLES
from bot.config.rules import A_SLUG, SLUG
from bot.config.wrong import nearest
from bot.desk import rows
from bot.desk.facts import Changes
from bot.desk.people import invite_digest
from bot.ids import Ids
from bot.ports import Clock, Store, Work

#: How long an invitation may be taken up.
VALID_DAYS = 7
_DAY = 24 * 3600 * 1_000_000


class NotInvited(Exception):
    """The invitation cannot be made; the words say why."""


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """Whom to invite. With the `slug` of one of the staff it is a further account for them."""

    name: str = ""
    roles: tuple[str, ...] = ()
    slug: str = ""


class Invited(msgspec.Struct, frozen=True, kw_only=True):
    """The invitation's one-time token, shown once and kept by its hash alone; and until when it holds."""

    token: str
    name: str
    expires_at: int


async def invite(store: Store, ids: Ids, clock: Clock, wish: Invitation) -> Invited:
    """Store an invitation and return its token; raise NotInvited."""
    check(wish)
    token, now = ids.token(), clock.now()

    async def work(work: Work) -> rows.Invite:
        person = await _person(work, wish, rows.Person(id=ids.new(), created_at=now))
        row = rows.Invite(
            digest=invite_digest(token),
            name=person.name if person else wish.name,
            roles=person.roles if person else " ".join(wish.roles),
            created_at=now,
            expires_at=now + VALID_DAYS * _DAY,
            person=person.id if person else None,
        )
        await work.save(Changes(persons=[person] if person else [], invites=[row]))
        return row

    row = await store.turn(work)
    return Invited(token=token, name=row.name, expires_at=row.expires_at)


def check(wish: Invitation) -> None:
    """Raise NotInvited where the wish alone shows that it cannot be fulfilled."""
    if wish.slug and not SLUG.fullmatch(wish.slug):
        raise NotInvited(f'--id: expected {A_SLUG}, found "{wish.slug}"')
    for role in wish.roles:
        if role not in ROLES:
            near = nearest(role, ROLES)
            raise NotInvited(f'--role: expected some of {", ".join(ROLES)}, found "{role}"; the nearest is {near}')
    if not wish.slug and not (wish.name.strip() and wish.roles):
        raise NotInvited("expected --name and --role, or --id of one of the staff")


async def _person(work: Work, wish: Invitation, fresh: rows.Person) -> rows.Person | None:
    """Return who is behind the slug, known or new; None when the invitation names no slug."""
    if not wish.slug:
        return None
    found = await work.execute("persons_by_staff", wish.slug)
    if found:
        return of_columns(rows.Person, found[0])
    if not (wish.name.strip() and wish.roles):
        raise NotInvited(f'nobody of the staff has the id "{wish.slug}": expected --name and --role for somebody new')
    return msgspec.structs.replace(fresh, name=wish.name, roles=" ".join(wish.roles), staff=wish.slug)

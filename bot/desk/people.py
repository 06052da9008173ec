"""Who is writing: strangers become persons, invitations make staff, and everybody gets their own reader."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

from bot.desk import membership, rows
from bot.desk.house import roles_of
from bot.domain.roles import Actor

if TYPE_CHECKING:
    from bot.desk.draft import Draft
    from bot.desk.facts import Facts
    from bot.messages import Incoming

#: Names people give themselves are for showing only; no more of them than this is kept.
NAME_LENGTH = 64


class Known(msgspec.Struct, frozen=True):
    """The writer as the desk knows them."""

    account: rows.Account
    person: rows.Person

    @property
    def actor(self) -> Actor:
        """Return what they may do, from the roles of their person."""
        return Actor(self.person.id, roles_of(self.person))  # type: ignore[arg-type]  # a NewType of int


def recognise(draft: Draft, incoming: Incoming, facts: Facts) -> Known:
    """Return the writer; a stranger gets a person and an account, a returning one is reachable again."""
    if facts.account is not None and facts.person is not None:
        if incoming.link:
            # They pressed on a page of ours: that says nothing about their chat.
            return Known(facts.account, facts.person)
        return Known(_refreshed(draft, incoming, facts.account), facts.person)
    ids, now = draft.world.ids, draft.now
    name = incoming.sender.name.strip()[:NAME_LENGTH]
    person = rows.Person(id=ids.new(), name=name, created_at=now)
    account = rows.Account(
        id=ids.new(),
        bot=incoming.bot,
        address=incoming.sender.address,
        person=person.id,
        chat=private_chat(incoming),
        name=name,
        language=incoming.sender.language,
        created_at=now,
    )
    draft.changes.persons.append(person)
    draft.changes.accounts.append(account)
    return Known(account, person)


def private_chat(incoming: Incoming) -> str:
    """Return where a private message reaches the writer: on both channels so far that is their own address."""
    return incoming.chat if incoming.chat_kind == "private" else incoming.sender.address


def welcome(draft: Draft, known: Known, invite: rows.Invite) -> Known:
    """Make the writer a member of staff, or give a member this further account."""
    if invite.person is None:
        person = msgspec.structs.replace(
            known.person,
            name=invite.name,
            roles=invite.roles,
            staff=known.person.staff or f"person-{known.person.id}",
            suspended_at=None,
        )
        draft.changes.persons.append(person)
        account = known.account
    else:
        person = rows.Person(id=invite.person, name=invite.name, roles=invite.roles)
        draft.changes.readmitted.append(invite.person)
        account = msgspec.structs.replace(known.account, person=invite.person)
        draft.changes.accounts.append(account)
    draft.changes.invites.append(msgspec.structs.replace(invite, used_at=draft.now, person=person.id))
    draft.changes.roster_changed = True
    return Known(account, person)


def invite_digest(token: str) -> str:
    """Return under what an invitation is kept; the token itself is never stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_usable(invite: rows.Invite | None, now: int) -> bool:
    """Tell whether an invitation may still be taken up."""
    return invite is not None and invite.used_at is None and invite.expires_at > now


def _refreshed(draft: Draft, incoming: Incoming, account: rows.Account) -> rows.Account:
    """Note that a blocked account is back, and a changed language; most messages change nothing."""
    language = incoming.sender.language or account.language
    if account.reachable and account.language == language:
        return account
    if not account.reachable:
        return membership.reachable(draft, msgspec.structs.replace(account, language=language), now=True)
    spoken = msgspec.structs.replace(account, language=language)
    draft.changes.accounts.append(spoken)
    return spoken

"""Brings the staff of the configuration into the database: new ones in, changed ones over, gone ones disabled."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from bot.app.columns import of_columns
from bot.config.settings import Member
from bot.desk import rows
from bot.desk.facts import Changes
from bot.ids import Ids
from bot.ports import Work

#: Where the database remembers which of its people the configuration brought.
META_KEY = "staff_of_config"


class Brought(msgspec.Struct, frozen=True):
    """One of ours as the last start left them; `telegram` is the account the configuration gave them."""

    person: int
    telegram: str = ""


@dataclass(frozen=True, slots=True)
class Staffing:
    """One bringing-in of the configuration's staff; `bot` is our Telegram account, "" when there is none."""

    members: tuple[Member, ...]
    bot: str
    ids: Ids
    now: int

    async def bring_in(self, work: Work) -> None:
        """Write what differs, in one turn."""
        kept = await work.execute("meta_get", META_KEY)
        known = msgspec.json.decode(kept[0][0], type=dict[str, Brought]) if kept else {}
        brought = dict(known)
        present = {member.id for member in self.members}
        for slug, one in known.items():
            if slug not in present:
                await self._disable(work, one)
        for member in self.members:
            brought[member.id] = await self._bring(work, member, known.get(member.id))
        if brought != known:
            await work.execute("meta_set", META_KEY, msgspec.json.encode(brought).decode())

    async def _disable(self, work: Work, one: Brought) -> None:
        """Take the roles; name, history and accounts stay, and with the row everything comes back."""
        person = await _person(work, one.person)
        if person and person.roles:
            gone = msgspec.structs.replace(person, roles="", staff="")
            await work.save(Changes(persons=[gone]))

    async def _bring(self, work: Work, member: Member, known: Brought | None) -> Brought:
        person = await self._find(work, member, known)
        wanted = msgspec.structs.replace(
            person,
            name=member.name,
            staff=member.id,
            roles=" ".join(member.roles),
            language=_language(person.language, member.languages),
        )
        telegram = str(member.telegram or "") if self.bot else ""
        await work.save(Changes(persons=[wanted]))
        if known and known.telegram not in {"", telegram}:
            await self._part(work, known.telegram, wanted.id)
        if telegram:
            await self._join(work, wanted, telegram)
        return Brought(wanted.id, telegram or (known.telegram if known and not self.bot else ""))

    async def _find(self, work: Work, member: Member, known: Brought | None) -> rows.Person:
        """Return the person behind a slug: who had it last, or was invited under it, or somebody new."""
        if known and (person := await _person(work, known.person)):
            return person
        found = await work.execute("persons_by_staff", member.id)
        return of_columns(rows.Person, found[0]) if found else rows.Person(id=self.ids.new(), created_at=self.now)

    async def _join(self, work: Work, person: rows.Person, address: str) -> None:
        """Give the person this Telegram account, whoever it was taken for until now."""
        account = await self._account(work, address)
        if account and account.person == person.id:
            return
        if account is None:
            account = rows.Account(
                id=self.ids.new(),
                bot=self.bot,
                address=address,
                person=person.id,
                chat=address,
                name=person.name,
                created_at=self.now,
            )
        await work.save(Changes(accounts=[msgspec.structs.replace(account, person=person.id)]))

    async def _part(self, work: Work, address: str, person: int) -> None:
        """Take an account from somebody who no longer has it: whoever uses it now is a stranger."""
        account = await self._account(work, address)
        if account is None or account.person != person:
            return
        stranger = rows.Person(id=self.ids.new(), name=account.name, created_at=self.now)
        parted = msgspec.structs.replace(account, person=stranger.id)
        await work.save(Changes(persons=[stranger], accounts=[parted]))

    async def _account(self, work: Work, address: str) -> rows.Account | None:
        found = await work.execute("account_by_address", self.bot, address)
        return of_columns(rows.Account, found[0]) if found else None


async def _person(work: Work, person: int) -> rows.Person | None:
    found = await work.execute("person_by_id", person)
    return of_columns(rows.Person, found[0]) if found else None


def _language(chosen: str, spoken: tuple[str, ...]) -> str:
    """Return the language to write in: the person's own choice where the row allows it, else the row's first."""
    return chosen if chosen in spoken or not spoken else spoken[0]

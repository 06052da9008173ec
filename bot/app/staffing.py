"""Brings the staff of the configuration into the database: new ones in, changed ones over, gone ones disabled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from bot.app.columns import of_columns
from bot.config.settings import Member
from bot.desk import rows
from bot.desk.facts import Changes
from bot.handlers.wecom.settings import member as wecom_member
from bot.ids import Ids
from bot.messages import Place
from bot.ports import Work

#: Where the database remembers which of its people the configuration brought.
META_KEY = "staff_of_config"


class Brought(msgspec.Struct, frozen=True):
    """One of ours as the last start left them, with the accounts the configuration gave them."""

    person: int
    telegram: str = ""
    wecom: str = ""

    def at(self, channel: str) -> str:
        """Return the account on a channel, "" for none."""
        return self.telegram if channel == "telegram" else self.wecom


@dataclass(frozen=True, slots=True)
class Staffing:
    """One bringing-in of the configuration's staff; `bots` are our accounts by channel, "" where there is none."""

    members: tuple[Member, ...]
    bots: Mapping[str, str]
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
        await work.save(Changes(persons=[wanted]))
        accounts = {"telegram": str(member.telegram or ""), "wecom": wecom_member(member.wecom or "")}
        given = {
            channel: await self._give(work, wanted, Place(bot, accounts[channel]), known.at(channel) if known else "")
            for channel, bot in self.bots.items()
        }
        return Brought(wanted.id, **given)

    async def _give(self, work: Work, person: rows.Person, wanted: Place, known: str) -> str:
        """Give the person an account and take the one of before; a channel that is not configured stays as it was."""
        if not wanted.bot:
            return known
        if known not in {"", wanted.chat}:
            await self._part(work, Place(wanted.bot, known), person.id)
        if wanted.chat:
            await self._join(work, person, wanted)
        return wanted.chat

    async def _find(self, work: Work, member: Member, known: Brought | None) -> rows.Person:
        """Return the person behind a slug: who had it last, or was invited under it, or somebody new."""
        if known and (person := await _person(work, known.person)):
            return person
        found = await work.execute("persons_by_staff", member.id)
        return of_columns(rows.Person, found[0]) if found else rows.Person(id=self.ids.new(), created_at=self.now)

    async def _join(self, work: Work, person: rows.Person, at: Place) -> None:
        """Give the person this account, whoever it was taken for until now."""
        account = await self._account(work, at)
        if account and account.person == person.id:
            return
        if account is None:
            account = rows.Account(
                id=self.ids.new(),
                bot=at.bot,
                address=at.chat,
                person=person.id,
                chat=at.chat,
                name=person.name,
                created_at=self.now,
            )
        await work.save(Changes(accounts=[msgspec.structs.replace(account, person=person.id)]))

    async def _part(self, work: Work, at: Place, person: int) -> None:
        """Take an account from somebody who no longer has it: whoever uses it now is a stranger."""
        account = await self._account(work, at)
        if account is None or account.person != person:
            return
        stranger = rows.Person(id=self.ids.new(), name=account.name, created_at=self.now)
        parted = msgspec.structs.replace(account, person=stranger.id)
        await work.save(Changes(persons=[stranger], accounts=[parted]))

    async def _account(self, work: Work, at: Place) -> rows.Account | None:
        found = await work.execute("account_by_address", at.bot, at.chat)
        return of_columns(rows.Account, found[0]) if found else None


async def _person(work: Work, person: int) -> rows.Person | None:
    found = await work.execute("person_by_id", person)
    return of_columns(rows.Person, found[0]) if found else None


def _language(chosen: str, spoken: tuple[str, ...]) -> str:
    """Return the language to write in: the person's own choice where the row allows it, else the row's first."""
    return chosen if chosen in spoken or not spoken else spoken[0]

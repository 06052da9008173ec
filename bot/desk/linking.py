"""Two accounts, one person: a code asked for on one channel and typed on the other, and the way back."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from bot.desk import rows
from bot.desk.cases import Handled, carry_out
from bot.desk.consequences import follow
from bot.desk.draft import BY_PHONE
from bot.desk.facts import CodeTyped, Party
from bot.domain.commands import Command, Link, Unlink
from bot.domain.roles import Actor
from bot.domain.ticket import micros_to_instant
from bot.flows.tables import Ref, Say
from bot.texts.spoken import plain

if TYPE_CHECKING:
    from bot.desk.draft import Draft
    from bot.desk.facts import CodeFacts, TicketFacts
    from bot.desk.speaker import Speaker

#: How long a code may be typed.
VALID = timedelta(minutes=10)
#: Wrong codes in that time after which no more are looked at: of one account, and of everybody together.
GUESSES = 5
ALL_GUESSES = 100
_SIGNS = 8
_CODE = re.compile(r"\d{4}[ -]?\d{4}")
_MICROS = round(VALID.total_seconds() * 1_000_000)
_CHANNELS = frozenset({"telegram", "wechat", "wecom", "web"})


def code_in(text: str) -> str:
    """Return the code a text is, in whatever width and with whatever gap it was typed; "" when it is none."""
    typed = plain(text)
    return "".join(sign for sign in typed if sign.isdigit()) if _CODE.fullmatch(typed) else ""


def typed(code: str, now: int) -> CodeTyped:
    """Return what must be read about a code."""
    return CodeTyped(digest=_digest(code), at=now, since=now - _MICROS)


def by_command(speaker: Speaker, words: str) -> None:
    """Do `/link`: give a code; or `/link CODE`: take one that was asked for elsewhere."""
    if speaker.person.staff:
        speaker.says.append(Say("link-not-staff"))
    elif words:
        _take(speaker, speaker.more.code)
    else:
        _give(speaker)


def by_code(speaker: Speaker) -> bool:
    """Take a bare code of somebody who has asked for one here too; False when these digits are just words."""
    found = speaker.more.code
    if found is None or not found.asked or speaker.person.staff:
        return False
    _take(speaker, found)
    return True


def _give(speaker: Speaker) -> None:
    draft = speaker.draft
    code = f"{draft.world.ids.below(10**_SIGNS):0{_SIGNS}d}"
    row = rows.LinkCode(
        account=speaker.account.id,
        digest=_digest(code),
        created_at=draft.now,
        expires_at=draft.now + _MICROS,
    )
    draft.changes.link_codes.append(row)
    until = micros_to_instant(row.expires_at)
    speaker.says.append(Say("link-code", {"code": f"{code[:4]} {code[4:]}", "until": until}))


def _take(speaker: Speaker, found: CodeFacts | None) -> None:
    draft = speaker.draft
    if found is not None and (found.guesses >= GUESSES or found.all_guesses >= ALL_GUESSES):
        if found.all_guesses >= ALL_GUESSES:
            draft.alarm("link-guesses", f"{found.all_guesses} wrong codes")
        speaker.says.append(Say("link-too-many", {"minutes": round(VALID.total_seconds() / 60)}))
        return
    if found is None or found.theirs is None:
        guess = rows.LinkGuess(id=draft.world.ids.new(), account=speaker.account.id, at=draft.now)
        draft.changes.link_guesses.append(guess)
        speaker.says.append(Say("link-wrong"))
        return
    # Somebody whose first words these are has no tickets yet.
    own = found.own or Party(account=speaker.account, person=speaker.person, accounts=(speaker.account,))
    text = _hindrance(own, found.theirs)
    if text:
        speaker.says.append(Say(text, {"hotline": draft.world.house.hotline} if text == "link-refused" else {}))
        return
    _join(speaker, *_sides(own, found.theirs))
    _tell(speaker, (found.theirs.account, found.theirs.person), "link-done", "link-done-other")


def _hindrance(own: Party, theirs: Party) -> str:
    """Return which words say that these two cannot be linked; "" when they can."""
    if own.account.id == theirs.account.id:
        return "link-own"
    if own.person.id == theirs.person.id:
        return "link-already"
    if theirs.person.staff:
        return "link-not-staff"
    customers = {party.person.customer for party in (own, theirs)} - {""}
    blocked = any(party.person.blocked_at is not None for party in (own, theirs))
    both_joined = all(len(_chats(party)) > 1 for party in (own, theirs))
    return "link-refused" if blocked or both_joined or len(customers) > 1 else ""


def _chats(party: Party) -> list[rows.Account]:
    return [account for account in party.accounts if account.bot != BY_PHONE]


def _sides(own: Party, theirs: Party) -> tuple[Party, Party]:
    """Return who stays and who joins them: an account joins whoever is more, or is known longer."""

    def weight(party: Party) -> tuple[bool, bool, int, int]:
        joined, known = len(_chats(party)) > 1, bool(party.person.customer)
        return joined, known, len(party.tickets), -party.person.created_at

    return (own, theirs) if weight(own) > weight(theirs) else (theirs, own)


def _join(speaker: Speaker, staying: Party, joining: Party) -> None:
    draft, account, person = speaker.draft, joining.account, staying.person
    kept = msgspec.structs.replace(
        person,
        name=person.name or joining.person.name,
        phone=person.phone or joining.person.phone,
        language=person.language or joining.person.language,
        customer=person.customer or joining.person.customer,
    )
    if kept != person:
        draft.changes.persons.append(kept)
    _move(draft, account, person.id)
    draft.changes.link_codes += [
        rows.LinkCode(account=one.id, digest="", created_at=draft.now, expires_at=draft.now)
        for one in (account, staying.account)
    ]
    draft.changes.linkings.append(
        rows.Linking(
            id=draft.world.ids.new(),
            account=account.id,
            person=person.id,
            person_before=joining.person.id,
            linked_at=draft.now,
        ),
    )
    command = Link(person.id, account.id)  # type: ignore[arg-type]  # a NewType of int
    _give_tickets(draft, (*joining.tickets, *_open(staying)), command, kept)


def _open(party: Party) -> tuple[TicketFacts, ...]:
    return tuple(facts for facts in party.tickets if facts.row.state not in {"closed", "cancelled"})


def _give_tickets(draft: Draft, tickets: tuple[TicketFacts, ...], command: Command, reporter: rows.Person) -> None:
    """Write it to the timeline of each ticket, whose reporter is the other person from now on."""
    for facts in tickets:
        handled = Handled.of(facts)
        before = Actor(handled.ticket.reporter)
        outcome = carry_out(draft, handled, command, before)
        if isinstance(outcome, tuple):
            handled.reporter = reporter
            draft.changes.callers.append((handled.ticket.id, reporter.id, handled.account.id))
            if handled.ticket.is_open:
                follow(draft, handled, outcome)


def undo(speaker: Speaker) -> None:
    """Do `/unlink`: the account that was joined last (this one, if it was) is by itself again."""
    linked = speaker.more.linked
    if linked is None:
        speaker.says.append(Say("unlink-none"))
        return
    draft = speaker.draft
    account = linked.leaving.account
    _move(draft, account, linked.before.id)
    draft.changes.linkings.append(msgspec.structs.replace(linked.row, unlinked_at=draft.now))
    command = Unlink(linked.before.id, account.id)  # type: ignore[arg-type]  # a NewType of int
    _give_tickets(draft, linked.leaving.tickets, command, linked.before)
    other = (account, linked.before)
    if speaker.account.id == account.id:
        other = (linked.staying[0], speaker.person)
    _tell(speaker, other, "unlink-done", "unlink-done-other")


def _move(draft: Draft, account: rows.Account, person: int) -> None:
    """Give an account to a person; it may have been written in this decision before."""
    others = [one for one in draft.changes.accounts if one.id != account.id]
    written = next((one for one in draft.changes.accounts if one.id == account.id), account)
    draft.changes.accounts[:] = [*others, msgspec.structs.replace(written, person=person)]


def _tell(speaker: Speaker, other: tuple[rows.Account, rows.Person], here: str, there: str) -> None:
    """Tell both ends: who did not do it themselves can take it back."""
    speaker.says.append(Say(here, {"channel": _channel(other[0])}))
    speaker.draft.tell(speaker.draft.reader_of(*other), [Say(there, {"channel": _channel(speaker.account)})])


def _channel(account: rows.Account) -> Ref:
    """Return what people call the channel of an account."""
    name = account.bot.partition(":")[0]
    return Ref(f"channel-{name if name in _CHANNELS else 'other'}")


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()

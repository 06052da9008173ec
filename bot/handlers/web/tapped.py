"""What a link stands for: a button of a ticket, put to one of the staff, as the database knows it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import msgspec

from bot.desk.rows import Account, Person, Prompt, TicketRow
from bot.domain import numbers
from bot.handlers.web.outside import Outside
from bot.handlers.web.sessions import read

#: How long after its message a link may be followed, in desk time.
VALID = timedelta(hours=24)
#: What is only looked at may be looked at again.
LOOK = "look"
_VALID = VALID // timedelta(microseconds=1)
_LONGEST = 128
_PROMPT = len(Prompt.__struct_fields__)
_TICKET = _PROMPT + len(TicketRow.__struct_fields__)
_ACCOUNT = _TICKET + len(Account.__struct_fields__)
_PERSON = _ACCOUNT + len(Person.__struct_fields__)


@dataclass(frozen=True, slots=True)
class Tap:
    """A link's button: its token, what it does, and the text on it."""

    choice: str
    action: str
    label: str
    prompt: Prompt
    ticket: TicketRow
    account: Account
    person: Person
    holder: str

    @property
    def number(self) -> str:
        """Return the ticket's number as people read it."""
        return numbers.show(self.ticket.number)  # type: ignore[arg-type]  # a NewType of str

    @property
    def delivery_id(self) -> str:
        """Return the name of the press, by which a second one is the same; of the link no more than a hash is kept."""
        return f"link:{hashlib.sha256(self.choice.encode()).hexdigest()[:32]}"

    @property
    def is_theirs(self) -> bool:
        """Tell whether the account is still that of one of us."""
        bound = self.prompt.scope == f"account:{self.account.id}"
        return bound and bool(self.person.roles) and self.person.suspended_at is None


async def find(outside: Outside, token: str) -> Tap | None:
    """Return what a link stands for, None when it is none of ours."""
    choice = outside.links.choice(token) if len(token) <= _LONGEST else ""
    prompt, _, place = choice.rpartition(".")
    found = await outside.reads.rows("tap", prompt) if choice else []
    return _tap(choice, int(place), found[0]) if found else None


async def why_not(outside: Outside, tap: Tap, *, pressed: bool) -> str:
    """Return why a link does nothing any more: `left`, `expired` or `used`; "" when it does."""
    if not tap.is_theirs:
        return "left"
    if tap.prompt.created_at + _VALID <= outside.clock.now():
        return "expired"
    if pressed or tap.action == LOOK:
        # The press itself finds out, so that of two at once one is the second.
        return ""
    used = await outside.reads.rows("inbox_answer_of", tap.account.bot, tap.delivery_id)
    return "used" if used else ""


def _tap(choice: str, place: int, row: Sequence[Any]) -> Tap:
    prompt = read(Prompt, row[:_PROMPT])
    action, _value, label = msgspec.json.decode(prompt.choices)[place]
    return Tap(
        choice=choice,
        action=action,
        label=label,
        prompt=prompt,
        ticket=read(TicketRow, row[_PROMPT:_TICKET]),
        account=read(Account, row[_TICKET:_ACCOUNT]),
        person=read(Person, row[_ACCOUNT:_PERSON]),
        holder=row[_PERSON],
    )

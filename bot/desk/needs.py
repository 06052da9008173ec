"""What a decision must read beyond the facts of one message, worked out before anything is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.desk import codec, parsing
from bot.desk.facts import Facts, Keys
from bot.desk.house import parse_roles
from bot.desk.people import invite_digest
from bot.domain import numbers
from bot.domain.roles import STAFF

if TYPE_CHECKING:
    from bot.desk import rows
    from bot.messages import Incoming
    from bot.texts import Texts

#: Guests' reports of level 1 are counted over this stretch.
STORM_WINDOW = 3600 * 1_000_000
#: Flows that show or choose among the person's own tickets.
_SHOW_OWN = frozenset({"track_ticket", "privacy"})


def needs(incoming: Incoming, facts: Facts, texts: Texts, now: int) -> Keys | None:
    """Return the keys of one further read, or None when the facts are enough (most answers in a report)."""
    if incoming.start:
        return Keys(invite=invite_digest(incoming.start))
    person = facts.person
    if person is None:
        return None
    keys = _of_message(incoming, facts, texts, person, now)
    also = _talked_about(facts) - {keys.ticket if keys else None}
    return msgspec.structs.replace(keys or Keys(), also=tuple(sorted(also))) if also else keys


def _of_message(incoming: Incoming, facts: Facts, texts: Texts, person: rows.Person, now: int) -> Keys | None:
    """Return what a command, a button, a reply, the talk in progress or idle words ask for."""
    # A press counts before words that came with it, here as when the message is listened to.
    typed = parsing.parse(incoming.text, texts, person.language) if incoming.text and not incoming.choice else None
    conversation = facts.conversation
    talking = conversation is not None and bool(conversation.flow)
    if typed is not None and (incoming.text.startswith("/") or not talking):
        return _for_command(facts, typed, person)
    prompt = facts.prompt
    if prompt is not None and prompt.kind != "state":
        return Keys(ticket=prompt.ticket, tickets_of=person.id)
    if conversation is not None and talking and not _names_another(incoming, conversation):
        keys = _for_talk(conversation, person, now)
        # A spoken command in mid-talk may show the person's own tickets.
        return msgspec.structs.replace(keys or Keys(), tickets_of=person.id) if typed else keys
    return _for_idle(incoming, facts, person)


def _talked_about(facts: Facts) -> set[int]:
    """Return the tickets of the newest open question, the talk in progress and those under it."""
    found: set[object] = {facts.asked.ticket} if facts.asked else set()
    conversation = facts.conversation
    if conversation is not None:
        below = codec.from_text(conversation.suspended)
        found |= {conversation.ticket, codec.from_text(conversation.answers).get("ticket")}
        found |= {ticket or answers.get("ticket") for _flow, _version, _state, answers, ticket in below}
    return {ticket for ticket in found if isinstance(ticket, int)}


def _names_another(incoming: Incoming, conversation: rows.Conversation) -> bool:
    """Tell whether somebody who looks at tickets names one: it is that one they mean."""
    return conversation.flow == "track_ticket" and numbers.find(incoming.text) is not None


def _is_staff(person: rows.Person) -> bool:
    return bool(parse_roles(person.roles) & STAFF)


def _for_command(facts: Facts, typed: parsing.Typed, person: rows.Person) -> Keys:
    ticket = None
    # Words meant for one ticket never go to another because its number was mistyped.
    if typed.number is None and not typed.is_mistyped:
        ticket = facts.prompt.ticket if facts.prompt else None
        ticket = ticket or (facts.conversation.ticket if facts.conversation else None)
    staff = _is_staff(person)
    return Keys(
        number=typed.number or "",
        ticket=ticket,
        tickets_of=None if staff else person.id,
        open_tickets=staff and typed.name in {"mine", "open"},
    )


def _for_talk(conversation: rows.Conversation, person: rows.Person, now: int) -> Keys | None:
    if conversation.flow == "report_fault" and conversation.ticket is None:
        own = person.id if conversation.state == "asking_kind" else None
        if own is None and conversation.state not in _MAY_OPEN:
            return None
        return Keys(tickets_of=own, guest_pages_since=now - STORM_WINDOW)
    ticket = conversation.ticket or codec.from_text(conversation.answers).get("ticket")
    chosen = ticket if isinstance(ticket, int) else None
    if conversation.flow in _SHOW_OWN:
        return Keys(ticket=chosen, tickets_of=person.id)
    return Keys(ticket=chosen) if chosen else None


def _for_idle(incoming: Incoming, facts: Facts, person: rows.Person) -> Keys | None:
    asked = facts.asked.ticket if facts.asked else None
    if _is_staff(person):
        return Keys(ticket=asked) if asked else None
    number = numbers.find(incoming.text) if incoming.text else None
    return Keys(ticket=None if number else asked, number=number or "", tickets_of=person.id)


#: States of a report from which a ticket of level 1 may be issued.
_MAY_OPEN = frozenset({"asking_severity", "proposing_severity", "summarising"})

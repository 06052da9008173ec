"""What a decision must read beyond the facts of one message, worked out before anything is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.desk import codec, hearing, history, linking, lists, parsing
from bot.desk.facts import Facts, Keys, Listing
from bot.desk.house import roles_of
from bot.desk.people import invite_digest
from bot.domain import numbers, phones
from bot.domain.roles import STAFF

if TYPE_CHECKING:
    from bot.desk import rows
    from bot.messages import Incoming
    from bot.texts import Texts

#: Guests' reports of level 1 are counted over this stretch.
STORM_WINDOW = 3600 * 1_000_000
#: Flows that show or choose among the person's own tickets.
_SHOW_OWN = frozenset({"track_ticket", "privacy"})


def needs(incoming: Incoming, facts: Facts, texts: Texts, now: int, code: str = "") -> Keys | None:
    """Return the keys of one further read, or None when the facts are enough (most answers in a report).

    `code` is the calling code of our country.
    """
    if incoming.event:
        return _for_event(incoming, facts)
    if incoming.start and not incoming.scanned:
        return Keys(invite=invite_digest(incoming.start))
    person = facts.person
    if person is None:
        return _for_stranger(incoming, texts, now)
    keys = _of_message(incoming, facts, texts, person, now)
    if facts.conversation is not None and facts.conversation.flow == "log_call":
        keys = msgspec.structs.replace(keys or Keys(), phones=_caller_phones(incoming, facts.conversation, code))
    also = _talked_about(facts) - {keys.ticket if keys else None}
    return msgspec.structs.replace(keys or Keys(), also=tuple(sorted(also))) if also else keys


def _of_message(incoming: Incoming, facts: Facts, texts: Texts, person: rows.Person, now: int) -> Keys | None:
    """Return what a command, a button, a reply, the talk in progress or idle words ask for."""
    # A press counts before words that came with it, here as when the message is listened to.
    typed = parsing.parse(incoming.text, texts, person.language) if incoming.text and not incoming.choice else None
    conversation = facts.conversation
    talking = conversation is not None and bool(conversation.flow)
    if typed is not None and (incoming.text.startswith("/") or not talking or typed.name in _LINKING):
        return _for_command(facts, typed, person, now)
    prompt = facts.prompt
    if prompt is not None and prompt.state == lists.LIST and incoming.choice:
        return _for_list(incoming, prompt, person, now)
    if prompt is not None and prompt.kind != "state":
        return Keys(ticket=prompt.ticket, tickets_of=person.id)
    if facts.topic is not None:
        return Keys(ticket=facts.topic)
    if conversation is not None and talking and not _names_another(incoming, conversation):
        keys = _for_talk(conversation, person, now)
        # A spoken command in mid-talk may show the person's own tickets.
        return msgspec.structs.replace(keys or Keys(), tickets_of=person.id) if typed else keys
    return _for_idle(incoming, facts, texts, person, now)


def _for_event(incoming: Incoming, facts: Facts) -> Keys | None:
    if incoming.event == "standing":
        return Keys(group=(incoming.bot, incoming.chat), open_tickets=True)
    revoked = incoming.event == "revoked" and facts.person is not None
    return Keys(tickets_of=facts.person.id, ended_too=True) if revoked and facts.person else None


def _for_stranger(incoming: Incoming, texts: Texts, now: int) -> Keys | None:
    """Return what the very first words of somebody ask for: a code they were given elsewhere."""
    typed = parsing.parse(incoming.text, texts, incoming.sender.language) if incoming.text else None
    linking_code = typed is not None and typed.name == "link" and typed.rest
    return Keys(code=linking.typed(linking.code_in(typed.rest), now)) if typed and linking_code else None


#: Spoken words for which more must be read also in the middle of a talk.
_LINKING = frozenset({"link", "unlink"})


def _talked_about(facts: Facts) -> set[int]:
    """Return the tickets of the newest open question, the talk in progress and those under it."""
    found: set[object] = {facts.asked.ticket} if facts.asked else set()
    found |= {facts.gathered.ticket} if facts.gathered else set()
    found |= {history.ticket_of(facts.written[0], facts.written[1:])} if facts.written else set()
    conversation = facts.conversation
    if conversation is not None:
        found |= {conversation.ticket, _ticket_in(conversation.answers)}
        if conversation.suspended != "[]":
            below = codec.from_text(conversation.suspended)
            found |= {ticket or answers.get("ticket") for _flow, _version, _state, answers, ticket in below}
    return {ticket for ticket in found if isinstance(ticket, int)}


def _ticket_in(answers: str) -> object:
    """Return the ticket that kept answers name; most name none, and are not decoded for it."""
    return codec.from_text(answers).get("ticket") if '"ticket"' in answers else None


def _names_another(incoming: Incoming, conversation: rows.Conversation) -> bool:
    """Tell whether somebody who looks at tickets names one: it is that one they mean."""
    return conversation.flow == "track_ticket" and numbers.find(incoming.text) is not None


def _is_staff(person: rows.Person) -> bool:
    return bool(roles_of(person) & STAFF)


def _caller_phones(incoming: Incoming, conversation: rows.Conversation, code: str) -> tuple[str, ...]:
    """Return how the number of a caller may be kept: the one given just now, or before."""
    said = codec.from_text(conversation.answers).get("phone", "")
    if conversation.state == "asking_phone" and not incoming.choice:
        said = incoming.contact.phone if incoming.contact else incoming.text
    return phones.forms(said, code)


def _for_list(incoming: Incoming, prompt: rows.Prompt, person: rows.Person, now: int) -> Keys | None:
    """Return what a button under a list asks for: one of its tickets, or another page."""
    place, choices = incoming.choice.rpartition(".")[2], codec.from_text(prompt.choices)
    if not _is_staff(person) or not (place.isascii() and place.isdigit() and int(place) < len(choices)):
        return None
    trigger, value, _text = choices[int(place)]
    if trigger == "show":
        return Keys(ticket=int(value))
    return Keys(listing=lists.turned(prompt, value, person.id, now))


def _for_command(facts: Facts, typed: parsing.Typed, person: rows.Person, now: int) -> Keys:
    if typed.name == "link" and typed.rest:
        return Keys(code=linking.typed(linking.code_in(typed.rest), now))
    if typed.name == "unlink":
        return Keys(linked=person.id)
    if _is_staff(person) and typed.name in parsing.LISTS:
        return Keys(listing=lists.wanted(typed, person.id, now))
    if _is_staff(person) and typed.name == "next":
        return _next_page(facts, person, now)
    ticket = None
    # Words meant for one ticket never go to another because its number was mistyped.
    if typed.number is None and not typed.is_mistyped:
        # In a ticket's topic a command without a number means that ticket.
        ticket = (facts.prompt.ticket if facts.prompt else None) or facts.topic
        ticket = ticket or (facts.conversation.ticket if facts.conversation else None)
    staff = _is_staff(person)
    return Keys(
        number=typed.number or "",
        ticket=ticket,
        tickets_of=None if staff else person.id,
    )


def _next_page(facts: Facts, person: rows.Person, now: int) -> Keys:
    account = facts.account.id if facts.account else 0
    return Keys(listing=Listing(kind="next", about=person.id, account=account, at=now))


def _for_talk(conversation: rows.Conversation, person: rows.Person, now: int) -> Keys | None:
    if conversation.flow == "report_fault" and conversation.ticket is None:
        own = person.id if conversation.state == "asking_kind" else None
        if own is None and conversation.state not in _MAY_OPEN:
            return None
        return Keys(tickets_of=own, guest_pages_since=now - STORM_WINDOW)
    ticket = conversation.ticket or _ticket_in(conversation.answers)
    chosen = ticket if isinstance(ticket, int) else None
    if conversation.flow in _SHOW_OWN:
        storm = now - STORM_WINDOW if conversation.state == "asking_level" else None
        return Keys(ticket=chosen, tickets_of=person.id, guest_pages_since=storm)
    if conversation.state in _MAY_RAISE:
        return Keys(ticket=chosen, guest_pages_since=now - STORM_WINDOW)
    return Keys(ticket=chosen) if chosen else None


def _for_idle(incoming: Incoming, facts: Facts, texts: Texts, person: rows.Person, now: int) -> Keys | None:
    asked = facts.asked.ticket if facts.asked else None
    if _is_staff(person):
        wants_more = not asked and texts.meaning(incoming.text, person.language) in parsing.MORE
        return _next_page(facts, person, now) if wants_more else Keys(ticket=asked) if asked else None
    number = numbers.find(incoming.text) if incoming.text else None
    code = linking.code_in(incoming.text) if len(incoming.text) < _LONGEST_CODE else ""
    unrated = person.id if incoming.text and hearing.lone_score(incoming.text) else None
    return Keys(
        ticket=None if number else asked,
        number=number or "",
        tickets_of=person.id,
        code=linking.typed(code, now) if code else None,
        unrated_of=unrated,
    )


#: More signs than a code with its gap has in any width.
_LONGEST_CODE = 16


#: States in which an open ticket may go up to level 1.
_MAY_RAISE = frozenset({"proposing_level", "proposing_severity", "asking_severity"})
#: States of a report from which a ticket of level 1 may be issued.
_MAY_OPEN = frozenset({"asking_severity", "proposing_severity", "summarising"})

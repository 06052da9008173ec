"""Topics of tickets in the forums of staff: one for each ticket, and replaceable; elsewhere the group itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.desk import codec, rows
from bot.desk.draft import Draft, Reader
from bot.flows.tables import Say
from bot.messages import Body, Lane, Place

if TYPE_CHECKING:
    from bot.desk.cases import Handled
    from bot.desk.house import Member
    from bot.domain.events import Event

#: What becomes of a ticket's topic after these events.
_STEPS = {
    "closed": "topic_close",
    "answered": "topic_close",
    "cancelled": "topic_close",
    "reopened": "topic_reopen",
    "severity_changed": "topic_name",
}


def may_open(draft: Draft, place: Place) -> bool:
    """Tell whether the group at a place has topics, and we have the right to open some."""
    chat = draft.world.groups.at(place)
    return chat is not None and bool(chat.is_forum and chat.can_manage_topics)


def open_for(draft: Draft, ticket: int, place: Place) -> int:
    """Ask for a topic of this ticket; return the message that does, which the card and all else have to follow."""
    return _ask(draft, "topic", ticket, Reader(place, "", draft.world.house.zone))


def reader_of(draft: Draft, card: rows.Card) -> Reader:
    """Return the staff group of a card, in the ticket's own topic when it has one there."""
    thread = rows.OWN_TOPIC if card.opening is not None else ""
    return Reader(Place(card.bot, card.chat, thread), card.language, draft.world.house.zone, after=card.opening)


def readers_of(draft: Draft, handled: Handled) -> list[Reader]:
    """Return the topics of a ticket, in the groups that are open to us."""
    return [reader_of(draft, card) for card in handled.cards if card.opening is not None and draft.sees(card)]


def staff_of(draft: Draft, handled: Handled, holder: Member | None) -> list[Reader]:
    """Return where staff read what the customer says: whoever has the ticket (else all groups), and its topics."""
    reader = draft.reader_of_member(holder) if holder else None
    own = {topic.place.key: topic for topic in readers_of(draft, handled)}
    if reader is not None:
        return [reader, *own.values()]
    groups = {group.place.key: group for group in draft.readers_of_groups()}
    return list({**groups, **own}.values())


def follow(draft: Draft, handled: Handled, events: tuple[Event, ...]) -> None:
    """Close the topics of a ticket that has ended, open them again with it, name them by its new level."""
    for step in dict.fromkeys(_STEPS[event.kind] for event in events if event.kind in _STEPS):
        for reader in readers_of(draft, handled):
            _ask(draft, step, handled.ticket.id, reader)


def rename(draft: Draft, handled: Handled) -> None:
    """Let a ticket's topics be named anew: without words that have been erased."""
    for reader in readers_of(draft, handled):
        _ask(draft, "topic_name", handled.ticket.id, reader)


def mark(draft: Draft, line: tuple[Place, str], after: int, ticket: int) -> None:
    """Mark a line of staff once the message `after` has reached the customer; else say there that it has not."""
    place, message = line
    reader = draft.reader_of_group(place)
    words = Body(text=draft.words(reader, Say("line-not-delivered")))
    draft.changes.outbox.append(
        msgspec.structs.replace(
            _row(draft, "mark", ticket, reader),
            lane=int(Lane.REPLY),
            # In a queue of its own: a mark waits for another chat, and nothing of this one has to wait for it.
            chat_key=f"{place.bot}/marks/{place.chat}",
            body=codec.to_text(words),
            depends_on=after,
            reply_to=message,
        ),
    )


def _ask(draft: Draft, kind: str, ticket: int, reader: Reader) -> int:
    row = _row(draft, kind, ticket, reader)
    draft.changes.outbox.append(row)
    return row.id


def _row(draft: Draft, kind: str, ticket: int, reader: Reader) -> rows.Outbox:
    place = reader.place
    return rows.Outbox(
        id=draft.world.ids.new(),
        lane=int(Lane.UPDATE),
        kind=kind,
        bot=place.bot,
        chat=place.chat,
        thread=place.thread,
        chat_key=place.key,
        body="",
        due_at=draft.now,
        created_at=draft.now,
        ticket=ticket,
        depends_on=reader.after,
    )

"""What waits for one member of staff: calls, hand-overs, words of customers, times that have passed or soon will."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.desk import cards, codec, hushing
from bot.domain import numbers
from bot.domain.ticket import State, Ticket, micros_to_instant
from bot.flows.phrases import one_line
from bot.flows.tables import Arg, Quoted, Say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.desk.speaker import Speaker

#: A first answer due within this is warned of.
SOON = timedelta(minutes=30)
#: How much of a customer's words is quoted, in characters.
QUOTE_LENGTH = 120
_AT_WORK = frozenset({State.ACKNOWLEDGED, State.WORKING})


def says(speaker: Speaker) -> list[Say]:
    """Return what waits for the person, most urgent first, under a heading; nothing when nothing does."""
    found = [*_calls(speaker), *_offers(speaker), *_times(speaker), *_words(speaker)]
    return [Say("waiting-heading"), *found] if found else []


def _calls(speaker: Speaker) -> Iterator[Say]:
    for row in speaker.more.waiting.calls if speaker.more.waiting else ():
        ticket = codec.ticket_of(row)
        args: dict[str, Arg] = {"number": numbers.show(ticket.number), "level": cards.level_of(ticket)}
        yield Say("waiting-call", {**args, "due": ticket.respond_due_at})


def _offers(speaker: Speaker) -> Iterator[Say]:
    for row in speaker.more.waiting.offers if speaker.more.waiting else ():
        ticket = codec.ticket_of(row)
        name = speaker.draft.world.roster.name(ticket.offered_by)
        yield Say("waiting-offer", {"number": numbers.show(ticket.number), "name": name})


def _words(speaker: Speaker) -> Iterator[Say]:
    numbers_of = {row.id: row.number for row in speaker.more.tickets}
    for ticket, at, words in speaker.more.waiting.words if speaker.more.waiting else ():
        if ticket in numbers_of:
            said = codec.from_text(words)
            text = Quoted(one_line(said.get("text") or said.get("caption") or "", QUOTE_LENGTH))
            shown = numbers.show(numbers_of[ticket])  # type: ignore[arg-type]  # a NewType
            args: dict[str, Arg] = {"number": shown, "at": micros_to_instant(at), "text": text}
            if hushing.keeps(speaker.draft, speaker.reader.place):
                yield Say("waiting-private", args)
            else:
                yield Say("waiting-words" if text.text else "waiting-files", args)


def _times(speaker: Speaker) -> Iterator[Say]:
    for ticket in (codec.ticket_of(row) for row in speaker.more.tickets):
        yield from _of_ticket(speaker, ticket)


def _of_ticket(speaker: Speaker, ticket: Ticket) -> Iterator[Say]:
    number, now = numbers.show(ticket.number), speaker.draft.at
    if ticket.eta_at is not None and ticket.eta_at < now and ticket.state in _AT_WORK:
        yield Say("waiting-eta", {"number": number, "eta": ticket.eta_at})
    if ticket.owes_answer and ticket.respond_due_at < now + SOON:
        late = ticket.respond_due_at < now
        yield Say("waiting-late" if late else "waiting-due", {"number": number, "due": ticket.respond_due_at})

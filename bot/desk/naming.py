"""A ticket in a few words: the name of its topic, and what a platform's own form says of it to its reporter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.desk import cards, codec, hushing
from bot.domain import numbers
from bot.flows.tables import Arg, Quoted, Say
from bot.messages import Body, Glance

if TYPE_CHECKING:
    from bot.desk import rows
    from bot.desk.draft import Draft
    from bot.domain.ticket import Ticket


def topic_name(draft: Draft, card: rows.Card, row: rows.TicketRow) -> Body:
    """Return the name of a ticket's topic as it stands now; its style tells the level, for the icon."""
    ticket = codec.ticket_of(row)
    reader = cards.reader_of(draft, card)
    symptom = "" if hushing.hides(draft, reader, ticket.id) else _symptom(ticket)
    args: dict[str, Arg] = {"number": numbers.show(ticket.number), "level": cards.level_of(ticket)}
    say = Say("topic-name", {**args, "symptom": Quoted(symptom)}) if symptom else Say("topic-name-only", args)
    style = f"level-{int(ticket.severity)}" if ticket.kind == "fault" else ticket.kind
    return Body(text=draft.words(reader, say), style=style)


def glance(draft: Draft, row: rows.TicketRow) -> Glance:
    """Return a ticket in short for its reporter, in the language it was reported in."""
    ticket, house = codec.ticket_of(row), draft.world.house
    stood = (row.opened_at, row.responded_at, row.solved_at, row.closed_at)
    return Glance(
        number=numbers.show(ticket.number),
        state=draft.world.texts.say(f"web-state-{ticket.state}", row.language, house.zone, draft.at, {}),
        symptom=_symptom(ticket),
        at=max(at for at in stood if at is not None),
    )


def _symptom(ticket: Ticket) -> str:
    return " ".join(ticket.record.get("symptom", "").split())[: cards.QUOTE_LENGTH]

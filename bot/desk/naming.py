"""What the topic of a ticket is called: its number, its level and the first words of the symptom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.desk import cards, codec
from bot.domain import numbers
from bot.flows.tables import Arg, Quoted, Say
from bot.messages import Body

if TYPE_CHECKING:
    from bot.desk import rows
    from bot.desk.draft import Draft


def topic_name(draft: Draft, card: rows.Card, row: rows.TicketRow) -> Body:
    """Return the name of a ticket's topic as it stands now; its style tells the level, for the icon."""
    ticket = codec.ticket_of(row)
    reader = cards.reader_of(draft, card)
    symptom = " ".join(ticket.record.get("symptom", "").split())[: cards.QUOTE_LENGTH]
    args: dict[str, Arg] = {"number": numbers.show(ticket.number), "level": cards.level_of(ticket)}
    say = Say("topic-name", {**args, "symptom": Quoted(symptom)}) if symptom else Say("topic-name-only", args)
    style = f"level-{int(ticket.severity)}" if ticket.kind == "fault" else ticket.kind
    return Body(text=draft.words(reader, say), style=style)

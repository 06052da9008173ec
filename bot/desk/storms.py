"""Several tickets in one message: calls that came at once, and the list a group reads while its cards wait for room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.desk import cards, codec, hushing
from bot.desk.draft import Draft, Reader, arrange
from bot.domain import numbers
from bot.domain.ticket import State, Ticket
from bot.flows.tables import Arg, Quoted, Ref, Say
from bot.messages import Body, Button, Place

if TYPE_CHECKING:
    from bot.desk.facts import Shown

#: How much of a symptom a line quotes, in characters.
QUOTE_LENGTH = 60
#: So many lines have a button; more would be a wall of them.
BUTTONS = 12


def render(draft: Draft, place: Place, lines: Sequence[Shown], total: int) -> Body:
    """Return tickets in one message, each with its typed twin and, while nobody has it, a button to take it."""
    reader = cards.reader_of(draft, lines[0].card) if lines else draft.reader_of_group(place)
    shown = [(line, codec.ticket_of(line.ticket)) for line in lines]
    parts = [_title(draft, reader, total), *(_line(draft, reader, *one) for one in shown)]
    if total > len(lines):
        parts.append(draft.words(reader, Say("storm-more", {"count": total - len(lines)})))
    return Body(
        text="\n\n".join(parts),
        bold=tuple(numbers.show(ticket.number) for _line, ticket in shown),
        rows=_buttons(draft, reader, shown),
        style="note" if reader.account is None else "page",
    )


def _title(draft: Draft, reader: Reader, total: int) -> str:
    if not total:
        return draft.words(reader, Say("storm-over"))
    return draft.words(reader, Say("storm-cards" if reader.account is None else "storm-calls", {"count": total}))


def _line(draft: Draft, reader: Reader, shown: Shown, ticket: Ticket) -> str:
    number = numbers.show(ticket.number)
    args: dict[str, Arg] = {"number": number, "level": cards.level_of(ticket)}
    if ticket.state is not State.NEW:
        taken: dict[str, Arg] = {"state": Ref(f"staff-state-{ticket.state}"), "name": Quoted(shown.assignee or "-")}
        return draft.words(reader, Say("storm-line-taken", {**args, **taken}))
    if hushing.keeps(draft, reader.place) and hushing.is_wechat(shown.origin):
        return draft.words(reader, Say("storm-line-private", {**args, "due": ticket.respond_due_at}))
    more: dict[str, Arg] = {
        "customer": cards.reporter_name(shown.reporter),
        "symptom": Quoted(_short(ticket.record.get("symptom", ""))),
        "due": ticket.respond_due_at,
    }
    return draft.words(reader, Say("storm-line", {**args, **more}))


def _short(symptom: str) -> str:
    """Return the beginning of a symptom on one line."""
    words = " ".join(symptom.split())
    return words if len(words) <= QUOTE_LENGTH else words[: QUOTE_LENGTH - 1].rstrip() + "…"


def _buttons(draft: Draft, reader: Reader, shown: Sequence[tuple[Shown, Ticket]]) -> tuple[tuple[Button, ...], ...]:
    found = []
    for line, ticket in shown[:BUTTONS]:
        place = _place_of_ack(line)
        if line.prompt is not None and place is not None and ticket.state is State.NEW:
            label = draft.words(reader, Say("btn-ack-number", {"number": numbers.show(ticket.number)}))
            private = line.prompt.account is not None
            found.append(Button(label, f"{line.prompt.token}.{place}", tap=private))
    return arrange(found, ())


def _place_of_ack(line: Shown) -> int | None:
    """Return where among its card's buttons the one to take a ticket is."""
    choices = codec.from_text(line.prompt.choices) if line.prompt else []
    places = (place for place, (trigger, _value, _text) in enumerate(choices) if trigger == cards.ACKNOWLEDGE.trigger)
    return next(places, None)

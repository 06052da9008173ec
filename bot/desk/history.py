"""The history of a conversation: which message became what, so that an edit of it finds its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.desk import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.desk.speaker import Speaker

#: What ends or begins a report: what was said before belongs to another.
_PARTINGS = frozenset({"began", "cancelled"})


def note(speaker: Speaker, trigger: str, said: str, ticket: int | None, outbox: int | None = None) -> None:
    """Keep what a message became outside of any flow; one whose platform has no name for it cannot be edited."""
    if not speaker.message_id:
        return
    speaker.draft.changes.steps.append(
        rows.Step(
            id=speaker.draft.world.ids.new(),
            conversation=speaker.conversation.id,
            at=speaker.draft.now,
            flow="",
            version=0,
            source="",
            trigger=trigger,
            target="",
            said=said,
            message_id=speaker.message_id,
            ticket=ticket,
            outbox=outbox,
        ),
    )
    # A line of the history needs its conversation.
    speaker.update()


def ticket_of(found: rows.Step, later: Iterable[rows.Step]) -> int | None:
    """Return the ticket a line became a part of: at once, or when the report it belongs to was sent."""
    if found.ticket is not None or not found.flow:
        return found.ticket
    handed_over = False
    for step in later:
        ours = step.flow == found.flow
        if step.ticket is not None and (ours or handed_over):
            return step.ticket
        if ours and step.trigger in _PARTINGS:
            return None
        handed_over = ours and step.target == "handed_over"
    return None


def is_over(found: rows.Step, later: Iterable[rows.Step]) -> bool:
    """Tell whether the report a line belongs to was left since."""
    return any(step.flow == found.flow and step.trigger in _PARTINGS for step in later)

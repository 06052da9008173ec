"""The stories that come with the product: each can be told, and its events alone give its tickets."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.app.columns import of_columns
from bot.desk import codec, rows
from bot.domain import events
from bot.domain.ticket import Ticket, born, fold
from bot.stories.script import Story
from bot.stories.shelf import SHELF, stories
from bot.stories.stage import ON_DISK, Stage

TOLD = [(story, language) for story in stories() for language in story.languages]


@pytest.mark.parametrize(("story", "language"), TOLD, ids=[f"{story.name}-{language}" for story, language in TOLD])
def test_the_events_of_a_story_give_its_tickets(story: Story, language: str, tmp_path: Path):
    asyncio.run(played(story, language, tmp_path))


async def played(story: Story, language: str, folder: Path) -> None:
    stage = Stage(folder, story.start_at, language, ON_DISK)
    await stage.open(story.cast.values())
    try:
        await stage.play(story, SHELF)
        reads = stage.app.store.reads()
        tickets = [of_columns(rows.TicketRow, row) for row in await reads.rows("tickets_after", 0, 100)]
        assert tickets, "a story without a ticket tells nothing of a desk"
        for ticket in tickets:
            assert codec.ticket_of(ticket) == folded(await reads.rows("events_of_ticket", ticket.id), ticket.head)
    finally:
        await stage.close()


def folded(found: Sequence[Sequence[Any]], head: bytes) -> Ticket:
    """Return what these events make of a ticket; their chain ends where the ticket says."""
    ticket, chained = None, events.GENESIS
    for row in found:
        event, words = rows.EventRow(*row[: len(rows.EventRow.__struct_fields__)]), row[-1] or ""
        told = codec.event_of(event, words)
        ticket = born(told) if ticket is None else fold(ticket, told)
        fields = {name: getattr(event, name) for name in events.Link.__dataclass_fields__}
        chained = events.seal(chained, events.Link(**fields))
        assert chained == event.hash
    assert chained == head
    assert ticket is not None
    return ticket

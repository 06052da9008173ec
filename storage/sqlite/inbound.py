"""Reading what messages are gathered into, and what an edited message had become."""

from __future__ import annotations

from bot.desk import rows
from bot.desk.codec import incoming_of
from bot.desk.facts import Gathered
from bot.messages import Incoming
from storage.sqlite.statements import Statements
from storage.tables import maker

_gathering = maker(rows.Gathering)
_step = maker(rows.Step)
_GATHERING = len(rows.Gathering.__struct_fields__)


def gathered(run: Statements, incoming: Incoming, conversation: rows.Conversation | None) -> Gathered | None:
    """Return the album a message belongs to, else what its writer's too many messages are put into."""
    if incoming.album:
        found = run.one("gathering_by_name", incoming.bot, incoming.chat, incoming.album)
    elif conversation is not None and conversation.gathering is not None:
        found = run.one("gathering", conversation.gathering)
    else:
        return None
    return _gathered(found) if found else None


def written(run: Statements, incoming: Incoming, conversation: rows.Conversation | None) -> tuple[rows.Step, ...]:
    """Return what an edited message became, and what came after it in its conversation."""
    if not incoming.edited or not incoming.message_id or conversation is None:
        return ()
    return tuple(_step(*values) for values in run.all("steps_since_message", conversation.id, incoming.message_id))


def waiting(run: Statements, gathering: int) -> tuple[rows.Gathering, Incoming] | None:
    """Return a gathering that is still to be taken, with the message it makes."""
    found = run.one("gathering", gathering)
    if found is None or found[_GATHERING - 1] is not None:
        return None
    row = _gathering(*found[:_GATHERING])
    return row, incoming_of(row.said)


def _gathered(found: tuple[object, ...]) -> Gathered:
    ticket, conversation = found[_GATHERING:]
    row = _gathering(*found[:_GATHERING])
    return Gathered(row=row, ticket=ticket, conversation=conversation)  # type: ignore[arg-type]  # ids or NULL

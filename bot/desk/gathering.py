"""Several messages taken as one: the pictures of an album, and what somebody writes too fast."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from bot.desk import codec, rows
from bot.desk.facts import Changes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.desk.draft import Draft
    from bot.desk.facts import Facts, Gathered
    from bot.messages import Incoming


def is_part(incoming: Incoming, facts: Facts) -> bool:
    """Tell whether a message is one of an album that is still being gathered."""
    if not incoming.album:
        return False
    return not _is_taken(facts.gathered) and (not incoming.edited or facts.gathered is not None)


def is_late(incoming: Incoming, facts: Facts) -> bool:
    """Tell whether a message belongs to an album that has been taken already, and files of it are kept."""
    gathered = facts.gathered
    if not incoming.album or incoming.edited or gathered is None or not _is_taken(gathered):
        return False
    return gathered.row.attachment is not None


def gather(
    draft: Draft, incoming: Incoming, gathered: Gathered | None, within: timedelta, *, once: bool = False
) -> rows.Gathering:
    """Put a message to those before it; they are taken as one when nothing has come `within` that time.

    With `once` the time runs from the first of them.
    """
    known = gathered.row if gathered else _begun(draft, incoming)
    said = _joined(codec.incoming_of(known.said), incoming) if gathered else incoming
    row = msgspec.structs.replace(known, said=codec.to_text(msgspec.structs.replace(said, raw=b"")))
    draft.changes.gatherings.append(row)
    if gathered is None or not once:
        due_at, data = draft.micros_after(within), codec.to_text({"gathering": row.id})
        draft.changes.timers.append(rows.Timer(id=row.timer, kind="album", due_at=due_at, data=data))
    return row


def taken(changes: Changes, row: rows.Gathering, now: int) -> None:
    """Note that gathered messages were taken as one, and where their files are."""
    attachment = changes.attachments[0].id if changes.attachments else None
    changes.gatherings.append(msgspec.structs.replace(row, said="", attachment=attachment, taken_at=now))


def _begun(draft: Draft, incoming: Incoming) -> rows.Gathering:
    ids = draft.world.ids
    row_id = ids.new()
    return rows.Gathering(
        id=row_id,
        bot=incoming.bot,
        chat=incoming.chat,
        # What came too fast has no name of its own.
        name=incoming.album or f"fast-{row_id}",
        said="",
        timer=ids.new(),
        created_at=draft.now,
    )


def _joined(before: Incoming, incoming: Incoming) -> Incoming:
    """Return what two messages make together; the one with the words gives its name, so that an edit finds them."""
    if incoming.edited:
        # A picture without words may be edited too; the words stand on another one.
        ours = bool(incoming.text) or incoming.message_id == before.message_id
        return msgspec.structs.replace(before, text=incoming.text, message_id=incoming.message_id) if ours else before
    named = incoming if incoming.text and not before.text else before
    return msgspec.structs.replace(
        before,
        text="\n".join(_told(before, incoming)),
        media=(*before.media, *incoming.media),
        message_id=named.message_id,
        reply_to=before.reply_to or incoming.reply_to,
    )


def _told(*messages: Incoming) -> Sequence[str]:
    return [message.text for message in messages if message.text]


def _is_taken(gathered: Gathered | None) -> bool:
    return gathered is not None and gathered.row.taken_at is not None

"""Several messages to one person as one text: the answer in a response, and what waits where each one counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.desk import codec
from bot.desk.facts import Held
from bot.messages import Body, Lane, Passive

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.desk import rows
    from bot.desk.facts import Changes
    from bot.ids import Ids
    from bot.messages import Incoming

#: Bytes of UTF-8 that one text bears on WeChat (platform-rules W18), less a little for how the channel draws it.
BYTES = 2_000
#: A message goes in no more texts than this, which is all that WeChat takes after one of the reader's (W6).
PIECES = 5
#: What stands between messages that go as one.
GAP = "\n\n"
#: What stands around a label where choices are numbered: a line's end, a number, a stop and a blank.
_AROUND_A_LABEL = 6
_body_of = msgspec.json.Decoder(Body).decode


def hold(changes: Changes, incoming: Incoming, ids: Ids, until: int) -> None:
    """Make the words for whoever wrote the answer to their message: one row, held until then in case that fails.

    What is more than one text bears remains as it is, and goes the usual way afterwards.
    """
    said = [row for row in changes.outbox if _is_answer(row, incoming)]
    if not said:
        return
    pieces = _numbered([piece for row in said for piece in _cut(row)], len(said), ids)
    bodies = [_body_of(row.body) for row in pieces]
    count = fitting(bodies)
    answer = _one(pieces[:count], bodies[:count])
    _put(changes, said, [answer, *pieces[count:]])
    changes.passive = Passive(answer.id, _body_of(answer.body))
    changes.answer = str(answer.id).encode()
    changes.held.append(Held(answer.id, until))


def is_text(row: rows.Outbox) -> bool:
    """Tell whether a message is nothing but new words, and no call: then it may go together with others."""
    if row.kind != "send" or row.page is not None or row.edits:
        return False
    return '"files":' not in row.body and '"links":' not in row.body


def fitting(bodies: Sequence[Body]) -> int:
    """Return how many of these, from the first on, make one text; the first always does."""
    count, room = 0, BYTES
    for body in bodies:
        room -= bytes_of(body) + (len(GAP) if count else 0)
        if count and room < 0:
            break
        count += 1
    return count


def merged(bodies: Sequence[Body]) -> Body:
    """Return several messages as one: their texts with a blank line between, the buttons of the last that has any."""
    first, *others = bodies
    if not others:
        return first
    buttons = next((body.rows for body in reversed(bodies) if body.rows), ())
    return Body(
        text=GAP.join(body.text for body in bodies if body.text),
        bold=tuple(dict.fromkeys(part for body in bodies for part in body.bold)),
        rows=buttons,
    )


def bytes_of(body: Body) -> int:
    """Return how many bytes a message takes as plain text with its choices in lines of their own."""
    labels = (button.label for row in body.rows for button in row)
    return len(body.text.encode()) + sum(len(label.encode()) + _AROUND_A_LABEL for label in labels)


def pieces_of(body: Body) -> list[Body]:
    """Return a message in as many as it takes for none to be too long; the last keeps the buttons."""
    if len(body.text) * 4 <= BYTES // 2:
        return [body]
    labels = bytes_of(body) - len(body.text.encode())
    *heads, last = cut(body.text, max(BYTES - labels, BYTES // 2))[:PIECES]
    begun = [Body(text=text, bold=body.bold) for text in heads]
    return [*begun, msgspec.structs.replace(body, text=last)] if heads else [body]


def cut(text: str, limit: int) -> list[str]:
    """Return a text in pieces of at most `limit` bytes: cut at the end of a paragraph or a line, else between signs."""
    pieces = []
    while len(text.encode()) > limit:
        head = text.encode()[:limit].decode(errors="ignore")
        ends = (head.rfind(GAP), head.rfind("\n"))
        end = next((place for place in ends if place > len(head) // 2), len(head))
        pieces.append(text[:end].rstrip())
        text = text[end:].lstrip("\n")
    return [*pieces, text]


def _is_answer(row: rows.Outbox, incoming: Incoming) -> bool:
    ours = row.chat_key == incoming.place.key and row.lane == Lane.REPLY
    return ours and is_text(row) and row.depends_on is None


def _cut(row: rows.Outbox) -> list[rows.Outbox]:
    """Return a row as one for each text its platform makes of it; the last keeps the question."""
    *heads, last = pieces_of(_body_of(row.body))
    if not heads:
        return [row]
    begun = [msgspec.structs.replace(row, prompt=None, body=codec.to_text(one)) for one in heads]
    return [*begun, msgspec.structs.replace(row, body=codec.to_text(last))]


def _numbered(pieces: list[rows.Outbox], before: int, ids: Ids) -> list[rows.Outbox]:
    """Return rows with names in their order, where they are more than before."""
    if len(pieces) == before:
        return pieces
    return [msgspec.structs.replace(row, id=ids.new()) for row in pieces]


def _one(parts: Sequence[rows.Outbox], bodies: Sequence[Body]) -> rows.Outbox:
    """Return the row that stands for these: what is known of one of them is known of it."""
    ticket = next((row.ticket for row in reversed(parts) if row.ticket is not None), None)
    prompts = [row.prompt for row, body in zip(parts, bodies, strict=True) if body.rows]
    prompts = prompts or [row.prompt for row in parts if row.prompt is not None]
    return msgspec.structs.replace(
        parts[0], body=codec.to_text(merged(bodies)), ticket=ticket, prompt=prompts[-1] if prompts else None
    )


def _put(changes: Changes, said: Iterable[rows.Outbox], instead: Sequence[rows.Outbox]) -> None:
    """Put rows in the place of others; what followed one of those follows the last of these."""
    gone = {row.id for row in said}
    last = instead[-1].id
    kept = [
        msgspec.structs.replace(row, depends_on=last) if row.depends_on in gone else row
        for row in changes.outbox
        if row.id not in gone
    ]
    changes.outbox[:] = [*kept, *instead]

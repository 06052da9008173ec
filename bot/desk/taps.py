"""What may be done with one press on a page of ours, by a link in a text: the page says what, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.flows.tables import Choice
from bot.messages import Body

if TYPE_CHECKING:
    from bot.desk import rows
    from bot.desk.draft import Draft
    from bot.desk.speaker import Speaker

#: What a link to a ticket does that may not be shown where the link stands.
LOOK = Choice("look", "btn-look")
#: Actions that need no more than a yes, or ask for the rest in the chat. A customer's telephone is shown there alone.
TAPS = frozenset({"ack", "take", "accept", "decline", "onsite", "wait", "solved", "answer", "refer", "look"})


def is_tap(prompt: rows.Prompt, choice: Choice) -> bool:
    """Tell whether a link may stand for a button: one of a ticket's, put to one person privately."""
    private = prompt.kind == "card" and prompt.ticket is not None and prompt.account is not None
    return private and choice.trigger in TAPS


def answer(draft: Draft, speaker: Speaker) -> bytes:
    """Return what the page shows after the press: what the person is told in their chat as well."""
    place = speaker.reader.place.key
    said = [row.body for row in draft.changes.outbox if row.chat_key == place and row.kind == "send"]
    texts = [msgspec.json.decode(body, type=Body).text for body in said]
    return (speaker.page or "\n\n".join(texts)).encode()

"""Plain lines in a ticket's topic: the assignee's reach the customer, everybody else's are for colleagues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.desk import hearing, staff
from bot.domain import commands as c
from bot.messages import Place

if TYPE_CHECKING:
    from bot.desk.facts import Facts
    from bot.desk.speaker import Speaker
    from bot.messages import Incoming


def note_line(speaker: Speaker, incoming: Incoming, facts: Facts) -> None:
    """Remember which line of a topic it is: what reaches the customer by it is marked there, not answered."""
    if facts.topic is not None and incoming.message_id and not incoming.choice:
        speaker.draft.line = (Place(incoming.bot, incoming.chat, incoming.thread), incoming.message_id)


def is_for_colleagues(speaker: Speaker, incoming: Incoming, facts: Facts) -> bool:
    """Tell whether a line in a topic stays there: an edited one, or an answer to a colleague or to the card.

    Whoever has the ticket may also answer the card: to them the topic is the customer.
    """
    if facts.topic is None:
        return False
    if incoming.edited or incoming.reply_to_person not in {"", incoming.sender.address}:
        return True
    # Only the card's buttons are bound to a stage; a line of the customer's may be answered by anybody who may write.
    to_the_card = facts.prompt is not None and bool(incoming.reply_to) and bool(facts.prompt.stage)
    return to_the_card and not _has_it(speaker, facts)


def take(speaker: Speaker, incoming: Incoming, facts: Facts) -> None:
    """Pass a plain line of the assignee on to the customer, files first; what cannot be passed on says why."""
    handled = speaker.take(facts.topic)
    if handled is None or not _has_it(speaker, facts) or handled.ticket.by_phone:
        # Whoever has no chat reads nothing: what is said to them by telephone is kept by /say alone.
        return
    speaker.handled = handled
    words = "" if hearing.is_empty(incoming.text) else incoming.text.strip()
    words = words or hearing.shared(incoming)
    if incoming.media and not staff.attach(speaker, handled, len(incoming.media)):
        return
    if words:
        staff.perform(speaker, handled, c.Say(words))


def _has_it(speaker: Speaker, facts: Facts) -> bool:
    handled = speaker.take(facts.topic)
    return handled is not None and handled.ticket.assignee == speaker.person.id

"""The rows of topics as messages are settled: opened, refused, or gone and to be replaced."""

from __future__ import annotations

import msgspec

from bot.desk import rows
from bot.ports import Settled
from storage.sqlite.statements import Statements

#: What is drawn from the ticket as it is when it leaves.
DRAWN = frozenset({"card", "topic", "topic_name"})


def placed(run: Statements, row: rows.Outbox) -> rows.Outbox:
    """Return a row about to leave with the topic it goes to: the ticket's own, "" where it has none (any more)."""
    if row.thread != rows.OWN_TOPIC:
        return row
    found = run.one("topic_of_card", row.ticket, f"{row.bot}/{row.chat}")
    return msgspec.structs.replace(row, thread=found[0] if found else "")


def finish(run: Statements, outcome: Settled) -> None:
    """Record a topic that was asked for: its ticket's messages go there, or to the group where there can be none."""
    if outcome.state == "sent" and outcome.external_id:
        run.run("topic_opened", (outcome.id, outcome.external_id))
        return
    if outcome.state == "undeliverable":
        run.run("chat_without_topics", (outcome.id,))
    run.run("topic_refused", (outcome.id,))


def replace(run: Statements, outcome: Settled) -> None:
    """Put a new topic and a new card before a message that has been put back because its topic is gone.

    Several may find the same topic gone: the first one asks for another, and all wait for that.
    """
    found = run.one("outbox_misplaced", outcome.id, outcome.attempt)
    if found is None or outcome.anew is None:
        return
    ticket, chat_key, thread = found
    if not thread:
        return
    topic, card = outcome.anew
    if run.run("topic_gone", (ticket, chat_key, outcome.misplaced, topic)):
        run.run("outbox_beside", (topic, "topic", ticket, chat_key, outcome.at))
        run.run("outbox_beside", (card, "card", ticket, chat_key, outcome.at))
    (opening,) = run.one("opening_of_card", ticket, chat_key)
    pending = run.one("pending_card", ticket, chat_key)
    run.run("outbox_behind_card", (ticket, chat_key, opening, pending[0] if pending else opening))

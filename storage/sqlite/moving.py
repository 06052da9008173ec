"""Rewrites all that is stored of a group which has got another id, in the transaction that learns of it."""

from __future__ import annotations

from bot.desk.facts import Move
from storage.sqlite.statements import Statements

#: In this order: what was about to leave for the old id is void, or moves with the rest.
_STEPS = (
    "move_chat_from",
    "move_chat_to",
    "move_conversations",
    "move_gathered_replies",
    "move_gatherings",
    "move_prompts",
    "move_prompts_sent",
    "move_cards",
    "move_cards_left",
    "move_outbox_followers",
    "move_outbox_void",
    "move_outbox",
    "move_throttles",
    "move_lists",
    "move_attachments",
)


def move(run: Statements, step: Move) -> None:
    """Let everything of the old chat be of the new one; again, it changes nothing but what came in between."""
    for name in _STEPS:
        run.run(name, (step.bot, step.old, step.new))

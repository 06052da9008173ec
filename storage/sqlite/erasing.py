"""Forgetting a person: their words go, the timeline stays verifiable, open tickets wait for their end."""

from __future__ import annotations

from storage.sqlite.statements import Statements

#: In this order: what is found through inbox, outbox and attachments goes before they lose the trace.
_STEPS = (
    "erase_personal",
    "erase_tickets",
    "erase_steps",
    "erase_conversations",
    "erase_parked",
    "erase_inbox",
    "erase_mailbox",
    "erase_outbox_of_accounts",
    "erase_outbox_of_tickets",
    "erase_remember_files",
    "erase_attachments",
    "erase_accounts",
)


def erase(run: Statements, person: int, at: int | None) -> None:
    """Remove a person's words; files to delete are left in `erased_files`, for the upkeep.

    `at` becomes `forgotten_at` unless the decision has written one.
    """
    for name in _STEPS:
        run.run(name, (person,))
    run.run("erase_person", (person, at))

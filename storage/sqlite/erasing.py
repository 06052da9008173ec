"""Forgetting a person: their words go, the timeline stays verifiable, open tickets wait for their end."""

from __future__ import annotations

from storage.sqlite.statements import Statements

#: In this order: what is found through inbox, outbox and attachments goes before they lose the trace.
_STEPS = (
    "erase_personal",
    "erase_tickets",
    "erase_steps",
    "erase_steps_of_tickets",
    "erase_steps_of_calls",
    "erase_mailbox_of_calls",
    "erase_outbox_of_calls",
    "erase_conversations",
    "erase_gatherings",
    "erase_parked",
    "erase_mailbox",
    "erase_outbox_of_accounts",
    "erase_kept",
    "erase_outbox_of_tickets",
    "erase_remember_files",
    "erase_attachments",
)
#: After all instants: nobody has come back.
_NEVER = 1 << 62
#: Lists of staff name many people: what they showed goes whole.
_LISTS = ("erase_lists_shown", "erase_lists", "erase_words_sought")


def erase_whole(run: Statements, person: int, at: int | None) -> None:
    """Remove the words of a person, and of whoever their linked accounts were before: they may have tickets still."""
    joined = [before for (before,) in run.all("persons_joined", person)]
    for one in (*joined, person):
        erase(run, one, at)


def erase(run: Statements, person: int, at: int | None) -> None:
    """Remove a person's words; files to delete are left in `erased_files`, for the upkeep.

    `at` becomes `forgotten_at` unless the decision has written one. Of somebody who has reported anew since they asked
    for it, only what lies before that goes.
    """
    (back_at,) = run.one("erase_until", person)
    for name in _STEPS:
        run.run(name, (person, back_at or _NEVER))
    for name in _LISTS:
        run.run(name, ())
    if back_at is None:
        run.run("erase_accounts", (person,))
        run.run("erase_windows", (person,))
        run.run("erase_person", (person, at))

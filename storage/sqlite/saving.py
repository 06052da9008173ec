"""Writing what a decision changed, table by table in the order in which rows refer to each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import astuple

from bot.desk import rows
from bot.desk.codec import to_text
from bot.desk.facts import CancelTimers, Changes, Gone
from bot.ports import Conflict
from storage.sqlite import erasing, linking, moving, windows
from storage.sqlite.statements import Statements

#: Equal alarms within this time are counted, not repeated; microseconds.
ALARM_WITHIN = 600_000_000


def save(run: Statements, changes: Changes, at: int | None) -> None:
    """Write all rows of a decision; `at` is when its message came, if a message caused it."""
    _people(run, changes)
    _tickets(run, changes)
    _talk(run, changes)
    _timeline(run, changes)
    _prompts(run, changes, at)
    _timers(run, changes)
    _messages(run, changes)
    _rest(run, changes)
    linking.save(run, changes)
    for person in changes.erase_persons:
        erasing.erase_whole(run, person, at)


def _people(run: Statements, changes: Changes) -> None:
    if changes.persons:
        _write(run, "replace_persons", changes.persons)
    for account in changes.accounts:
        _update_or_insert(run, "accounts", account)
    if changes.policies:
        _write(run, "insert_policies", changes.policies)


def _tickets(run: Statements, changes: Changes) -> None:
    for row in changes.new_tickets:
        if not run.run("insert_tickets", astuple(row)):
            raise Conflict(f"the ticket number {row.number} is taken")
    if not changes.tickets:
        return
    added = Counter(event.ticket for event in changes.events)
    for row in changes.tickets:
        if not run.run("update_tickets", (*astuple(row), row.sequence - added[row.id])):
            raise Conflict(f"ticket {row.number} has moved on")


def _talk(run: Statements, changes: Changes) -> None:
    for conversation in changes.conversations:
        _update_or_insert(run, "conversations", conversation)
    if changes.steps:
        _write(run, "insert_steps", changes.steps)


def _timeline(run: Statements, changes: Changes) -> None:
    if changes.events:
        _write(run, "insert_events", changes.events)
    if changes.personal:
        _write(run, "insert_personal", changes.personal)
    if changes.attachments:
        _write(run, "replace_attachments", changes.attachments)
    if changes.gatherings:
        _write(run, "replace_gatherings", changes.gatherings)


def _prompts(run: Statements, changes: Changes, at: int | None) -> None:
    wanted = len(changes.prompts)
    if wanted and _write(run, "insert_prompts", changes.prompts) != wanted:
        _replace_prompts(run, changes.prompts)
    if changes.answered:
        run.run_many("prompt_answered", [(prompt, at or 0) for prompt in changes.answered])
    if changes.questions_over:
        run.run_many("prompts_over", [(*question, at or 0) for question in changes.questions_over])


def _replace_prompts(run: Statements, prompts: Sequence[rows.Prompt]) -> None:
    """Write over prompts that were there before; a token of somebody else's prompt is a conflict."""
    for prompt in prompts:
        found = run.one("prompt_by_token", prompt.token)
        if found is None or found[0] != prompt.id:
            raise Conflict("a prompt's token is taken")
        run.run("update_prompts", astuple(prompt))


def _timers(run: Statements, changes: Changes) -> None:
    for cancel in changes.cancel_timers:
        _cancel(run, cancel)
    if changes.timers:
        _write(run, "replace_timers", changes.timers)
    if changes.runs:
        _write(run, "replace_runs", changes.runs)


def _cancel(run: Statements, cancel: CancelTimers) -> None:
    if cancel.ticket is not None:
        run.run_many("timers_cancel_of_ticket", [(cancel.ticket, kind) for kind in cancel.kinds])
    if cancel.conversation is not None:
        run.run_many("timers_cancel_of_conversation", [(cancel.conversation, kind) for kind in cancel.kinds])


def _messages(run: Statements, changes: Changes) -> None:
    for ticket in changes.withdraw_pages_of:
        run.run("pages_withdraw", (ticket,))
    if changes.outbox:
        _write(run, "insert_outbox", changes.outbox)
    if changes.held:
        windows.hold(run, changes.held)
    if changes.pages:
        _write(run, "insert_pages", changes.pages)
    if changes.cards:
        _write(run, "replace_cards", changes.cards)


def _rest(run: Statements, changes: Changes) -> None:
    for alarm in changes.alarms:
        if not run.run("alarm_again", (alarm.kind, alarm.at, alarm.at - ALARM_WITHIN)):
            run.run("insert_alarms", astuple(alarm))
    if changes.invites:
        _write(run, "replace_invites", changes.invites)
    _groups(run, changes)
    for gone in changes.gone:
        _gone(run, gone)
    for step in changes.moves:
        moving.move(run, step)
    for caller in changes.callers:
        run.run("ticket_of_caller", caller)
    for conversation, ticket in changes.attach_conversation:
        run.run("attachments_to_ticket", (conversation, ticket))


def _gone(run: Statements, gone: Gone) -> None:
    """Let go of somebody whom calls no longer reach; the next one is called where only they had been."""
    if gone.account is None:
        run.run("outbox_withhold", (gone.person, gone.at))
    lost = to_text({"lost": gone.person, "account": gone.account})
    run.run("rungs_without", (gone.person, gone.at, lost, gone.account))


def _groups(run: Statements, changes: Changes) -> None:
    if changes.chats:
        _write(run, "replace_chats", changes.chats)
    if changes.forget_cards_in:
        run.run_many("cards_forget", [(chat_key,) for chat_key in changes.forget_cards_in])
    if changes.readmitted:
        run.run_many("person_readmit", [(person,) for person in changes.readmitted])


def _write(run: Statements, name: str, written: Sequence[rows.Row]) -> int:
    return run.run_many(name, [astuple(row) for row in written])


def _update_or_insert(run: Statements, table: str, row: rows.Account | rows.Conversation) -> None:
    """Write a row that is mostly there already; another one of the same address is a conflict."""
    values = astuple(row)
    if not run.run(f"update_{table}", values) and not run.run(f"insert_{table}", values):
        raise Conflict(f"{table}: another turn has made this row first")

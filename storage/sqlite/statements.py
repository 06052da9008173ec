"""Every statement of the SQLite engine by name, and the three ways of running one."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from bot.desk import rows
from storage import named, tables

_PLACE = re.compile(r"\$(\d+)")
#: What a ticket is born with and keeps.
_OF_BIRTH = ("number", "kind", "reporter", "opened_at", "policy", "parent", "account")
_SEQUENCE_BEFORE = len(rows.TicketRow.__struct_fields__) + 1


def numbered(text: str) -> str:
    """Return SQL with `$2` written `?2`: SQLite numbers `$n` by first appearance, so that values would bind swapped."""
    return _PLACE.sub(r"?\1", text)


@cache
def texts() -> Mapping[str, str]:
    """Return all statements as SQLite wants them: the named queries, and what follows from the row classes."""
    return {name: numbered(text) for name, text in {**named.queries(), **_derived()}.items()}


def _derived() -> Mapping[str, str]:
    return {
        "insert_steps": tables.insert(rows.Step),
        "insert_events": tables.insert(rows.EventRow),
        "insert_personal": tables.insert(rows.PersonalRow),
        "insert_pages": tables.insert(rows.Page),
        "insert_parked": tables.insert(rows.Parked),
        "insert_accounts": tables.insert(rows.Account, "ON CONFLICT DO NOTHING"),
        "insert_conversations": tables.insert(rows.Conversation, "ON CONFLICT DO NOTHING"),
        "insert_policies": tables.insert(rows.PolicyRow, "ON CONFLICT (hash) DO NOTHING"),
        "insert_tickets": tables.insert(rows.TicketRow, "ON CONFLICT (number) DO NOTHING"),
        "insert_prompts": tables.insert(rows.Prompt, "ON CONFLICT DO NOTHING"),
        "insert_alarms": tables.insert(rows.Alarm),
        "insert_outbox": tables.insert(
            rows.Outbox,
            "ON CONFLICT (ticket, chat_key) WHERE kind = 'card' AND state = 'pending' DO NOTHING",
        ),
        "update_accounts": tables.update(rows.Account, "bot", "address"),
        "update_conversations": tables.update(rows.Conversation, "bot", "chat", "thread", "account"),
        "update_prompts": tables.update(rows.Prompt),
        "update_tickets": tables.update(rows.TicketRow, *_OF_BIRTH, also=f"AND sequence = ${_SEQUENCE_BEFORE}"),
        "replace_persons": tables.replace(rows.Person, "id"),
        "replace_attachments": tables.replace(rows.Attachment, "id"),
        "replace_timers": tables.replace(rows.Timer, "id"),
        "replace_gatherings": tables.replace(rows.Gathering, "id"),
        "replace_runs": tables.replace(rows.Run, "id"),
        "insert_link_guesses": tables.insert(rows.LinkGuess),
        "replace_link_codes": tables.replace(rows.LinkCode, "account"),
        "replace_linkings": tables.replace(rows.Linking, "id"),
        "replace_invites": tables.replace(rows.Invite, "digest"),
        "replace_chats": tables.replace(rows.Chat, "bot", "chat"),
        "replace_cards": tables.replace(
            rows.Card,
            "ticket",
            "chat_key",
            # The sender learns where a card lies; a decision that does not know must not forget it.
            instead={"external_id": "coalesce(nullif(excluded.external_id, ''), cards.external_id)"},
        ),
    }


class Statements:
    """Runs statements by name on the writer's connection."""

    __slots__ = ("_execute", "_executemany", "_texts")

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute
        self._executemany = connection.executemany
        self._texts = texts()

    def one(self, name: str, *args: object) -> Any:  # noqa: ANN401  # a row's values are of any type
        """Return the first row, or None."""
        return self._execute(self._texts[name], args).fetchone()

    def all(self, name: str, *args: object) -> Sequence[tuple[Any, ...]]:
        """Return all rows."""
        return self._execute(self._texts[name], args).fetchall()

    def run(self, name: str, args: Sequence[object]) -> int:
        """Change rows and return how many were changed."""
        return self._execute(self._texts[name], args).rowcount

    def run_many(self, name: str, lines: Sequence[Sequence[object]]) -> int:
        """Change rows once for each line of values and return how many were changed together."""
        if len(lines) == 1:
            return self._execute(self._texts[name], lines[0]).rowcount
        return self._executemany(self._texts[name], lines).rowcount if lines else 0

"""SQL that follows from the row classes: column lists, inserts, updates and replacements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeVar

from bot.desk import rows
from bot.desk.rows import Row

R = TypeVar("R", bound=Row)

#: Every row class under the name of its table.
BY_NAME: Mapping[str, type[Row]] = {
    row.TABLE: row
    for row in (
        rows.Person,
        rows.Account,
        rows.Conversation,
        rows.Step,
        rows.Prompt,
        rows.TicketRow,
        rows.EventRow,
        rows.PersonalRow,
        rows.Timer,
        rows.Run,
        rows.Page,
        rows.Outbox,
        rows.Card,
        rows.Attachment,
        rows.Gathering,
        rows.Alarm,
        rows.Parked,
        rows.PolicyRow,
        rows.Invite,
        rows.LinkCode,
        rows.LinkGuess,
        rows.Linking,
        rows.Chat,
    )
}


def columns(row: type[Row], alias: str = "") -> str:
    """Return the columns of a row class in its order, so that `row(*values)` takes them as they come."""
    prefix = f"{alias}." if alias else ""
    return ", ".join(f'{prefix}"{name}"' for name in row.__struct_fields__)


def insert(row: type[Row], tail: str = "") -> str:
    """Return an insert of all fields in order; `tail` says what happens on a conflict."""
    places = ", ".join(f"${place}" for place, _ in enumerate(row.__struct_fields__, 1))
    return f"INSERT INTO {row.TABLE} ({columns(row)}) VALUES ({places}) {tail}"  # noqa: S608  # names of our own classes


def update(row: type[Row], *fixed: str, also: str = "") -> str:
    """Return an update by id of all but the `fixed` fields; parameters stand in field order.

    A field that never changes is left out: naming it would make SQLite write its indexes anew.
    """
    numbered = enumerate(row.__struct_fields__, 1)
    fields = ", ".join(f'"{name}" = ${place}' for place, name in numbered if name not in ("id", *fixed))
    return f"UPDATE {row.TABLE} SET {fields} WHERE id = $1 {also}"  # noqa: S608  # names of our own classes


def replace(row: type[Row], *key: str, instead: Mapping[str, str] | None = None) -> str:
    """Return an insert that replaces the row of the same key; `instead` gives other values to some fields."""
    values = {name: f'excluded."{name}"' for name in row.__struct_fields__ if name not in key}
    changed = ", ".join(f'"{name}" = {value}' for name, value in {**values, **(instead or {})}.items())
    return insert(row, f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changed}")


@cache
def maker(row: type[R]) -> Callable[..., R]:
    """Return a function that makes this row of its columns' values in order.

    Written out once for each class, as `namedtuple` does it: five times as fast as passing a dict.
    """
    names = row.__struct_fields__
    given = ", ".join(f"{name}={name}" for name in names)
    made: Callable[..., R] = eval(f"lambda {', '.join(names)}: row({given})", {"row": row})  # noqa: S307  # our own names
    return made

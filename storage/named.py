"""Queries and migrations as they lie in files: read once, named, with their column lists filled in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from storage import tables

_HERE = Path(__file__).parent
_NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)
_COMMENT = re.compile(r"^\s*--.*\n?", re.MULTILINE)
_COLUMNS = re.compile(r"\{(\w+)(?: (\w+))?\}")


class QueryError(Exception):
    """A query file is not as it should be, or nobody wrote the query that was asked for."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema; the checksum tells whether its text is still the one that was applied."""

    number: int
    name: str
    text: str

    @property
    def checksum(self) -> str:
        """Return the SHA-256 of the text, in hex."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@cache
def queries(folder: Path = _HERE / "queries") -> Mapping[str, str]:
    """Return every named query; `{outbox o}` in its text stands for the columns of that row class."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.sql")):
        for name, text in _split(path.read_text(encoding="utf-8")):
            if name in found:
                raise QueryError(f"{path.name}: the name {name} is taken")
            found[name] = _COLUMNS.sub(_columns, text)
    return found


def migrations(folder: Path = _HERE / "migrations") -> tuple[Migration, ...]:
    """Return the steps of the schema in order; their numbers must leave no gap."""
    steps = tuple(
        Migration(int(path.stem[:4]), path.stem[5:], path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))
    )
    if [step.number for step in steps] != list(range(1, len(steps) + 1)):
        raise QueryError("the numbers of the migrations leave a gap")
    return steps


def _split(text: str) -> Iterator[tuple[str, str]]:
    _before, *parts = _NAME.split(text)
    for name, body in zip(parts[::2], parts[1::2], strict=True):
        yield name, _COMMENT.sub("", body).strip().rstrip(";")


def _columns(match: re.Match[str]) -> str:
    table, alias = match.groups()
    return tables.columns(tables.BY_NAME[table], alias or table)

"""Rows of linked accounts: the codes that link, the guesses at them, and which account was joined to whom."""

from __future__ import annotations

from typing import ClassVar

from bot.desk.row import Row


class LinkCode(Row, frozen=True, gc=False):
    """The one code an account has asked for last, kept by its hash; it links that account until `expires_at`."""

    TABLE: ClassVar[str] = "link_codes"
    account: int
    digest: str
    created_at: int
    expires_at: int


class LinkGuess(Row, frozen=True, gc=False):
    """A code that somebody typed and nobody had."""

    TABLE: ClassVar[str] = "link_guesses"
    id: int
    account: int
    at: int


class Linking(Row, frozen=True, gc=False):
    """An account that belongs to `person` since `linked_at`, and before (and again, once undone) to `person_before`."""

    TABLE: ClassVar[str] = "linkings"
    id: int
    account: int
    person: int
    person_before: int
    linked_at: int
    unlinked_at: int | None = None

"""A reporter who is known by another account as well: their tickets are one person's from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain import commands as c
    from bot.domain.case import Answer, Case


def link(case: Case, command: c.Link) -> Answer:
    """Give the ticket to the one person whom both accounts are now; it keeps the account that reported it."""
    return (case.event("reporter_linked", _who(case, command)),)


def unlink(case: Case, command: c.Unlink) -> Answer:
    """Give the ticket back to whoever its account is by itself."""
    return (case.event("reporter_unlinked", _who(case, command)),)


def _who(case: Case, command: c.Link | c.Unlink) -> dict[str, object]:
    """Return who the reporter is now and was before, and the account that came or left."""
    return {"reporter": command.reporter, "from": case.ticket.reporter, "account": command.account}

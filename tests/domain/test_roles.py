"""Who may see and do what (RO-01)."""

from __future__ import annotations

import typing

from bot.domain import commands as c
from bot.domain.roles import DESK_ONLY, ONE_ONLY, REPORTER_ONLY, STAFF_RIGHTS, may_see
from tests.domain.tickets import CUSTOMER, ENGINEER, STRANGER, a_ticket


def test_every_command_but_opening_has_somebody_who_may_do_it() -> None:
    listed = set(STAFF_RIGHTS) | REPORTER_ONLY | ONE_ONLY | DESK_ONLY
    assert listed == set(typing.get_args(c.Command)) - {c.Open}


def test_only_staff_and_the_reporter_see_a_ticket() -> None:
    ticket = a_ticket()
    assert may_see(ENGINEER, ticket)
    assert may_see(CUSTOMER, ticket)
    assert not may_see(STRANGER, ticket)

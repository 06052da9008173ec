"""How messages leave for a person whose platform counts what they are sent: the words in which it is decided."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from bot.desk import rows


class Left(NamedTuple):
    """How many messages a contact still lets us write to a person; `kind` as `Incoming.window`."""

    kind: str
    left: int


class Parcel(NamedTuple):
    """A message of a chat that waits or is kept; `flow` is the talk its question belongs to, `route` its last way."""

    row: rows.Outbox
    flow: str
    route: str


class Routed(msgspec.Struct, frozen=True, kw_only=True):
    """How messages leave for a person whose platform counts them: `together` as one, the first for all of them.

    `body` (JSON) is what the first shows then, "" for its own. It `spends` so `many` messages of contacts. `route`
    is as in `Delivery`, or `closed` for what can neither go nor wait. `kept` are those that wait for the next contact.
    `at` is the wall instant of the claim.
    """

    together: tuple[int, ...] = ()
    route: str = ""
    template: str = ""
    body: str = ""
    spends: tuple[str, ...] = ()
    many: int = 1
    kept: tuple[int, ...] = ()
    at: int = 0


class Refund(NamedTuple):
    """So many messages of contacts were not spent after all, which were claimed at a wall instant."""

    kinds: tuple[str, ...]
    many: int
    at: int

"""Claiming: which messages may leave now, which of them go together, and what no longer goes at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.desk import rows
from bot.desk.codec import to_text
from bot.ports import Claimed, Gate, Waiting
from storage.sqlite import sending, windows
from storage.sqlite.statements import Statements

SECOND = 1_000_000
#: A message on its way, or being tried again, is overtaken after so long; microseconds of wall time.
OVERTAKEN_AFTER = 30 * SECOND
#: How many waiting chats a claim looks at one by one.
CHATS = 2_048
#: What is too late, or whose lease has ended, is put away this often (wall time); until then it just does not go.
SWEPT_EVERY = SECOND

_FIELDS = rows.Outbox.__struct_fields__
_LANE, _KIND, _CHAT_KEY = (_FIELDS.index(name) for name in ("lane", "kind", "chat_key"))


@dataclass(frozen=True, slots=True)
class Moment:
    """The instant of a claim on both clocks, and how long its leases hold (wall)."""

    now: int
    wall: int
    lease_until: int


@dataclass(frozen=True, slots=True)
class Leaving:
    """Rows that leave as one message, the one that carries the others first; `weight` as for `Gate.leaves`."""

    lines: Sequence[sending.Line]
    weight: int = 0
    overtook: int | None = None


class Claims:
    """The claims of one connection; remembers when it has last put away what does not go any more."""

    def __init__(self, run: Statements) -> None:
        self._run = run
        self._swept_at: int | None = None

    def take(self, limit: int, moment: Moment, gate: Gate | None) -> Sequence[Claimed]:
        """Take at most `limit` messages that may go now, one of each chat."""
        self._sweep(moment)
        leaving: list[Leaving] = []
        for values in _ready(self._run, moment, gate):
            if len(leaving) >= limit:
                break
            line = sending.line_of(values)
            found = _leaving(self._run, line, moment, gate) if gate else Leaving((line,))
            if found.lines:
                leaving.append(found)
        _mark(self._run, leaving, moment)
        return [sending.claimed(self._run, one.lines) for one in leaving]

    def _sweep(self, moment: Moment) -> None:
        """Put away what is too late, free what a dead sender held; a clock set back makes no difference."""
        if self._swept_at is not None and 0 <= moment.wall - self._swept_at < SWEPT_EVERY:
            return
        self._swept_at = moment.wall
        run = self._run
        run.run("outbox_expire", (moment.now,))
        run.run("outbox_lease_ended", (moment.wall, moment.now))
        run.run("outbox_lost_cards", (moment.wall, moment.now))
        run.run("outbox_orphans", (moment.now,))


def _ready(run: Statements, moment: Moment, gate: Gate | None) -> Sequence[tuple[Any, ...]]:
    """Return what may go as far as the database knows, one of each chat: answers to presses, then by lane and age."""
    candidates = _candidates(run, moment, gate.held if gate else ())
    if not candidates:
        return ()
    found = run.all("outbox_ready", moment.now, moment.wall, moment.wall - OVERTAKEN_AFTER, to_text(candidates))
    return list(_first_of_each_chat(sorted(found, key=_urgency)))


def _candidates(run: Statements, moment: Moment, held: Iterable[str]) -> Sequence[int]:
    """Return the heads of the chats; where very many chats wait, of the front and of what is urgent."""
    now, wall, bots = moment.now, moment.wall, list(held)
    if bots:
        heads = run.all("outbox_heads_but", now, wall, CHATS, to_text(bots))
    else:
        heads = run.all("outbox_heads", now, wall, CHATS)
    crowded = len(heads) == CHATS
    if crowded:
        heads = run.all("outbox_front", now, wall, CHATS)
    if crowded or bots:
        heads = [*heads, *run.all("outbox_urgent", now, wall, CHATS)]
    return [head for (head,) in heads if head is not None]


def _urgency(values: tuple[Any, ...]) -> tuple[bool, int, int]:
    """Return what orders messages: a phone waits for the answer to a press, and it costs no rate."""
    return values[_KIND] != "answer_press", values[_LANE], values[0]


def _first_of_each_chat(ready: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    seen: set[str] = set()
    for values in ready:
        if values[_CHAT_KEY] not in seen:
            seen.add(values[_CHAT_KEY])
            yield values


def _leaving(run: Statements, line: sending.Line, moment: Moment, gate: Gate) -> Leaving:
    """Return what leaves for the chat of this message, itself or others before it; nothing when it must wait."""
    row = line.row
    if not gate.admits(row):
        return Leaving(())
    if row.bot in gate.windowed:
        return _routed(run, line, moment, gate)
    if not gate.looks_around(row):
        return Leaving((line,), gate.leaves(row))
    query = "calls_waiting" if row.page is not None else "drawings_waiting"
    waiting = [Waiting(*found) for found in run.all(query, row.chat_key, moment.now, moment.wall)]
    chosen = gate.choose(row, waiting)
    if not chosen:
        return Leaving(())
    lines = [line if one == row.id else sending.line_of(run.one("outbox_row", one)) for one in chosen]
    return Leaving(lines, gate.leaves(lines[0].row), row.id if row.id not in chosen else None)


def _routed(run: Statements, line: sending.Line, moment: Moment, gate: Gate) -> Leaving:
    """Return what leaves for a person whose platform counts what they are sent; nothing when all of it is kept."""
    routed, found = windows.leave(run, line.row, moment, gate)
    lines = [line if one == line.row.id else sending.line_of(found[one]) for one in routed.together]
    if not lines:
        return Leaving(())
    first, *others = lines
    return Leaving([first._replace(routed=routed), *others], gate.leaves(first.row))


def _mark(run: Statements, leaving: Sequence[Leaving], moment: Moment) -> None:
    """Record that these are on their way: what may have been sent is known before anything is sent."""
    marks, together, left = [], [], []
    for one in leaving:
        first = one.lines[0].row
        marks += [(line.row.id, moment.wall, moment.lease_until, one.overtook) for line in one.lines]
        if len(one.lines) > 1:
            together += [(line.row.id, first.id) for line in one.lines]
        if one.weight:
            left.append((first.bot, first.chat, moment.wall, one.weight))
    run.run_many("outbox_claim", marks)
    run.run_many("outbox_together", together)
    run.run_many("sending_noted", left)

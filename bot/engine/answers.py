"""Answers that go out in the response to a message: held as a row of the outbox until it is known that they did."""

from __future__ import annotations

import logging

import msgspec

from bot.desk import passive
from bot.desk.facts import Changes, Seen
from bot.engine import windows
from bot.engine.core import Core
from bot.messages import Body, Incoming, Passive
from bot.ports import Work

log = logging.getLogger(__name__)

SECOND = 1_000_000
#: So long (wall time) a held answer waits for word from its channel: a platform waits five seconds for a response (W4).
HELD_FOR = 6 * SECOND
_body_of = msgspec.json.Decoder(Body).decode


async def save(work: Work, incoming: Incoming, changes: Changes, core: Core) -> None:
    """Save what a message changes, with its answer held where the platform waits for one."""
    if incoming.passive:
        passive.hold(changes, incoming, core.ids, core.clock.wall() + HELD_FOR)
    await work.save(changes, incoming)
    if incoming.window or incoming.event:
        await windows.note(work, incoming, core.clock.wall())


async def again(work: Work, incoming: Incoming, seen: Seen, core: Core) -> Seen:
    """Return the answer of then for a repeat, as long as it has not gone out as a message of its own."""
    if not (incoming.passive and seen.answer):
        return seen
    row = int(seen.answer)
    ((body, state, attempt, resent),) = await work.execute("outbox_held", row)
    answered = state == "sent" and not attempt
    held = state == "pending" and not attempt and resent
    if held:
        await work.execute("outbox_hold_longer", row, core.clock.wall() + HELD_FOR)
    return Seen(told(Passive(row, _body_of(body)))) if answered or held else Seen(b"")


def told(answer: Passive) -> bytes:
    """Return an answer as the channel gets it."""
    return msgspec.json.encode(answer)


async def answered(core: Core, row: int) -> None:
    """Know that a held answer has gone out; one that was sent as a message meanwhile has arrived twice."""
    now = core.clock.now()

    async def settle(work: Work) -> bool:
        if await work.execute("outbox_answered", row, now):
            return False
        ((_body, _state, attempt, _resent),) = await work.execute("outbox_held", row)
        return bool(attempt)

    if await core.run("answered", settle, engine=True):
        log.warning("outbox %d went out as an answer, and as a message too", row)
        core.measures.double("late_answer")
    core.outbox_bell.ring()


async def unanswered(core: Core, row: int) -> None:
    """Know that a held answer has not gone out: it goes like any other message, at once."""

    async def free(work: Work) -> None:
        await work.execute("outbox_unanswered", row)

    await core.run("unanswered", free, engine=True)
    core.outbox_bell.ring()

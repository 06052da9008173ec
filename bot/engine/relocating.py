"""What follows when a message has another place to go: groups that have moved, topics that are gone or refused."""

from __future__ import annotations

import logging
from functools import partial

import msgspec

from bot.engine.core import Core
from bot.messages import Moved, Outcome
from bot.ports import Alarms, Claimed, Settled, StoreError

log = logging.getLogger(__name__)

#: Calls that no platform counts as messages: they wait for no rate.
UNCOUNTED = frozenset({"answer_press", "mark"})
#: The refusal of a forum whose topic General is closed; of another topic it is told as misplaced.
_CLOSED = "topic_closed"


async def arrange(core: Core, claimed: Claimed, outcome: Outcome) -> None:
    """Move all that is stored of a group to its new id, before the message that found out goes again."""
    if not isinstance(outcome, Moved):
        return
    row = claimed.row
    try:
        await core.save("moved", partial(core.desk.group_moved, row.bot, row.chat, outcome.chat))
    except StoreError as error:
        # The message goes again to the old id, and finds out once more.
        log.warning("the move of %s to %s could not be stored: %s", row.chat, outcome.chat, error)


def renewed(core: Core, settled: Settled) -> Settled:
    """Give a message whose topic is gone the names under which another topic and card are asked for."""
    if settled.misplaced is None:
        return settled
    return msgspec.structs.replace(settled, anew=(core.ids.new(), core.ids.new()))


async def refused(core: Core, alarms: Alarms, claimed: Claimed, settled: Settled) -> None:
    """Tell once that a group gets plain cards from now on, and how it gets its topics back; or that it takes none."""
    if settled.state == "undeliverable" and _CLOSED in settled.reason.lower():
        await alarms.raise_alarm(
            "general-closed",
            f"{claimed.row.bot}: the topic General of {claimed.row.chat} is closed, so that what belongs to no other "
            "topic has nowhere to go; open it, or let the bot manage topics",
        )
    if claimed.row.kind == "topic" and settled.state == "undeliverable":
        await core.refresh_roster()
        await alarms.raise_alarm(
            "topics-refused",
            f"{claimed.row.bot}: no topic in {claimed.row.chat} ({settled.reason}); tickets get plain cards there "
            "until the bot is made an administrator with the right to manage topics",
        )

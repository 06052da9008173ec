"""Messages that a platform took and could not deliver after all: they wait for their reader, and staff are told."""

from __future__ import annotations

import logging

from bot.engine import windows
from bot.engine.core import Core
from bot.messages import Lane
from bot.ports import Work

log = logging.getLogger(__name__)


async def bounced(core: Core, bot: str, external_id: str, reason: str) -> None:
    """Note that a message by template has not arrived; whoever has read its words meanwhile is not to be called."""

    async def note(work: Work) -> bool:
        found = await work.execute("outbox_bounced", bot, external_id, f"not delivered: {reason}")
        lost = {ticket for ticket, lane, state in found if ticket and lane < Lane.SURVEY and state == "kept"}
        return await windows.tell(work, lost, core.ids, core.clock.now())

    log.info("a message by template did not arrive: %s", reason)
    if await core.run("bounced", note, engine=True):
        core.clock.notify()

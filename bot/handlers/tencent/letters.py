"""A request of the platform's on its way to the desk: opened or refused, brought there, or kept for an operator."""

from __future__ import annotations

import hashlib
import logging

from aiohttp import web

from bot.handlers.listener import read_body
from bot.handlers.tencent.callback import BODY_LIMIT, Callback, Letter
from bot.handlers.tencent.complaints import Complaints
from bot.handlers.tencent.fields import Unreadable
from bot.handlers.tencent.sealing import Rejected
from bot.messages import Incoming
from bot.ports import Intake, StoreError

_log = logging.getLogger(__name__)


async def letter_of(request: web.Request, callback: Callback, complaints: Complaints, *, is_open: bool) -> Letter:
    """Return the letter in a request; refuse with 403 what is not the platform's, with 400 what cannot be read.

    Nothing is read before the signature of the address holds, and nothing taken while we are not open (503).
    """
    try:
        callback.admit(request.query)
        if not is_open:
            raise web.HTTPServiceUnavailable
        return callback.open(request.query, await read_body(request, BODY_LIMIT))
    except Rejected as error:
        await complaints.refused(error)
        raise web.HTTPForbidden from None
    except Unreadable:
        raise web.HTTPBadRequest from None


async def bring(intake: Intake, incoming: Incoming) -> bytes:
    """Return the desk's answer after the commit; what makes it fail is parked. Raises StoreError and StoreFull."""
    try:
        return await intake.take(incoming)
    except StoreError:
        raise
    except Exception as error:  # noqa: BLE001 - it would come again and fail again
        _log.exception("a message of %s could not be taken in", incoming.bot)
        reason = f"taking it in failed: {type(error).__name__}"
        await intake.park(incoming.bot, incoming.delivery_id, incoming.raw, reason)
        return b""


async def keep_unfit(intake: Intake, bot: str, letter: Letter, reason: str) -> None:
    """Keep what is the platform's and not to be understood, once, however often it comes."""
    digest = hashlib.sha256(letter.payload).hexdigest()[:32]
    await intake.park(bot, f"unfit-{digest}", letter.payload, reason)

"""A claimed row made ready for its channel: words as the turn wrote them, cards as the ticket stands."""

from __future__ import annotations

import logging

import msgspec

from bot.engine.decider import Decider
from bot.messages import Body, Delivery, Place, Undeliverable
from bot.ports import Claimed

log = logging.getLogger(__name__)


def delivery_of(claimed: Claimed, desk: Decider, now: int) -> Delivery | Undeliverable:
    """Return what to send, or why it cannot be drawn: one bad row must not hold up the others."""
    row = claimed.row
    try:
        body = _body(claimed, desk, now)
    except Exception as error:
        log.exception("outbox %d cannot be drawn", row.id)
        return Undeliverable(f"{type(error).__name__}: {error}")
    if body is None:
        return Undeliverable("its card is gone")
    return Delivery(
        id=row.id,
        kind=row.kind,  # type: ignore[arg-type]  # one of the three, as the desk wrote it
        lane=row.lane,
        place=Place(row.bot, row.chat, row.thread),
        body=body,
        attempt=claimed.attempt,
        edit_id=claimed.card.external_id if claimed.card and row.kind == "card" else "",
        press=row.press,
        silent=bool(row.silent),
    )


def _body(claimed: Claimed, desk: Decider, now: int) -> Body | None:
    if claimed.row.kind != "card":
        return msgspec.json.decode(claimed.row.body, type=Body)
    card, ticket = claimed.card, claimed.ticket
    if card is None or ticket is None:
        return None
    return desk.render_card(card, ticket, claimed.card_prompt, claimed.assignee, claimed.reporter, now)

"""A claimed row made ready for its channel: words as the turn wrote them, cards as the ticket stands."""

from __future__ import annotations

import logging

import msgspec

from bot.desk.ways import Routed
from bot.engine import windows
from bot.engine.decider import Decider
from bot.messages import Body, Delivery, Place, Undeliverable
from bot.ports import Claimed

log = logging.getLogger(__name__)

#: What is drawn from the ticket as it is now, and what says nothing.
_DRAWN = frozenset({"card", "topic", "topic_name"})
#: What is drawn from several tickets.
_LISTS = frozenset({"list", "bundle"})
_body_of = msgspec.json.Decoder(Body).decode
_UNCOUNTED = Routed()
_WORDLESS = frozenset({"topic_close", "topic_reopen"})


def delivery_of(claimed: Claimed, desk: Decider, now: int) -> Delivery | Undeliverable:
    """Return what to send, or why it cannot be drawn: one bad row must not hold up the others."""
    row = claimed.row
    routed = claimed.routed or _UNCOUNTED
    if routed.route == windows.CLOSED:
        return Undeliverable("their platform lets nobody write to them now")
    try:
        body = _body(claimed, desk, now)
        about = desk.glance(claimed.ticket, now) if routed.template and claimed.ticket else None
    except Exception as error:
        log.exception("outbox %d cannot be drawn", row.id)
        return Undeliverable(f"{type(error).__name__}: {error}")
    if body is None:
        return Undeliverable("its card is gone")
    drawn = row.kind in _LISTS or row.edits
    return Delivery(
        id=row.id,
        kind="card" if drawn else row.kind,  # type: ignore[arg-type]  # one of the three, as the desk wrote it
        lane=row.lane,
        place=Place(row.bot, row.chat, row.thread),
        body=body,
        attempt=claimed.attempt,
        edit_id=_shown_in(claimed),
        press=row.press,
        reply_to=row.reply_to,
        silent=bool(row.silent),
        route=routed.route,  # type: ignore[arg-type]  # not closed, as seen above
        template=routed.template,
        about=about,
    )


def _shown_in(claimed: Claimed) -> str:
    """Return the message to be edited, "" for a new one."""
    shown = claimed.edit_id or claimed.row.edits
    return claimed.card.external_id if claimed.card and claimed.row.kind == "card" else shown


def _body(claimed: Claimed, desk: Decider, now: int) -> Body | None:
    if claimed.row.kind in _WORDLESS:
        return Body(text="")
    if claimed.row.kind in _LISTS or (claimed.carried and claimed.routed is None):
        place = Place(claimed.row.bot, claimed.row.chat)
        return desk.render_list(place, claimed.lines, claimed.total, now)
    if claimed.row.kind not in _DRAWN:
        return _body_of(claimed.row.body)
    card, ticket = claimed.card, claimed.ticket
    if card is None or ticket is None:
        return None
    if claimed.row.kind != "card":
        return desk.name_topic(card, ticket, now, origin=claimed.origin)
    people = (claimed.assignee, claimed.reporter)
    prompt, reachable = claimed.card_prompt, claimed.reachable
    return desk.render_card(card, ticket, prompt, *people, now, reachable=reachable, origin=claimed.origin)

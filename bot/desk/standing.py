"""How we stand in a group of staff: what is missing is said in plain words, and what was missing is made good."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from bot.desk import rows
from bot.desk.groups import Lack, lacks
from bot.desk.warnings import tell_operators, warn
from bot.flows.tables import Quoted, Say
from bot.messages import Place

if TYPE_CHECKING:
    from bot.desk.draft import Draft
    from bot.desk.facts import More
    from bot.messages import Incoming, Standing

#: Cards are brought back at this pace: a group bears twenty messages a minute, and calls go first.
CARD_EVERY = timedelta(seconds=4)
_SHUT = frozenset({"gone", "out", "muted"})
_WORDS: Mapping[Lack, Callable[[Quoted], Say]] = {
    "gone": lambda title: Say("group-gone", {"title": title}),
    "out": lambda title: Say("group-out", {"title": title}),
    "muted": lambda title: Say("group-muted", {"title": title}),
    "deaf": lambda title: Say("group-deaf", {"title": title}),
    "topics": lambda title: Say("group-topics", {"title": title}),
}


def learn(draft: Draft, incoming: Incoming, more: More) -> None:
    """Take note of how we stand in a group; a group that is none of the staff's concerns nobody."""
    place = Place(incoming.bot, incoming.chat)
    configured = _configured(draft, place, more.group)
    if incoming.standing is None or not configured:
        return
    before = more.group
    now = _row(incoming, configured, before)
    draft.changes.chats.append(now)
    draft.changes.roster_changed = True
    missing, missed = lacks(now), lacks(before) if before else ()
    title = Quoted(now.title or now.chat)
    _say_what_is_missing(draft, place, missing if incoming.standing.asked else _new(missing, missed), title)
    if missed and not missing:
        tell_operators(draft, Say("group-mended", {"title": title}))
    if _SHUT & set(missed) and not _SHUT & set(missing):
        _bring_back_cards(draft, place, more)


def _configured(draft: Draft, place: Place, known: rows.Chat | None) -> str:
    """Return by which id our settings name the group at a place; "" when they do not."""
    if known is not None and known.configured:
        return known.configured
    world = draft.world
    return next(
        (named.chat for named in world.house.staff_chats if place.key in {named.key, world.groups.live(named).key}),
        "",
    )


def _row(incoming: Incoming, configured: str, before: rows.Chat | None) -> rows.Chat:
    told: Standing = incoming.standing  # type: ignore[assignment]  # asked for by `learn`
    base = before or rows.Chat(bot=incoming.bot, chat=incoming.chat)
    return msgspec.structs.replace(
        base,
        configured=configured,
        title=told.title or base.title,
        status=told.status,
        is_forum=int(told.is_forum),
        can_manage_topics=int(told.can_manage_topics),
        can_write=int(told.can_write),
        sees_all=int(told.sees_all),
        checked_at=incoming.received_at,
    )


def _new(missing: tuple[Lack, ...], missed: tuple[Lack, ...]) -> tuple[Lack, ...]:
    return tuple(lack for lack in missing if lack not in missed)


def _say_what_is_missing(draft: Draft, place: Place, missing: tuple[Lack, ...], title: Quoted) -> None:
    for lack in missing:
        warn(draft, f"group-{lack}", f"{place.key} {title.text}", _WORDS[lack](title))


def _bring_back_cards(draft: Draft, place: Place, more: More) -> None:
    """Send the cards of all open tickets anew to a group that has us back, the newest first, at an easy pace."""
    draft.changes.forget_cards_in.append(place.key)
    for step, ticket in enumerate(more.tickets):
        draft.timer("card", draft.at + CARD_EVERY * step, ticket=ticket.id)

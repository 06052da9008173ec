"""What may still be sent to a person whose platform counts it: by which way a message goes, or that it is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from bot.desk import rows
from bot.desk.facts import Changes
from bot.desk.passive import BYTES, GAP, PIECES, bytes_of, is_text, merged, pieces_of
from bot.desk.ways import Left, Parcel, Refund, Routed
from bot.ids import Ids
from bot.messages import Body, Closed, Incoming, Lane, Outcome, RetryAt, Sent, Undeliverable, Unknown
from bot.ports import Claimed, Settled, Work

SECOND = 1_000_000
#: The talk in which a customer says whether it works: the message that ends the work on a ticket.
RESOLUTION = "confirm_repair"
#: Of what a message of a customer allows, so many are left to tell that it works again, and to ask how we did (W6).
RESERVED = 2
#: A message that its platform tells us of later than this is not told of again.
LATEST = 60 * SECOND
#: What the platform has no contact for is not sent at all.
CLOSED = "closed"
_body_of = msgspec.json.Decoder(Body).decode


@dataclass(frozen=True, slots=True)
class Quota:
    """How many messages a contact allows, and for how long (wall time)."""

    count: int
    within: int


#: What each contact allows, by platform (W6, W7); a little less time than they say, since their clocks are not ours.
QUOTAS: Mapping[str, Mapping[str, Quota]] = {
    "wechat": {
        "message": Quota(5, 48 * 3600 * SECOND - 60 * SECOND),
        "touch": Quota(3, 50 * SECOND),
    },
}


async def note(work: Work, incoming: Incoming, wall: int) -> None:
    """Write down what a contact allows, and let go what was kept for it; of most messages there is nothing to note."""
    channel = incoming.place.channel
    if incoming.event == "blocked" and channel in QUOTAS:
        await work.execute("windows_close", incoming.bot, incoming.chat)
    elif incoming.window:
        quota = QUOTAS[channel][incoming.window]
        made_at = wall - min(max(incoming.received_at - incoming.sent_at, 0), LATEST) - SECOND
        contact = (incoming.bot, incoming.chat, incoming.window, quota.count)
        await work.execute("window_open", *contact, wall, made_at + quota.within, made_at)
        await work.execute("outbox_unkeep", incoming.place.key)
        await work.execute("unreached_over", incoming.bot, incoming.chat)


def routed(head: Parcel, left: Iterable[Left], parcels: Sequence[Parcel], templates: Collection[str]) -> Routed:
    """Return how the first message of a chat leaves, or another of the chat that may when it may not."""
    means = {one.kind: one.left for one in left}
    waiting = [one for one in parcels if one.row.state == "pending"]
    for one in (head, *waiting):
        if _is_paid(one, means):
            return _together(one, parcels, means)
    if not _can_wait(head):
        return Routed(together=(head.row.id,), route=CLOSED)
    return _by_template(head, waiting, templates) or Routed(kept=_ids([head, *waiting]))


def settled(claimed: Claimed, outcome: Outcome, usual: Settled) -> Settled:
    """Return what to record of a message whose platform counts it, given what would be of any other."""
    routed = claimed.routed or Routed()
    if isinstance(outcome, Closed):
        return _closed(claimed, routed, usual)
    if routed.route == "template" and usual.again_at is None:
        # A form says that there is news, not which: the words follow when their reader writes.
        told = isinstance(outcome, Sent | Unknown)
        reason = "told by a template, kept until they turn to us" if told else usual.reason
        route = "template" if told else ""
        return msgspec.structs.replace(
            usual, state="kept", reason=reason, route=route, closes=None if told else routed.at
        )
    if routed.spends and routed.many == 1 and isinstance(outcome, RetryAt | Undeliverable):
        # Of several some may have arrived.
        return msgspec.structs.replace(usual, refund=Refund(routed.spends, routed.many, routed.at))
    return usual if usual.again_at is not None else msgspec.structs.replace(usual, route=routed.route)


def _closed(claimed: Claimed, routed: Routed, usual: Settled) -> Settled:
    """Let a message look for another way at once; a call that found none goes to somebody else."""
    if claimed.row.page is not None:
        return msgspec.structs.replace(usual, closes=routed.at)
    if routed.route == "template":
        return msgspec.structs.replace(usual, state="kept", closes=routed.at)
    return msgspec.structs.replace(usual, state="pending", again_at=0, closes=routed.at)


async def tell(work: Work, tickets: Collection[int], ids: Ids, now: int) -> bool:
    """Let the desk see to tickets whose reporter gets no word now; tell whether anything is due.

    Staff are told once of each whom they can reach by telephone only, until they turn to us again; `told` tells
    whether they were.
    """
    timers = []
    for ticket in sorted(tickets):
        told = not await work.execute("unreached_noted", ticket, now)
        data = msgspec.json.encode({"told": told}).decode()
        timers.append(rows.Timer(id=ids.new(), kind="unreached", due_at=now, ticket=ticket, data=data))
    if timers:
        await work.save(Changes(timers=timers))
    return bool(timers)


def lost(landed: Iterable[tuple[Claimed, Settled]]) -> set[int]:
    """Return the tickets of messages that found no way but to be kept."""
    kept = (claimed.row for claimed, settled in landed if settled.closes is not None and settled.state == "kept")
    return {row.ticket for row in kept if row.ticket is not None and row.lane < Lane.SURVEY}


def unreached(parcels: Iterable[Parcel], kept: Collection[int]) -> set[int]:
    """Return the tickets of kept messages whose reader somebody should now call: a survey is not worth a call."""
    told = (one.row for one in parcels if one.row.id in kept and one.row.lane < Lane.SURVEY)
    return {row.ticket for row in told if row.ticket is not None}


def count_of(parcel: Parcel) -> int:
    """Return as how many messages the platform counts one: each piece of its text, and each of its files."""
    if len(parcel.row.body) <= BYTES // 4 and '"files":' not in parcel.row.body:
        return 1
    body = _body_of(parcel.row.body) if parcel.row.body else Body(text="")
    pieces = len(pieces_of(body)) if body.text or body.rows else 0
    return min(max(1, pieces + len(body.files)), PIECES)


def _is_paid(parcel: Parcel, means: Mapping[str, int]) -> bool:
    """Tell whether a contact pays for a message: the last of what one's own message allows are for what matters.

    What takes more than there are beside those, or more than there are at all, would never go otherwise.
    """
    count = count_of(parcel)
    reserved = 0 if _matters(parcel) or count > PIECES - RESERVED else RESERVED
    return means.get("touch", 0) >= count or means.get("message", 0) - count >= reserved


def _matters(parcel: Parcel) -> bool:
    return parcel.flow == RESOLUTION or parcel.row.lane in {Lane.SURVEY, Lane.PAGE}


def _together(first: Parcel, parcels: Sequence[Parcel], means: Mapping[str, int]) -> Routed:
    """Return a message with all the words that wait beside it, as far as they make one text."""
    count = count_of(first)
    spends = tuple(kind for kind, left in means.items() if left >= count)
    alone = Routed(together=(first.row.id,), route="service", spends=spends, many=count)
    chosen = _beside(first, parcels) if is_text(first.row) else [first]
    if len(chosen) == 1:
        return alone
    body = msgspec.json.encode(merged([_body_of(one.row.body) for one in chosen])).decode()
    others = (one.row.id for one in chosen if one.row.id != first.row.id)
    return msgspec.structs.replace(alone, together=(first.row.id, *others), body=body)


def _beside(first: Parcel, parcels: Sequence[Parcel]) -> list[Parcel]:
    """Return what goes together, in the order in which it was said: until the text is full, or asks a second thing."""
    chosen, asks, room = [first], _asks(first), BYTES - _bytes_of(first)
    for one in parcels:
        if one.row.id == first.row.id or not is_text(one.row):
            continue
        room -= _bytes_of(one) + len(GAP)
        if room < 0 or (asks and _asks(one)):
            break
        chosen.append(one)
        asks = asks or _asks(one)
    return sorted(chosen, key=lambda each: each.row.id)


def _bytes_of(parcel: Parcel) -> int:
    return bytes_of(_body_of(parcel.row.body))


def _asks(parcel: Parcel) -> bool:
    return '"rows":' in parcel.row.body


def _by_template(head: Parcel, waiting: Sequence[Parcel], templates: Collection[str]) -> Routed | None:
    """Return one form of the platform's for all that waits about a ticket; what was told so once is not told again."""
    name = _template_of(head)
    if name not in templates or head.row.ticket is None or head.route == "template":
        return None
    same = [one for one in waiting if one.row.ticket == head.row.ticket and _template_of(one) == name]
    others = (one.row.id for one in same if one.row.id != head.row.id and _can_wait(one))
    return Routed(together=(head.row.id, *others), route="template", template=name)


def _template_of(parcel: Parcel) -> str:
    return "survey" if parcel.row.lane == Lane.SURVEY else "ticket"


def _ids(parcels: Iterable[Parcel]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(one.row.id for one in parcels if _can_wait(one)))


def _can_wait(parcel: Parcel) -> bool:
    """Tell whether a message is worth keeping: a call goes to somebody else, a card is drawn anew anyway."""
    return parcel.row.page is None and parcel.row.kind in {"send", "edit"}

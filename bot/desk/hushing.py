"""What customers write on WeChat stays out of Telegram, for those whom the law of their country binds so.

There staff read a ticket's number, its level and how it stands, with a link to a page of ours that shows the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.desk import codec
from bot.domain import numbers
from bot.flows.phrases import level_of
from bot.flows.tables import Lines, Quoted, Ref, Say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.desk.draft import Draft, Manner, Reader
    from bot.desk.facts import TicketFacts
    from bot.domain.ticket import Ticket
    from bot.messages import Arg, Place

#: Where the words come from, and where they may not go.
WECHAT, TELEGRAM = "wechat", "telegram"
#: Texts that quote what we wrote ourselves, or the names of our own people.
OURS = frozenset({"asked-in-private", "offer-declined", "no-such-colleague", "invite-welcome"})


def note(draft: Draft, bot: str, found: Iterable[TicketFacts | None]) -> None:
    """Remember which of these tickets are to be kept private: those of WeChat, and all that WeChat's words go into.

    `bot` is where what this decision is about came from.
    """
    if not draft.world.house.keep_wechat_private:
        return
    draft.from_wechat = draft.from_wechat or is_wechat(bot)
    for facts in found:
        if facts is not None and (draft.from_wechat or is_wechat(facts.account.bot)):
            draft.private[facts.row.id] = codec.ticket_of(facts.row)


def born(draft: Draft, ticket: Ticket, bot: str) -> None:
    """Remember a ticket that is just being opened, or drawn, when it is to be kept private; `bot` took its report."""
    if draft.world.house.keep_wechat_private and (draft.from_wechat or is_wechat(bot)):
        draft.private[ticket.id] = ticket


def is_wechat(bot: str) -> bool:
    """Tell whether an account of ours is one on WeChat."""
    return bot.partition(":")[0] == WECHAT


def keeps(draft: Draft, place: Place) -> bool:
    """Tell whether anything is kept from what is shown at a place."""
    return draft.world.house.keep_wechat_private and place.channel == TELEGRAM


def hides(draft: Draft, reader: Reader, ticket: int | None) -> bool:
    """Tell whether the words of a ticket's customer are kept from a reader: from staff, and their groups."""
    if ticket not in draft.private or reader.place.channel != TELEGRAM:
        return False
    return reader.person is None or reader.person in draft.world.roster.by_person


def worded(said: Sequence[Say], manner: Manner) -> bool:
    """Tell whether a message holds words or files of people."""
    return bool(manner.files) or any(_quotes(say) for say in said)


def wordless(draft: Draft, said: Sequence[Say], manner: Manner) -> tuple[list[Say], Manner]:
    """Return the same message without the words of people: that there is news, and of which ticket."""
    ticket = draft.private[manner.ticket or 0]
    news = Say("private-news", {"number": shown(ticket), "level": level_of(ticket)})
    kept = [news if _quotes(say) else say for say in said]
    told = [say for place, say in enumerate(kept) if say is not news or place == kept.index(news)]
    # A relayed line says who wrote it, and files are what they wrote.
    return told, msgspec.structs.replace(manner, files=(), author="", style="", card=None)


def where(draft: Draft, *, private: bool) -> list[Say]:
    """Return where the rest is read; privately a link of its own says it."""
    if private and draft.world.house.public_url:
        return []
    url = draft.world.house.public_url.rstrip("/")
    return [Say("private-where-link", {"link": f"{url}/chat"}) if url else Say("private-where")]


def shown(ticket: Ticket) -> str:
    """Return a ticket's number as people read it."""
    return numbers.show(ticket.number)


def _quotes(say: Say) -> bool:
    return say.text not in OURS and any(_holds_words(arg) for arg in say.args.values())


def _holds_words(arg: Arg) -> bool:
    if isinstance(arg, Ref):
        return any(_holds_words(one) for one in arg.args.values())
    if isinstance(arg, Lines):
        return any(_holds_words(one) for one in arg.texts)
    return isinstance(arg, Quoted)

"""Lists of tickets for staff: open ones, their own with what waits for them, found ones; page by page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from bot.desk import cards, codec, hushing, waiting
from bot.desk.draft import Buttons, Manner
from bot.desk.facts import Listing
from bot.domain import numbers
from bot.domain.ticket import Ticket
from bot.flows.phrases import one_line
from bot.flows.tables import Arg, Choice, Quoted, Ref, Say

if TYPE_CHECKING:
    from bot.desk import rows
    from bot.desk.parsing import Typed
    from bot.desk.speaker import Speaker

#: How many tickets a page shows.
PAGE = 10
#: How much of a symptom a line quotes, in characters.
QUOTE_LENGTH = 40
#: The prompt of a list is known by this.
LIST = "list"
_PAGE = re.compile(r"(?:p|第)(\d{1,2})页?")
#: What people write behind /open, in the three languages.
_FILTERS: Mapping[str, dict[str, object]] = {
    **{level: {"level": int(level)} for level in ("1", "2", "3")},
    **{word: {"state": "waiting"} for word in ("waiting", "等待", "待客户", "espera")},
    **{word: {"late": True} for word in ("late", "overdue", "超时", "已超时", "vencido", "vencidos", "tarde")},
}
_KEPT = ("kind", "level", "state", "late", "words", "page")


def wanted(typed: Typed, person: int, now: int) -> Listing | None:
    """Return the list a command asks for, None when its words name none."""
    if typed.name == "find":
        words = " ".join(part for part in (typed.number or "", typed.rest) if part)
        return Listing(kind="find", words=words, about=person, at=now) if words else None
    asked: dict[str, object] = {}
    for word in typed.rest.casefold().split():
        page = _PAGE.fullmatch(word)
        fits = {"page": max(int(page[1]) - 1, 0)} if page else _FILTERS.get(word) if typed.name == "open" else None
        if fits is None:
            return None
        asked |= fits
    return Listing(kind=typed.name, about=person, at=now, **asked)  # type: ignore[arg-type]  # fields of Listing


def turned(prompt: rows.Prompt, place: str, person: int, now: int) -> Listing:
    """Return another page of the list a message shows."""
    kept = {name: value for name, value in codec.from_text(prompt.answers).items() if name in _KEPT}
    return Listing(**{**kept, "page": int(place) if place.isdigit() else 0, "about": person, "at": now})


def show(speaker: Speaker, edits: str = "") -> None:
    """Show the page that was read, in place of the message `edits` where there is one."""
    listing = speaker.more.listing
    if listing is None:
        speaker.says.append(Say("list-over"))
        return
    found = [codec.ticket_of(row) for row in speaker.more.tickets]
    page = found[listing.page * PAGE : (listing.page + 1) * PAGE]
    says = waiting.says(speaker) if listing.kind == "mine" and not listing.page else []
    if not page:
        speaker.says.extend(says or [Say("list-over") if found else _nothing(listing)])
        return
    says.append(_heading(listing, found))
    own = listing.kind == "mine"
    says.extend(_line(speaker, ticket, own=own) for ticket in page)
    _tell(speaker, listing, says, (page, len(found)), edits)


def _tell(speaker: Speaker, listing: Listing, says: list[Say], shown: tuple[Sequence[Ticket], int], edits: str) -> None:
    page, count = shown
    reader = speaker.reader
    kept = {name: getattr(listing, name) for name in _KEPT}
    choices = (*(_button(ticket) for ticket in page), *_turns(listing, count))
    prompt = speaker.draft.prompt(
        "card",
        f"account:{reader.account}" if reader.account else f"chat:{reader.place.key}",
        choices,
        account=reader.account,
        state=LIST,
    )
    said, speaker.says = [*speaker.says, *says], []
    row = speaker.draft.tell(reader, said, Manner(edits=edits), Buttons(choices, prompt))
    # By the row an erasure finds the words of customers that stand in the list.
    known = msgspec.structs.replace(prompt, answers=codec.to_text({**kept, "row": row}))
    prompts = speaker.draft.changes.prompts
    prompts[:] = [known if one.id == prompt.id else one for one in prompts]


def _turns(listing: Listing, count: int) -> tuple[Choice, ...]:
    """Return the buttons to the pages before and after."""
    before = (Choice("page", "choice-previous-page", str(listing.page - 1)),) if listing.page else ()
    more = count > (listing.page + 1) * PAGE
    return (*before, Choice("page", "choice-next-page", str(listing.page + 1))) if more else before


def _button(ticket: Ticket) -> Choice:
    return Choice("show", "choice-list-ticket", str(ticket.id), {"number": numbers.show(ticket.number)})


def _heading(listing: Listing, found: Sequence[Ticket]) -> Say:
    args: dict[str, Arg] = {"count": len(found), "page": listing.page + 1, "pages": -(-len(found) // PAGE)}
    if listing.kind == "find":
        return Say("list-found", {**args, "words": Quoted(listing.words)})
    return Say("list-mine" if listing.kind == "mine" else "list-open", args)


def _nothing(listing: Listing) -> Say:
    """Return that nothing is there of what was asked for, in its words."""
    if listing.kind == "find":
        return Say("list-empty-found", {"words": Quoted(listing.words)})
    if listing.kind == "mine":
        return Say("list-empty-mine")
    if not (listing.level or listing.state or listing.late):
        return Say("list-empty-open")
    late = "yes" if listing.late else "no"
    return Say("list-empty-filtered", {"level": listing.level, "state": listing.state or "any", "late": late})


def _line(speaker: Speaker, ticket: Ticket, *, own: bool) -> Say:
    """Return a ticket in a line; whose it is need not be said in a list of one's `own`."""
    args: dict[str, Arg] = {
        "number": numbers.show(ticket.number),
        "level": cards.level_of(ticket),
        "state": Ref(f"staff-state-{ticket.state}"),
    }
    if hushing.keeps(speaker.draft, speaker.reader.place):
        # Where a ticket came from is not read for a list: of none the words are shown.
        return Say("list-line-private", {**args, "name": _holder(speaker, ticket)})
    args |= {
        "customer": cards.reporter_name(speaker.more.names.get(ticket.reporter, "")),
        "symptom": Quoted(one_line(ticket.record.get("symptom", ""), QUOTE_LENGTH)),
    }
    if ticket.owes_answer:
        args["due"] = ticket.respond_due_at
    if own:
        return Say("list-line-own", args) if ticket.owes_answer else Say("list-line-own-answered", args)
    args["name"] = _holder(speaker, ticket)
    return Say("list-line", args) if ticket.owes_answer else Say("list-line-answered", args)


def _holder(speaker: Speaker, ticket: Ticket) -> str | Ref:
    return speaker.draft.world.roster.name(ticket.assignee) or Ref("list-nobody")

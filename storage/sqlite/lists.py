"""Reading what staff ask for: lists of tickets, searches, what waits for one of them, callers, a morning's figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from bot.desk import rows
from bot.desk.codec import from_text, to_text
from bot.desk.draft import BY_PHONE
from bot.desk.facts import Figures, Keys, Listing, Waiting
from storage.sqlite.statements import Statements
from storage.tables import maker

#: A list holds no more than this, and a search looks at no more of the newest tickets.
LONGEST, SEARCHED = 200, 5_000
#: Of each kind of thing that waits for somebody.
MOST_WAITING = 20
#: Words of a search that count.
WORDS = 3

_ticket = maker(rows.TicketRow)
_person, _account, _prompt = maker(rows.Person), maker(rows.Account), maker(rows.Prompt)
_PERSON = len(rows.Person.__struct_fields__)


def for_staff(run: Statements, keys: Keys) -> dict[str, Any]:
    """Return the fields of `More` that only staff ask for."""
    found: dict[str, Any] = {"callers": _callers(run, keys.phones)} if keys.phones else {}
    if keys.listing is None:
        return found
    listing = _again(run, keys.listing) if keys.listing.kind == "next" else keys.listing
    if listing is None:
        return found
    tickets = _tickets(run, listing)
    people = to_text([ticket.reporter for ticket in tickets])
    return {
        **found,
        "listing": listing,
        "tickets": tickets,
        "names": dict(run.all("names_of_persons", people)),
        "waiting": _waiting(run, listing.about) if listing.kind == "mine" else None,
    }


def figures(run: Statements, since: int, until: int) -> Figures:
    """Return the desk's figures of a morning."""
    solved, scores, score_sum = run.one("digest_day", since, until)
    return Figures(open=tuple(run.all("digest_open", until)), solved=solved, scores=scores, score_sum=score_sum)


def _again(run: Statements, wanted: Listing) -> Listing | None:
    """Return the page after the one this account has seen last, None when it has seen none."""
    found = run.one("newest_list", wanted.account)
    if found is None:
        return None
    kept = {name: value for name, value in from_text(_prompt(*found).answers).items() if name != "row"}
    return msgspec.structs.replace(wanted, **{**kept, "page": kept.get("page", 0) + 1})


def _tickets(run: Statements, listing: Listing) -> tuple[rows.TicketRow, ...]:
    if listing.kind == "find":
        return tuple(_ticket(*row) for row in run.all("list_found", *_patterns(listing.words), SEARCHED, LONGEST))
    late = listing.at if listing.late else 0
    holder = listing.about if listing.kind == "mine" else 0
    found = run.all("list_open", listing.level, listing.state, late, holder, LONGEST)
    return tuple(_ticket(*row) for row in found)


def _patterns(words: str) -> Iterator[str]:
    """Yield for each word what it must look like in a name or a record, and in a number; anything where it is none."""
    said = words.split()[:WORDS]
    for word in (*said, *[""] * (WORDS - len(said))):
        plain = _ascii_lower(word)
        number = plain.removeprefix("bx-").removeprefix("bx").replace("-", "")
        yield f"%{_literal(plain)}%"
        yield f"%{_literal(number or plain)}%"


def _ascii_lower(word: str) -> str:
    """Return a word as the database lowers it: it knows the case of plain Latin letters alone."""
    return "".join(sign.lower() if sign.isascii() else sign for sign in word)


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _waiting(run: Statements, person: int) -> Waiting:
    return Waiting(
        calls=tuple(_ticket(*row) for row in run.all("calls_to", person, MOST_WAITING)),
        offers=tuple(_ticket(*row) for row in run.all("offers_to", person, MOST_WAITING)),
        words=tuple(run.all("words_unanswered", person, MOST_WAITING)),
    )


def _callers(run: Statements, phones: tuple[str, ...]) -> tuple[tuple[rows.Person, rows.Account], ...]:
    """Return the people a telephone number belongs to, each with the account that reaches them best."""
    found = run.all("callers", to_text(phones), BY_PHONE)
    people = {row[0]: (_person(*row[:_PERSON]), _account(*row[_PERSON:])) for row in reversed(found)}
    return tuple(people.values())

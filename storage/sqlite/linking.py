"""Reading and writing what links the accounts of one person."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import astuple, replace

from bot.desk import rows
from bot.desk.facts import Changes, CodeFacts, Keys, LinkedFacts, Party, Redirect, TicketFacts
from bot.messages import Place
from storage.sqlite.statements import Statements
from storage.tables import maker

#: Wrong codes older than this are forgotten; microseconds.
REMEMBERED = 24 * 3600 * 1_000_000
_account = maker(rows.Account)
_person = maker(rows.Person)
_linking = maker(rows.Linking)
_ACCOUNT = len(rows.Account.__struct_fields__)
#: Reads tickets whole.
Tickets = Callable[[Iterable[int]], tuple[TicketFacts, ...]]


def of_code(run: Statements, keys: Keys, account: int | None, tickets: Tickets) -> CodeFacts | None:
    """Return whose a typed code is, with both sides; None when none was typed. A stranger's side is not known."""
    typed = keys.code
    if typed is None:
        return None
    guesses, everybody = run.one("link_guesses_since", account, typed.since)
    found = run.one("link_code", typed.digest, typed.at)
    known = CodeFacts(
        asked=run.one("link_code_asked", account, typed.at) is not None,
        guesses=guesses,
        all_guesses=everybody,
    )
    if found is None:
        return known
    writer = None if account is None else run.one("account_facts", account)
    own = _party(run, writer, tickets) if writer else None
    return replace(known, own=own, theirs=_party(run, found, tickets))


def of_person(run: Statements, keys: Keys, account: int | None, tickets: Tickets) -> LinkedFacts | None:
    """Return the linking of a person that would be undone, with everybody it concerns; None when there is none."""
    found = run.one("linking_to_undo", keys.linked, account) if keys.linked is not None else None
    if found is None:
        return None
    row = _linking(*found)
    leaving = run.one("account_facts", row.account)
    theirs = (ticket for (ticket,) in run.all("newest_tickets_by", row.person, row.account))
    accounts = tuple(_account(*values) for values in run.all("accounts_of_person", row.person))
    return LinkedFacts(
        row=row,
        leaving=Party(
            account=_account(*leaving[:_ACCOUNT]), person=_person(*leaving[_ACCOUNT:]), tickets=tickets(theirs)
        ),
        before=_person(*run.one("person_by_id", row.person_before)),
        staying=tuple(one for one in accounts if one.id != row.account),
    )


def instead(run: Statements, reporter: rows.Person, account: rows.Account) -> rows.Account | None:
    """Return another account that reaches a reporter, where the one that reported does not."""
    return None if account.reachable else other(run, reporter, account)


def other(run: Statements, person: rows.Person, account: rows.Account) -> rows.Account | None:
    """Return another account that reaches a customer."""
    found = None if person.staff else run.one("account_instead", person.id, account.id)
    return _account(*found) if found else None


def save(run: Statements, changes: Changes) -> None:
    """Write codes, guesses and linkings, and send elsewhere what an account that is lost did not get."""
    for code in changes.link_codes:
        run.run("replace_link_codes", astuple(code))
    for guess in changes.link_guesses:
        run.run("link_guesses_prune", (guess.at - REMEMBERED,))
        run.run("insert_link_guesses", astuple(guess))
    for linking in changes.linkings:
        run.run("replace_linkings", astuple(linking))
    for redirect in changes.redirects:
        _redirect(run, redirect)


def _redirect(run: Statements, redirect: Redirect) -> None:
    to = redirect.to
    run.run("prompts_redirect", (redirect.account, redirect.since, to.id))
    place = Place(to.bot, to.chat)
    run.run("outbox_redirect", (redirect.account, redirect.since, to.id, to.bot, to.chat, place.key))


def _party(run: Statements, found: tuple[object, ...], tickets: Tickets) -> Party:
    person = _person(*found[_ACCOUNT:])
    return Party(
        account=_account(*found[:_ACCOUNT]),
        person=person,
        accounts=tuple(_account(*values) for values in run.all("accounts_of_person", person.id)),
        tickets=tickets(ticket for (ticket,) in run.all("newest_tickets_of", person.id)),
    )

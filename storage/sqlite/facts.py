"""Reading what a decision needs: the facts of a message or a timer, and what it asks beyond them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, TypeVar

from bot.desk import numbered, rows
from bot.desk.codec import decode_json
from bot.desk.facts import Facts, Keys, More, TicketFacts, TimerFacts, Together
from bot.messages import Incoming
from storage.sqlite import inbound, linking, lists
from storage.sqlite.statements import Statements
from storage.tables import maker

R = TypeVar("R", bound=rows.Row)

_account = maker(rows.Account)
_person = maker(rows.Person)
_conversation = maker(rows.Conversation)
_prompt = maker(rows.Prompt)
_ticket = maker(rows.TicketRow)
_timer = maker(rows.Timer)
_ladder = maker(rows.Run)
_card = maker(rows.Card)


def _width(*classes: type[rows.Row]) -> int:
    return sum(len(row.__struct_fields__) for row in classes)


_PERSON = _width(rows.Account)
_TALK = _width(rows.Account, rows.Person)
_ASKED = _width(rows.Account, rows.Person, rows.Conversation)
_POLICY = _width(rows.TicketRow)
_REPORTER = _POLICY + 1
_ACCOUNT = _REPORTER + _width(rows.Person)
_CHAT = _ACCOUNT + _width(rows.Account)
_TALKER = _width(rows.Conversation)


def of_message(run: Statements, incoming: Incoming) -> Facts:
    """Return who wrote and where that talk stands, with the prompt they answered."""
    prompt = pressed(run, incoming)
    found = run.one(
        "facts",
        incoming.bot,
        incoming.sender.address,
        incoming.chat,
        incoming.thread,
        incoming.received_at,
    )
    if found is None:
        return Facts(prompt=prompt, gathered=inbound.gathered(run, incoming, None), topic=topic_of(run, incoming))
    conversation = maybe(_conversation, found[_TALK:_ASKED])
    return Facts(
        account=_account(*found[:_PERSON]),
        person=_person(*found[_PERSON:_TALK]),
        conversation=conversation,
        prompt=prompt,
        asked=maybe(_prompt, found[_ASKED:]),
        gathered=inbound.gathered(run, incoming, conversation),
        written=inbound.written(run, incoming, conversation),
        topic=topic_of(run, incoming),
        listed=listed(run, incoming, found[0], conversation),
    )


def listed(
    run: Statements, incoming: Incoming, account: int, talk: rows.Conversation | None = None
) -> rows.Prompt | None:
    """Return what the newest message to an account asks, for a message that may be a choice out of it."""
    if not numbered.may_choose(incoming, talk):
        return None
    found = run.one("prompt_listed", account)
    return _prompt(*found) if found else None


def topic_of(run: Statements, incoming: Incoming) -> int | None:
    """Return the ticket whose topic a message was written in."""
    found = run.one("ticket_of_topic", incoming.place.key, incoming.thread) if incoming.thread else None
    return found[0] if found else None


def pressed(run: Statements, incoming: Incoming) -> rows.Prompt | None:
    """Return the prompt whose button was pressed, or whose message was replied to."""
    if incoming.choice:
        found = run.one("prompt_by_token", incoming.choice.rpartition(".")[0] or incoming.choice)
    elif incoming.reply_to:
        message = (incoming.place.key, incoming.reply_to)
        found = run.one("prompt_by_message", *message) or run.one("prompt_of_card", *message)
    else:
        return None
    return _prompt(*found) if found else None


def beyond(run: Statements, keys: Keys, account: int | None) -> More:
    """Return what `keys` ask for; the pages of an account are those of whoever wrote."""
    ticket_id = _ticket_id(run, keys)
    return More(
        ticket=None if ticket_id is None else of_ticket(run, ticket_id),
        own=_own(run, keys),
        also=_all(run, keys.also),
        unrated=_unrated(run, keys),
        invite=_invite(run, keys),
        group=_group(run, keys),
        writer=_writer(run, keys),
        code=linking.of_code(run, keys, account, partial(_all, run)),
        linked=linking.of_person(run, keys, account, partial(_all, run)),
        **{**_pages(run, keys, account), **lists.for_staff(run, keys)},
    )


def of_timer(run: Statements, timer_id: int) -> TimerFacts | None:
    """Return a timer with what it is about, or None when it is gone."""
    found = run.one("timer", timer_id)
    if found is None:
        return None
    timer = _timer(*found)
    apart = _APART.get(timer.kind)
    if apart is not None:
        return apart(run, timer)
    ticket = None if timer.ticket is None else of_ticket(run, timer.ticket)
    if timer.conversation is None:
        same = run.all("timers_alike", timer.ticket, timer.kind) if timer.kind == "amended" else ()
        return TimerFacts(timer=timer, ticket=ticket, amended=tuple(data for (data,) in same))
    talk = run.one("conversation_facts", timer.conversation)
    if talk is None:
        return TimerFacts(timer=timer, ticket=ticket)
    conversation = _conversation(*talk[:_TALKER])
    if ticket is None and conversation.ticket is not None:
        # A report whose ticket is out already is not reminded of like a draft.
        ticket = of_ticket(run, conversation.ticket)
    return TimerFacts(
        timer=timer,
        ticket=ticket,
        conversation=conversation,
        account=_account(*talk[_TALKER : _TALKER + _PERSON]),
        person=_person(*talk[_TALKER + _PERSON :]),
    )


def _of_page(run: Statements, timer: rows.Timer) -> TimerFacts:
    """Return a timer about a call that did not arrive, with the ways in which its reader was called."""
    page = decode_json(timer.data)["page"]
    found = run.one("page_by_id", page)
    return TimerFacts(
        timer=timer,
        ticket=None if timer.ticket is None else of_ticket(run, timer.ticket),
        page=maker(rows.Page)(*found) if found else None,
        tried=tuple(account for (account,) in run.all("accounts_tried", page)),
    )


def _of_morning(run: Statements, timer: rows.Timer) -> TimerFacts:
    """Return a timer of the digest with the figures of the desk."""
    return TimerFacts(timer=timer, figures=lists.figures(run, decode_json(timer.data)["since"], timer.due_at))


def _of_gathering(run: Statements, timer: rows.Timer) -> TimerFacts:
    return TimerFacts(timer=timer, together=_together(run, timer))


def _of_unreached(run: Statements, timer: rows.Timer) -> TimerFacts:
    """Return a ticket whose reporter its account cannot write to now, with another account that can."""
    ticket = of_ticket(run, timer.ticket) if timer.ticket is not None else None
    other = linking.other(run, ticket.reporter, ticket.account) if ticket else None
    return TimerFacts(timer=timer, ticket=ticket, instead=other)


def _together(run: Statements, timer: rows.Timer) -> Together | None:
    """Return what a gathering makes, read like a message that has just come; None when it was taken already."""
    found = inbound.waiting(run, decode_json(timer.data)["gathering"])
    return Together(row=found[0], incoming=found[1], facts=of_message(run, found[1])) if found else None


def _of_erasure(run: Statements, timer: rows.Timer) -> TimerFacts:
    """Return a timer that follows an erasure, with the tickets whose topics still show what is erased."""
    found = run.all("erased_tickets_with_topics", decode_json(timer.data)["person"])
    return TimerFacts(timer=timer, own=_all(run, (ticket_id for (ticket_id,) in found)))


def _of_account(run: Statements, timer: rows.Timer) -> TimerFacts:
    """Return a timer about an account with its person and the open tickets on both sides of them."""
    found = run.one("account_facts", decode_json(timer.data)["account"])
    if found is None:
        return TimerFacts(timer=timer)
    account, person = _account(*found[:_PERSON]), _person(*found[_PERSON:])
    return TimerFacts(
        timer=timer,
        account=account,
        person=person,
        instead=linking.other(run, person, account),
        own=_all(run, (ticket_id for (ticket_id,) in run.all("open_tickets_of", person.id))),
        held=tuple(_ticket(*values) for values in run.all("open_tickets_held", person.id)),
    )


def of_ticket(run: Statements, ticket_id: int) -> TicketFacts | None:
    """Return a ticket with its people, promises, ladders and cards, or None."""
    found = run.one("ticket_facts", ticket_id)
    if found is None:
        return None
    row = _ticket(*found[:_POLICY])
    reporter, account = _person(*found[_REPORTER:_ACCOUNT]), _account(*found[_ACCOUNT:])
    closing = run.one("ticket_closes_at", ticket_id) if row.state == "solved" else None
    return TicketFacts(
        row=row,
        closes_at=closing[0] if closing else None,
        policy=found[_POLICY],
        reporter=reporter,
        account=account,
        instead=linking.instead(run, reporter, account),
        runs=tuple(_ladder(*values) for values in run.all("runs_of_ticket", ticket_id)),
        cards=tuple(_card(*values) for values in run.all("cards_of_ticket", ticket_id)),
    )


def maybe(made: Callable[..., R], values: tuple[Any, ...]) -> R | None:
    """Return the row an outer join found, or None."""
    return None if values[0] is None else made(*values)


def _ticket_id(run: Statements, keys: Keys) -> int | None:
    if keys.ticket is not None:
        return keys.ticket
    found = run.one("ticket_id_by_number", keys.number) if keys.number else None
    return found[0] if found else None


def _own(run: Statements, keys: Keys) -> tuple[TicketFacts, ...]:
    if keys.tickets_of is None:
        return ()
    found = run.all("newest_tickets_of" if keys.ended_too else "open_tickets_of", keys.tickets_of)
    return _all(run, (ticket_id for (ticket_id,) in found))


def _unrated(run: Statements, keys: Keys) -> TicketFacts | None:
    found = run.one("ticket_unrated_of", keys.unrated_of) if keys.unrated_of is not None else None
    return of_ticket(run, found[0]) if found else None


def _all(run: Statements, ticket_ids: Iterable[int]) -> tuple[TicketFacts, ...]:
    found = (of_ticket(run, ticket_id) for ticket_id in ticket_ids)
    return tuple(facts for facts in found if facts is not None)


def _invite(run: Statements, keys: Keys) -> rows.Invite | None:
    found = run.one("invite", keys.invite) if keys.invite else None
    return maker(rows.Invite)(*found) if found else None


def _writer(run: Statements, keys: Keys) -> tuple[rows.Account, rows.Person] | None:
    found = run.one("conversation_facts", keys.writer_at) if keys.writer_at is not None else None
    if found is None:
        return None
    return _account(*found[_TALKER : _TALKER + _PERSON]), _person(*found[_TALKER + _PERSON :])


def _group(run: Statements, keys: Keys) -> rows.Chat | None:
    found = run.one("chat", *keys.group) if keys.group else None
    return maker(rows.Chat)(*found) if found else None


def _pages(run: Statements, keys: Keys, account: int | None) -> dict[str, Any]:
    if keys.open_tickets:
        return {"tickets": tuple(_ticket(*values) for values in run.all("open_tickets"))}
    if keys.guest_pages_since is None:
        return {}
    (guests,) = run.one("guest_outages_since", keys.guest_pages_since)
    (own,) = run.one("open_outages_of_account", account)
    return {"guest_pages": guests, "account_pages": own}


#: Timers that are about no ticket, with how each is read.
_APART: Mapping[str, Callable[[Statements, rows.Timer], TimerFacts]] = {
    "reach": _of_account,
    "rights": _of_account,
    "digest": _of_morning,
    "album": _of_gathering,
    "route": _of_page,
    "unreached": _of_unreached,
    "erased": _of_erasure,
}

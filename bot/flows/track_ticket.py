"""Looking after one's tickets: how one stands, more information, a worse level, withdrawing (IN-10, SV-04).

Starts without answers (/tickets), or in `showing` with {"ticket": id} (/status NO). In every state but
`choosing` the desk gives `view.ticket`, the ticket of answers["ticket"], and `view.holder`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from bot.domain.commands import AcceptSeverity, Attach, Withdraw, Write
from bot.domain.severity import Severity
from bot.domain.ticket import State as Stage
from bot.flows.phrases import (
    LEVEL_CHOICES,
    LEVELS,
    about,
    leaving,
    level_heard,
    nothing_was_said,
    number_kept,
    quoted,
    ticket_number,
    unchanged,
    words,
)
from bot.flows.tables import Arg, Choice, Do, Effect, Flow, Ref, Remember, Row, State, Talk

if TYPE_CHECKING:
    from bot.domain.ticket import Ticket

STAGES = {
    Stage.NEW: Ref("stage-new"),
    Stage.ACKNOWLEDGED: Ref("stage-acknowledged"),
    Stage.WORKING: Ref("stage-working"),
    Stage.WAITING: Ref("stage-waiting"),
    Stage.SOLVED: Ref("stage-solved"),
    Stage.CLOSED: Ref("stage-closed"),
    Stage.CANCELLED: Ref("stage-cancelled"),
}
NOBODY_YET = Ref("nobody-yet")
KINDS = {"question": Ref("kind-question"), "follow_up": Ref("kind-follow-up")}


def the_ticket(talk: Talk) -> Ticket | None:
    """Return the chosen ticket: the one the desk looked up, or the one just picked from the list."""
    chosen = number_kept(talk, "ticket")
    candidates = (talk.view.ticket, *talk.view.tickets)
    return next((ticket for ticket in candidates if ticket is not None and ticket.id == chosen), None)


def no_open_tickets(talk: Talk) -> bool:
    return not talk.view.tickets


def ticket_is_one_of_theirs(talk: Talk) -> bool:
    return any(str(ticket.id) == talk.heard.value for ticket in talk.view.tickets)


def ticket_is_not_found(talk: Talk) -> bool:
    return the_ticket(talk) is None


def ticket_has_ended(talk: Talk) -> bool:
    return not ticket_is_open(talk)


def ticket_is_open(talk: Talk) -> bool:
    ticket = the_ticket(talk)
    return ticket is not None and ticket.is_open


def it_can_be_worse(talk: Talk) -> bool:
    """Tell whether the ticket is an open fault below level 1."""
    ticket = the_ticket(talk)
    if ticket is None or not ticket.is_open:
        return False
    return ticket.kind == "fault" and ticket.severity > Severity.CRITICAL


def level_is_worse(talk: Talk) -> bool:
    ticket, level = the_ticket(talk), level_heard(talk)
    return ticket is not None and level is not None and level < ticket.severity


def only_one_is_open(talk: Talk) -> bool:
    return len(talk.view.tickets) == 1


def several_are_open(talk: Talk) -> bool:
    return len(talk.view.tickets) > 1


def keep_the_only_one(talk: Talk) -> Iterable[Effect]:
    return (Remember("ticket", talk.view.tickets[0].id),)


def keep_ticket(talk: Talk) -> Iterable[Effect]:
    return (Remember("ticket", int(talk.heard.value)),)


def write(talk: Talk) -> Iterable[Effect]:
    return (_on_ticket(talk, Write(words(talk))),)


def attach(talk: Talk) -> Iterable[Effect]:
    return (_on_ticket(talk, Attach(len(talk.heard.media), words(talk))),)


def raise_level(talk: Talk) -> Iterable[Effect]:
    return (_on_ticket(talk, AcceptSeverity(level_heard(talk) or Severity.CRITICAL)),)


def withdraw(talk: Talk) -> Iterable[Effect]:
    return (_on_ticket(talk, Withdraw()),)


def _on_ticket(talk: Talk, command: Write | Attach | AcceptSeverity | Withdraw) -> Do:
    return Do(command, number_kept(talk, "ticket"))


def own_tickets(talk: Talk) -> tuple[Choice, ...]:
    """Offer every open ticket by its number and stage."""
    return tuple(
        Choice(
            "chose",
            "choice-ticket",
            str(ticket.id),
            {"number": ticket_number(ticket), "stage": STAGES[ticket.state]},
        )
        for ticket in talk.view.tickets
    )


def what_to_do(talk: Talk) -> tuple[Choice, ...]:
    """Offer what the ticket still takes: nothing once it has ended."""
    if not ticket_is_open(talk):
        return ()
    worse = (Choice("wants_worse", "choice-more-severe"),) if it_can_be_worse(talk) else ()
    return (
        Choice("wants_to_add", "choice-add-information"),
        *worse,
        Choice("wants_to_withdraw", "choice-withdraw"),
    )


def worse_levels(talk: Talk) -> tuple[Choice, ...]:
    """Offer the levels above the present one."""
    ticket = the_ticket(talk)
    return tuple(choice for choice in LEVEL_CHOICES if ticket is not None and int(choice.value) < ticket.severity)


def number(talk: Talk) -> Mapping[str, Arg]:
    return {"number": ticket_number(the_ticket(talk))}


def status(talk: Talk) -> Mapping[str, Arg]:
    """Return all that the status shows: the next promise is the answer's, until somebody answered."""
    ticket = the_ticket(talk)
    if ticket is None:
        return {}
    return {
        "number": ticket_number(ticket),
        "stage": STAGES[ticket.state],
        "level": LEVELS[ticket.severity] if ticket.kind == "fault" else KINDS[ticket.kind],
        "symptom": about(ticket),
        "holder": talk.view.holder or NOBODY_YET,
        "next": _next_step(talk, ticket),
    }


def _next_step(talk: Talk, ticket: Ticket) -> Ref:
    if not ticket.is_open:
        return Ref("next-ended")
    if ticket.state is Stage.SOLVED:
        return Ref("next-confirm", {"closes_at": talk.view.closing.get(ticket.id, talk.view.now)})
    if ticket.state is Stage.WAITING:
        return Ref("next-waiting", {"reason": quoted(ticket.waiting_for)})
    if ticket.eta_at is not None:
        return Ref("next-on-site", {"eta_at": ticket.eta_at})
    if ticket.responded_at is None:
        return Ref("next-respond", {"due_at": ticket.respond_due_at})
    return Ref("next-working")


_WAITING = ("choosing", "showing", "asking_addition", "asking_level", "confirming_withdrawal")
_WISHES = ("wants_to_add", "wants_worse", "wants_to_withdraw")

FLOW = Flow(
    name="track_ticket",
    version=2,
    audience="customer",
    initial="choosing",
    entries=("showing",),
    states=(
        State(name="choosing", asks="ask-which-ticket", choices=own_tickets),
        State(name="showing", asks="ticket-status", args=status, choices=what_to_do),
        State(
            name="asking_addition",
            asks="ask-addition",
            args=number,
            choices=(Choice("finished", "choice-done"),),
            typed="answered",
            sent="attached",
        ),
        State(name="asking_level", asks="ask-worse-level", args=number, choices=worse_levels),
        State(
            name="confirming_withdrawal",
            asks="ask-withdraw",
            args=number,
            choices=(Choice("confirmed", "choice-withdraw-yes"), Choice("declined", "choice-withdraw-no")),
        ),
        State(name="none_open", asks="no-open-tickets", final=True),
        State(name="not_found", asks="ticket-not-found", final=True),
        State(name="ended", asks="ticket-status", args=status, final=True),
        State(name="shown", final=True),
        # What became of it, the desk tells.
        State(name="added", asks="addition-passed-on", args=number, final=True),
        State(name="changed", final=True),
    ),
    rows=(
        Row("choosing", "began", "none_open", no_open_tickets),
        Row("choosing", "began", "showing", only_one_is_open, keep_the_only_one),
        Row("choosing", "chose", "showing", ticket_is_one_of_theirs, keep_ticket),
        Row("showing", "began", "not_found", ticket_is_not_found),
        Row("showing", "began", "ended", ticket_has_ended),
        # It may have ended, or gone, while they looked at it.
        *(Row("showing", trigger, "not_found", ticket_is_not_found) for trigger in _WISHES),
        *(Row("showing", trigger, "ended", ticket_has_ended) for trigger in _WISHES),
        Row("showing", "wants_to_add", "asking_addition"),
        Row("showing", "wants_worse", "asking_level", it_can_be_worse),
        Row("showing", "wants_to_withdraw", "confirming_withdrawal"),
        Row("showing", "went_back", "choosing", several_are_open),
        Row("asking_addition", "answered", "asking_addition", nothing_was_said),
        Row("asking_addition", "answered", "added", do=write),
        Row("asking_addition", "attached", "asking_addition", do=attach),
        Row("asking_addition", "finished", "added"),
        Row("asking_addition", "went_back", "showing"),
        Row("asking_level", "picked", "changed", level_is_worse, raise_level),
        Row("asking_level", "went_back", "showing"),
        Row("confirming_withdrawal", "confirmed", "changed", do=withdraw),
        Row("confirming_withdrawal", "declined", "showing"),
        *leaving(_WAITING, "shown", hidden=True),
    ),
    # Since the second version nobody is asked which of one ticket.
    upcasts={1: unchanged},
)

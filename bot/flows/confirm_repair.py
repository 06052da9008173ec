"""Asking whether it works again: a yes closes the ticket, a no reopens it with the reason (FL-09).

The desk asks this when staff say solved. Starts with answers {"note": what was done, "closes_at": ISO}, the
latter the instant at which silence closes the ticket; `view.ticket` and `view.holder` (the engineer's name)
are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.domain.commands import Attach, Confirm, Reject
from bot.flows.phrases import about_ticket, answer, instant_kept, nothing_was_said, quoted, words
from bot.flows.tables import Arg, Choice, Do, Effect, Flow, Row, State, Talk


def confirm(_talk: Talk) -> Iterable[Effect]:
    return (Do(Confirm()),)


def reject(talk: Talk) -> Iterable[Effect]:
    return (Do(Reject(words(talk))),)


def reject_without_reason(_talk: Talk) -> Iterable[Effect]:
    return (Do(Reject("")),)


def attach(talk: Talk) -> Iterable[Effect]:
    return (Do(Attach(len(talk.heard.media))),)


def attach_and_reject(talk: Talk) -> Iterable[Effect]:
    yield Do(Reject(words(talk)))
    yield from attach(talk)


def repair(talk: Talk) -> Mapping[str, Arg]:
    """Return who repaired what, and when silence closes the ticket."""
    return {
        **about_ticket(talk),
        "kind": talk.view.ticket.kind if talk.view.ticket else "fault",
        "holder": talk.view.holder,
        "note": quoted(answer(talk, "note")),
        "closes_at": instant_kept(talk, "closes_at") or talk.view.now,
    }


def answers(talk: Talk) -> tuple[Choice, ...]:
    """Offer a yes and a no: of a follow-up no equipment works again, but a matter is settled."""
    if talk.view.ticket is not None and talk.view.ticket.kind == "follow_up":
        return (Choice("confirmed", "choice-settled"), Choice("rejected", "choice-unsettled"))
    return (Choice("confirmed", "choice-works"), Choice("rejected", "choice-broken"))


FLOW = Flow(
    name="confirm_repair",
    version=1,
    audience="customer",
    initial="asking_works",
    states=(
        State(
            name="asking_works",
            asks="ask-works",
            args=repair,
            choices=answers,
        ),
        State(
            name="asking_reason",
            asks="ask-what-is-wrong",
            args=about_ticket,
            typed="answered",
            sent="attached",
        ),
        # What follows (closed, or reopened and who is told) the desk tells.
        State(name="closed", final=True),
        State(name="reopened", final=True),
        State(name="left", asks="repair-not-answered", args=repair, final=True),
    ),
    rows=(
        Row("asking_works", "confirmed", "closed", do=confirm),
        Row("asking_works", "rejected", "asking_reason"),
        Row("asking_works", "cancelled", "left", hidden=True),
        Row("asking_reason", "answered", "asking_reason", nothing_was_said),
        Row("asking_reason", "answered", "reopened", do=reject),
        Row("asking_reason", "attached", "asking_reason", nothing_was_said, attach),
        Row("asking_reason", "attached", "reopened", do=attach_and_reject),
        Row("asking_reason", "skipped", "reopened", do=reject_without_reason),
        Row("asking_reason", "went_back", "asking_works"),
        Row("asking_reason", "cancelled", "left", hidden=True),
    ),
)

"""Taking a ticket that somebody else has: staff are told who, and asked first (FL-10).

`view.ticket` and `view.holder` (who has it) are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.domain.commands import Take
from bot.flows.phrases import about_ticket, leaving
from bot.flows.tables import Arg, Choice, Do, Effect, Flow, Row, State, Talk


def take(_talk: Talk) -> Iterable[Effect]:
    return (Do(Take()),)


def holder(talk: Talk) -> Mapping[str, Arg]:
    return {**about_ticket(talk), "holder": talk.view.holder}


FLOW = Flow(
    name="take_ticket",
    version=1,
    audience="staff",
    initial="confirming_takeover",
    states=(
        State(
            name="confirming_takeover",
            asks="ask-takeover",
            args=holder,
            choices=(Choice("confirmed", "choice-take-over"), Choice("declined", "choice-leave-it")),
        ),
        State(name="taken", final=True),
        State(name="left", asks="takeover-left", args=holder, final=True),
    ),
    rows=(
        Row("confirming_takeover", "confirmed", "taken", do=take),
        Row("confirming_takeover", "declined", "left"),
        *leaving(["confirming_takeover"], "left", hidden=True),
    ),
)

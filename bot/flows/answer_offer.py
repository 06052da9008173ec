"""Answering a colleague who would hand a ticket over: yes, or no with a reason.

`view.ticket` and `view.holder` (who has it) are given, and answers {"giver": name} who asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.domain.commands import AcceptOffer, DeclineOffer
from bot.flows.phrases import about_ticket, answer, leaving, nothing_was_said, quoted, words
from bot.flows.tables import Arg, Choice, Do, Effect, Flow, Row, State, Talk


def accept(_talk: Talk) -> Iterable[Effect]:
    return (Do(AcceptOffer()),)


def decline(talk: Talk) -> Iterable[Effect]:
    return (Do(DeclineOffer(words(talk))),)


def giver(talk: Talk) -> Mapping[str, Arg]:
    symptom = talk.view.ticket.record.get("symptom", "") if talk.view.ticket else ""
    return {**about_ticket(talk), "name": answer(talk, "giver"), "symptom": quoted(symptom)}


FLOW = Flow(
    name="answer_offer",
    version=1,
    audience="staff",
    initial="deciding",
    entries=("asking_reason",),
    states=(
        State(
            name="deciding",
            asks="ask-offer",
            args=giver,
            choices=(Choice("accepted", "choice-accept-offer"), Choice("declined", "choice-decline-offer")),
        ),
        State(name="asking_reason", asks="ask-decline-reason", args=giver, typed="answered"),
        # What became of it, the desk tells.
        State(name="answered", final=True),
        State(name="left", asks="nothing-changed", final=True),
    ),
    rows=(
        Row("deciding", "accepted", "answered", do=accept),
        Row("deciding", "declined", "asking_reason"),
        Row("asking_reason", "answered", "asking_reason", nothing_was_said),
        Row("asking_reason", "answered", "answered", do=decline),
        Row("asking_reason", "went_back", "deciding"),
        *leaving(["deciding"], "left", hidden=True),
        *leaving(["asking_reason"], "left"),
    ),
)

"""Answering a colleague who would hand a ticket over: yes, or no with a reason.

`view.ticket` is given, and answers {"giver": name} who asks; {"until": ISO text} beside, where it is known when the
question lapses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.domain.commands import AcceptOffer, DeclineOffer
from bot.flows.phrases import (
    about,
    about_ticket,
    answer,
    instant_kept,
    leaving,
    level_of,
    nothing_was_said,
    promise,
    words,
)
from bot.flows.tables import Arg, Choice, Do, Effect, Flow, Ref, Row, State, Talk


def accept(_talk: Talk) -> Iterable[Effect]:
    return (Do(AcceptOffer()),)


def decline(talk: Talk) -> Iterable[Effect]:
    return (Do(DeclineOffer(words(talk))),)


def giver(talk: Talk) -> Mapping[str, Arg]:
    # Who asks may have left us since.
    return {**about_ticket(talk), "name": answer(talk, "giver") or Ref("some-colleague")}


def offer(talk: Talk) -> Mapping[str, Arg]:
    """Return what the colleague must know to decide: what it is, how urgent, by when, and what silence does."""
    who, until, ticket = giver(talk), instant_kept(talk, "until"), talk.view.ticket
    return {
        **who,
        "level": level_of(ticket) if ticket else Ref("not-given"),
        "symptom": about(ticket) if ticket else Ref("not-given"),
        "promise": promise(ticket) if ticket else Ref("not-given"),
        "silence": Ref("offer-silence-until", {"until": until}) if until else Ref("offer-silence"),
    }


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
            args=offer,
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

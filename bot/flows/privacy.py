"""What we keep of a person, and forgetting it: /privacy at the beginning, /forget in `confirming_forget`."""

from __future__ import annotations

from collections.abc import Iterable

from bot.flows.phrases import leaving
from bot.flows.tables import Choice, Effect, Erase, Flow, Row, State, Talk


def erase(_talk: Talk) -> Iterable[Effect]:
    return (Erase(),)


FLOW = Flow(
    name="privacy",
    version=1,
    audience="customer",
    initial="showing_policy",
    entries=("confirming_forget",),
    states=(
        State(
            name="showing_policy",
            asks="privacy-policy",
            choices=(Choice("asked_to_forget", "choice-forget"), Choice("finished", "choice-done")),
        ),
        State(
            name="confirming_forget",
            asks="ask-forget",
            choices=(Choice("confirmed", "choice-forget-yes"), Choice("declined", "choice-forget-no")),
        ),
        State(name="read", final=True),
        State(name="forgotten", asks="privacy-forgotten", final=True),
        State(name="kept", asks="privacy-kept", final=True),
    ),
    rows=(
        Row("showing_policy", "asked_to_forget", "confirming_forget"),
        Row("showing_policy", "finished", "read"),
        Row("showing_policy", "cancelled", "read", hidden=True),
        Row("confirming_forget", "confirmed", "forgotten", do=erase),
        Row("confirming_forget", "declined", "kept"),
        *leaving(["confirming_forget"], "kept", hidden=True),
    ),
)

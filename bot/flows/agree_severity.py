"""Lowering a level: staff propose it with a reason, the customer says yes or no (SV-04).

Starts with answers {"reason": what staff wrote, "level": 1 to 3}; `view.ticket` carries the offer, `view.holder`
names who proposes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.domain.commands import AcceptSeverity, DeclineSeverity
from bot.domain.severity import Severity
from bot.flows.phrases import LEVELS, about_ticket, answer, leaving, number_kept, quoted, unchanged
from bot.flows.tables import Arg, Choice, Do, Effect, Flow, Row, State, Talk


def offers(talk: Talk) -> tuple[Severity, ...]:
    """Return the level on offer, or nothing: staff may have changed their mind before the customer answers.

    A yes to an older suggestion is none to the one that stands now.
    """
    ticket = talk.view.ticket
    asked = number_kept(talk, "level")
    stands = ticket and ticket.severity_offer and asked in {0, int(ticket.severity_offer)}
    return (ticket.severity_offer,) if ticket and ticket.severity_offer and stands else ()


def nothing_is_offered(talk: Talk) -> bool:
    return not offers(talk)


def accept(talk: Talk) -> Iterable[Effect]:
    return tuple(Do(AcceptSeverity(level, proposed=True)) for level in offers(talk))


def decline(talk: Talk) -> Iterable[Effect]:
    return tuple(Do(DeclineSeverity(level)) for level in offers(talk))


def offer(talk: Talk) -> Mapping[str, Arg]:
    """Return the two levels, and who proposes the lower one for what reason."""
    ticket = talk.view.ticket
    if ticket is None:
        return {}
    return {
        **about_ticket(talk),
        "picked": LEVELS[ticket.severity],
        "level": LEVELS[ticket.severity_offer or ticket.severity],
        "holder": talk.view.holder,
        "reason": quoted(answer(talk, "reason")),
    }


FLOW = Flow(
    name="agree_severity",
    version=2,
    audience="customer",
    initial="asking_agreement",
    states=(
        State(
            name="asking_agreement",
            asks="ask-lower-level",
            args=offer,
            choices=(Choice("accepted", "choice-agree"), Choice("declined", "choice-keep-level")),
        ),
        State(name="lowered", final=True),
        State(name="kept", asks="level-kept", final=True),
        State(name="withdrawn", asks="offer-withdrawn", final=True),
        State(name="left", final=True),
    ),
    rows=(
        Row("asking_agreement", "accepted", "withdrawn", nothing_is_offered),
        Row("asking_agreement", "accepted", "lowered", do=accept),
        Row("asking_agreement", "declined", "withdrawn", nothing_is_offered),
        Row("asking_agreement", "declined", "kept", do=decline),
        *leaving(["asking_agreement"], "left", hidden=True),
    ),
    # Since the second version a question knows which level it was put about; one of before means any.
    upcasts={1: unchanged},
)

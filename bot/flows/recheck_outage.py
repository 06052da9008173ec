"""Asking again about an interruption that turns ten minutes old while it goes on (SV-06).

Without `view.ticket` it interrupts a draft: accepting gives that one `raised`, which opens it at level 1, and
an outage that is over gives it `restored`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.domain.commands import AcceptSeverity, Amend, DeclineSeverity
from bot.domain.severity import Severity
from bot.flows.phrases import LEVELS, leaving, ticket_number
from bot.flows.tables import Arg, Choice, Do, Effect, Flow, Ref, Remember, Resume, Row, State, Talk


def note_long_outage(talk: Talk) -> Iterable[Effect]:
    """Keep that it is over; ten minutes or more still speak for level 1."""
    yield Remember("over", value=True)
    if talk.view.ticket is not None:
        yield Do(Amend("down", "ended_long"))


def note_short_outage(talk: Talk) -> Iterable[Effect]:
    return (Do(Amend("down", "ended")) if talk.view.ticket is not None else Resume("restored"),)


def accept(talk: Talk) -> Iterable[Effect]:
    ticket = talk.view.ticket
    return (Resume("raised") if ticket is None else Do(AcceptSeverity(Severity.CRITICAL, proposed=True)),)


def decline(talk: Talk) -> Iterable[Effect]:
    if talk.view.ticket is not None:
        yield Do(DeclineSeverity(Severity.CRITICAL))
    elif talk.answers.get("over") is True:
        yield Resume("restored")


def subject(talk: Talk) -> Mapping[str, Arg]:
    """Return what the question is about: the ticket, or the report being written."""
    ticket = talk.view.ticket
    about = Ref("this-report") if ticket is None else Ref("this-ticket", {"number": ticket_number(ticket)})
    return {"subject": about}


def proposed(talk: Talk) -> Mapping[str, Arg]:
    return {**subject(talk), "level": LEVELS[Severity.CRITICAL]}


FLOW = Flow(
    name="recheck_outage",
    version=1,
    audience="customer",
    initial="asking_still_down",
    states=(
        State(
            name="asking_still_down",
            asks="ask-still-down",
            args=subject,
            choices=(
                Choice("still_down", "choice-still-down"),
                Choice("over_late", "choice-over-late"),
                Choice("over_soon", "choice-over-soon"),
            ),
        ),
        State(
            name="proposing_level",
            asks="ask-raise-outage",
            args=proposed,
            choices=(Choice("accepted", "choice-accept-level"), Choice("declined", "choice-keep-level")),
        ),
        # The new level and its clock the desk tells.
        State(name="raised", final=True),
        State(name="kept", asks="level-kept", final=True),
        State(name="over", asks="outage-over", final=True),
        State(name="left", final=True),
    ),
    rows=(
        Row("asking_still_down", "still_down", "proposing_level"),
        Row("asking_still_down", "over_late", "proposing_level", do=note_long_outage),
        Row("asking_still_down", "over_soon", "over", do=note_short_outage),
        Row("proposing_level", "accepted", "raised", do=accept),
        Row("proposing_level", "declined", "kept", do=decline),
        *leaving(["asking_still_down", "proposing_level"], "left", hidden=True),
    ),
)

"""The questions of the fault report."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.severity import Severity
from bot.flows.phrases import (
    LEVEL_CHOICES,
    LEVELS,
    SHORT,
    answer,
    brief,
    instant_kept,
    number_kept,
    quoted,
    ticket_number,
)
from bot.flows.report_fault import draft
from bot.flows.tables import Arg, Choice, Ref, State, Talk

MOST_TICKETS_OFFERED = 3
_DOWN = {
    "": Ref("not-given"),
    "yes": Ref("down-yes"),
    "ended": Ref("down-ended"),
    "ended_long": Ref("down-ended-long"),
    "no": Ref("down-no"),
}
_LOST = {"": Ref("not-given"), "yes": Ref("lost-yes"), "no": Ref("lost-no")}


def kinds(talk: Talk) -> tuple[Choice, ...]:
    """Return a fault, a question, or more about one of the newest tickets."""
    newest = talk.view.tickets[:MOST_TICKETS_OFFERED]
    return (
        Choice("reported_fault", "choice-report-fault"),
        Choice("asked_question", "choice-just-question"),
        *(
            Choice("added_to_ticket", "choice-add-to", str(ticket.id), {"number": ticket_number(ticket)})
            for ticket in newest
        ),
    )


def files_done(talk: Talk) -> tuple[Choice, ...]:
    """Offer to end the sending of photos once there is one."""
    return (Choice("finished", "choice-photos-done"),) if number_kept(talk, "media") else ()


def first_words(talk: Talk) -> Mapping[str, Arg]:
    return {"symptom": quoted(answer(talk, "symptom"))}


def levels(talk: Talk) -> Mapping[str, Arg]:
    """Return the picked and the proposed level, and what speaks for the latter."""
    level = draft.proposal(talk) or draft.severity(talk)
    return {"picked": LEVELS[draft.severity(talk)], "level": LEVELS[level], "why": _why(talk, level)}


def photo_count(talk: Talk) -> Mapping[str, Arg]:
    return {"count": number_kept(talk, "media")}


def all_answers(talk: Talk) -> Mapping[str, Arg]:
    """Return what the summary shows."""
    return {
        "symptom": brief(answer(talk, "symptom")),
        "level": LEVELS[draft.severity(talk)],
        "down": _DOWN[answer(talk, "down")],
        "since": instant_kept(talk, "since") or Ref("not-given"),
        "lost": _LOST[answer(talk, "lost")],
        "equipment": brief(answer(talk, "equipment"), SHORT),
        "project": brief(answer(talk, "project"), SHORT),
        "photos": number_kept(talk, "media"),
        "phone": brief(answer(talk, "phone"), SHORT),
    }


def ticket_added_to(talk: Talk) -> Mapping[str, Arg]:
    """Return the number of the ticket the first message went to."""
    chosen = (ticket for ticket in talk.view.tickets if ticket.id == talk.answers.get("add_to"))
    return {"number": ticket_number(next(chosen, None))}


def _why(talk: Talk, level: Severity) -> Ref:
    if level is not Severity.CRITICAL:
        return Ref("why-still-running")
    return Ref("why-data-lost") if answer(talk, "lost") == "yes" else Ref("why-long-outage")


STATES = (
    State(
        name="asking_kind",
        asks="ask-kind",
        args=first_words,
        choices=kinds,
        typed="answered",
        sent="attached",
    ),
    State(name="asking_symptom", asks="ask-symptom", typed="answered", sent="attached"),
    State(name="asking_severity", asks="ask-severity", choices=LEVEL_CHOICES, sent="attached"),
    State(
        name="checking_down",
        asks="ask-down",
        choices=(
            Choice("answered", "choice-down-now", "yes"),
            Choice("answered", "choice-down-ended", "ended"),
            Choice("answered", "choice-down-ended-long", "ended_long"),
            Choice("answered", "choice-down-never", "no"),
        ),
        sent="attached",
    ),
    State(
        name="checking_since",
        asks="ask-since",
        choices=(
            Choice("answered", "choice-just-now", "0"),
            Choice("answered", "choice-under-10", "5"),
            Choice("answered", "choice-over-10", "10"),
        ),
        typed="answered",
        sent="attached",
    ),
    State(
        name="checking_lost",
        asks="ask-lost",
        choices=(Choice("answered", "choice-yes", "yes"), Choice("answered", "choice-no", "no")),
        sent="attached",
    ),
    State(
        name="proposing_severity",
        asks="ask-proposed-level",
        args=levels,
        choices=(Choice("accepted", "choice-accept-level"), Choice("declined", "choice-keep-level")),
        sent="attached",
    ),
    State(name="asking_equipment", asks="ask-equipment", typed="answered", sent="attached"),
    State(name="asking_project", asks="ask-project", typed="answered", sent="attached"),
    State(
        name="asking_photos",
        asks="ask-photos",
        args=photo_count,
        choices=files_done,
        typed="answered",
        sent="attached",
    ),
    State(name="asking_phone", asks="ask-phone", typed="answered", sent="attached"),
    State(
        name="summarising",
        asks="ask-summary",
        args=all_answers,
        choices=(Choice("confirmed", "choice-send"), Choice("changed", "choice-change")),
        sent="attached",
    ),
    State(
        name="choosing_change",
        asks="ask-change",
        choices=(
            Choice("changed_symptom", "choice-symptom"),
            Choice("changed_severity", "choice-severity"),
            Choice("changed_equipment", "choice-equipment"),
            Choice("changed_project", "choice-project"),
            Choice("changed_phone", "choice-phone"),
        ),
        sent="attached",
    ),
    # The desk tells the number and the promise when it opens the ticket, so `sent` adds nothing.
    State(name="sent", final=True),
    State(name="completed", asks="report-completed", final=True),
    State(name="added", asks="report-added", args=ticket_added_to, final=True),
    State(name="handed_over", final=True),
    State(name="cancelled", asks="report-cancelled", final=True),
    State(name="left_with_ticket", asks="report-left-with-ticket", final=True),
)

"""What the rows of the fault report do: keep answers, open the ticket once, amend it afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.domain import numbers
from bot.domain.commands import AcceptSeverity, Amend, Attach, DeclineSeverity, Write
from bot.domain.severity import Severity
from bot.flows.phrases import answer, instant_kept, level_heard, number_kept, words
from bot.flows.report_fault import draft
from bot.flows.tables import Arm, Begin, Do, Effect, Remember, Say, Talk

REMIND_AFTER = timedelta(hours=1)


def begin(talk: Talk) -> Iterable[Effect]:
    """Keep the moment of the notice, from which the clocks run (CK-10), and ask for a reminder."""
    notice_at = talk.view.notice_at or talk.view.now
    yield Remember("notice_at", notice_at.isoformat())
    yield Remember("begun_at", talk.view.now.isoformat())
    yield Arm("idle", talk.view.now + REMIND_AFTER)


def remind(talk: Talk) -> Iterable[Effect]:
    """Remind of what is unanswered; once the ticket is out, that is optional and nothing waits to be sent."""
    yield Remember("reminded", value=True)
    ticket = talk.view.ticket if draft.is_issued(talk) else None
    yield Say("report-issued-waiting", {"number": numbers.show(ticket.number)}) if ticket else Say("report-waiting")


def hand_over_question(talk: Talk) -> Iterable[Effect]:
    names = ("notice_at", "media")
    kept = {name: talk.answers[name] for name in names if name in talk.answers}
    return (Begin("ask_question", {"question": answer(talk, "symptom"), **kept}),)


def add_to_ticket(talk: Talk) -> Iterable[Effect]:
    """Pass the first message on to the ticket it belongs to."""
    ticket = int(talk.heard.value)
    yield Remember("add_to", ticket)
    if text := answer(talk, "symptom"):
        yield Do(Write(text), ticket)
    if count := number_kept(talk, "media"):
        yield Do(Attach(count), ticket)


def keep_symptom(talk: Talk) -> Iterable[Effect]:
    return _keep(talk, "symptom", words(talk))


def add_to_symptom(talk: Talk) -> Iterable[Effect]:
    """Let words that answer no question count as more of the symptom."""
    return _keep(talk, "symptom", f"{answer(talk, 'symptom')}\n{words(talk)}".strip())


def keep_files(talk: Talk) -> Iterable[Effect]:
    """Count the files; words beside them belong to the symptom, or to the files once the ticket is out."""
    yield _counted(talk)
    if draft.is_issued(talk):
        yield Do(Attach(len(talk.heard.media), words(talk)))
        yield from _files_received(talk)
    elif words(talk):
        yield from add_to_symptom(talk)


def _files_received(talk: Talk) -> Iterable[Effect]:
    """Say that the files are in the ticket, where the question that comes again does not."""
    if talk.view.ticket is not None and talk.state != "asking_photos":
        yield Say("notice-files", {"number": numbers.show(talk.view.ticket.number), "count": len(talk.heard.media)})


def add(talk: Talk) -> Iterable[Effect]:
    """Let what came beside the question count: as more of the symptom, or as a word to the engineer."""
    if talk.heard.media:
        yield from keep_files(talk)
    elif words(talk) and draft.is_issued(talk):
        yield Do(Write(words(talk)))
    elif words(talk):
        yield from add_to_symptom(talk)


def revise(talk: Talk) -> Iterable[Effect]:
    """Replace an answer by what its message was edited to."""
    name = draft.revised_field(talk)
    if name == "severity":
        level = draft.level_named(words(talk)) or draft.severity(talk)
        yield from _set_level(talk, level)
    elif name == "since":
        yield from keep_since(talk)
    elif name in {"down", "lost"}:
        yield from _keep(talk, name, words(talk))
        if name == "down" and words(talk) != "yes":
            yield from _keep(talk, "since", "")
    else:
        yield from _keep(talk, name, answer(talk, name).replace(talk.heard.before, words(talk), 1))


def keep_symptom_and_files(talk: Talk) -> Iterable[Effect]:
    yield from keep_symptom(talk)
    yield _counted(talk)
    if draft.is_issued(talk):
        yield Do(Attach(len(talk.heard.media)))


def ask_for_words(talk: Talk) -> Iterable[Effect]:
    """Count the files that came without a word, and ask for words, once."""
    yield from keep_files(talk)
    if "asked_for_words" not in talk.answers:
        yield Remember("asked_for_words", value=True)
        yield Say("symptom-words-please")


def open_as_critical(talk: Talk) -> Iterable[Effect]:
    """Issue the ticket at level 1 now: the engineer is paged while the other questions are still to come."""
    return _open(talk, Severity.CRITICAL)


def open_as_picked(talk: Talk) -> Iterable[Effect]:
    return _open(talk, draft.severity(talk))


def keep_severity(talk: Talk) -> Iterable[Effect]:
    """Keep the pick; on a ticket that is out it is a change of level, never a second ticket (SV-04)."""
    return _set_level(talk, level_heard(talk) or draft.severity(talk))


def _set_level(talk: Talk, level: Severity) -> Iterable[Effect]:
    changed = level is not draft.severity(talk)
    yield Remember("severity", int(level))
    if draft.is_issued(talk) and changed:
        yield Do(AcceptSeverity(level))
    yield from _arm_outage(talk, level, instant_kept(talk, "since"))


def keep_down(talk: Talk) -> Iterable[Effect]:
    yield from _keep(talk, "down", talk.heard.value)
    if talk.heard.value != "yes":
        yield from _keep(talk, "since", "")


def forget_down(talk: Talk) -> Iterable[Effect]:
    yield from _keep(talk, "down", "")
    yield from _keep(talk, "since", "")


def keep_since(talk: Talk) -> Iterable[Effect]:
    """Keep the start of the outage, and have it asked about again when it turns ten minutes old (SV-06)."""
    since_at = draft.since_heard(talk) or talk.view.now
    yield from _keep(talk, "since", since_at.isoformat())
    yield from _arm_outage(talk, draft.severity(talk), since_at)


def forget_since(talk: Talk) -> Iterable[Effect]:
    return _keep(talk, "since", "")


def explain_times(_talk: Talk) -> Iterable[Effect]:
    return (Say("since-not-understood"),)


def keep_lost(talk: Talk) -> Iterable[Effect]:
    return _keep(talk, "lost", talk.heard.value)


def forget_lost(talk: Talk) -> Iterable[Effect]:
    return _keep(talk, "lost", "")


def end_outage(talk: Talk) -> Iterable[Effect]:
    """Note that service is back, as told to the outage question."""
    return _keep(talk, "down", "ended")


def accept_proposal(talk: Talk) -> Iterable[Effect]:
    """Take the proposed level: on the ticket when it is out, else (it is level 1 then) by opening it."""
    level = draft.proposal(talk) or draft.severity(talk)
    if not draft.is_issued(talk):
        yield from _open(talk, level)
        return
    yield Remember("severity", int(level))
    yield Do(AcceptSeverity(level, proposed=True))


def decline_proposal(talk: Talk) -> Iterable[Effect]:
    """Let the pick stand, and do not propose that level again."""
    level = draft.proposal(talk) or draft.severity(talk)
    yield Remember("declined", int(level))
    if draft.is_issued(talk):
        yield Do(DeclineSeverity(level))


def keep_equipment(talk: Talk) -> Iterable[Effect]:
    return _keep(talk, "equipment", words(talk))


def forget_equipment(talk: Talk) -> Iterable[Effect]:
    return _keep(talk, "equipment", "")


def keep_project(talk: Talk) -> Iterable[Effect]:
    return _keep(talk, "project", words(talk))


def forget_project(talk: Talk) -> Iterable[Effect]:
    return _keep(talk, "project", "")


def keep_phone(talk: Talk) -> Iterable[Effect]:
    return _keep(talk, "phone", words(talk))


def forget_phone(talk: Talk) -> Iterable[Effect]:
    return _keep(talk, "phone", "")


def change_one_answer(_talk: Talk) -> Iterable[Effect]:
    return (Remember("returning", value=True),)


def walk_back(_talk: Talk) -> Iterable[Effect]:
    """Leave the summary backwards, question by question."""
    return (Remember("returning", value=False),)


def _keep(talk: Talk, name: str, value: str) -> Iterable[Effect]:
    """Keep an answer that differs from the one before; with the ticket out it amends the record too."""
    if answer(talk, name) == value:
        return
    yield Remember(name, value)
    if draft.is_issued(talk):
        yield Do(Amend(name, value))


def _counted(talk: Talk) -> Remember:
    return Remember("media", number_kept(talk, "media") + len(talk.heard.media))


def _open(talk: Talk, level: Severity) -> Iterable[Effect]:
    yield Remember("severity", int(level))
    yield Remember("issued", value=True)
    yield Do(draft.opening(talk, level))
    yield from _arm_outage(talk, level, instant_kept(talk, "since"))


def _arm_outage(talk: Talk, level: Severity, since_at: datetime | None) -> Iterable[Effect]:
    limit_at = draft.outage_limit_at(talk, since_at)
    if limit_at is not None and level is not Severity.CRITICAL:
        yield Arm("outage", limit_at)

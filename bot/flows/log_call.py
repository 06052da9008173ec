"""Writing down a report that came by telephone, while the caller is on the line (IN-08, CK-10).

Starts without answers. The level is asked for right after the symptom, and level 1 opens the ticket at the pick:
what is asked afterwards amends it. Kept answers: `symptom equipment project caller phone` (text), `severity`
(1 to 3), `called_at` (ISO; "" for now), `begun_at` (ISO), `issued` (the ticket is out), `returning` (one answer of
the summary is being changed). `view.caller` is the name of the customer with a chat whose number it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.domain.commands import Amend, Called
from bot.domain.severity import Severity
from bot.flows import times
from bot.flows.phrases import (
    LEVEL_CHOICES,
    LEVELS,
    a_level_was_picked,
    answer,
    instant_kept,
    leaving,
    level_heard,
    nothing_was_said,
    number_kept,
    quoted,
    words,
)
from bot.flows.tables import (
    Action,
    Arg,
    Choice,
    Do,
    Effect,
    Flow,
    KnowCaller,
    LogCall,
    Quoted,
    Ref,
    Remember,
    Row,
    Say,
    State,
    Talk,
)

_RECORD = ("symptom", "equipment", "project", "caller", "phone")
NOW = "0"


def begin(talk: Talk) -> Iterable[Effect]:
    """Keep when the writing down began: that is when they called, unless something else is said."""
    return (Remember("begun_at", (talk.view.notice_at or talk.view.now).isoformat()),)


def is_issued(talk: Talk) -> bool:
    return talk.answers.get("issued") is True


def one_answer_is_changed(talk: Talk) -> bool:
    return talk.answers.get("returning") is True and not is_issued(talk)


def critical_is_picked(talk: Talk) -> bool:
    return not is_issued(talk) and level_heard(talk) is Severity.CRITICAL


def critical_is_picked_after_all(talk: Talk) -> bool:
    return critical_is_picked(talk) and one_answer_is_changed(talk)


def no_level_was_picked(talk: Talk) -> bool:
    return not a_level_was_picked(talk)


def called_at(talk: Talk) -> datetime | None:
    """Return when they called, as picked or typed, or None when that is not understood."""
    if talk.heard.value == NOW:
        return instant_kept(talk, "begun_at") or talk.view.now
    return times.past(talk.heard.text, talk.view.now, talk.view.zone)


def time_is_not_understood(talk: Talk) -> bool:
    return called_at(talk) is None


def explain_times(_talk: Talk) -> Iterable[Effect]:
    return (Say("call-time-not-understood"),)


def keep_symptom(talk: Talk) -> Iterable[Effect]:
    return _keep(talk, "symptom", words(talk))


def keep_equipment(talk: Talk) -> Iterable[Effect]:
    return _keep(talk, "equipment", words(talk))


def forget_equipment(talk: Talk) -> Iterable[Effect]:
    return _keep(talk, "equipment", "")


def keep_project(talk: Talk) -> Iterable[Effect]:
    return _keep(talk, "project", words(talk))


def forget_project(talk: Talk) -> Iterable[Effect]:
    return _keep(talk, "project", "")


def keep_caller(talk: Talk) -> Iterable[Effect]:
    yield from _keep(talk, "caller", words(talk))
    yield from _know(talk, words(talk), answer(talk, "phone"))


def forget_caller(talk: Talk) -> Iterable[Effect]:
    return _keep(talk, "caller", "")


def keep_phone(talk: Talk) -> Iterable[Effect]:
    yield from _keep(talk, "phone", words(talk))
    yield from _know(talk, answer(talk, "caller"), words(talk))


def forget_phone(talk: Talk) -> Iterable[Effect]:
    return _keep(talk, "phone", "")


def keep_time(talk: Talk) -> Iterable[Effect]:
    at = called_at(talk) or talk.view.now
    yield Remember("called_at", at.isoformat())
    if is_issued(talk):
        yield Do(Called(at), quiet=True)


def keep_level(talk: Talk) -> Iterable[Effect]:
    return (Remember("severity", int(level_heard(talk) or Severity.MINOR)),)


def open_as_critical(talk: Talk) -> Iterable[Effect]:
    """Issue the ticket at level 1 now: the engineer is called while the caller is still being asked."""
    return _open(talk, Severity.CRITICAL)


def open_as_picked(talk: Talk) -> Iterable[Effect]:
    return _open(talk, _level(talk))


def change_one_answer(_talk: Talk) -> Iterable[Effect]:
    return (Remember("returning", value=True),)


def walk_back(_talk: Talk) -> Iterable[Effect]:
    """Leave the summary backwards, question by question."""
    return (Remember("returning", value=False),)


def all_answers(talk: Talk) -> Mapping[str, Arg]:
    """Return what the summary shows, and whether the caller will read of it in a chat."""
    known = talk.view.caller
    return {
        "symptom": quoted(answer(talk, "symptom")),
        "level": LEVELS[_level(talk)],
        "equipment": quoted(answer(talk, "equipment")),
        "project": quoted(answer(talk, "project")),
        "caller": quoted(answer(talk, "caller")),
        "phone": quoted(answer(talk, "phone")),
        "called": instant_kept(talk, "called_at") or instant_kept(talk, "begun_at") or talk.view.now,
        "reach": Ref("call-reaches-chat", {"name": Quoted(known)}) if known else Ref("call-reaches-phone"),
    }


def _keep(talk: Talk, name: str, value: str) -> Iterable[Effect]:
    """Keep an answer that differs from the one before; with the ticket out it amends the record too."""
    if answer(talk, name) == value:
        return
    yield Remember(name, value)
    if is_issued(talk):
        yield Do(Amend(name, value), quiet=True)


def _know(talk: Talk, name: str, phone: str) -> Iterable[Effect]:
    """Let the ticket that is out know who called."""
    if is_issued(talk):
        yield KnowCaller(name, phone)


def _level(talk: Talk) -> Severity:
    return Severity(number_kept(talk, "severity") or Severity.MINOR)


def _open(talk: Talk, level: Severity) -> Iterable[Effect]:
    yield Remember("severity", int(level))
    yield Remember("issued", value=True)
    at = instant_kept(talk, "called_at") or instant_kept(talk, "begun_at") or talk.view.now
    yield LogCall(level, at, {name: answer(talk, name) for name in _RECORD if answer(talk, name)})


#: Questions that may be skipped, in their order: the state, what keeps an answer and what forgets it.
_DETAILS: tuple[tuple[str, Action, Action], ...] = (
    ("asking_equipment", keep_equipment, forget_equipment),
    ("asking_project", keep_project, forget_project),
    ("asking_caller", keep_caller, forget_caller),
    ("asking_phone", keep_phone, forget_phone),
)
_NAMES = tuple(name for name, _keep_it, _forget in _DETAILS)
_WAITING = ("asking_symptom", "asking_level", *_NAMES, "asking_time", "summarising", "choosing_change")


def _detail(place: int) -> tuple[Row, ...]:
    """Return the rows of one question that may be skipped."""
    name, keep, forget = _DETAILS[place]
    after = (*_NAMES, "asking_time")[place + 1]
    before = ("asking_level", *_NAMES)[place]
    return (
        Row(name, "answered", name, nothing_was_said),
        Row(name, "answered", "summarising", one_answer_is_changed, keep),
        Row(name, "answered", after, do=keep),
        Row(name, "skipped", "summarising", one_answer_is_changed, forget),
        Row(name, "skipped", after, do=forget),
        Row(name, "went_back", "summarising", one_answer_is_changed),
        # The level of a ticket that is out is changed by its own command, with a reason.
        *((Row(name, "went_back", "asking_symptom", is_issued),) if place == 0 else ()),
        Row(name, "went_back", before),
    )


ROWS = (
    Row("asking_symptom", "began", "asking_symptom", do=begin),
    Row("asking_symptom", "answered", "asking_symptom", nothing_was_said),
    Row("asking_symptom", "answered", "summarising", one_answer_is_changed, keep_symptom),
    Row("asking_symptom", "answered", "asking_equipment", is_issued, keep_symptom),
    Row("asking_symptom", "answered", "asking_level", do=keep_symptom),
    Row("asking_symptom", "went_back", "summarising", one_answer_is_changed),
    Row("asking_level", "picked", "asking_level", no_level_was_picked),
    Row("asking_level", "picked", "completed", critical_is_picked_after_all, open_as_critical),
    Row("asking_level", "picked", "asking_equipment", critical_is_picked, open_as_critical),
    Row("asking_level", "picked", "summarising", one_answer_is_changed, keep_level),
    Row("asking_level", "picked", "asking_equipment", do=keep_level),
    Row("asking_level", "went_back", "summarising", one_answer_is_changed),
    Row("asking_level", "went_back", "asking_symptom"),
    *(row for place in range(len(_DETAILS)) for row in _detail(place)),
    Row("asking_time", "answered", "asking_time", time_is_not_understood, explain_times),
    Row("asking_time", "answered", "completed", is_issued, keep_time),
    Row("asking_time", "answered", "summarising", do=keep_time),
    Row("asking_time", "skipped", "completed", is_issued),
    Row("asking_time", "skipped", "summarising"),
    Row("asking_time", "went_back", "summarising", one_answer_is_changed),
    Row("asking_time", "went_back", "asking_phone"),
    Row("summarising", "confirmed", "sent", do=open_as_picked),
    Row("summarising", "changed", "choosing_change"),
    Row("summarising", "went_back", "asking_time", do=walk_back),
    Row("choosing_change", "changed_symptom", "asking_symptom", do=change_one_answer),
    Row("choosing_change", "changed_severity", "asking_level", do=change_one_answer),
    Row("choosing_change", "changed_equipment", "asking_equipment", do=change_one_answer),
    Row("choosing_change", "changed_project", "asking_project", do=change_one_answer),
    Row("choosing_change", "changed_caller", "asking_caller", do=change_one_answer),
    Row("choosing_change", "changed_phone", "asking_phone", do=change_one_answer),
    Row("choosing_change", "changed_time", "asking_time", do=change_one_answer),
    Row("choosing_change", "went_back", "summarising"),
    *(Row(state, "cancelled", "left_with_ticket", is_issued) for state in ("asking_symptom", *_NAMES, "asking_time")),
    *leaving(_WAITING, "left"),
)

FLOW = Flow(
    name="log_call",
    version=1,
    audience="staff",
    initial="asking_symptom",
    states=(
        State(name="asking_symptom", asks="call-ask-symptom", typed="answered"),
        State(name="asking_level", asks="call-ask-level", choices=LEVEL_CHOICES),
        State(name="asking_equipment", asks="call-ask-equipment", typed="answered"),
        State(name="asking_project", asks="call-ask-project", typed="answered"),
        State(name="asking_caller", asks="call-ask-caller", typed="answered"),
        State(name="asking_phone", asks="call-ask-phone", typed="answered"),
        State(
            name="asking_time",
            asks="call-ask-time",
            choices=(Choice("answered", "choice-just-called", NOW),),
            typed="answered",
        ),
        State(
            name="summarising",
            asks="call-summary",
            args=all_answers,
            choices=(Choice("confirmed", "choice-log-call"), Choice("changed", "choice-change")),
        ),
        State(
            name="choosing_change",
            asks="ask-change",
            choices=(
                Choice("changed_symptom", "choice-symptom"),
                Choice("changed_severity", "choice-severity"),
                Choice("changed_equipment", "choice-equipment"),
                Choice("changed_project", "choice-project"),
                Choice("changed_caller", "choice-caller"),
                Choice("changed_phone", "choice-phone"),
                Choice("changed_time", "choice-call-time"),
            ),
        ),
        # What became of it, the desk tells with the number.
        State(name="sent", final=True),
        State(name="completed", asks="call-completed", final=True),
        State(name="left_with_ticket", asks="call-left-with-ticket", final=True),
        State(name="left", asks="call-left", final=True),
    ),
    rows=ROWS,
)

"""What staff do to a ticket when a button needs words: each action asks its one thing, then does it.

Starts in the state of the action with answers {"ticket": id}, or in `showing_more` for the rest of the
actions; in `asking_level_reason` with {"level": 1 to 3} beside. `view.ticket` is that ticket. Whether the
person may, the desk has looked at before, and looks at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.domain import commands as c
from bot.domain.colleagues import Colleague, matching
from bot.domain.severity import Severity
from bot.flows import times
from bot.flows.phrases import (
    LEVELS,
    a_level_was_picked,
    about_ticket,
    answer,
    leaving,
    nothing_was_said,
    number_kept,
    words,
)
from bot.flows.tables import Answers, Arg, Choice, Do, Effect, Flow, Quoted, Ref, Remember, Row, Say, State, Talk

#: How many colleagues are offered as buttons.
MOST_COLLEAGUES = 8
MINUTES_AHEAD = {
    "30": timedelta(minutes=30),
    "60": timedelta(hours=1),
    "120": timedelta(hours=2),
}


def it_is_a_question(talk: Talk) -> bool:
    return talk.view.ticket is not None and talk.view.ticket.kind == "question"


def it_is_a_fault(talk: Talk) -> bool:
    return talk.view.ticket is not None and talk.view.ticket.kind == "fault"


def arrival_heard(talk: Talk) -> datetime | None:
    """Return the time of arrival as picked or typed, or None when it is not understood."""
    if talk.heard.value in MINUTES_AHEAD:
        return talk.view.now + MINUTES_AHEAD[talk.heard.value]
    return times.ahead(talk.heard.text, talk.view.now, talk.view.zone)


def arrival_is_not_understood(talk: Talk) -> bool:
    return arrival_heard(talk) is None


def explain_times(_talk: Talk) -> Iterable[Effect]:
    return (Say("eta-not-understood"),)


def keep_level(talk: Talk) -> Iterable[Effect]:
    return (Remember("level", int(talk.heard.value)),)


def wait(talk: Talk) -> Iterable[Effect]:
    return (Do(c.Wait(words(talk))),)


def announce(talk: Talk) -> Iterable[Effect]:
    return (Do(c.OnSite(arrival_heard(talk) or talk.view.now)),)


def solve(talk: Talk) -> Iterable[Effect]:
    return (Do(c.Solve(words(talk))),)


def say(talk: Talk) -> Iterable[Effect]:
    return (Do(c.Say(words(talk))),)


def note(talk: Talk) -> Iterable[Effect]:
    return (Do(c.Note(words(talk))),)


def reply(talk: Talk) -> Iterable[Effect]:
    return (Do(c.Answer(words(talk))),)


def refer(talk: Talk) -> Iterable[Effect]:
    return (Do(c.Refer(words(talk))),)


def set_severity(talk: Talk) -> Iterable[Effect]:
    return (Do(c.SetSeverity(_level(talk), words(talk))),)


def heard(talk: Talk) -> Iterable[Effect]:
    return (Do(c.Heard(words(talk))),)


def colleagues_meant(talk: Talk) -> tuple[Colleague, ...]:
    """Return who may be meant by the button, or by what was typed."""
    if talk.heard.value:
        return tuple(one for one in talk.view.colleagues if str(one.person) == talk.heard.value)
    return matching(talk.view.colleagues, words(talk))


def nobody_is_meant(talk: Talk) -> bool:
    return not colleagues_meant(talk)


def several_are_meant(talk: Talk) -> bool:
    return len(colleagues_meant(talk)) > 1


def say_nobody(talk: Talk) -> Iterable[Effect]:
    return Remember("whom", ""), nobody_called(words(talk), talk.view.colleagues)


def nobody_called(name: str, colleagues: Iterable[Colleague]) -> Say:
    """Return that nobody of this name can take a ticket, and who can."""
    names = _joined([one.name for one in colleagues])
    return Say("no-such-colleague", {"name": Quoted(name), "names": names})


def _joined(names: Sequence[str]) -> Quoted | Ref:
    """Return names as the reader's language lists them."""
    if len(names) < 2:  # noqa: PLR2004  nothing to join
        return Quoted(names[0]) if names else Ref("list-nobody")
    return Ref("several-names", {"first": Quoted(names[0]), "rest": _joined(names[1:])})


def keep_whom(talk: Talk) -> Iterable[Effect]:
    return (Remember("whom", words(talk)),)


def hand_over(talk: Talk) -> Iterable[Effect]:
    return (Do(c.HandOver(colleagues_meant(talk)[0].person)),)


def offered_colleagues(talk: Talk) -> tuple[Choice, ...]:
    """Offer those who fit what was typed, or the first of all who can take it."""
    held = talk.view.ticket.assignee if talk.view.ticket else None
    fitting = [one for one in matching(talk.view.colleagues, answer(talk, "whom")) if one.person != held]
    return tuple(
        Choice("answered", "choice-colleague", str(one.person), {"name": Quoted(one.name)})
        for one in fitting[:MOST_COLLEAGUES]
    )


def cancel(talk: Talk) -> Iterable[Effect]:
    return (Do(c.Cancel(words(talk))),)


def more(talk: Talk) -> tuple[Choice, ...]:
    """Offer what the ticket's kind takes and its card has no button for."""
    kind = talk.view.ticket.kind if talk.view.ticket else ""
    return (
        Choice("wants_to_say", "choice-told") if _calls(talk) else Choice("wants_to_say", "choice-say"),
        Choice("wants_to_note", "choice-note"),
        *_OWN.get(kind, ()),
        Choice("wants_to_give", "choice-give"),
        Choice("wants_heard", "choice-heard"),
        Choice("wants_to_cancel", "choice-cancel-ticket"),
    )


def _calls(talk: Talk) -> bool:
    return talk.view.ticket is not None and talk.view.ticket.by_phone


def saying(talk: Talk) -> Mapping[str, Arg]:
    """Return how words reach the customer beside the number: by `chat`, or by `phone` as whoever asks says them."""
    return {**about_ticket(talk), "way": "phone" if _calls(talk) else "chat"}


def level(talk: Talk) -> Mapping[str, Arg]:
    return {**about_ticket(talk), "level": LEVELS[_level(talk)]}


def present_level(talk: Talk) -> Mapping[str, Arg]:
    ticket = talk.view.ticket
    return {**about_ticket(talk), "level": LEVELS[ticket.severity] if ticket else Ref("not-given")}


def _level(talk: Talk) -> Severity:
    return Severity(number_kept(talk, "level") or Severity.MINOR)


_OWN = {
    "question": (Choice("wants_to_answer", "choice-answer"), Choice("wants_to_refer", "choice-refer")),
    "fault": (Choice("wants_severity", "choice-set-severity"),),
}


def _asking(name: str, text: str) -> State:
    return State(name=name, asks=text, args=about_ticket, typed="answered")


STATES = (
    State(name="showing_more", asks="ask-more", args=about_ticket, choices=more),
    _asking("asking_wait_reason", "ask-wait-reason"),
    State(
        name="asking_eta",
        asks="ask-eta",
        args=about_ticket,
        choices=(
            Choice("answered", "choice-eta-30", "30"),
            Choice("answered", "choice-eta-60", "60"),
            Choice("answered", "choice-eta-120", "120"),
        ),
        typed="answered",
    ),
    _asking("asking_solution", "ask-solution"),
    State(name="asking_say", asks="ask-say", args=saying, typed="answered"),
    _asking("asking_note", "ask-note"),
    _asking("asking_answer", "ask-answer"),
    _asking("asking_referral", "ask-referral"),
    State(
        name="asking_level",
        asks="ask-level",
        args=present_level,
        choices=(
            Choice("picked", "level-critical", "1"),
            Choice("picked", "level-major", "2"),
            Choice("picked", "level-minor", "3"),
        ),
    ),
    State(name="asking_level_reason", asks="ask-level-reason", args=level, typed="answered"),
    _asking("asking_cancel_reason", "ask-cancel-reason"),
    _asking("asking_heard", "ask-heard"),
    State(
        name="asking_whom",
        asks="ask-whom",
        args=about_ticket,
        choices=offered_colleagues,
        typed="answered",
    ),
    # What was done, the desk tells.
    State(name="done", final=True),
    State(name="left", asks="nothing-changed", final=True),
)
#: One question, one action: the state that asks, and what the words are for.
_ACTIONS = {
    "asking_wait_reason": wait,
    "asking_solution": solve,
    "asking_say": say,
    "asking_note": note,
    "asking_answer": reply,
    "asking_referral": refer,
    "asking_level_reason": set_severity,
    "asking_cancel_reason": cancel,
    "asking_heard": heard,
}
#: Where `More` leads; from there a question can also be walked back.
_FROM_MORE = (
    "asking_say",
    "asking_note",
    "asking_answer",
    "asking_referral",
    "asking_level",
    "asking_cancel_reason",
    "asking_heard",
    "asking_whom",
)

ROWS = (
    Row("showing_more", "wants_to_say", "asking_say"),
    Row("showing_more", "wants_to_note", "asking_note"),
    Row("showing_more", "wants_to_answer", "asking_answer", it_is_a_question),
    Row("showing_more", "wants_to_refer", "asking_referral", it_is_a_question),
    Row("showing_more", "wants_severity", "asking_level", it_is_a_fault),
    Row("showing_more", "wants_to_give", "asking_whom"),
    Row("showing_more", "wants_heard", "asking_heard"),
    Row("showing_more", "wants_to_cancel", "asking_cancel_reason"),
    Row("asking_whom", "answered", "asking_whom", nobody_is_meant, say_nobody),
    Row("asking_whom", "answered", "asking_whom", several_are_meant, keep_whom),
    Row("asking_whom", "answered", "done", do=hand_over),
    Row("asking_eta", "answered", "asking_eta", arrival_is_not_understood, explain_times),
    Row("asking_eta", "answered", "done", do=announce),
    Row("asking_level", "picked", "asking_level_reason", a_level_was_picked, keep_level),
    Row("asking_level_reason", "went_back", "asking_level"),
    *(Row(state, "answered", state, nothing_was_said) for state in _ACTIONS),
    *(Row(state, "answered", "done", do=action) for state, action in _ACTIONS.items()),
    *(Row(state, "went_back", "showing_more") for state in _FROM_MORE),
    *leaving([state.name for state in STATES if not state.final], "left"),
)


def as_before(state: str, answers: Answers) -> tuple[str, Answers]:
    """Lift a conversation of version 1, which had fewer states and all of them alike."""
    return state, answers


FLOW = Flow(
    name="work_ticket",
    version=2,
    audience="staff",
    initial="showing_more",
    entries=(*_ACTIONS, "asking_eta", "asking_level", "asking_whom"),
    states=STATES,
    rows=ROWS,
    upcasts={1: as_before},
)

"""Asking a question that is no fault (IN-04).

Starts without answers, or with {"question": text, "media": count, "notice_at": ISO} when it was typed
already; then the ticket is opened at the start, and the conversation has ended at once.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.commands import Open
from bot.domain.severity import Severity
from bot.flows.phrases import answer, instant_kept, leaving, nothing_was_said, number_kept, words
from bot.flows.tables import Do, Effect, Flow, Remember, Row, Say, State, Talk


def question_is_known(talk: Talk) -> bool:
    return bool(answer(talk, "question"))


def begin(talk: Talk) -> Iterable[Effect]:
    """Keep the moment of the notice, unless it was kept before the question was known to be one."""
    if not answer(talk, "notice_at"):
        yield Remember("notice_at", (talk.view.notice_at or talk.view.now).isoformat())


def ask_at_once(talk: Talk) -> Iterable[Effect]:
    yield from begin(talk)
    yield _opening(talk, answer(talk, "question"), 0)


def ask(talk: Talk) -> Iterable[Effect]:
    yield Remember("question", words(talk))
    yield _opening(talk, words(talk), len(talk.heard.media))


def keep_files(talk: Talk) -> Iterable[Effect]:
    yield Remember("media", number_kept(talk, "media") + len(talk.heard.media))
    yield Say("question-words-please")


def _opening(talk: Talk, question: str, files: int) -> Do:
    command = Open(
        kind="question",
        severity=Severity.MINOR,
        notice_at=instant_kept(talk, "notice_at") or talk.view.now,
        language=talk.view.language,
        record={"symptom": question},
        media=number_kept(talk, "media") + files,
    )
    return Do(command)


FLOW = Flow(
    name="ask_question",
    version=1,
    audience="customer",
    initial="asking_question",
    states=(
        State(name="asking_question", asks="ask-question", typed="answered", sent="attached"),
        # The desk tells the number and the promise when it opens the ticket.
        State(name="sent", final=True),
        State(name="cancelled", asks="question-cancelled", final=True),
    ),
    rows=(
        Row("asking_question", "began", "sent", question_is_known, ask_at_once),
        Row("asking_question", "began", "asking_question", do=begin),
        Row("asking_question", "answered", "asking_question", nothing_was_said),
        Row("asking_question", "answered", "sent", do=ask),
        Row("asking_question", "attached", "asking_question", nothing_was_said, keep_files),
        Row("asking_question", "attached", "sent", do=ask),
        *leaving(["asking_question"], "cancelled"),
    ),
)

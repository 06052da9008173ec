"""Rating the service: one tap for the score, a reason for a low one, a free word (AF-01).

`view.ticket` is given. Words typed beside the score ("5, thank you") come along:
Heard(trigger="rated", value="5", text="thank you").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.domain.commands import Comment, GiveReason, Rate
from bot.domain.survey import FOLLOW_UP_WITHIN, HIGHEST, LOWEST, is_low
from bot.flows.phrases import about_ticket, nothing_was_said, words
from bot.flows.tables import Arg, Choice, Do, Effect, Flow, Row, State, Talk


def score(talk: Talk) -> int:
    """Return the score heard, 0 when it is none."""
    value = talk.heard.value
    return int(value) if value in {str(number) for number in range(LOWEST, HIGHEST + 1)} else 0


def it_is_no_score(talk: Talk) -> bool:
    return not score(talk)


def score_is_low(talk: Talk) -> bool:
    return is_low(score(talk))


def rate(talk: Talk) -> Iterable[Effect]:
    yield Do(Rate(score(talk)))
    yield from comment(talk)


def give_reason(talk: Talk) -> Iterable[Effect]:
    yield Do(GiveReason(talk.heard.value))
    yield from comment(talk)


def give_other_reason(talk: Talk) -> Iterable[Effect]:
    """Take typed words as a reason of their own."""
    yield Do(GiveReason("other"))
    yield from comment(talk)


def comment(talk: Talk) -> Iterable[Effect]:
    return (Do(Comment(words(talk))),) if words(talk) else ()


def follow_up(talk: Talk) -> Mapping[str, Arg]:
    """Return by when the manager calls; the alert went out with the score, just now."""
    return {**about_ticket(talk), "call_by": talk.view.now + FOLLOW_UP_WITHIN}


FLOW = Flow(
    name="rate_service",
    version=1,
    audience="customer",
    initial="asking_score",
    states=(
        State(
            name="asking_score",
            asks="ask-score",
            args=about_ticket,
            choices=(
                Choice("rated", "score-1", "1"),
                Choice("rated", "score-2", "2"),
                Choice("rated", "score-3", "3"),
                Choice("rated", "score-4", "4"),
                Choice("rated", "score-5", "5"),
            ),
        ),
        State(
            name="asking_reason",
            asks="ask-low-reason",
            args=follow_up,
            choices=(
                Choice("gave_reason", "reason-slow", "slow"),
                Choice("gave_reason", "reason-not-fixed", "not_fixed"),
                Choice("gave_reason", "reason-manner", "manner"),
                Choice("gave_reason", "reason-cost", "cost"),
                Choice("gave_reason", "reason-other", "other"),
            ),
            typed="answered",
        ),
        State(name="asking_comment", asks="ask-comment", typed="answered"),
        State(name="thanked", asks="rating-thanks", final=True),
        State(name="followed_up", asks="rating-followed-up", final=True),
        State(name="left", final=True),
    ),
    rows=(
        Row("asking_score", "rated", "asking_score", it_is_no_score),
        Row("asking_score", "rated", "asking_reason", score_is_low, rate),
        Row("asking_score", "rated", "thanked", do=rate),
        Row("asking_score", "cancelled", "left", hidden=True),
        Row("asking_reason", "gave_reason", "asking_comment", do=give_reason),
        Row("asking_reason", "answered", "asking_reason", nothing_was_said),
        Row("asking_reason", "answered", "followed_up", do=give_other_reason),
        Row("asking_reason", "skipped", "followed_up"),
        Row("asking_reason", "cancelled", "followed_up", hidden=True),
        Row("asking_comment", "answered", "asking_comment", nothing_was_said),
        Row("asking_comment", "answered", "followed_up", do=comment),
        Row("asking_comment", "skipped", "followed_up"),
        Row("asking_comment", "cancelled", "followed_up", hidden=True),
    ),
)

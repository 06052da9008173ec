"""Rating the service: one tap for the score, a reason for a low one, a free word (AF-01).

`view.ticket` is given. Words typed beside the score ("5, thank you") come along:
Heard(trigger="rated", value="5", text="thank you").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from bot.domain.commands import Comment, GiveReason, Rate
from bot.domain.survey import FOLLOW_UP_WITHIN, HIGHEST, LOWEST, is_low
from bot.flows.phrases import about_ticket, nothing_was_said, something_was_said, unchanged, words
from bot.flows.tables import Arg, Arm, Choice, Do, Effect, Flow, Invite, Row, State, Talk

#: How long words with a score are waited for.
WAIT = timedelta(hours=1)


def score(talk: Talk) -> int:
    """Return the score heard, 0 when it is none."""
    value = talk.heard.value
    return int(value) if value in {str(number) for number in range(LOWEST, HIGHEST + 1)} else 0


def it_is_no_score(talk: Talk) -> bool:
    return not score(talk)


def score_is_low(talk: Talk) -> bool:
    return is_low(score(talk))


def rate_and_wait(talk: Talk) -> Iterable[Effect]:
    """Keep a low score; whoever says nothing more is not waited for without end."""
    yield from rate(talk)
    yield from wait(talk)


def rate_and_invite(talk: Talk) -> Iterable[Effect]:
    """Keep a good score that came without words, and offer to add some."""
    yield from rate(talk)
    yield Invite("inviting_comment")


def wait(talk: Talk) -> Iterable[Effect]:
    return (Arm("idle", talk.view.now + WAIT),)


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
    version=2,
    audience="customer",
    initial="asking_score",
    entries=("inviting_comment",),
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
        State(name="inviting_comment", asks="rating-invites", choices=(Choice("wanted", "choice-comment"),)),
        State(name="asking_words", asks="ask-words", typed="answered"),
        State(name="commented", asks="comment-thanks", final=True),
        State(name="thanked", asks="rating-thanks", final=True),
        State(name="followed_up", asks="rating-followed-up", final=True),
        # What comes next the invitation says.
        State(name="rated", final=True),
        State(name="left", final=True),
    ),
    rows=(
        Row("asking_score", "rated", "asking_score", it_is_no_score),
        Row("asking_score", "rated", "asking_reason", score_is_low, rate_and_wait),
        Row("asking_score", "rated", "thanked", something_was_said, rate),
        Row("asking_score", "rated", "rated", do=rate_and_invite),
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
        Row("inviting_comment", "wanted", "asking_words", do=wait),
        Row("inviting_comment", "cancelled", "left", hidden=True),
        Row("asking_words", "answered", "asking_words", nothing_was_said),
        Row("asking_words", "answered", "commented", do=comment),
        Row("asking_words", "skipped", "left"),
        Row("asking_words", "cancelled", "left", hidden=True),
        *(Row(state, "timed_out", "left") for state in ("asking_reason", "asking_comment", "asking_words")),
    ),
    # Since the second version a word can be added to a good score, and nothing is waited for without end.
    upcasts={1: unchanged},
)

"""What must hold for a row of the fault report."""

from __future__ import annotations

from bot.domain.severity import Severity
from bot.flows.phrases import answer, level_heard, number_kept
from bot.flows.report_fault import draft
from bot.flows.tables import Talk


def symptom_is_known(talk: Talk) -> bool:
    return bool(answer(talk, "symptom"))


def files_were_sent(talk: Talk) -> bool:
    return number_kept(talk, "media") > 0


def no_files_were_sent(talk: Talk) -> bool:
    return not files_were_sent(talk)


def something_is_known_already(talk: Talk) -> bool:
    """Tell whether the report can go on without new words: there are some, or files that speak."""
    return talk.answers.get("returning") is not True and (symptom_is_known(talk) or files_were_sent(talk))


def a_level_waits_for_its_ticket(talk: Talk) -> bool:
    return "severity" in talk.answers and not draft.is_issued(talk)


def ticket_is_one_of_theirs(talk: Talk) -> bool:
    return any(str(ticket.id) == talk.heard.value for ticket in talk.view.tickets)


def no_level_was_picked(talk: Talk) -> bool:
    return level_heard(talk) is None


def ticket_is_out(talk: Talk) -> bool:
    return draft.is_issued(talk)


def no_ticket_yet(talk: Talk) -> bool:
    return not draft.is_issued(talk)


def one_answer_is_changed(talk: Talk) -> bool:
    """Tell whether the customer came from the summary and goes back there."""
    return talk.answers.get("returning") is True and not draft.is_issued(talk)


def one_answer_is_changed_on_the_ticket(talk: Talk) -> bool:
    """Tell whether the ticket came out while one answer of the summary was being changed."""
    return talk.answers.get("returning") is True and draft.is_issued(talk)


def they_came_from_the_summary(talk: Talk) -> bool:
    return talk.answers.get("returning") is True


def pick_is_doubtful_after_all(talk: Talk) -> bool:
    """Tell whether the pick just changed at the summary disagrees with the answers given before."""
    return one_answer_is_changed(talk) and draft.proposal(talk, pick=level_heard(talk)) is not None


def critical_is_picked_after_all(talk: Talk) -> bool:
    return one_answer_is_changed(talk) and level_heard(talk) is Severity.CRITICAL


def critical_is_doubtful_after_all(talk: Talk) -> bool:
    return critical_is_picked_after_all(talk) and pick_is_doubtful_after_all(talk)


def critical_is_picked(talk: Talk) -> bool:
    return not draft.is_issued(talk) and level_heard(talk) is Severity.CRITICAL


def it_says_nothing_of_down(talk: Talk) -> bool:
    return talk.heard.value not in draft.DOWN


def it_is_neither_yes_nor_no(talk: Talk) -> bool:
    return talk.heard.value not in draft.LOST


def it_is_down(talk: Talk) -> bool:
    return talk.heard.value == "yes"


def it_was_said_to_be_down(talk: Talk) -> bool:
    return answer(talk, "down") == "yes"


def time_is_not_understood(talk: Talk) -> bool:
    return draft.since_heard(talk) is None


def answers_speak_for_another_level(talk: Talk) -> bool:
    """Tell whether all answers, this last one about lost data included, propose another level (SV-04)."""
    return draft.proposal(talk, lost=talk.heard.value) is not None


def not_reminded_yet(talk: Talk) -> bool:
    return "reminded" not in talk.answers


def the_edited_answer_stands(talk: Talk) -> bool:
    """Tell whether what was edited is still an answer of this report, and the new words can be one."""
    name, words, before = draft.revised_field(talk), talk.heard.text.strip(), talk.heard.before
    if name == "severity":
        return (
            "severity" in talk.answers
            and draft.level_named(words) is not None
            and draft.severity(talk) is draft.level_named(before)
        )
    if name == "since":
        return it_was_said_to_be_down(talk) and draft.since_heard(talk) is not None
    if name in {"down", "lost"}:
        known = draft.DOWN if name == "down" else draft.LOST
        return answer(talk, name) == before and words in known
    return bool(name and words and before) and before in answer(talk, name)


def it_is_said_not_to_be_down_after_all(talk: Talk) -> bool:
    """Tell whether an edit takes back the interruption whose start is being asked for."""
    down = draft.revised_field(talk) == "down" and talk.heard.text.strip() != "yes"
    return down and the_edited_answer_stands(talk)

"""The conversation of a fault report: in this state, when they did that, if this holds, go there."""

from __future__ import annotations

from bot.flows.phrases import nothing_was_said, something_was_said
from bot.flows.report_fault import actions as a
from bot.flows.report_fault import guards as g
from bot.flows.report_fault.states import STATES
from bot.flows.tables import Action, Row
from bot.flows.telephone import ask_for_figures, no_number_is_in_it

WAITING = tuple(state.name for state in STATES if not state.final)
#: Where the ticket may be out already: leaving then leaves the ticket with us.
_WITHOUT_TICKET = frozenset({"asking_kind", "summarising", "choosing_change"})
_MAY_HAVE_TICKET = tuple(name for name in WAITING if name not in _WITHOUT_TICKET)
#: Where a level has been picked and neither a proposal nor the summary stands: `raised` stays there.
_ASKED_AFTER_SEVERITY = (
    "checking_down",
    "checking_since",
    "checking_lost",
    "asking_equipment",
    "asking_project",
    "asking_photos",
    "asking_phone",
)


def _answer(state: str, trigger: str, after: str, do: Action | None = None) -> tuple[Row, ...]:
    """Return the rows of an answer: on to `after`, or back to the summary when only this one was changed."""
    return (
        Row(state, trigger, "summarising", g.one_answer_is_changed, do),
        Row(state, trigger, "completed", g.one_answer_is_changed_on_the_ticket, do),
        Row(state, trigger, after, None, do),
    )


def _back(state: str, before: str) -> tuple[Row, ...]:
    """Return the rows of going back: to the question before, or to the summary where they came from."""
    return (
        Row(state, "went_back", "summarising", g.one_answer_is_changed),
        Row(state, "went_back", "completed", g.one_answer_is_changed_on_the_ticket),
        Row(state, "went_back", before),
    )


_KIND = (
    Row("asking_kind", "began", "asking_kind", do=a.begin),
    Row("asking_kind", "reported_fault", "asking_severity", g.symptom_is_known),
    Row("asking_kind", "reported_fault", "asking_symptom"),
    Row("asking_kind", "asked_question", "handed_over", do=a.hand_over_question),
    Row("asking_kind", "added_to_ticket", "added", g.ticket_is_one_of_theirs, a.add_to_ticket),
    Row("asking_kind", "answered", "asking_kind", something_was_said, a.add_to_symptom),
)
_SYMPTOM = (
    Row("asking_symptom", "began", "asking_symptom", do=a.begin),
    Row("asking_symptom", "answered", "asking_symptom", nothing_was_said),
    *_answer("asking_symptom", "answered", "asking_severity", a.keep_symptom),
    Row("asking_symptom", "attached", "asking_symptom", nothing_was_said, a.ask_for_words),
    *_answer("asking_symptom", "attached", "asking_severity", a.keep_symptom_and_files),
    Row("asking_symptom", "skipped", "asking_severity", g.something_is_known_already),
    Row("asking_symptom", "went_back", "summarising", g.one_answer_is_changed),
    Row("asking_symptom", "went_back", "completed", g.one_answer_is_changed_on_the_ticket),
)
_SEVERITY = (
    Row("asking_severity", "picked", "asking_severity", g.no_level_was_picked),
    Row(
        "asking_severity",
        "picked",
        "proposing_severity",
        g.critical_is_doubtful_after_all,
        a.open_as_critical,
    ),
    Row("asking_severity", "picked", "completed", g.critical_is_picked_after_all, a.open_as_critical),
    Row("asking_severity", "picked", "checking_down", g.critical_is_picked, a.open_as_critical),
    Row("asking_severity", "picked", "proposing_severity", g.pick_is_doubtful_after_all, a.keep_severity),
    Row("asking_severity", "picked", "summarising", g.one_answer_is_changed, a.keep_severity),
    Row("asking_severity", "picked", "checking_down", None, a.keep_severity),
    Row("asking_severity", "went_back", "summarising", g.one_answer_is_changed),
    Row("asking_severity", "went_back", "asking_symptom"),
)
_CHECKS = (
    Row("checking_down", "answered", "checking_down", g.it_says_nothing_of_down),
    Row("checking_down", "answered", "checking_since", g.it_is_down, a.keep_down),
    Row("checking_down", "answered", "checking_lost", do=a.keep_down),
    Row("checking_down", "skipped", "checking_lost", do=a.forget_down),
    Row("checking_down", "went_back", "asking_severity"),
    Row("checking_since", "answered", "checking_since", g.time_is_not_understood, a.explain_times),
    Row("checking_since", "answered", "checking_lost", do=a.keep_since),
    Row("checking_since", "skipped", "checking_lost", do=a.forget_since),
    Row("checking_since", "went_back", "checking_down"),
    Row("checking_lost", "answered", "checking_lost", g.it_is_neither_yes_nor_no),
    Row("checking_lost", "answered", "proposing_severity", g.answers_speak_for_another_level, a.keep_lost),
    Row("checking_lost", "answered", "asking_equipment", do=a.keep_lost),
    Row("checking_lost", "skipped", "proposing_severity", g.answers_speak_for_another_level, a.forget_lost),
    Row("checking_lost", "skipped", "asking_equipment", do=a.forget_lost),
    Row("checking_lost", "went_back", "checking_since", g.it_was_said_to_be_down),
    Row("checking_lost", "went_back", "checking_down"),
)
_PROPOSAL = (
    # Accepting always leaves a ticket: there was one, or level 1 opens it at this moment.
    Row("proposing_severity", "accepted", "completed", g.they_came_from_the_summary, a.accept_proposal),
    Row("proposing_severity", "accepted", "asking_equipment", do=a.accept_proposal),
    *_answer("proposing_severity", "declined", "asking_equipment", a.decline_proposal),
    *_back("proposing_severity", "checking_lost"),
    Row("proposing_severity", "raised", "completed", g.one_answer_is_changed, a.open_as_critical),
    Row("proposing_severity", "raised", "asking_equipment", g.no_ticket_yet, a.open_as_critical),
)
_DETAILS = (
    Row("asking_equipment", "answered", "asking_equipment", nothing_was_said),
    *_answer("asking_equipment", "answered", "asking_project", a.keep_equipment),
    *_answer("asking_equipment", "skipped", "asking_project", a.forget_equipment),
    *_back("asking_equipment", "checking_lost"),
    Row("asking_project", "answered", "asking_project", nothing_was_said),
    *_answer("asking_project", "answered", "asking_photos", a.keep_project),
    *_answer("asking_project", "skipped", "asking_photos", a.forget_project),
    *_back("asking_project", "asking_equipment"),
    Row("asking_photos", "answered", "asking_photos", something_was_said, a.add_to_symptom),
    Row("asking_photos", "finished", "asking_phone"),
    Row("asking_photos", "skipped", "asking_phone", g.no_files_were_sent),
    Row("asking_photos", "went_back", "asking_project"),
    Row("asking_phone", "answered", "asking_phone", nothing_was_said),
    Row("asking_phone", "answered", "asking_phone", no_number_is_in_it, ask_for_figures),
    Row("asking_phone", "answered", "completed", g.ticket_is_out, a.keep_phone),
    Row("asking_phone", "answered", "summarising", do=a.keep_phone),
    Row("asking_phone", "skipped", "completed", g.ticket_is_out, a.forget_phone),
    Row("asking_phone", "skipped", "summarising", do=a.forget_phone),
    *_back("asking_phone", "asking_photos"),
)
_SUMMARY = (
    Row("summarising", "confirmed", "sent", do=a.open_as_picked),
    Row("summarising", "changed", "choosing_change"),
    Row("summarising", "went_back", "asking_phone", do=a.walk_back),
    Row("summarising", "raised", "completed", do=a.open_as_critical),
    Row("choosing_change", "changed_symptom", "asking_symptom", do=a.change_one_answer),
    Row("choosing_change", "changed_severity", "asking_severity", do=a.change_one_answer),
    Row("choosing_change", "changed_equipment", "asking_equipment", do=a.change_one_answer),
    Row("choosing_change", "changed_project", "asking_project", do=a.change_one_answer),
    Row("choosing_change", "changed_phone", "asking_phone", do=a.change_one_answer),
    Row("choosing_change", "went_back", "summarising"),
    Row("choosing_change", "raised", "completed", do=a.open_as_critical),
)
#: Questions that have no sense any more when service is back.
_AFTER_OUTAGE = {"checking_since": "checking_lost", "proposing_severity": "checking_lost"}
#: The outage question opens a draft at level 1, or notes that service is back (SV-06).
_OUTAGE = (
    Row("asking_symptom", "raised", "asking_symptom", g.a_level_waits_for_its_ticket, a.open_as_critical),
    Row("asking_severity", "raised", "completed", g.one_answer_is_changed, a.open_as_critical),
    Row("asking_severity", "raised", "checking_down", g.a_level_waits_for_its_ticket, a.open_as_critical),
    *(Row(state, "raised", state, g.no_ticket_yet, a.open_as_critical) for state in _ASKED_AFTER_SEVERITY),
    *(
        Row(state, "restored", _AFTER_OUTAGE.get(state, state), g.it_was_said_to_be_down, a.end_outage)
        for state in WAITING[1:]
    ),
)
#: Photos are welcome at any moment, leaving is possible at any moment, and silence is asked about once.
_ALWAYS = (
    *(Row(state, "attached", state, do=a.keep_files) for state in WAITING if state != "asking_symptom"),
    *(Row(state, "added", state, do=a.add) for state in WAITING),
    Row("checking_since", "revised", "checking_lost", g.it_is_said_not_to_be_down_after_all, a.revise),
    *(Row(state, "revised", state, g.the_edited_answer_stands, a.revise) for state in WAITING),
    *(Row(state, "cancelled", "left_with_ticket", g.ticket_is_out) for state in _MAY_HAVE_TICKET),
    *(Row(state, "cancelled", "cancelled") for state in WAITING),
    *(Row(state, "timed_out", state, g.not_reminded_yet, a.remind) for state in WAITING),
)

ROWS = (*_KIND, *_SYMPTOM, *_SEVERITY, *_CHECKS, *_PROPOSAL, *_DETAILS, *_SUMMARY, *_OUTAGE, *_ALWAYS)

"""What the customer has told so far, read from the answers of the conversation.

Kept answers: `symptom equipment project phone` (text), `severity` (1 to 3), `down` ("yes", "ended",
"ended_long", "no"; "" when skipped), `since` (ISO), `lost` ("yes", "no"), `media` (a count),
`notice_at` and `begun_at` (ISO: sent, and received), `issued` (the ticket is out),
`returning` (one answer is being changed), `declined` (a level not wanted), `asked_for_figures` (of the phone).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.commands import Open
from bot.domain.severity import OUTAGE_LIMIT, Checks, Severity, propose, reaches_limit_at
from bot.flows import times
from bot.flows.phrases import answer, instant_kept, number_kept
from bot.flows.tables import Talk

#: A report that takes longer than this was interrupted; ours, the documents name no figure.
FINISHED_WITHIN = timedelta(hours=1)
_RECORD = ("symptom", "equipment", "project", "phone", "since", "down", "lost")
DOWN = {"yes": True, "ended": False, "ended_long": True, "no": False}
#: What the choices of `checking_since` stand for.
MINUTES_AGO = {"0": timedelta(0), "5": timedelta(minutes=5), "10": OUTAGE_LIMIT}
LOST = {"yes": True, "no": False}


def severity(talk: Talk) -> Severity:
    """Return the customer's pick; the least before there is one."""
    return Severity(number_kept(talk, "severity") or Severity.MINOR)


def is_issued(talk: Talk) -> bool:
    """Tell whether this conversation has its ticket: from then on answers amend it."""
    return talk.answers.get("issued") is True


def checks(talk: Talk) -> Checks:
    """Return the answers to the plain questions.

    An interruption of ten minutes or more that has ended counts as one that began ten minutes ago.
    """
    down = answer(talk, "down")
    since_at = talk.view.now - OUTAGE_LIMIT if down == "ended_long" else instant_kept(talk, "since")
    return Checks(DOWN.get(down), since_at, LOST.get(answer(talk, "lost")))


def proposal(talk: Talk, pick: Severity | None = None, lost: str | None = None) -> Severity | None:
    """Return the level the answers speak for, given a `pick` or answer about lost data that came just now.

    A level that was declined is not proposed again: the pick stands.
    """
    told = checks(talk) if lost is None else replace(checks(talk), lost=LOST.get(lost))
    level = propose(pick or severity(talk), told, talk.view.now)
    return None if level is not None and level == number_kept(talk, "declined") else level


def outage_limit_at(talk: Talk, since_at: datetime | None) -> datetime | None:
    """Return when the interruption going on will be ten minutes old; None when it is, or none goes on."""
    down = answer(talk, "down") == "yes"
    limit_at = reaches_limit_at(Checks(down=down, since_at=since_at))
    return limit_at if limit_at is not None and limit_at > talk.view.now else None


def since_heard(talk: Talk) -> datetime | None:
    """Return the start of the outage as picked (minutes ago) or typed, or None when it is not understood."""
    if talk.heard.value in MINUTES_AGO:
        return talk.view.now - MINUTES_AGO[talk.heard.value]
    return times.past(talk.heard.text, talk.view.now, talk.view.zone)


#: Which answer is edited with a message that was sent in this state.
_REVISED = {
    "asking_kind": "symptom",
    "asking_symptom": "symptom",
    "asking_photos": "symptom",
    "asking_severity": "severity",
    "checking_down": "down",
    "checking_since": "since",
    "checking_lost": "lost",
    "asking_equipment": "equipment",
    "asking_project": "project",
    "asking_phone": "phone",
}


def revised_field(talk: Talk) -> str:
    """Return the answer an edited message gave, "" when it gave none."""
    return _REVISED.get(talk.heard.value, "")


def level_named(value: str) -> Severity | None:
    """Return the level a choice's value stands for, or None."""
    return Severity(int(value)) if value in {"1", "2", "3"} else None


def notice_at(talk: Talk) -> datetime:
    """Return when the customer gave notice: the first message of the report, if it was finished within the hour.

    A report left lying and finished later counts from the message that finished it, else its promise would be
    broken before anybody could read it.
    """
    finished_at = talk.view.notice_at or talk.view.now
    began_at = instant_kept(talk, "notice_at") or finished_at
    # A message that was long under way is no report left lying: what counts is when it reached us.
    begun_at = instant_kept(talk, "begun_at") or began_at
    return began_at if talk.view.now - begun_at <= FINISHED_WITHIN else finished_at


def opening(talk: Talk, level: Severity) -> Open:
    """Return the command that accepts this report at `level`."""
    return Open(
        kind="fault",
        severity=level,
        notice_at=notice_at(talk),
        language=talk.view.language,
        record={name: answer(talk, name) for name in _RECORD if answer(talk, name)},
        media=number_kept(talk, "media"),
    )

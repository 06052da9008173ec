"""The words behind a command of staff, as what they ask of the ticket; or why they ask nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bot.domain import commands as c
from bot.domain.colleagues import matching
from bot.domain.severity import Severity
from bot.flows import times
from bot.flows.tables import Say
from bot.flows.work_ticket import nobody_called

if TYPE_CHECKING:
    from bot.desk.cases import Handled
    from bot.desk.speaker import Speaker

#: A command, words why there is none, or None where it still has to be asked for something.
Understood = c.Command | Say | None

#: What is done with the words as they are.
WORDED: Mapping[str, Callable[[str], c.Command]] = {
    "say": c.Say,
    "note": c.Note,
    "wait": c.Wait,
    "solved": c.Solve,
    "answer": c.Answer,
    "refer": c.Refer,
    "drop": c.Cancel,
    "heard": c.Heard,
    "decline": c.DeclineOffer,
    "reject": c.Reject,
}
#: What is said for a caller comes in one line, while they are on the telephone.
_NEVER_ASKED = frozenset({"reject", "rate"})


def understand(speaker: Speaker, handled: Handled, name: str, words: str) -> Understood:
    """Return the domain command of a request, words why it is none, or None when it still needs words."""
    if not words:
        return Say(f"usage-{name}") if name in _NEVER_ASKED else None
    read = _READ.get(name)
    return read(speaker, handled, words) if read else WORDED[name](words)


def _hand_over(speaker: Speaker, _handled: Handled, words: str) -> Understood:
    """Return the hand-over to the one colleague who is meant; None when it must be asked who."""
    # In a group it is the group that reads, and not the person who asks.
    colleagues = speaker.draft.world.roster.colleagues(speaker.person.id)
    meant = matching(colleagues, words)
    if not meant:
        return nobody_called(words, colleagues)
    return c.HandOver(meant[0].person) if len(meant) == 1 else None


def _score(_speaker: Speaker, _handled: Handled, words: str) -> Understood:
    return c.Rate(int(words)) if words in {"1", "2", "3", "4", "5"} else Say("usage-rate")


def _arrival(speaker: Speaker, _handled: Handled, words: str) -> Understood:
    eta_at = times.ahead(words, speaker.draft.at, speaker.reader.zone)
    return c.OnSite(eta_at) if eta_at else Say("eta-not-understood")


def _level(_speaker: Speaker, _handled: Handled, words: str) -> Understood:
    level, _, reason = words.partition(" ")
    if level not in {"1", "2", "3"} or not reason.strip():
        return Say("usage-severity")
    return c.SetSeverity(Severity(int(level)), reason.strip())


_READ: Mapping[str, Callable[[Speaker, Handled, str], Understood]] = {
    "give": _hand_over,
    "rate": _score,
    "onsite": _arrival,
    "severity": _level,
}

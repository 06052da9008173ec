"""What many flows hear and say alike: words, files, answers kept before, fault levels, ways out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain import numbers
from bot.domain.severity import Severity
from bot.flows.tables import Choice, Quoted, Ref, Row, Talk

if TYPE_CHECKING:
    from bot.domain.ticket import Ticket

LEVELS = {
    Severity.CRITICAL: Ref("level-critical"),
    Severity.MAJOR: Ref("level-major"),
    Severity.MINOR: Ref("level-minor"),
}
#: What has no level of its own to be known by.
KINDS = {"question": Ref("kind-question"), "follow_up": Ref("kind-follow-up")}
#: The levels in a customer's plain words.
LEVEL_CHOICES = (
    Choice("picked", "choice-down", "1"),
    Choice("picked", "choice-degraded", "2"),
    Choice("picked", "choice-minor", "3"),
)
_NOTHING = Ref("not-given")
#: So many signs of a description are read back, and of a short answer such as a name; a text of WeChat's bears some
#: 680 Han characters in all.
BRIEF, SHORT = 200, 60


def words(talk: Talk) -> str:
    """Return what was typed or spoken, without the blanks around it."""
    return talk.heard.text.strip()


def nothing_was_said(talk: Talk) -> bool:
    """Tell whether the message had no words."""
    return not words(talk)


def something_was_said(talk: Talk) -> bool:
    """Tell whether the message had words."""
    return bool(words(talk))


def answer(talk: Talk, name: str) -> str:
    """Return a text kept before, "" when there is none."""
    value = talk.answers.get(name, "")
    return value if isinstance(value, str) else ""


def number_kept(talk: Talk, name: str) -> int:
    """Return a whole number kept before, 0 when there is none."""
    value = talk.answers.get(name, 0)
    return value if isinstance(value, int) else 0


def instant_kept(talk: Talk, name: str) -> datetime | None:
    """Return an instant kept before as ISO text."""
    text = answer(talk, name)
    return datetime.fromisoformat(text) if text else None


def level_heard(talk: Talk) -> Severity | None:
    """Return the level a choice stands for."""
    return Severity(int(talk.heard.value)) if talk.heard.value in {"1", "2", "3"} else None


def a_level_was_picked(talk: Talk) -> bool:
    """Tell whether the choice is one of the three levels."""
    return level_heard(talk) is not None


def quoted(text: str) -> Quoted | Ref:
    """Return a person's words for showing, or the words for "not given"."""
    return Quoted(text) if text else _NOTHING


def brief(text: str, limit: int = BRIEF) -> Quoted | Ref:
    """Return the beginning of a person's own words, for reading back: what comes after it must fit in as well."""
    return quoted(cut(text, limit))


def cut(text: str, limit: int) -> str:
    """Return as much of a text as `limit` signs hold, the last of them … where some is left out."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def one_line(text: str, limit: int) -> str:
    """Return a text of any number of lines as one, cut at `limit` signs."""
    return cut(" ".join(text.split()), limit)


def about(ticket: Ticket) -> Quoted | Ref:
    """Return what a ticket is about: the symptom, or the low score a follow-up was opened for."""
    if "followed" in ticket.record:
        return Ref("about-score", {"number": ticket.record["followed"], "score": ticket.record.get("score", "")})
    return brief(ticket.record.get("symptom", ""))


def level_of(ticket: Ticket) -> Ref:
    """Return what kind of ticket it is: the level of a fault, else its kind."""
    return KINDS.get(ticket.kind) or LEVELS[ticket.severity]


def promise(ticket: Ticket) -> Ref:
    """Return by when the customer must be answered, or since when they have had a response."""
    if ticket.responded_at is not None and not ticket.owes_answer:
        return Ref("card-responded", {"at": ticket.responded_at})
    return Ref("card-respond-by", {"due": ticket.respond_due_at})


def unchanged(state: str, answers: dict[str, object]) -> tuple[str, dict[str, object]]:
    """Lift a stored conversation to a version whose states and answers mean what they did."""
    return state, answers


def ticket_number(ticket: Ticket | None) -> str:
    """Return the number people see, "" without a ticket."""
    return numbers.show(ticket.number) if ticket else ""


def about_ticket(talk: Talk) -> dict[str, str]:
    """Return the variable nearly every question about a ticket has: its `number`."""
    return {"number": ticket_number(talk.view.ticket)}


def leaving(states: Iterable[str], target: str, *, hidden: bool = False) -> tuple[Row, ...]:
    """Return the rows by which each of `states` can be cancelled."""
    return tuple(Row(state, "cancelled", target, hidden=hidden) for state in states)

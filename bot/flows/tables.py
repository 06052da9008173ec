"""What a conversation is made of: states, rows, choices, and the effects an action may return."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct

from bot.messages import Arg, Lines, Quoted, Ref

if TYPE_CHECKING:
    from bot.domain.colleagues import Colleague
    from bot.domain.commands import Command
    from bot.domain.severity import Severity
    from bot.domain.ticket import Ticket
    from bot.messages import Media

__all__ = ["Arg", "Lines", "Quoted", "Ref"]

Audience = Literal["customer", "staff"]


class Choice(Struct, frozen=True):
    """A button: what pressing it means (`trigger` with `value`), and the text id of its label."""

    trigger: str
    text: str
    value: str = ""
    args: Mapping[str, Arg] = msgspec.field(default_factory=dict)


class Heard(Struct, frozen=True):
    """What a person did, as a trigger; with the words, the value of a choice, or the files with it.

    `before` are the words (or the value) that an edit replaces.
    """

    trigger: str
    text: str = ""
    value: str = ""
    media: tuple[Media, ...] = ()
    before: str = ""


class Say(Struct, frozen=True):
    """Tell the person `text`, as a paragraph of the answer."""

    text: str
    args: Mapping[str, Arg] = msgspec.field(default_factory=dict)


class Remember(Struct, frozen=True):
    """Keep an answer of this conversation; JSON values only."""

    key: str
    value: object


class Do(Struct, frozen=True):
    """Ask the desk for this about the conversation's ticket, or `ticket` when named (for Open: a new one).

    Of a `quiet` one only a refusal is told: it is a part of something larger.
    """

    command: Command
    ticket: int | None = None
    quiet: bool = False


class LogCall(Struct, frozen=True):
    """Open a ticket for somebody who called at that time; `record` holds what they told, by field."""

    severity: Severity
    called_at: datetime
    record: Mapping[str, str]


class KnowCaller(Struct, frozen=True):
    """The one who called about the conversation's ticket has this name and number, as far as they were given."""

    name: str
    phone: str


class Begin(Struct, frozen=True):
    """Go on in another flow with these answers, at its start or at `state`."""

    flow: str
    answers: Mapping[str, object] = msgspec.field(default_factory=dict)
    state: str = ""


class Resume(Struct, frozen=True):
    """When this flow has ended, give `trigger` to the one it interrupted, if that one has a row for it."""

    trigger: str


class Invite(Struct, frozen=True):
    """Put the question of this flow's `state` from outside: it may be answered or left, and holds up nothing."""

    state: str


class SetLanguage(Struct, frozen=True):
    """The person reads this language from now on."""

    language: str


class Erase(Struct, frozen=True):
    """Remove what we keep of this person, as far as no open ticket needs it."""


class Arm(Struct, frozen=True):
    """When `at` comes, ask the outage question (SV-06), or give this conversation `timed_out`.

    A later Arm of one kind replaces the earlier. The outage question is only worth asking while the report
    (record or answers) still says `down` = "yes" and its level is not 1: the desk looks when the time comes.
    """

    kind: Literal["outage", "idle"]
    at: datetime


Effect = Say | Remember | Do | LogCall | KnowCaller | Begin | Resume | Invite | SetLanguage | Erase | Arm


class View(Struct, frozen=True, kw_only=True):
    """What a flow may know of the world while it decides.

    `tickets` are the person's own open ones, the newest first. `notice_at` is when the person sent what is
    being handled (the notice of CK-10); None means `now`. `holder` is the name of the one who has the ticket,
    `language` what this person reads, `closing` when silence closes which solved ticket.
    `colleagues` are those a ticket can be handed to, `caller` is the name of the customer with a chat whose
    telephone number was given.
    """

    now: datetime
    zone: tzinfo
    notice_at: datetime | None = None
    language: str = "zh"
    languages: tuple[str, ...] = ("zh", "es", "en")
    ticket: Ticket | None = None
    tickets: tuple[Ticket, ...] = ()
    closing: Mapping[int, datetime] = msgspec.field(default_factory=dict)
    holder: str = ""
    is_staff: bool = False
    colleagues: tuple[Colleague, ...] = ()
    caller: str = ""


class Talk(Struct):
    """One step of a conversation: where it is, what was said before, what happened now.

    The machine moves `state`; actions read `answers`, `heard` and `view` and return effects.
    """

    state: str
    answers: dict[str, object]
    heard: Heard
    view: View
    effects: list[Effect] = msgspec.field(default_factory=list)


Guard = Callable[[Talk], bool]
Action = Callable[[Talk], Iterable[Effect]]
Args = Callable[[Talk], Mapping[str, Arg]]
Choices = tuple[Choice, ...] | Callable[[Talk], tuple[Choice, ...]]


def no_args(_talk: Talk) -> Mapping[str, Arg]:
    """Return nothing: most questions need no variables."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A point at which the conversation waits (or, when `final`, ends).

    `asks` is the text of the question; `args` its variables. `typed` is the trigger that free text means,
    `sent` the one that files mean (both "" when they mean nothing here and the question is put again).
    Going back, skipping and cancelling are offered where the rows have a `went_back`, `skipped`, `cancelled`.
    """

    name: str
    asks: str = ""
    args: Args = no_args
    choices: Choices = ()
    typed: str = ""
    sent: str = ""
    final: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """In state `source`, when the person did `trigger`, if `when` holds: do `do`, go to `target`.

    Rows of one source and trigger are tried in their order. A `hidden` row of going back, skipping or
    cancelling is taken when the person says so, but no button offers it.
    The trigger `began` is given once, when a conversation starts in `source`.
    """

    source: str
    trigger: str
    target: str
    when: Guard | None = None
    do: Action | None = None
    hidden: bool = False


Answers = dict[str, object]
#: Brings a stored (state, answers) of the version before to this one; None when it cannot.
Upcast = Callable[[str, Answers], tuple[str, Answers] | None]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Flow:
    """A conversation as a table. `upcasts` maps an older version to the step that lifts it by one.

    It starts at `initial`, or where somebody asks for a part of it, at one of `entries`.
    """

    name: str
    version: int
    audience: Audience
    initial: str
    states: tuple[State, ...]
    rows: tuple[Row, ...]
    entries: tuple[str, ...] = ()
    upcasts: Mapping[int, Upcast] = field(default_factory=dict)

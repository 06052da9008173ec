"""What is told some time after it happened: added details in one message, and that nobody has answered in time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.desk import codec, paging, rows
from bot.desk.cases import Handled
from bot.desk.draft import Draft, Manner
from bot.desk.facts import CancelTimers
from bot.desk.scene import Scene
from bot.domain import numbers
from bot.domain.events import Event
from bot.domain.ticket import State
from bot.flows.tables import Arg, Quoted, Ref, Say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.desk.facts import TimerFacts

#: What one conversation adds to a record within this time is one message to whoever works on it.
TOGETHER_WITHIN = timedelta(seconds=45)
#: What an engineer wants to know of a changed record, in the order in which it is told.
TOLD_FIELDS = ("symptom", "equipment", "project", "phone")


def amended(scene: Scene) -> None:
    """Remember to tell whoever works on the ticket what was added to its record meanwhile."""
    name, ticket = str(scene.event.data["name"]), scene.handled.ticket
    if ticket.assignee is not None and scene.event.personal.get("value") and name in TOLD_FIELDS:
        scene.draft.changes.timers.append(
            rows.Timer(
                id=scene.draft.world.ids.new(),
                kind="amended",
                due_at=scene.draft.micros_after(TOGETHER_WITHIN),
                ticket=ticket.id,
                data=codec.to_text({"name": name}),
            ),
        )


def tell_amended(draft: Draft, facts: TimerFacts) -> None:
    """Tell all that was added since the first of these timers was armed; the others have nothing left to tell."""
    if facts.ticket is None:
        return
    handled = Handled.of(facts.ticket)
    draft.changes.cancel_timers.append(CancelTimers(kinds=("amended",), ticket=handled.ticket.id))
    named = {codec.from_text(data)["name"] for data in facts.amended}
    known = [(name, handled.ticket.record.get(name, "")) for name in TOLD_FIELDS if name in named]
    details = [Ref("amended-field", {"field": Ref(f"field-{name}"), "value": Quoted(value)}) for name, value in known]
    if not details or handled.ticket.assignee is None:
        return
    scene = Scene(draft, handled, Event("record_amended", draft.at, None), told=False)
    scene.tell_assignee(Say("record-amended", {"number": scene.number, "details": _lines(details)}))


def _lines(refs: Sequence[Ref]) -> Ref:
    """Return several texts as one, each on a line of its own."""
    first, *rest = refs
    return Ref("two-lines", {"first": first, "rest": _lines(rest)}) if rest else first


def tell_late(draft: Draft, facts: TimerFacts) -> None:
    """Tell the customer once that we are late, and whom we are calling now."""
    if facts.ticket is None:
        return
    handled = Handled.of(facts.ticket)
    ticket = handled.ticket
    if ticket.state is not State.NEW or ticket.responded_at is not None or ticket.respond_due_at > draft.at:
        return
    names = [member.name for member in paging.called_now(draft, handled)]
    reader = draft.reader_of(handled.reach, handled.reporter)
    args: dict[str, Arg] = {"number": numbers.show(ticket.number), "hotline": draft.world.house.hotline}
    if names:
        args["names"] = draft.words(reader, Say("list-comma")).join(names)
    draft.tell(reader, [Say("notice-late" if names else "notice-late-nobody", args)], Manner(ticket=ticket.id))

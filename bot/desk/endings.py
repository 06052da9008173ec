"""How a ticket ends: the question whether it works, its closing, and what is said after a low score."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.desk import asking, codec, paging
from bot.desk.draft import Draft, Manner
from bot.desk.facts import CancelTimers
from bot.desk.scene import LATER, Scene
from bot.domain.roles import Role
from bot.domain.ticket import State, micros_to_instant
from bot.flows.tables import Arg, Quoted, Ref, Say
from bot.messages import Lane

if TYPE_CHECKING:
    from bot.desk.cases import Handled


def put_off_closing(scene: Scene) -> None:
    """Begin the silence anew that closes a solved ticket: whoever writes is not silent (FL-09)."""
    if scene.handled.ticket.state is State.SOLVED:
        arm_closing(scene.draft, scene.handled)


def arm_closing(draft: Draft, handled: Handled) -> None:
    """Begin the time in which the customer may say whether it works; silence closes."""
    ticket, policy = handled.ticket, codec.thaw(handled.policy)
    draft.changes.cancel_timers.append(CancelTimers(kinds=("remind", "close"), ticket=ticket.id))
    draft.timer("remind", draft.at + policy.remind_after, ticket=ticket.id)
    if not ticket.by_phone:
        # Whoever cannot be asked in a chat has not been silent: staff go on asking them by telephone.
        draft.timer("close", draft.at + policy.close_after, ticket=ticket.id)


def solved(scene: Scene) -> None:
    """Ask the customer whether it works."""
    draft, ticket = scene.draft, scene.handled.ticket
    draft.changes.cancel_timers.append(CancelTimers(kinds=("outage",), ticket=ticket.id))
    arm_closing(draft, scene.handled)
    answers = about_repair(closes_at(draft, scene.handled), scene.event.personal.get("note", ""))
    asking.ask(draft, ticket, scene.customer, asking.Question("confirm_repair", answers=answers))


def closes_at(draft: Draft, handled: Handled) -> datetime:
    """Return when silence that begins now closes a ticket."""
    return draft.at + codec.thaw(handled.policy).close_after


def about_repair(closing_at: datetime, note: str = "") -> dict[str, object]:
    """Return what the question whether it works begins with: what was done, and when silence closes the ticket."""
    return {"note": note, "closes_at": closing_at.isoformat()}


def confirmed(scene: Scene) -> None:
    """Let whoever worked on it know that the customer is content."""
    scene.tell_assignee(Say("confirmed-by-customer", {"number": scene.number}))


def closed(scene: Scene) -> None:
    """Say that it is closed, and how it may be opened again."""
    if scene.event.data["how"] == "silence":
        say = Say("notice-closed-silence", {"number": scene.number})
        again = asking.Question("confirm_repair", say, only=("rejected",), answers=about_repair(scene.event.at))
        asking.ask(scene.draft, scene.handled.ticket, scene.customer, again)
    else:
        settled = scene.handled.ticket.kind == "follow_up"
        say = Say("notice-settled" if settled else "notice-closed", {"number": scene.number})
        manner = Manner(ticket=scene.handled.ticket.id)
        asking.about_ticket(scene.draft, scene.handled.ticket, scene.customer, say, manner)
    over(scene)


def answered(scene: Scene) -> None:
    """Pass the answer on; the consultation is over (IN-04)."""
    paging.end(scene.draft, scene.handled)
    text = Quoted(scene.event.personal["text"])
    args: dict[str, Arg] = {"number": scene.number, "name": scene.actor, "text": text}
    manner = Manner(style="relay", ticket=scene.handled.ticket.id)
    asking.about_ticket(scene.draft, scene.handled.ticket, scene.customer, Say("notice-answered", args), manner)
    over(scene)


def over(scene: Scene) -> None:
    """Ask for a score later; forget the reporter now if they have asked for that."""
    draft, handled = scene.draft, scene.handled
    policy = codec.thaw(handled.policy)
    draft.changes.cancel_timers.append(CancelTimers(kinds=LATER, ticket=handled.ticket.id))
    if is_to_be_forgotten(handled):
        draft.erase(handled.reporter.id)
    elif handled.ticket.kind != "follow_up":
        draft.timer("survey", draft.at + policy.survey_after, ticket=handled.ticket.id)


def is_to_be_forgotten(handled: Handled) -> bool:
    """Tell whether the reporter asked to be forgotten since: what they report afterwards is a new beginning."""
    forgotten_at = handled.reporter.forgotten_at
    return forgotten_at is not None and handled.ticket.opened_at <= micros_to_instant(forgotten_at)


def cancelled(scene: Scene) -> None:
    """Say to the other side that the ticket was ended."""
    paging.end(scene.draft, scene.handled)
    if scene.event.data["how"] == "staff":
        reason = Quoted(scene.event.personal.get("reason", ""))
        scene.tell_customer(Say("notice-cancelled", {"number": scene.number, "reason": reason}))
    else:
        scene.tell_customer(Say("notice-withdrawn", {"number": scene.number}))
        scene.tell_assignee(Say("withdrawn-by-customer", {"number": scene.number}))
    scene.draft.changes.cancel_timers.append(CancelTimers(kinds=LATER, ticket=scene.handled.ticket.id))
    if is_to_be_forgotten(scene.handled):
        scene.draft.erase(scene.handled.reporter.id)


def reason_given(scene: Scene) -> None:
    """Let the managers know why the score was low."""
    reason = Ref(f"reason-{str(scene.event.data['reason']).replace('_', '-')}")
    _tell_managers(scene, Say("reason-given", {"number": scene.number, "reason": reason}))


def commented(scene: Scene) -> None:
    """Let the managers read the comment."""
    text = Quoted(scene.event.personal["text"])
    _tell_managers(scene, Say("comment-given", {"number": scene.number, "text": text}))


def _tell_managers(scene: Scene, say: Say) -> None:
    for reader in scene.draft.readers_of(scene.draft.world.roster.with_role(Role.MANAGER)):
        asking.about_ticket(scene.draft, scene.handled.ticket, reader, say, Manner(lane=Lane.UPDATE))

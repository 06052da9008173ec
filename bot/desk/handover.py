"""Handing a ticket to a colleague: who is asked and told, and what happens when nobody answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.desk import asking, cards
from bot.desk.cases import Handled, carry_out
from bot.desk.draft import Draft, Manner, Reader
from bot.desk.facts import CancelTimers
from bot.desk.scene import Scene, whole
from bot.domain.commands import LapseOffer
from bot.flows.tables import Arg, Quoted, Say
from bot.messages import Lane

if TYPE_CHECKING:
    from bot.desk.facts import TimerFacts


def offered(scene: Scene) -> None:
    """Ask the colleague; until they say yes the ticket stays where it is."""
    draft, ticket = scene.draft, scene.handled.ticket
    reader = _reader(scene, whole(scene.event.data["to"]))
    within = draft.world.house.hand_over_within
    _stop_waiting(draft, scene.handled)
    draft.timer("offer", draft.at + within, ticket=ticket.id)
    if reader is not None:
        answers = {"giver": scene.actor, "until": (draft.at + within).isoformat()}
        asking.ask(draft, ticket, reader, asking.Question("answer_offer", within=within, answers=answers))


def declined(scene: Scene) -> None:
    """Tell who asked, and who has it, that it stays."""
    _stop_waiting(scene.draft, scene.handled)
    reason = Quoted(scene.event.personal.get("reason", ""))
    args: dict[str, Arg] = {"number": scene.number, "name": scene.actor, "reason": reason}
    _tell_givers(scene, Say("offer-declined", args))


def lapsed(scene: Scene) -> None:
    """Tell who asked, and who has it, that nobody answered; and the colleague that the question is over."""
    name = scene.draft.world.roster.name(whole(scene.event.data["to"]))
    _tell_givers(scene, Say("offer-lapsed", {"number": scene.number, "name": name}))
    reader = _reader(scene, whole(scene.event.data["to"]))
    if reader is not None:
        scene.draft.tell(reader, [Say("offer-over", {"number": scene.number})], Manner(lane=Lane.UPDATE))


def taken(scene: Scene) -> None:
    """Show the card to the colleague who said yes; tell whoever asked, when that was somebody else than the holder."""
    _stop_waiting(scene.draft, scene.handled)
    giver = whole(scene.event.data.get("given_by"))
    reader = _reader(scene, scene.event.by or 0) if giver else None
    if reader is not None:
        cards.show(scene.draft, scene.handled, reader)
    if giver and giver not in {whole(scene.event.data.get("from")), scene.event.by}:
        _tell(scene, giver, Say("offer-accepted", {"number": scene.number, "name": scene.actor}))


def run_out(draft: Draft, facts: TimerFacts) -> None:
    """End a question that nobody has answered in time."""
    if facts.ticket is None:
        return
    handled = Handled.of(facts.ticket)
    outcome = carry_out(draft, handled, LapseOffer())
    if isinstance(outcome, tuple):
        lapsed(Scene(draft, handled, outcome[0], told=False))


def _stop_waiting(draft: Draft, handled: Handled) -> None:
    draft.changes.cancel_timers.append(CancelTimers(kinds=("offer",), ticket=handled.ticket.id))


def _tell_givers(scene: Scene, say: Say) -> None:
    asked_by = whole(scene.event.data.get("given_by"))
    for person in sorted({asked_by, scene.handled.ticket.assignee or asked_by}):
        _tell(scene, person, say)


def _tell(scene: Scene, person: int, say: Say) -> None:
    reader = _reader(scene, person)
    if reader is not None:
        ticket = scene.handled.ticket
        asking.about_ticket(scene.draft, ticket, reader, say, Manner(lane=Lane.UPDATE, ticket=ticket.id))


def _reader(scene: Scene, person: int) -> Reader | None:
    member = scene.draft.world.roster.by_person.get(person)
    return scene.draft.reader_of_member(member) if member else None

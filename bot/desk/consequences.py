"""What each event of a ticket sets in motion: who is told what, which timers run, whom the desk calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from bot.desk import asking, cards, codec, endings, handover, paging, telling, topics
from bot.desk.cases import Handled, bear
from bot.desk.draft import Draft, Manner
from bot.desk.facts import CancelTimers
from bot.desk.scene import LATER, Scene, whole
from bot.domain import survey
from bot.domain.commands import Open
from bot.domain.roles import Role
from bot.domain.severity import Checks, Severity, reaches_limit_at
from bot.domain.ticket import State
from bot.flows.phrases import LEVELS, about
from bot.flows.tables import Arg, Quoted, Say
from bot.messages import Lane

if TYPE_CHECKING:
    from bot.desk import rows
    from bot.domain.events import Event


def follow(draft: Draft, handled: Handled, events: tuple[Event, ...], *, told: bool = False) -> None:
    """Add what these events set in motion, and bring the cards up to date."""
    calls = any(run.ended_at is None for run in handled.runs)
    for event in events:
        rule = _RULES.get(event.kind)
        if rule:
            rule(Scene(draft, handled, event, told))
    if any(_shows(handled, event, calls=calls) for event in events):
        cards.renew(draft, handled)
    topics.follow(draft, handled, events)


def _shows(handled: Handled, event: Event, *, calls: bool) -> bool:
    """Tell whether the cards look different now: one more line to the customer is no reason to send them anew."""
    if event.kind == "staff_said":
        return calls or handled.looks_different
    return event.kind in _SHOWN


def open_and_follow(
    draft: Draft, command: Open, account: rows.Account, reporter: rows.Person, *, storm: bool = False
) -> Handled:
    """Open a ticket and set in motion what an opening does; a `storm` of strangers goes to reception first."""
    handled, event = bear(draft, command, account, reporter)
    handled.storm = storm
    follow(draft, handled, (event,), told=True)
    return handled


def _opened(scene: Scene) -> None:
    draft, handled = scene.draft, scene.handled
    ticket = handled.ticket
    if ticket.kind == "follow_up":
        alert = Say("page-follow-up", {"number": scene.number})
        paging.start(draft, handled, alert, paging.first_of(draft, Role.MANAGER))
        return
    limit_at = reaches_limit_at(checks_of(ticket.record))
    if ticket.severity is not Severity.CRITICAL and limit_at and limit_at > draft.at:
        draft.timer("outage", limit_at, ticket=ticket.id)
    paging.start(draft, handled, first=_first_of_storm(scene))


def _first_of_storm(scene: Scene) -> int | None:
    """Return reception when strangers open too many tickets of level 1 at once, else None."""
    if scene.handled.storm:
        scene.draft.alarm("guest-storm", scene.number)
        return paging.first_of(scene.draft, Role.RECEPTION)
    return None


def checks_of(record: Mapping[str, str]) -> Checks:
    """Return what a record says to the plain questions about severity."""
    answers = {"yes": True, "no": False}
    since = record.get("since")
    return Checks(
        down=answers.get(record.get("down", "")),
        since_at=datetime.fromisoformat(since) if since else None,
        lost=answers.get(record.get("lost", "")),
    )


def _acknowledged(scene: Scene) -> None:
    paging.end(scene.draft, scene.handled)
    due_at = scene.handled.ticket.respond_due_at
    args: dict[str, Arg] = {"number": scene.number, "name": scene.actor, "due": due_at}
    text = "notice-acknowledged" if due_at > scene.draft.at else "notice-acknowledged-late"
    if scene.handled.ticket.kind == "follow_up":
        args["about"] = about(scene.handled.ticket)
        text = "notice-follow-up"
    scene.tell_customer(Say(text, args))


def _taken(scene: Scene) -> None:
    paging.end(scene.draft, scene.handled)
    handover.taken(scene)
    scene.tell_customer(Say("notice-taken", {"number": scene.number, "name": scene.actor}))
    before = scene.draft.world.roster.by_person.get(whole(scene.event.data.get("from")))
    reader = scene.draft.reader_of_member(before) if before else None
    if reader:
        scene.draft.tell(
            reader,
            [Say("taken-from-you", {"number": scene.number, "name": scene.actor})],
            Manner(lane=Lane.UPDATE),
        )


def _customer_wrote(scene: Scene) -> None:
    endings.put_off_closing(scene)
    name = cards.reporter_name(scene.handled.reporter.name)
    text = Quoted(scene.event.personal.get("text", ""))
    scene.tell_assignee(Say("customer-wrote", {"number": scene.number, "name": name, "text": text}), Lane.REPLY)


def _revised(scene: Scene) -> None:
    """Show whoever works on the ticket what a customer's message reads now; staff see to their own copies."""
    if scene.event.by == scene.handled.ticket.reporter:
        endings.put_off_closing(scene)
        name = cards.reporter_name(scene.handled.reporter.name)
        text = Quoted(scene.event.personal.get("text", ""))
        scene.tell_assignee(Say("customer-changed", {"number": scene.number, "name": name, "text": text}), Lane.REPLY)


def _attached(scene: Scene) -> None:
    """Pass on the words that came with files; the files themselves follow when they have come home."""
    caption = scene.event.personal.get("caption", "")
    if scene.event.by != scene.handled.ticket.reporter:
        return
    endings.put_off_closing(scene)
    if caption:
        name = cards.reporter_name(scene.handled.reporter.name)
        args: dict[str, Arg] = {"number": scene.number, "name": name, "text": Quoted(caption)}
        scene.tell_assignee(Say("customer-wrote", args), Lane.REPLY)


def _staff_said(scene: Scene) -> None:
    paging.end(scene.draft, scene.handled)
    manner = Manner(style="relay", ticket=scene.handled.ticket.id)
    text = Quoted(scene.event.personal["text"])
    say = Say("relay-staff", {"number": scene.number, "name": scene.actor, "text": text})
    sent = asking.about_ticket(scene.draft, scene.handled.ticket, scene.customer, say, manner)
    # Whoever has no chat reads nothing: there is no copy to mark, or to correct after an edit.
    scene.draft.relayed = sent or None
    if scene.draft.line is not None and sent:
        topics.mark(scene.draft, scene.draft.line, sent, scene.handled.ticket.id)


def _waiting(scene: Scene) -> None:
    reason = Quoted(scene.event.personal.get("reason", ""))
    say = Say("notice-waiting", {"number": scene.number, "reason": reason})
    asking.about_ticket(scene.draft, scene.handled.ticket, scene.customer, say, Manner(ticket=scene.handled.ticket.id))


def _resumed(scene: Scene) -> None:
    """Say to both sides that the clock runs again (CK-06)."""
    scene.tell_customer(Say("notice-resumed", {"number": scene.number}))


def _on_site(scene: Scene) -> None:
    eta_at = scene.handled.ticket.eta_at or scene.draft.at
    scene.tell_customer(Say("notice-on-site", {"number": scene.number, "name": scene.actor, "eta": eta_at}))


def _severity_proposed(scene: Scene) -> None:
    answers = {"reason": scene.event.personal.get("reason", ""), "level": scene.event.data["level"]}
    asking.ask(scene.draft, scene.handled.ticket, scene.customer, asking.Question("agree_severity", answers=answers))


def _severity_changed(scene: Scene) -> None:
    draft, handled = scene.draft, scene.handled
    level = LEVELS[handled.ticket.severity]
    reason = scene.event.personal.get("reason", "")
    args: dict[str, Arg] = {"number": scene.number, "level": level, "reason": Quoted(reason)}
    text = "notice-severity-only"
    if handled.ticket.responded_at is None and handled.ticket.respond_due_at > draft.at:
        args["due"] = handled.ticket.respond_due_at
        text = "notice-severity"
    scene.tell_customer(Say(text, args))
    worse = whole(scene.event.data["level"]) < whole(scene.event.data["from"])
    if handled.ticket.state is State.NEW and worse:
        paging.end(draft, handled)
        alert = Say("page-raised", {"number": scene.number, "level": level})
        paging.start(draft, handled, alert, _first_of_storm(scene))
    elif worse:
        scene.tell_assignee(Say("page-raised", {"number": scene.number, "level": level}), Lane.PAGE)


def _referred(scene: Scene) -> None:
    due_at = scene.handled.ticket.respond_due_at
    if due_at <= scene.draft.at or scene.handled.ticket.responded_at is not None:
        due_at = scene.draft.at + codec.thaw(scene.handled.policy).answer
    scene.tell_customer(Say("notice-referred", {"number": scene.number, "due": due_at}))
    paging.end(scene.draft, scene.handled)
    reason = Quoted(scene.event.personal.get("reason", ""))
    alert = Say("page-referred", {"number": scene.number, "due": due_at, "reason": reason})
    paging.start(scene.draft, scene.handled, alert, paging.first_of(scene.draft, Role.MANAGER))


def _reopened(scene: Scene) -> None:
    draft, handled = scene.draft, scene.handled
    draft.changes.cancel_timers.append(CancelTimers(kinds=LATER, ticket=handled.ticket.id))
    reason = scene.event.personal.get("reason", "")
    args: dict[str, Arg] = {"number": scene.number, "due": handled.ticket.respond_due_at}
    alert = Say("page-reopened", {**args, "reason": Quoted(reason)}) if reason else Say("page-reopened-silent", args)
    paging.start(draft, handled, alert, handled.ticket.last_assignee)
    scene.tell_customer(Say("notice-reopened", {"number": scene.number, "due": handled.ticket.respond_due_at}))


def _rated(scene: Scene) -> None:
    score = whole(scene.event.data["score"])
    scene.tell_assignee(Say("score-given", {"number": scene.number, "score": score}))
    if not survey.is_low(score):
        return
    handled = scene.handled
    command = Open(
        kind="follow_up",
        severity=Severity.MINOR,
        notice_at=scene.event.at,
        language=handled.ticket.language,
        record={**handled.ticket.record, "followed": scene.number, "score": str(score)},
        parent=handled.ticket.id,
        logged_by=handled.ticket.logged_by,
        by_phone=handled.ticket.by_phone,
    )
    open_and_follow(scene.draft, command, handled.account, handled.reporter)


_Rule = Callable[[Scene], None]
_RULES: Mapping[str, _Rule] = {
    "opened": _opened,
    "acknowledged": _acknowledged,
    "taken": _taken,
    "customer_wrote": _customer_wrote,
    "record_amended": telling.amended,
    "revised": _revised,
    "attached": _attached,
    "staff_said": _staff_said,
    "waiting_started": _waiting,
    "resumed": _resumed,
    "on_site_announced": _on_site,
    "severity_proposed": _severity_proposed,
    "severity_changed": _severity_changed,
    "solved": endings.solved,
    "confirmed": endings.confirmed,
    "closed": endings.closed,
    "answered": endings.answered,
    "referred": _referred,
    "reopened": _reopened,
    "cancelled": endings.cancelled,
    "rated": _rated,
    "reason_given": endings.reason_given,
    "commented": endings.commented,
    "hand_over_asked": handover.offered,
    "hand_over_declined": handover.declined,
}
#: Events after which the card shows something else.
_SHOWN = frozenset(_RULES) - {"customer_wrote", "confirmed", "reason_given", "commented", "revised"}
_SHOWN |= {"notice_corrected", "caller_identified", "reporter_linked", "reporter_unlinked"}

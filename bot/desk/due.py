"""What happens when a timer comes due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bot.desk import asking, calls, codec, digest, handover, paging, reaching, talks, telling, topics, trying
from bot.desk.cases import Handled, carry_out
from bot.desk.consequences import follow
from bot.desk.draft import Draft
from bot.desk.endings import about_repair
from bot.desk.facts import More, TimerFacts
from bot.desk.house import roles_of
from bot.desk.speaker import Speaker
from bot.domain import numbers
from bot.domain.commands import CloseSilently
from bot.domain.roles import Actor
from bot.domain.severity import Severity
from bot.domain.ticket import State, micros_to_instant
from bot.flows.tables import Heard, Say
from bot.messages import Lane

if TYPE_CHECKING:
    from bot.desk import rows
    from bot.desk.draft import Reader


def serve(draft: Draft, facts: TimerFacts) -> None:
    """Do what a timer is for; one whose reason is gone does nothing."""
    _TIMERS[facts.timer.kind](draft, facts)


def _rung(draft: Draft, facts: TimerFacts) -> None:
    if facts.ticket is None:
        return
    handled = Handled.of(facts.ticket)
    run = next((run for run in handled.runs if run.id == facts.timer.run and run.ended_at is None), None)
    if run is None or not handled.ticket.is_open:
        return
    if not paging.call_instead(draft, handled, run, codec.from_text(facts.timer.data)):
        paging.climb(draft, handled, run)


def _outage(draft: Draft, facts: TimerFacts) -> None:
    """Ask again about an interruption that turns ten minutes old, unless the level is 1 by now (SV-06)."""
    if facts.ticket is not None:
        handled = Handled.of(facts.ticket)
        ticket = handled.ticket
        still = ticket.is_open and ticket.severity is not Severity.CRITICAL and ticket.record.get("down") == "yes"
        if still and ticket.state is not State.SOLVED:
            asking.ask(
                draft,
                ticket,
                draft.reader_of(handled.reach, handled.reporter),
                asking.Question("recheck_outage"),
            )
        return
    if facts.conversation is None or facts.account is None or facts.person is None:
        return
    answers = _draft_answers(facts.conversation)
    if answers.get("down") == "yes" and answers.get("severity") != int(Severity.CRITICAL):
        question = asking.Question("recheck_outage", conversation=facts.conversation.id)
        asking.ask(draft, None, draft.reader_of(facts.account, facts.person), question)


def _draft_answers(conversation: rows.Conversation) -> Mapping[str, object]:
    """Return the answers of the report in progress, also when another talk interrupted it."""
    below = [(entry[0], entry[3], entry[4]) for entry in codec.from_text(conversation.suspended)]
    active = (conversation.flow, codec.from_text(conversation.answers), conversation.ticket)
    for flow, answers, ticket in (active, *below):
        if flow == "report_fault" and ticket is None:
            found: Mapping[str, object] = answers
            return found
    return {}


def _remind(draft: Draft, facts: TimerFacts) -> None:
    handled = _solved(facts)
    if handled is None:
        return
    if handled.ticket.by_phone:
        calls.remind(draft, handled)
        return
    policy, ticket = codec.thaw(handled.policy), handled.ticket
    closes_at = draft.at + (policy.close_after - policy.remind_after)
    say = Say(
        "remind-confirm",
        {"number": numbers.show(ticket.number), "closes": closes_at, "kind": ticket.kind},
    )
    question = asking.Question("confirm_repair", say, lane=Lane.UPDATE, answers=about_repair(closes_at))
    asking.ask(draft, handled.ticket, _customer(draft, handled), question)


def _close(draft: Draft, facts: TimerFacts) -> None:
    handled = _solved(facts)
    if handled is None:
        return
    within = codec.thaw(handled.policy).close_after
    outcome = carry_out(draft, handled, CloseSilently(within))
    if isinstance(outcome, tuple):
        follow(draft, handled, outcome)


def _survey(draft: Draft, facts: TimerFacts) -> None:
    if facts.ticket is None:
        return
    handled = Handled.of(facts.ticket)
    if handled.ticket.state is not State.CLOSED or handled.ticket.score is not None:
        return
    if handled.ticket.by_phone:
        calls.ask_score(draft, handled)
    else:
        question = asking.Question("rate_service", lane=Lane.SURVEY)
        asking.ask(draft, handled.ticket, _customer(draft, handled), question)


def _idle(draft: Draft, facts: TimerFacts) -> None:
    """Remind of a report left half-way: once, and only after real silence."""
    conversation = facts.conversation
    if conversation is None or not conversation.flow or facts.account is None or facts.person is None:
        return
    silent_until = conversation.updated_at + round(draft.world.house.idle_after.total_seconds() * 1_000_000)
    if silent_until > draft.now:
        draft.timer("idle", micros_to_instant(silent_until), conversation=conversation.id)
        return
    if conversation.flow == "report_fault" and facts.ticket and facts.ticket.row.state != State.NEW:
        # Somebody talks with them about it already: what they left out is asked for if it is needed.
        return
    actor = Actor(facts.person.id, roles_of(facts.person))  # type: ignore[arg-type]  # a NewType of int
    speaker = Speaker(
        draft=draft,
        reader=draft.reader_of(facts.account, facts.person),
        account=facts.account,
        person=facts.person,
        conversation=conversation,
        actor=actor,
        notice_at=draft.now,
        more=More(ticket=facts.ticket),
    )
    if talks.hear(speaker, Heard("timed_out")):
        # A question that ends unanswered ends without a word.
        speaker.quiet = not speaker.says and not speaker.talking
        talks.answer(speaker)


def _erased(draft: Draft, facts: TimerFacts) -> None:
    """Take the words of somebody who was forgotten off the topics of their tickets."""
    for ticket in facts.own:
        topics.rename(draft, Handled.of(ticket))


def _solved(facts: TimerFacts) -> Handled | None:
    handled = Handled.of(facts.ticket) if facts.ticket else None
    return handled if handled and handled.ticket.state is State.SOLVED else None


def _customer(draft: Draft, handled: Handled) -> Reader:
    return draft.reader_of(handled.reach, handled.reporter)


_TIMERS: Mapping[str, Callable[[Draft, TimerFacts], None]] = {
    "rung": _rung,
    "offer": handover.run_out,
    "digest": digest.tell,
    "outage": _outage,
    "remind": _remind,
    "close": _close,
    "survey": _survey,
    "idle": _idle,
    "route": trying.try_next,
    "reach": reaching.reach,
    "rights": reaching.rights,
    "card": reaching.bring_card,
    "unreached": reaching.unreached,
    "amended": telling.tell_amended,
    "late": telling.tell_late,
    "erased": _erased,
}

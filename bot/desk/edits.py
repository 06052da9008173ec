"""Edited messages: a revision of what is with a ticket, a new answer in a report, a corrected copy (T17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.desk import cards, hearing, history, parsing, talks
from bot.desk.cases import Handled, carry_out
from bot.desk.consequences import follow
from bot.desk.draft import Manner
from bot.domain import numbers
from bot.domain.commands import Amend, Revise
from bot.domain.roles import Refusal
from bot.flows import machine
from bot.flows.registry import FLOWS
from bot.flows.tables import Arg, Heard, Quoted, Say
from bot.messages import Body, Incoming

if TYPE_CHECKING:
    from bot.desk import rows
    from bot.desk.facts import Facts
    from bot.desk.speaker import Speaker

_REPORT = "report_fault"
#: Where a report hears of the symptom.
_SYMPTOM_PLACES = frozenset({"asking_kind", "asking_symptom", "asking_photos"})


def take(speaker: Speaker, incoming: Incoming, facts: Facts) -> None:
    """Take an edited message: it becomes no message of its own, and moves no ticket."""
    speaker.curt = True
    if not facts.written:
        _not_taken(speaker, incoming)
        return
    found, *later = facts.written
    words = _words(speaker, incoming)
    if not words or words == found.said:
        # Telegram tells of edits that change nothing anybody could see.
        return
    ticket = history.ticket_of(found, later)
    if ticket is None:
        taken = not history.is_over(found, later) and _in_report(speaker, found, words)
    else:
        taken = _on_ticket(speaker, speaker.take(ticket), found, words)
    if not taken:
        _not_taken(speaker, incoming)


def _words(speaker: Speaker, incoming: Incoming) -> str:
    """Return what a message says now: of a command the words behind it."""
    if hearing.is_empty(incoming.text):
        return ""
    if not incoming.text.startswith("/"):
        return incoming.text.strip()
    typed = parsing.parse(incoming.text, speaker.draft.world.texts, speaker.reader.language)
    return typed.rest if typed else ""


def _not_taken(speaker: Speaker, incoming: Incoming) -> None:
    """Say kindly that an edit does nothing; in a group it was not meant for us."""
    if incoming.chat_kind == "private" and not speaker.says:
        speaker.says.append(Say("edit-command" if incoming.text.startswith("/") else "edit-not-taken"))


def _on_ticket(speaker: Speaker, handled: Handled | None, found: rows.Step, words: str) -> bool:
    """Keep the new words with the ticket; False when the old ones were a choice, or the ticket has ended."""
    if handled is None or _chosen(speaker, found, found.said) is not None:
        return False
    speaker.handled = handled
    outcome = carry_out(speaker.draft, handled, Revise(words, found.said), speaker.actor)
    if isinstance(outcome, Refusal):
        if speaker.reader.account is not None:
            speaker.says.append(Say("edit-too-late", {"number": numbers.show(handled.ticket.number)}))
        return True
    if isinstance(outcome, tuple):
        follow(speaker.draft, handled, outcome, told=True)
        _follow_symptom(speaker, handled, found, words)
    _keep(speaker, found, words, handled.ticket.id)
    if found.outbox is not None:
        _correct(speaker, handled, found.outbox, words)
    if speaker.reader.account is not None:
        speaker.says.append(Say("edited-copy" if found.outbox is not None else "edited-noted"))
    return True


def _follow_symptom(speaker: Speaker, handled: Handled, found: rows.Step, words: str) -> None:
    """Let the record read what the message reads now, when the symptom came from it; the timeline keeps both."""
    symptom = handled.ticket.record.get("symptom", "")
    if not _gave_symptom(found) or not found.said or found.said not in symptom:
        return
    amended = carry_out(speaker.draft, handled, Amend("symptom", symptom.replace(found.said, words, 1)), speaker.actor)
    if isinstance(amended, tuple):
        # Whoever has the ticket is told of the edit itself already.
        cards.renew(speaker.draft, handled)


def _gave_symptom(found: rows.Step) -> bool:
    """Tell whether a line of the history was said as (a part of) the symptom, before its ticket was out."""
    if found.flow == "ask_question":
        return found.source == "asking_question"
    if not found.flow:
        return found.trigger == "revised" and bool(found.source)
    in_place = found.source in _SYMPTOM_PLACES or found.trigger in _BESIDE
    return found.flow == _REPORT and found.ticket is None and in_place


def _keep(speaker: Speaker, found: rows.Step, words: str, ticket: int | None = None) -> None:
    """Let the next edit of the same message begin from these words."""
    kept: dict[str, object]
    if ticket is None:
        kept = {"source": "asking_symptom" if found.trigger in _BESIDE else found.source}
    else:
        # A line of the ticket from now on: to what is said in a report meanwhile it is nothing.
        symptom = "asking_symptom" if _gave_symptom(found) else ""
        kept = {"flow": "", "version": 0, "source": symptom, "ticket": ticket}
    fresh = {"id": speaker.draft.world.ids.new(), "at": speaker.draft.now, "trigger": "revised", "said": words}
    speaker.draft.changes.steps.append(msgspec.structs.replace(found, **fresh, **kept))


#: Words that came beside an answer are part of the symptom.
_BESIDE = frozenset({"attached", "added"})


def _correct(speaker: Speaker, handled: Handled, outbox: int, words: str) -> None:
    """Correct the copy the customer has: edited where the channel can, else sent as a correction."""
    draft = speaker.draft
    reader = draft.reader_of(handled.reach, handled.reporter)
    number, name = numbers.show(handled.ticket.number), draft.world.roster.name(speaker.person.id)
    args: dict[str, Arg] = {"number": number, "name": name, "text": Quoted(words)}
    body = Body(
        text=draft.words(reader, Say("relay-staff", args)),
        anew=draft.words(reader, Say("relay-corrected", args)),
        bold=(number, name),
        style="relay",
    )
    draft.send(reader, body, Manner(ticket=handled.ticket.id))
    draft.changes.outbox[-1] = msgspec.structs.replace(draft.changes.outbox[-1], kind="edit", depends_on=outbox)


def _in_report(speaker: Speaker, found: rows.Step, words: str) -> bool:
    """Replace an answer of the report in progress; the summary that showed it is shown anew."""
    if found.flow != _REPORT or speaker.conversation.flow != _REPORT:
        return False
    heard = _revised(speaker, found, words)
    # The line of this move is no line of the message: what it became stays where it was.
    speaker.message_id = ""
    if heard is None or not talks.hear(speaker, heard):
        return False
    _keep(speaker, found, words)
    if speaker.conversation.state == "summarising":
        speaker.curt = False
    elif not speaker.says:
        speaker.says.append(Say("edited-answer"))
    return True


def _revised(speaker: Speaker, found: rows.Step, words: str) -> Heard | None:
    """Return what an edit means to the report: other words, another choice, or level 1 after all."""
    before = _chosen(speaker, found, found.said)
    if before is None:
        place = "asking_symptom" if found.trigger in _BESIDE else found.source
        return Heard("revised", words, place, before=found.said)
    now = _chosen(speaker, found, words)
    if now is None or now.trigger != before.trigger:
        return None
    if found.source == "asking_severity" and now.value == "1" and not speaker.conversation.ticket:
        return Heard("raised")
    return Heard("revised", now.value, found.source, before=before.value)


def _chosen(speaker: Speaker, found: rows.Step, words: str) -> Heard | None:
    """Return the choice that words name in the state a line was said in, None for words of their own."""
    flow = FLOWS.get(found.flow)
    if flow is None or found.source not in {state.name for state in flow.states}:
        return None
    talk = speaker.talk(Heard("asked"))
    talk.state = found.source
    choices = machine.choices_of(flow, talk)
    texts, language = speaker.draft.world.texts, speaker.reader.language
    return hearing.choose(words, hearing.Ear(choices, machine.offered(flow, found.source), texts, language))

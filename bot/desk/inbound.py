"""What comes in beside plain messages: edits, what comes late or too fast, and people who are not listened to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.desk import blocking, bursts, edits, files, gathering, talks
from bot.desk.cases import Handled, carry_out
from bot.desk.consequences import follow
from bot.domain.commands import Attach, Command, Say
from bot.flows.tables import Heard

if TYPE_CHECKING:
    from bot.desk.facts import Facts
    from bot.desk.speaker import Speaker
    from bot.messages import Incoming


def set_apart(speaker: Speaker, incoming: Incoming, facts: Facts) -> bool:
    """Take a message that is no plain one; False when it is, and is to be listened to."""
    if blocking.is_blocked(speaker):
        blocking.answer(speaker, incoming, first=facts.conversation is None)
    elif gathering.is_late(incoming, facts):
        _add_late(speaker, incoming, facts)
    elif bursts.is_too_fast(speaker, incoming, facts):
        return True
    elif incoming.edited:
        edits.take(speaker, incoming, facts)
    else:
        return False
    return True


def set_apart_together(speaker: Speaker, incoming: Incoming) -> bool:
    """Take what came too fast as more of the report it came into; False when it is a message like any other."""
    if incoming.album:
        # An album is one message, however many pictures it has.
        bursts.counted(speaker, speaker.draft.world.house.messages_a_minute)
    else:
        bursts.take(speaker)
    if blocking.is_blocked(speaker):
        return True
    if incoming.album or speaker.conversation.flow != "report_fault" or speaker.conversation.state in _ASKS_FOR_WORDS:
        return False
    taken = talks.hear(speaker, Heard("added", incoming.text.strip(), media=incoming.media))
    if taken:
        files.keep(speaker, incoming)
    return taken


#: Where the words of a report are awaited anyway.
_ASKS_FOR_WORDS = frozenset({"asking_kind", "asking_symptom"})


def _add_late(speaker: Speaker, incoming: Incoming, facts: Facts) -> None:
    """Add a picture to the album that was taken without it, in silence: what there is to say has been said."""
    speaker.quiet = True
    incoming = files.without_bad(speaker, incoming)
    gathered = facts.gathered
    handled = speaker.take(gathered.ticket) if gathered else None
    if handled is not None:
        _add_to_ticket(speaker, handled, incoming)
    elif speaker.conversation.flow == "report_fault":
        talks.hear(speaker, Heard("attached", incoming.text.strip(), media=incoming.media))
    files.keep(speaker, incoming)


def _add_to_ticket(speaker: Speaker, handled: Handled, incoming: Incoming) -> None:
    speaker.handled = handled
    count, text = len(incoming.media), incoming.text.strip()
    theirs = handled.ticket.reporter == speaker.person.id
    commands: list[Command] = [Attach(count, text if theirs else "")]
    if text and not theirs:
        commands.append(Say(text))
    for command in commands:
        outcome = carry_out(speaker.draft, handled, command, speaker.actor)
        if isinstance(outcome, tuple):
            speaker.attached = True
            follow(speaker.draft, handled, outcome, told=True)

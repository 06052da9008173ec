"""Where a message goes: to a button's prompt, a command, the talk in progress, an open question, or a new report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.desk import codec, customers, hearing, parsing, staff, talks
from bot.desk.cases import Handled
from bot.domain.commands import Attach
from bot.domain.ticket import State
from bot.flows import machine
from bot.flows.registry import FLOWS
from bot.flows.tables import Heard, Say

if TYPE_CHECKING:
    from bot.desk import rows
    from bot.desk.facts import Facts
    from bot.desk.parsing import Typed
    from bot.desk.talks import Speaker
    from bot.messages import Incoming


def listen(speaker: Speaker, incoming: Incoming, facts: Facts) -> None:
    """Take one message of a private chat."""
    talks.drop_if_over(speaker)
    talks.take_in_hand(speaker)
    if incoming.choice:
        press(speaker, incoming, facts)
        return
    typed = parsing.parse(incoming.text, speaker.draft.world.texts, speaker.reader.language) if incoming.text else None
    if typed is not None:
        command(speaker, typed)
    elif not _replied(speaker, incoming, facts.prompt) and not _answered(speaker, incoming, facts.asked):
        _idle(speaker, incoming)


def listen_in_group(speaker: Speaker, incoming: Incoming, facts: Facts) -> None:
    """Take one message of a staff group: buttons, commands, replies to a ticket's lines; other talk is theirs."""
    if not speaker.actor.is_staff:
        if incoming.choice or incoming.text.startswith("/"):
            speaker.says.append(Say("refused-not-staff"))
        return
    if incoming.choice:
        press(speaker, incoming, facts)
        return
    typed = parsing.parse(incoming.text, speaker.draft.world.texts, speaker.reader.language)
    if typed is not None and incoming.text.startswith("/"):
        if typed.name in _PRIVATE:
            speaker.says.append(Say("use-private-chat"))
        else:
            command(speaker, typed)
    else:
        _replied(speaker, incoming, facts.prompt)


#: Commands whose conversation belongs into a private chat.
_PRIVATE = parsing.CUSTOMER_COMMANDS - {"help"}


def command(speaker: Speaker, typed: Typed) -> None:
    """Run a typed command; one that is not known or not allowed says so."""
    if typed.name in parsing.STAFF_COMMANDS and speaker.actor.is_staff:
        staff.run_command(speaker, typed)
    elif typed.name in parsing.CUSTOMER_COMMANDS:
        customers.run_command(speaker, typed)
    else:
        speaker.says.append(Say("unknown-command"))


def press(speaker: Speaker, incoming: Incoming, facts: Facts) -> None:
    """Take a press: forged and foreign buttons get the answer of an old one."""
    prompt = facts.prompt
    chosen = _chosen(incoming, prompt, speaker)
    if prompt is None or chosen is None:
        speaker.says.append(Say("old-button-any"))
        return
    if prompt.kind == "state":
        _press_state(speaker, prompt, chosen)
    elif prompt.kind == "asked":
        _press_asked(speaker, prompt, chosen)
    elif speaker.more.ticket is not None:
        handled = Handled.of(speaker.more.ticket)
        staff.act(speaker, handled, staff.Request(chosen.trigger, stage=prompt.stage))
    else:
        customers.run_command(speaker, parsing.Typed(chosen.trigger))


def _chosen(incoming: Incoming, prompt: rows.Prompt | None, speaker: Speaker) -> Heard | None:
    """Return what a press means, or None when this person may not press it or it names no choice."""
    if prompt is None or not _in_scope(prompt, incoming, speaker):
        return None
    place = incoming.choice.rpartition(".")[2]
    choices = codec.from_text(prompt.choices)
    if not place.isascii() or not place.isdigit() or int(place) >= len(choices):
        return None
    trigger, value, _text = choices[int(place)]
    return Heard(trigger, value=value)


def _in_scope(prompt: rows.Prompt, incoming: Incoming, speaker: Speaker) -> bool:
    if prompt.scope == f"account:{speaker.account.id}":
        return True
    return prompt.scope == f"chat:{incoming.place.key}" and speaker.actor.is_staff


def _press_state(speaker: Speaker, prompt: rows.Prompt, chosen: Heard) -> None:
    conversation = speaker.conversation
    here = (conversation.id, conversation.flow, conversation.state)
    if (prompt.conversation, prompt.flow, prompt.state) == here and talks.hear(speaker, chosen):
        speaker.draft.changes.answered.append(prompt.id)
        return
    speaker.says.append(Say("press-done" if prompt.answered_at else "old-button-any"))


def _press_asked(speaker: Speaker, prompt: rows.Prompt, chosen: Heard) -> None:
    over = prompt.expires_at is not None and prompt.expires_at <= speaker.draft.now
    again = prompt.answered_at is not None and chosen.trigger not in _EVER
    if over or again:
        speaker.says.append(Say("press-done" if again else "old-button-any"))
        return
    _take_up(speaker, prompt)
    talks.hear(speaker, chosen)


#: Answers that stay open for good: that a repair did not hold may be said at any time.
_EVER = frozenset({"rejected"})


def _take_up(speaker: Speaker, prompt: rows.Prompt) -> None:
    """Make a question the desk put from outside the active conversation."""
    if speaker.more.ticket is not None:
        speaker.handled = Handled.of(speaker.more.ticket)
    talks.begin(speaker, prompt.flow, codec.from_text(prompt.answers), prompt.state)
    speaker.says.clear()
    speaker.draft.changes.answered.append(prompt.id)


def _replied(speaker: Speaker, incoming: Incoming, prompt: rows.Prompt | None) -> bool:
    """Take a reply to one of our messages; False when it was none that means a ticket."""
    if prompt is None or not incoming.reply_to or not _in_scope(prompt, incoming, speaker):
        return False
    if prompt.kind == "asked" and prompt.answered_at is None:
        return _answered(speaker, incoming, prompt)
    if prompt.kind != "card" or speaker.more.ticket is None:
        return False
    handled = Handled.of(speaker.more.ticket)
    if speaker.actor.is_staff and handled.ticket.reporter != speaker.person.id:
        _staff_replied(speaker, handled, incoming)
    else:
        customers.add_to(speaker, handled, incoming)
    return True


def _staff_replied(speaker: Speaker, handled: Handled, incoming: Incoming) -> None:
    """Pass on what staff answered to a ticket's line: files first, then words."""
    if incoming.media:
        speaker.handled = handled
        staff.perform(speaker, handled, Attach(len(incoming.media), incoming.text.strip()))
    if incoming.text.strip() or not incoming.media:
        staff.act(speaker, handled, staff.Request("say", incoming.text.strip()))


def _answered(speaker: Speaker, incoming: Incoming, asked: rows.Prompt | None) -> bool:
    """Take an answer to the talk in progress, or to the newest open question; False when it answers neither."""
    if speaker.talking:
        _in_talk(speaker, incoming)
        return True
    if asked is None or asked.flow not in FLOWS:
        return False
    flow = FLOWS[asked.flow]
    if speaker.more.ticket is not None:
        speaker.handled = Handled.of(speaker.more.ticket)
    heard = _hear(speaker, incoming, asked.flow, asked.state)
    if heard is None or heard.trigger not in machine.offered(flow, asked.state):
        speaker.handled = None
        return False
    _take_up(speaker, asked)
    talks.hear(speaker, heard)
    return True


def _in_talk(speaker: Speaker, incoming: Incoming) -> None:
    """Move the talk by a message; what its question cannot use goes to the ticket, if there is one already."""
    conversation = speaker.conversation
    if incoming.edited:
        speaker.says.append(Say("edit-not-taken"))
        return
    heard = _hear(speaker, incoming, conversation.flow, conversation.state)
    if heard is not None and not _answers_staff(speaker, heard) and talks.hear(speaker, heard):
        return
    if speaker.handled and incoming.text and not hearing.is_empty(incoming.text) and not speaker.actor.is_staff:
        customers.add_to(speaker, speaker.handled, incoming)
    else:
        speaker.says.append(Say("not-understood"))


def _answers_staff(speaker: Speaker, heard: Heard) -> bool:
    """Tell whether plain words in a report rather answer the engineer, who waits for just that."""
    waits = speaker.handled is not None and speaker.handled.ticket.state is State.WAITING
    return waits and bool(heard.text) and speaker.conversation.flow == "report_fault"


def _hear(speaker: Speaker, incoming: Incoming, flow_name: str, state_name: str) -> Heard | None:
    flow = FLOWS[flow_name]
    talk = speaker.talk(Heard("asked"))
    talk.state = state_name
    ear = hearing.Ear(
        machine.choices_of(flow, talk),
        machine.offered(flow, state_name),
        speaker.draft.world.texts,
        speaker.reader.language,
    )
    return hearing.hear(incoming, machine.state_of(flow, state_name), ear)


def _idle(speaker: Speaker, incoming: Incoming) -> None:
    if speaker.actor.is_staff:
        speaker.says.append(Say("help-staff"))
    elif incoming.edited:
        _edited(speaker, incoming)
    else:
        customers.talk_idle(speaker, incoming)


def _edited(speaker: Speaker, incoming: Incoming) -> None:
    """Take an edit as one more line of the only open ticket; elsewhere it changes nothing."""
    if len(speaker.more.own) == 1 and incoming.text:
        customers.add_to(speaker, Handled.of(speaker.more.own[0]), incoming)
    else:
        speaker.says.append(Say("edit-not-taken"))

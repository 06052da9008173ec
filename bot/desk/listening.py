"""Where a message goes: to a button's prompt, a command, the talk in progress, an open question, or a new report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.desk import (
    codec,
    courtesy,
    customers,
    errands,
    hearing,
    helping,
    in_person,
    linking,
    lists,
    numbered,
    parsing,
    relay,
    staff,
    talks,
)
from bot.domain.ticket import State
from bot.flows import machine
from bot.flows.registry import FLOWS
from bot.flows.tables import Choice, Flow, Heard, Say, Talk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.desk import rows
    from bot.desk.cases import Handled
    from bot.desk.facts import Facts
    from bot.desk.parsing import Typed
    from bot.desk.speaker import Speaker
    from bot.messages import Incoming


def listen(speaker: Speaker, incoming: Incoming, facts: Facts) -> None:
    """Take one message of a private chat."""
    talks.drop_if_over(speaker)
    talks.take_in_hand(speaker)
    if incoming.choice:
        press(speaker, incoming, facts)
        return
    typed = parsing.parse(incoming.text, speaker.draft.world.texts, speaker.reader.language) if incoming.text else None
    if typed is not None and not _names_a_choice(speaker, incoming):
        if not _only_files_were_said(speaker, typed, incoming):
            command(speaker, typed)
    elif not _replied(speaker, incoming, facts.prompt) and not _answered(speaker, incoming, facts):
        _idle(speaker, incoming)


def listen_in_group(speaker: Speaker, incoming: Incoming, facts: Facts) -> None:
    """Take one message of a staff group: buttons, commands, replies to a ticket's lines; other talk is theirs."""
    if not speaker.actor.is_staff:
        if incoming.choice or incoming.text.startswith("/"):
            speaker.says.append(_not_staff(speaker))
        return
    if incoming.choice:
        press(speaker, incoming, facts)
        return
    relay.note_line(speaker, incoming, facts)
    typed = parsing.parse(incoming.text, speaker.draft.world.texts, speaker.reader.language)
    if typed is not None and incoming.text.startswith("/"):
        if typed.name in _PRIVATE:
            speaker.says.append(Say("use-private-chat"))
        elif not _only_files_were_said(speaker, typed, incoming):
            command(speaker, typed)
    elif relay.is_for_colleagues(speaker, incoming, facts):
        return
    elif not _replied(speaker, incoming, facts.prompt):
        relay.take(speaker, incoming, facts)


#: Commands whose conversation belongs into a private chat.
_PRIVATE = parsing.CUSTOMER_COMMANDS - {"help"}


def _only_files_were_said(speaker: Speaker, typed: Typed, incoming: Incoming) -> bool:
    """Pass on files that came with `/say NUMBER`; True when no words are left to pass on, or none may be."""
    facts = speaker.more.ticket
    if typed.name != "say" or not incoming.media or facts is None or not speaker.actor.is_staff:
        return False
    return not staff.attach(speaker, speaker.hold(facts), len(incoming.media)) or not typed.rest


def command(speaker: Speaker, typed: Typed) -> None:
    """Run a typed command; one that is not known or not allowed says so."""
    if typed.name in parsing.STAFF_COMMANDS and speaker.actor.is_staff:
        staff.run_command(speaker, typed)
    elif typed.name in parsing.CUSTOMER_COMMANDS:
        customers.run_command(speaker, typed)
    else:
        left_us = typed.name in parsing.STAFF_COMMANDS and speaker.person.suspended_at is not None
        speaker.says.append(_not_staff(speaker) if left_us else Say("unknown-command"))


def _not_staff(speaker: Speaker) -> Say:
    """Return why somebody may not act: they never were of staff, or are so no more."""
    return Say("refused-suspended" if speaker.person.suspended_at is not None else "refused-not-staff")


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
    elif prompt.state == lists.LIST:
        staff.press_list(speaker, prompt, chosen)
    elif prompt.ticket is None:
        customers.run_command(speaker, parsing.Typed(chosen.trigger))
    else:
        _press_card(speaker, prompt, chosen)


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
    """Tell whether a prompt was put to this person privately, or to staff in this very group."""
    if incoming.chat_kind == "private":
        return prompt.scope == f"account:{speaker.account.id}"
    # A press on a message of before the group moved may still come from there.
    here = speaker.draft.world.groups.live(incoming.place)
    return prompt.scope == f"chat:{here.key}" and speaker.actor.is_staff


def _press_state(speaker: Speaker, prompt: rows.Prompt, chosen: Heard) -> None:
    conversation = speaker.conversation
    here = (conversation.id, conversation.flow, conversation.state)
    # The same question may have been put about another ticket before.
    same = (prompt.conversation, prompt.flow, prompt.state) == here and prompt.ticket in (None, speaker.about)
    if same and talks.hear(speaker, chosen):
        speaker.draft.changes.answered.append(prompt.id)
        return
    speaker.says.append(Say("press-done" if prompt.answered_at else "old-button-any"))


def _press_asked(speaker: Speaker, prompt: rows.Prompt, chosen: Heard) -> None:
    again = prompt.answered_at is not None and chosen.trigger not in _EVER
    if again or _is_over(speaker, prompt):
        speaker.says.append(Say("press-done" if again else "old-button-any"))
        return
    _take_up(speaker, prompt)
    talks.hear(speaker, chosen)


#: Answers that stay open for good: that a repair did not hold may be said at any time.
_EVER = frozenset({"rejected"})


def _press_card(speaker: Speaker, prompt: rows.Prompt, chosen: Heard) -> None:
    """Act on the ticket of a card: for staff alone, also when the card was theirs once and they have left us."""
    handled = speaker.take(prompt.ticket)
    if handled is None or not speaker.actor.is_staff:
        speaker.says.append(Say("old-button-any") if speaker.actor.is_staff else _not_staff(speaker))
        return
    staff.act(speaker, handled, staff.Request(chosen.trigger, stage=prompt.stage))


def _is_over(speaker: Speaker, prompt: rows.Prompt) -> bool:
    return prompt.expires_at is not None and prompt.expires_at <= speaker.draft.now


def _take_up(speaker: Speaker, prompt: rows.Prompt) -> None:
    """Make a question the desk put from outside the active conversation."""
    said = list(speaker.says)
    talks.begin(speaker, prompt.flow, codec.from_text(prompt.answers), prompt.state)
    speaker.says = said
    speaker.draft.changes.answered.append(prompt.id)


def _replied(speaker: Speaker, incoming: Incoming, prompt: rows.Prompt | None) -> bool:
    """Take a reply to one of our messages; False when it was none that means a ticket."""
    if prompt is None or not incoming.reply_to or not _in_scope(prompt, incoming, speaker):
        return False
    open_still = prompt.kind == "asked" and prompt.answered_at is None and not _is_over(speaker, prompt)
    if open_still and _answers(speaker, incoming, prompt):
        return True
    handled = speaker.take(prompt.ticket)
    if prompt.kind != "card" or handled is None:
        return False
    if speaker.actor.is_staff and handled.ticket.reporter != speaker.person.id:
        _staff_replied(speaker, handled, incoming)
    else:
        customers.add_to(speaker, handled, incoming)
    return True


def _staff_replied(speaker: Speaker, handled: Handled, incoming: Incoming) -> None:
    """Pass on what staff answered to a ticket's line: files first, then words."""
    if incoming.media and not staff.attach(speaker, handled, len(incoming.media)):
        return
    if incoming.text.strip() or not incoming.media:
        staff.act(speaker, handled, staff.Request("say", incoming.text.strip()))


def _answered(speaker: Speaker, incoming: Incoming, facts: Facts) -> bool:
    """Take an answer to the talk in progress, or to the newest open question; False when it answers neither."""
    asked = facts.asked
    if asked is not None and numbered.is_before(asked, incoming, facts) and _answers(speaker, incoming, asked):
        # A score with words, while a report is half done: it is the survey that lies before them.
        return True
    if speaker.talking and not _looked_enough(speaker, incoming):
        _in_talk(speaker, incoming)
        return True
    return asked is not None and _answers(speaker, incoming, asked)


def _answers(speaker: Speaker, incoming: Incoming, asked: rows.Prompt) -> bool:
    """Take an answer to a question the desk put from outside; False when it is none."""
    if asked.flow not in FLOWS:
        return False
    flow = FLOWS[asked.flow]
    about = speaker.take(asked.ticket)
    answers, view = codec.from_text(asked.answers), speaker.view_of(about.ticket if about else None)
    talk = Talk(asked.state, answers, Heard("asked"), view)
    ear = msgspec.structs.replace(_ear(speaker, flow, talk), choices=_shown(asked, flow, talk))
    heard = hearing.hear(incoming, machine.state_of(flow, asked.state), ear)
    if heard is None or heard.trigger not in machine.offered(flow, asked.state):
        return False
    _take_up(speaker, asked)
    talks.hear(speaker, heard)
    return True


def _shown(asked: rows.Prompt, flow: Flow, talk: Talk) -> Sequence[Choice]:
    """Return the choices a question was put with: numbers count these alone."""
    kept = {(trigger, value) for trigger, value, _text in codec.from_text(asked.choices)}
    return [choice for choice in machine.choices_of(flow, talk) if (choice.trigger, choice.value) in kept]


def _looked_enough(speaker: Speaker, incoming: Incoming) -> bool:
    """Leave a talk that only shows something when the message is none for it; True when no other takes its place."""
    if not talks.is_looking(speaker) or _hear(speaker, incoming):
        return False
    talks.hear(speaker, Heard("cancelled"))
    return not speaker.talking


def _in_talk(speaker: Speaker, incoming: Incoming) -> None:
    """Move the talk by a message; what its question cannot use goes to the ticket, if there is one already."""
    if courtesy.returned(speaker, incoming.text):
        return
    if not incoming.media and in_person.is_wanted(speaker, incoming.text):
        # That is no answer to any question.
        if speaker.handled and speaker.handled.ticket.is_open:
            in_person.tell_whose(speaker, speaker.handled, incoming.text.strip())
        else:
            speaker.says.append(in_person.how_to_reach(speaker))
        return
    if incoming.media and speaker.conversation.state == "asking_say" and not _only_words_are_left(speaker, incoming):
        return
    heard = _hear(speaker, incoming)
    if heard is not None and not _answers_staff(speaker, heard) and talks.hear(speaker, heard):
        return
    if speaker.handled and incoming.text and not hearing.is_empty(incoming.text) and not speaker.actor.is_staff:
        customers.add_to(speaker, speaker.handled, incoming)
        # Who talks with an engineer is not asked about the level again and again; the buttons stay theirs.
        speaker.curt |= speaker.conversation.flow in _ABOUT_THE_LEVEL and speaker.handled.ticket.assignee is not None
    elif incoming.text or not speaker.says:
        speaker.says.append(Say(_why_not(incoming)))


#: Talks whose question need not be settled for the work to go on.
_ABOUT_THE_LEVEL = frozenset({"recheck_outage", "agree_severity"})


def _only_words_are_left(speaker: Speaker, incoming: Incoming) -> bool:
    """Pass on files that come where words to the customer are asked for; True when words came with them."""
    handled = speaker.handled
    return handled is not None and staff.attach(speaker, handled, len(incoming.media)) and bool(incoming.text)


def _why_not(incoming: Incoming) -> str:
    """Return which words answer a message that fits no question: unreadable, empty, or beside the point."""
    if not incoming.text and not incoming.media:
        return "unknown-kind"
    return "empty-message" if hearing.is_empty(incoming.text) and not incoming.media else "not-understood"


def _answers_staff(speaker: Speaker, heard: Heard) -> bool:
    """Tell whether plain words in a report rather answer the engineer, who waits for just that."""
    waits = speaker.handled is not None and speaker.handled.ticket.state is State.WAITING
    return waits and bool(heard.text) and speaker.conversation.flow == "report_fault"


def _names_a_choice(speaker: Speaker, incoming: Incoming) -> bool:
    """Tell whether words that could be a command are rather one of the choices the talk offers just now."""
    if not speaker.talking or incoming.text.startswith("/"):
        return False
    ear = _ear(speaker, FLOWS[speaker.conversation.flow], speaker.talk(Heard("asked")))
    return hearing.choose(incoming.text, ear) is not None


def _ear(speaker: Speaker, flow: Flow, talk: Talk) -> hearing.Ear:
    choices, offered = machine.choices_of(flow, talk), machine.offered(flow, talk.state)
    return hearing.Ear(choices, offered, speaker.draft.world.texts, speaker.reader.language)


def _hear(speaker: Speaker, incoming: Incoming) -> Heard | None:
    """Return what a message means to the talk in progress."""
    flow, talk = FLOWS[speaker.conversation.flow], speaker.talk(Heard("asked"))
    return hearing.hear(incoming, machine.state_of(flow, talk.state), _ear(speaker, flow, talk))


def _idle(speaker: Speaker, incoming: Incoming) -> None:
    if speaker.actor.is_staff:
        meaning = speaker.draft.world.texts.meaning(incoming.text, speaker.reader.language)
        if meaning in parsing.MORE:
            errands.turn_to(speaker)
        elif not (incoming.media or speaker.says):
            # What became of files is all there is to say of them.
            helping.help_staff(speaker)
    elif not linking.by_code(speaker):
        customers.talk_idle(speaker, incoming)

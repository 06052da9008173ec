"""A number or label typed to choose: it means what the newest message to its writer listed, whatever it was about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from bot.desk import codec, hearing
from bot.desk.scoring import scored_in
from bot.flows.tables import Choice
from bot.messages import NUMBERED
from bot.texts.spoken import chosen, chosen_line, fold

if TYPE_CHECKING:
    from bot.desk import rows
    from bot.desk.facts import Facts
    from bot.messages import Incoming
    from bot.texts import Texts

#: Nothing that begins with a number to choose by, or with a score, is worth reading for when it is longer.
_LONGEST = 200
#: Most messages are told to be none by this look at their beginning alone: a figure, whatever its form.
_FIGURE = re.compile(r"[\d一二三四五六七八九十①-⑨⑴-⑼⒈-⒐㈠-㈩]")
_AT_MOST_BEFORE = 12
#: No label, and no word that stands for one, is longer.
_LONGEST_LABEL = 60


def may_choose(incoming: Incoming, talk: rows.Conversation | None = None) -> bool:
    """Tell whether a message may be a choice out of a list: only then is that list looked for."""
    by_number, by_label = _may_be_number(incoming.text), _may_be_label(incoming, talk)
    if not (by_number or by_label) or incoming.choice or incoming.reply_to or incoming.edited or incoming.media:
        return False
    return by_label or _is_number(incoming.text)


def _may_be_number(text: str) -> bool:
    return len(text) <= _LONGEST and _FIGURE.search(text, 0, _AT_MOST_BEFORE) is not None


def _may_be_label(incoming: Incoming, talk: rows.Conversation | None) -> bool:
    """Tell whether a message may be a label of another question than the talk's, where nobody can press it."""
    if incoming.place.channel not in NUMBERED or talk is None or not talk.flow:
        return False
    return 0 < len(incoming.text) <= _LONGEST_LABEL and not incoming.text.startswith("/")


def _is_number(text: str) -> bool:
    return chosen(text) is not None or scored_in(text) is not None or chosen_line(text) is not None


def meant(incoming: Incoming, facts: Facts, texts: Texts) -> tuple[Incoming, Facts]:
    """Return a message that is a number out of the newest list as the press it stands for, any other as it is."""
    listed = facts.listed
    if listed is None or not _is_open_to_numbers(listed, incoming) or _talk_comes_first(incoming, facts):
        return incoming, facts
    place = _place(incoming.text, codec.from_text(listed.choices), texts)
    if place is None and not _is_number(incoming.text):
        place = _named(incoming, listed, facts, texts)
        if place is None:
            # Words that name no choice are for the talk in progress.
            return incoming, msgspec.structs.replace(facts, listed=None)
    if place is None:
        return incoming, facts
    pressed = msgspec.structs.replace(incoming, choice=f"{listed.token}.{place}", text="")
    return pressed, msgspec.structs.replace(facts, prompt=listed)


def is_before(prompt: rows.Prompt, incoming: Incoming, facts: Facts) -> bool:
    """Tell whether a question is what its reader has before them, also when a talk goes on above it."""
    return facts.listed is not None and facts.listed.id == prompt.id and not _talk_comes_first(incoming, facts)


def _talk_comes_first(incoming: Incoming, facts: Facts) -> bool:
    """Tell whether the talk in progress takes what is typed: where other messages have buttons to press."""
    talking = facts.conversation is not None and bool(facts.conversation.flow)
    return talking and incoming.place.channel not in NUMBERED


def _is_open_to_numbers(listed: rows.Prompt, incoming: Incoming) -> bool:
    """Leave out the talk's own question, which listens for itself, and tickets' cards, which come while one types.

    A menu under other words has numbers only where there are no buttons: elsewhere a figure is more of those words.
    """
    if listed.kind == "card":
        return listed.ticket is None and incoming.place.channel in NUMBERED
    return listed.kind == "asked"


def _named(incoming: Incoming, listed: rows.Prompt, facts: Facts, texts: Texts) -> int | None:
    """Return which choice of an open question is named by its whole label, or a plain word that stands for it."""
    over = listed.expires_at is not None and listed.expires_at <= incoming.received_at
    if listed.kind != "asked" or listed.answered_at is not None or over:
        return None
    language = (facts.person.language if facts.person else "") or texts.pick(incoming.sender.language)
    ears = (
        hearing.Ear((Choice(trigger, label, value=value),), (), texts, language)
        for trigger, value, label in codec.from_text(listed.choices)
    )
    return next((place for place, ear in enumerate(ears) if hearing.choose(incoming.text, ear) is not None), None)


def _place(text: str, choices: list[list[str]], texts: Texts) -> int | None:
    """Return which of the choices is named by its number, or by its whole line with the number before."""
    number, line = chosen(text), chosen_line(text)
    if number is None and line is not None and line[0] <= len(choices):
        label = choices[line[0] - 1][2]
        number = line[0] if fold(line[1]) in texts.spellings(label) else None
    return number - 1 if number is not None and 1 <= number <= len(choices) else None

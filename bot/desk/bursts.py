"""A flood of one person's messages: the first ones are answered, the rest is put together and answered once (X11)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from bot.desk import gathering, parsing
from bot.flows.tables import Say

if TYPE_CHECKING:
    from bot.desk.facts import Facts
    from bot.desk.speaker import Speaker
    from bot.messages import Incoming

MINUTE = timedelta(minutes=1)
_MICROS = round(MINUTE.total_seconds() * 1_000_000)


def is_too_fast(speaker: Speaker, incoming: Incoming, facts: Facts) -> bool:
    """Count a customer's message; when there are too many in a minute, keep it for the one they make together."""
    if incoming.chat_kind != "private" or incoming.choice or speaker.actor.is_staff or _is_command(speaker, incoming):
        # Presses and commands are answered one by one: each wants its own answer, and says little.
        return False
    limit = speaker.draft.world.house.messages_a_minute
    count = counted(speaker, limit)
    if count <= limit and speaker.conversation.gathering is None:
        return False
    if count == limit + 1:
        speaker.says.append(Say("too-fast", {"hotline": speaker.draft.world.house.hotline}))
    speaker.curt = True
    if incoming.text or incoming.media:
        _put_aside(speaker, incoming, facts)
    return True


def _is_command(speaker: Speaker, incoming: Incoming) -> bool:
    """Tell whether a message is a command, by its stroke or by a word that stands for one."""
    texts, language = speaker.draft.world.texts, speaker.reader.language
    return bool(incoming.text) and parsing.parse(incoming.text, texts, language) is not None


def counted(speaker: Speaker, limit: int) -> int:
    """Return how many came in this minute, this one included; a flood goes on while the next minute brings more."""
    talk, now = speaker.conversation, speaker.draft.now
    if now - talk.burst_at >= 2 * _MICROS:
        speaker.update(burst_at=now, burst=1)
    elif now - talk.burst_at >= _MICROS:
        # One notice is enough: whoever does not stop stays above the limit.
        speaker.update(burst_at=now, burst=limit + 2 if talk.burst > limit else 1)
    else:
        speaker.update(burst=talk.burst + 1)
    return speaker.conversation.burst


def _put_aside(speaker: Speaker, incoming: Incoming, facts: Facts) -> None:
    known = facts.gathered
    plain = msgspec.structs.replace(incoming, edited=False)
    row = gathering.gather(speaker.draft, plain, known, MINUTE, once=True)
    speaker.update(gathering=row.id)


def take(speaker: Speaker) -> None:
    """Begin anew to gather once what was gathered is taken."""
    speaker.update(gathering=None)

"""Thanks and greetings: answered in kind, and never taken for an answer, a fault or more about one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.tables import Say
from bot.texts.spoken import split

if TYPE_CHECKING:
    from bot.desk.speaker import Speaker
    from bot.texts import Texts

#: Where a word of thanks is what was asked for: the comment beside a score.
_ASKED_FOR = frozenset({("rate_service", "asking_comment"), ("rate_service", "asking_words")})
_HANDS = str.maketrans("", "", "🙏🌹🤝👍👌💐😊🙂\ufe0f ")


def is_thanks(text: str, texts: Texts, language: str) -> bool:
    """Tell whether a text is thanks and nothing else: 谢谢, 好的，谢谢！, or hands put together."""
    if not text.translate(_HANDS):
        return bool(text.strip())
    meanings = [texts.meaning(part, language) for part in split(text)]
    return "thanks" in meanings and set(meanings) <= {"thanks", "yes"}


def returned(speaker: Speaker, text: str) -> bool:
    """Return a courtesy said in mid-talk, whose question is put again then; False when it was none."""
    talk = (speaker.conversation.flow, speaker.conversation.state)
    if not text or speaker.actor.is_staff or talk in _ASKED_FOR:
        return False
    texts, language = speaker.draft.world.texts, speaker.reader.language
    if is_thanks(text, texts, language):
        speaker.says.append(Say("thanks-answered"))
        return True
    return texts.meaning(text, language) == "hello"

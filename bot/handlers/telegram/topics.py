"""Topics of a forum, and the mark under a line: calls that are no messages."""

from __future__ import annotations

from telegram import Bot
from telegram.constants import ForumIconColor, ReactionEmoji
from telegram.error import BadRequest, Forbidden

from bot.handlers.telegram.drawing import cut
from bot.handlers.telegram.outcomes import is_gone
from bot.handlers.words import clean
from bot.messages import Delivery, Instead, Outcome, Sent

#: What a topic's name may have.
NAME = 128
#: A topic gets its colour when it is opened, and keeps it; Telegram knows these six.
_COLOURS = {
    "level-1": ForumIconColor.RED,
    "level-2": ForumIconColor.YELLOW,
    "level-3": ForumIconColor.BLUE,
    "question": ForumIconColor.GREEN,
    "follow_up": ForumIconColor.PINK,
}
#: A group may allow few reactions, and this one is hardly ever among those taken away.
MARK = ReactionEmoji.THUMBS_UP
#: Where it is all the same, a message as short as can be.
MARK_IN_WORDS = "✓"


class Topics:
    """What one bot account does to topics."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, delivery: Delivery) -> Outcome:
        """Do what a delivery of these kinds asks for."""
        if delivery.kind == "topic":
            return await self._open(delivery)
        if delivery.kind == "mark":
            return await self._mark(delivery)
        if delivery.place.thread:
            await self._change(delivery)
        return Sent()

    async def _open(self, delivery: Delivery) -> Outcome:
        topic = await self._bot.create_forum_topic(
            delivery.place.chat, _name(delivery), icon_color=_COLOURS.get(delivery.body.style)
        )
        return Sent(str(topic.message_thread_id))

    async def _change(self, delivery: Delivery) -> None:
        """Close it, open it again, or name it; nothing depends on that, so a refusal is no failure."""
        chat, thread = delivery.place.chat, int(delivery.place.thread)
        try:
            if delivery.kind == "topic_close":
                await self._bot.close_forum_topic(chat, thread)
            elif delivery.kind == "topic_reopen":
                await self._bot.reopen_forum_topic(chat, thread)
            else:
                await self._bot.edit_forum_topic(chat, thread, name=_name(delivery))
        except (BadRequest, Forbidden):
            return

    async def _mark(self, delivery: Delivery) -> Outcome:
        """Mark a line by a reaction, which is no message to a group's limit; a line that is gone needs none."""
        if not delivery.reply_to:
            # The group has moved since, and lines keep no number.
            return Sent()
        try:
            await self._bot.set_message_reaction(delivery.place.chat, int(delivery.reply_to), MARK)
        except BadRequest as error:
            return Sent() if is_gone(error) else Instead(MARK_IN_WORDS)
        return Sent()


def _name(delivery: Delivery) -> str:
    """Return a topic's name: one line, and of no more than Telegram bears."""
    return cut(" ".join(clean(delivery.body.text).split()), NAME) or "…"

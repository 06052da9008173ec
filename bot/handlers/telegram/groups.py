"""Asks Telegram how we stand in a group, and tells it to the desk when it is news."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

import msgspec
from telegram import Bot, ChatFullInfo, ChatMember
from telegram.error import BadRequest, Forbidden

from bot.handlers.telegram.happenings import Ours, stand
from bot.handlers.telegram.updates import Chat, Member, User
from bot.messages import Incoming, Sender, Standing
from bot.ports import Clock, Intake

_log = logging.getLogger(__name__)
#: Words of a refusal that mean that there is no such group.
_NO_GROUP = ("chat not found", "peer_id_invalid")


async def look(bot: Bot, chat: int, ours: Ours) -> Standing:
    """Return how we stand in a group; raise TelegramError when Telegram does not answer."""
    try:
        found = await bot.get_chat(chat)
        member = await bot.get_chat_member(chat, ours.id)
    except Forbidden as error:
        return Standing(status="kicked" if "kicked" in error.message else "left")
    except BadRequest as error:
        if not any(words in error.message.lower() for words in _NO_GROUP):
            raise
        return Standing(status="gone")
    return _standing(found, member, ours)


def _standing(chat: ChatFullInfo, member: ChatMember, ours: Ours) -> Standing:
    told = Member(str(member.status), User(ours.id), getattr(member, "is_member", True) is not False)
    allowed = chat.permissions is None or chat.permissions.can_send_messages is not False
    return stand(
        told,
        Chat(chat.id, str(chat.type), chat.title or "", bool(chat.is_forum)),
        topics=bool(getattr(member, "can_manage_topics", False)),
        may_write=getattr(member, "can_send_messages", allowed) is not False,
        sees_all=ours.sees_all,
    )


@dataclass(slots=True)
class Groups:
    """Looks at the staff's group now and then; only what is news is told."""

    #: Its repr holds the token.
    bot: Bot = field(repr=False)
    ours: Ours
    clock: Clock
    intake: Intake
    _known: dict[str, Standing] = field(default_factory=dict)
    _looks: int = 0

    async def check(self, chat: str, *, asked: bool = False) -> None:
        """Look at one group; with `asked`, what is missing is told even when it was known. Raise TelegramError."""
        standing = await look(self.bot, int(chat), self.ours)
        if asked or standing != self._known.get(chat):
            _log.info("in the group %s the bot is: %s", chat, standing.status)
            told = msgspec.structs.replace(standing, asked=asked)
            await self.intake.take(self._event(chat, told))
            self._known[chat] = standing

    def _event(self, chat: str, standing: Standing) -> Incoming:
        now = self.clock.now()
        self._looks += 1
        return Incoming(
            bot=self.ours.bot,
            delivery_id=f"look {chat} {self.clock.wall()} {self._looks}",
            chat=chat,
            chat_kind="group",
            sender=Sender(str(self.ours.id)),
            sent_at=now,
            received_at=now,
            event="standing",
            standing=standing,
        )

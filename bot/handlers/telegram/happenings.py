"""What happens in chats beside talk: people and we ourselves come and go, groups move; and who somebody is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import msgspec

from bot.handlers.telegram.updates import Chat, Member, MemberChange, Message, User
from bot.handlers.words import clean_name
from bot.messages import ChatKind, Incoming, Sender, Standing
from bot.ports import Clock

#: Telegram counts in seconds, we in microseconds.
SECOND = 1_000_000
Event = Literal["blocked", "unblocked", "joined", "left", "standing"]
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")


@dataclass(frozen=True, slots=True)
class Ours:
    """Who we are here: our account's name, and our username as others write it."""

    bot: str
    username: str
    #: Whether privacy mode is off: then we read what is not addressed to us, too.
    sees_all: bool = True

    @property
    def id(self) -> int:
        """Return the number by which Telegram knows us."""
        return int(self.bot.rpartition(":")[2])


def is_served(message: Message) -> bool:
    """Tell whether the service wrote this about the group, not a person to it."""
    return bool(move_of(message) or message.left_chat_member or message.new_chat_members)


def move_of(message: Message) -> tuple[int, int] | None:
    """Return the old and the new id of a group that tells that it has moved: both groups do, in either order."""
    if message.migrate_to_chat_id is not None:
        return message.chat.id, message.migrate_to_chat_id
    if message.migrate_from_chat_id is not None:
        return message.migrate_from_chat_id, message.chat.id
    return None


@dataclass(frozen=True, slots=True)
class Happenings:
    """Reads what happened in one update."""

    ours: Ours
    clock: Clock
    delivery_id: str
    raw: bytes

    def ourselves(self, change: MemberChange) -> Incoming | None:
        """Read what became of us: put out of a private chat means blocked, in a group it is our standing."""
        if change.chat.type == "private":
            is_in = change.new_chat_member.is_in
            return self._event(change.chat, change.date, change.sender, "unblocked" if is_in else "blocked")
        if chat_kind(change.chat.type) is None:
            return None
        ours = change.new_chat_member
        standing = stand(
            ours,
            change.chat,
            topics=ours.can_manage_topics,
            may_write=ours.can_send_messages,
            sees_all=self.ours.sees_all,
        )
        event = self._event(change.chat, change.date, change.sender, "standing")
        return msgspec.structs.replace(event, standing=standing)

    def membership(self, change: MemberChange) -> Incoming | None:
        was_in, is_in = change.old_chat_member.is_in, change.new_chat_member.is_in
        who = change.new_chat_member.user
        if was_in == is_in or who.is_bot or chat_kind(change.chat.type) is None:
            return None
        return self._event(change.chat, change.date, who, "joined" if is_in else "left")

    def served(self, message: Message) -> Incoming | None:
        """Read what the service writes when a group moves, or people come and go; of us it tells elsewhere."""
        move = move_of(message)
        if move is not None:
            return self._migrated(message, move)
        who = message.left_chat_member or message.new_chat_members[0]
        if who.is_bot or message.chat.type == "private":
            return None
        event: Event = "left" if message.left_chat_member is not None else "joined"
        return self._event(message.chat, message.date, who, event)

    def _event(self, chat: Chat, date: int, who: User, event: Event) -> Incoming:
        return Incoming(
            bot=self.ours.bot,
            delivery_id=self.delivery_id,
            chat=str(chat.id),
            chat_kind=chat_kind(chat.type) or "group",
            sender=sender_of(who),
            sent_at=self.at(date),
            received_at=self.clock.now(),
            event=event,
            raw=self.raw,
        )

    def _migrated(self, message: Message, move: tuple[int, int]) -> Incoming:
        old, new = move
        return Incoming(
            bot=self.ours.bot,
            delivery_id=self.delivery_id,
            chat=str(old),
            chat_kind="group",
            sender=sender_of(message.sender) if message.sender else Sender(""),
            sent_at=self.at(message.date),
            received_at=self.clock.now(),
            event="migrated",
            moved_to=str(new),
            raw=self.raw,
        )

    def at(self, seconds: int) -> int:
        return self.clock.to_desk(seconds * SECOND)


def stand(member: Member, chat: Chat, *, topics: bool, may_write: bool, sees_all: bool) -> Standing:
    """Return how we stand in a group: an owner is an administrator, a restricted one outside has left."""
    status = {"creator": "administrator"}.get(member.status, member.status)
    if status == "restricted" and not member.is_in:
        status = "left"
    administers = status == "administrator"
    return Standing(
        status=status,
        title=clean_name(chat.title),
        is_forum=chat.is_forum,
        can_manage_topics=administers and topics,
        can_write=administers or may_write,
        sees_all=sees_all,
    )


def chat_kind(chat_type: str) -> ChatKind | None:
    """Return which kind of talk a chat is; None for channels."""
    if chat_type == "private":
        return "private"
    return "group" if chat_type in {"group", "supergroup"} else None


def sender_of(user: User) -> Sender:
    name = clean_name(f"{user.first_name} {user.last_name}")
    language = user.language_code if _LANGUAGE.fullmatch(user.language_code) else ""
    return Sender(str(user.id), name or clean_name(user.username), language, clean_name(user.username))

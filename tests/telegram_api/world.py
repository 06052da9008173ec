"""One Telegram: its people, chats and messages, and which of what happens our bot is told."""

import asyncio
import itertools
import re
from collections.abc import Sequence
from typing import Any

from tests.telegram_api.chats import Chat, Message, Topic
from tests.telegram_api.clock import Clock
from tests.telegram_api.members import Member
from tests.telegram_api.updates import PRESS, Updates
from tests.telegram_api.users import User

#: Which line of the webhook an update stands in (Client.cpp:17158, 17279; messages stand in that of their chat).
PRESS_LINE, MINE_LINE, MEMBER_LINE = 3 << 33, 5 << 33, 6 << 33
_COMMAND = re.compile(r"/[A-Za-z0-9_]+(@(?P<bot>[A-Za-z0-9_]+))?(\s|$)")


class World:
    """Everything that is on this Telegram."""

    def __init__(self, bot: User, clock: Clock, updates: Updates) -> None:
        self.bot = bot
        self.clock = clock
        self.updates = updates
        #: With privacy mode off the bot sees all that is said in its groups.
        self.privacy = True
        self.users: dict[int, User] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.changes = itertools.count(1)
        self.news = asyncio.Event()
        # Private chats and basic groups number their messages through a whole account, supergroups each for itself.
        self._account_ids = itertools.count(1001)

    def private(self, user: User) -> Chat:
        """Return the chat between somebody and our bot."""
        if user.id not in self.chats:
            self.chats[user.id] = Chat(user.id, "private", user=user)
        return self.chats[user.id]

    def next_message_id(self, chat: Chat) -> int:
        if chat.kind in {"private", "group"}:
            return next(self._account_ids)
        chat.last_id += 1
        return chat.last_id

    def put(self, chat: Chat, sender: User | None, content: dict[str, Any], **rest: Any) -> Message:
        """Write a message into a chat."""
        message = Message(self.next_message_id(chat), chat, self.clock.date(), sender, content, **rest)
        chat.messages[message.id] = message
        self.touch(message)
        return message

    def touch(self, message: Message) -> None:
        """Note that a message came or changed."""
        message.changed = (next(self.changes), self.clock.now())
        self.stir()

    def stir(self) -> None:
        """Wake all who wait for something to happen."""
        self.news.set()
        self.news = asyncio.Event()

    def tell(self, message: Message, kind: str = "message") -> int | None:
        """Tell our bot of a message, if it is one of those it sees."""
        if message.chat.kind == "channel":
            kind = {"message": "channel_post", "edited_message": "edited_channel_post"}[kind]
        if not self.is_seen(message):
            return None
        return self.updates.add(kind, message.json, message.chat.id)

    def is_seen(self, message: Message) -> bool:
        """Tell whether our bot sees a message (core.telegram.org/bots/features#privacy-mode)."""
        chat = message.chat
        if chat.kind == "private":
            return message.sender is not self.bot
        mine = chat.member(self.bot)
        if not mine.is_in:
            # Who left is told of nothing but the leaving (Client.cpp:17456-17466).
            return self._is_own_leaving(message)
        if message.is_service:
            return True
        if message.sender is self.bot:
            return False
        # Bots never see each other; anonymous administrators and channels only look like bots.
        if message.sender is not None and message.sender.is_bot and message.sender_chat is None:
            return False
        return not self.privacy or mine.is_admin or self._is_meant(message)

    def _is_own_leaving(self, message: Message) -> bool:
        gone = message.content.get("left_chat_member", {})
        return bool(gone.get("id") == self.bot.id)

    def _is_meant(self, message: Message) -> bool:
        command = _COMMAND.match(message.text)
        if command is not None:
            return (command["bot"] or self.bot.username).lower() == self.bot.username.lower()
        mentioned = f"@{self.bot.username}".lower() in message.text.lower()
        replied = message.reply is not None and message.reply.sender is self.bot
        # What creates a topic is no message to reply to: everything in the topic "answers" it.
        return mentioned or (replied and message.reply is not None and not message.reply.is_service)

    def press(self, user: User, message: Message | None, body: dict[str, Any]) -> int | None:
        """Tell our bot of a press; a message that is gone is told by its number alone (Client.cpp:4896)."""
        told = {"from": user.json, "chat_instance": str(body["chat"].id), "id": body["id"], "data": body["data"]}
        if message is not None:
            told["message"] = message.json
        else:
            told["message"] = {"chat": body["chat"].json, "message_id": body["message_id"], "date": 0}
        return self.updates.add("callback_query", told, user.id + PRESS_LINE, PRESS)

    def change_member(self, chat: Chat, by: User, new: Member) -> None:
        """Give somebody another place in a chat, and tell our bot where it may know."""
        old = chat.member(new.user)
        mine = chat.member(self.bot)
        chat.members[new.user.id] = new
        change = {
            "chat": chat.json,
            "from": by.json,
            "date": self.clock.date(),
            "old_chat_member": old.json,
            "new_chat_member": new.json,
        }
        if new.user is self.bot:
            self.updates.add("my_chat_member", change, chat.id + MINE_LINE)
        elif mine.is_admin:
            # Only administrators are told of others (api#update, chat_member).
            self.updates.add("chat_member", change, new.user.id + MEMBER_LINE)
        self.stir()

    def serve(self, chat: Chat, by: User, content: dict[str, Any], thread: int = 0) -> Message:
        """Let the service write into a chat what somebody did there."""
        message = self.put(chat, by, content, thread=thread)
        self.tell(message)
        return message

    def create_topic(self, chat: Chat, by: User, name: str) -> Topic:
        """Open a topic; the message about it gives it its number."""
        topic = Topic(0, name, by)
        told = {"forum_topic_created": {"name": name, "icon_color": topic.icon_color}}
        message = self.put(chat, by, told)
        topic.id = message.thread = message.id
        chat.topics[topic.id] = topic
        self.tell(message)
        return topic

    def delete_topic(self, chat: Chat, topic: Topic) -> None:
        """Remove a topic with all that was said in it."""
        del chat.topics[topic.id]
        for message in [each for each in chat.messages.values() if each.thread == topic.id]:
            del chat.messages[message.id]
        self.stir()

    def upgrade(self, old: Chat, new_id: int) -> Chat:
        """Make a supergroup of a group; nobody is told yet."""
        new = Chat(new_id, "supergroup", old.title, members=dict(old.members), permissions=old.permissions)
        self.chats[new.id] = new
        old.moved_to = new
        return new

    def visible(self, chat: Chat) -> Sequence[Message]:
        """Return what our bot shows in a chat now, oldest first."""
        return [each for each in chat.messages.values() if each.sender is self.bot and not each.is_service]

"""People with phones: what they say, send, press, edit and leave, as it reaches our bot."""

import itertools
from collections.abc import Iterable
from typing import Any

from tests.telegram_api.chats import Chat, Message, Topic
from tests.telegram_api.members import Member
from tests.telegram_api.parts import Press
from tests.telegram_api.rooms import Group, Room
from tests.telegram_api.users import ANONYMOUS, AS_CHANNEL

_ids = itertools.count(4_300_000_000_000_001)


class Person(Room):
    """Somebody; as a room, their private chat with our bot. `chat=` takes them to a group, `thread=` to a topic."""

    @property
    def user(self) -> Any:
        assert self.at.user is not None
        return self.at.user

    @property
    def toasts(self) -> list[str]:
        """Return what flashed up after their presses."""
        pressed = self.telegram.platform.presses.values()
        return [each.toast for each in pressed if each.user is self.user and each.is_answered and each.toast]

    @property
    def answered(self) -> int:
        """Return how many of their presses were answered."""
        return sum(each.user is self.user and each.is_answered for each in self.telegram.platform.presses.values())

    async def says(self, text: str, chat: Room | None = None, **rest: Any) -> Message:
        """Write; in a group they must be a member."""
        return self._sends(chat, {"text": text, **_commands(text)}, **rest)

    async def replies(self, to: Message, text: str, chat: Room | None = None, **rest: Any) -> Message:
        return self._sends(chat or self._room(to.chat), {"text": text}, reply=to, **rest)

    async def edits(self, message: Message, text: str) -> None:
        """Change what they wrote, a caption where it was a file."""
        assert message.sender is self.user, "only one's own words can be changed"
        field = "text" if message.kind == "text" else "caption"
        message.content = {**message.content, field: text}
        await self.touches(message)

    async def touches(self, message: Message) -> None:
        """Let an edit be told that changes nothing one could see (api#update, edited_message)."""
        message.edit_date = self.telegram.clock.date()
        message.edits += 1
        self.telegram.world.touch(message)
        self.telegram.world.tell(message, "edited_message")

    async def presses(self, label: str, chat: Room | None = None, within: float = 0.0) -> str:
        """Press the newest button that reads so; return the press's id."""
        if within:
            await (chat or self).shows(label, within)
        shown, data = (chat or self).button(label)
        return await self.presses_data(data, shown.id, chat)

    async def presses_data(self, data: str, message_id: int, chat: Room | None = None) -> str:
        """Press a button that may be long gone, with whatever data a client likes to send.

        An old client lets leavers press, and everybody what stands in a group that has moved.
        """
        at, number = (chat or self).at, str(next(_ids))
        platform = self.telegram.platform
        platform.presses[number] = Press(number, self.user, platform.clock.now())
        body = {"id": number, "data": data, "chat": at, "message_id": message_id}
        platform.world.press(self.user, at.messages.get(message_id), body)
        return number

    async def sends_photo(self, content: bytes, caption: str = "", chat: Room | None = None, **rest: Any) -> Message:
        return self._sends(chat, {**self._photo(content), **_captioned(caption)}, file=content, **rest)

    async def sends_file(
        self, content: bytes, name: str, mime: str = "application/pdf", chat: Room | None = None, **rest: Any
    ) -> Message:
        """Send a document; `size=` says a size there are no bytes for."""
        stored = self.telegram.files.keep(content, name, size=rest.pop("size", None))
        words = _captioned(rest.pop("caption", ""))
        told = {"document": {**stored.json, "file_name": name, "mime_type": mime}, **words}
        return self._sends(chat, told, file=content, file_name=name, **rest)

    async def sends_voice(self, content: bytes, chat: Room | None = None, **rest: Any) -> Message:
        told = {**self.telegram.files.keep(content, "voice.oga").json, "duration": 3, "mime_type": "audio/ogg"}
        return self._sends(chat, {"voice": told}, file=content, **rest)

    async def sends_video(self, content: bytes, caption: str = "", chat: Room | None = None, **rest: Any) -> Message:
        stored = self.telegram.files.keep(content, "video.mp4", size=rest.pop("size", None))
        told = {**stored.json, "width": 640, "height": 360, "duration": 3, "mime_type": "video/mp4"}
        return self._sends(chat, {"video": told, **_captioned(caption)}, file=content, **rest)

    async def sends_album(
        self, photos: Iterable[bytes], caption: str = "", chat: Room | None = None, **rest: Any
    ) -> list[Message]:
        """Send pictures together: messages of their own that share a number, the words at the first (api#message)."""
        group, sent = str(next(_ids)), []
        for each in photos:
            words = _captioned("" if sent else caption)
            sent.append(self._sends(chat, {**self._photo(each), "media_group_id": group, **words}, **rest))
        return sent

    async def shares_contact(self, phone: str, *, of: "Person | None" = None) -> Message:
        contact = {"phone_number": phone, "first_name": self.title, "user_id": (of or self).chat}
        return self._sends(None, {"contact": contact})

    async def shares_location(self, latitude: float, longitude: float) -> Message:
        return self._sends(None, {"location": {"latitude": latitude, "longitude": longitude}})

    async def blocks(self) -> None:
        """Block the bot: it is told so, and what it sends from now on is refused."""
        self.user.has_blocked = True
        self._stands("member", "kicked")

    async def unblocks(self) -> None:
        self.user.has_blocked = False
        self._stands("kicked", "member")

    def vanishes(self) -> None:
        """Delete the account; nobody is told."""
        self.user.is_deleted = True

    async def joins(self, group: Group, status: str = "member") -> None:
        """Come into a group: the service says so, and an administrating bot is told (chat_member)."""
        self.telegram.world.change_member(group.at, self.user, Member(self.user, status))
        self.telegram.world.serve(group.at, self.user, {"new_chat_members": [self.user.json]})

    async def leaves(self, group: Group) -> None:
        self._goes(group, "left", self)

    async def puts_out(self, other: "Person", group: Group) -> None:
        """Remove and ban somebody."""
        other._goes(group, "kicked", self)  # noqa: SLF001 - of the same class

    async def becomes(self, status: str, group: Group, by: "Person | None" = None, *, anonymous: bool = False) -> None:
        """Take another place in a group."""
        new = Member(self.user, status, is_anonymous=anonymous)
        if status == "administrator":
            new.rights = frozenset({"can_manage_chat", "can_manage_topics", "can_delete_messages"})
        self.telegram.world.change_member(group.at, (by or self).user, new)

    async def creates_topic(self, name: str, group: Group) -> Topic:
        self._check_in(group.at)
        return self.telegram.world.create_topic(group.at, self.user, name)

    async def closes_topic(self, topic: Topic, group: Group) -> None:
        topic.is_closed = True
        self.telegram.world.serve(group.at, self.user, {"forum_topic_closed": {}}, topic.id)

    async def reopens_topic(self, topic: Topic, group: Group) -> None:
        topic.is_closed = False
        self.telegram.world.serve(group.at, self.user, {"forum_topic_reopened": {}}, topic.id)

    async def deletes_topic(self, topic: Topic, group: Group) -> None:
        """Remove a topic; nobody is told of that (api#update has nothing for it)."""
        self.telegram.world.delete_topic(group.at, topic)

    async def deletes(self, message: Message) -> None:
        """Remove a message; nobody is told."""
        del message.chat.messages[message.id]

    def _goes(self, group: Group, status: str, by: "Person") -> None:
        self.telegram.world.change_member(group.at, by.user, Member(self.user, status))
        self.telegram.world.serve(group.at, by.user, {"left_chat_member": self.user.json})

    def _stands(self, before: str, after: str) -> None:
        bot, world = self.telegram.world.bot, self.telegram.world
        world.private(self.user).members[bot.id] = Member(bot, before)
        world.change_member(self.at, self.user, Member(bot, after))

    def _photo(self, content: bytes) -> dict[str, Any]:
        # Clients make pictures fit before they send them; any bytes of a test pass for one.
        small, large = self.telegram.files.keep(content[:10] or b"-"), self.telegram.files.keep(content, "photo.jpg")
        return {"photo": [{**small.json, "width": 90, "height": 60}, {**large.json, "width": 1280, "height": 853}]}

    def _room(self, chat: Chat) -> Room:
        return self if chat is self.at else self.telegram.rooms[chat.id]

    def _check_in(self, at: Chat) -> None:
        if at.user is None:
            assert at.member(self.user).is_in, f"{self.title} is no member of {at.title}"
            assert at.moved_to is None, f"{at.title} has moved"

    def _sends(self, chat: Room | None, content: dict[str, Any], **rest: Any) -> Message:
        at, world = (chat or self).at, self.telegram.world
        self._check_in(at)
        if at.user is not None:
            assert not self.user.has_blocked, f"{self.title} has blocked the bot"
            self.user.has_started = True
        channel: Room | None = rest.pop("as_channel", None)
        sender, sender_chat = self.user, None
        if channel is not None:
            sender, sender_chat = AS_CHANNEL, channel.at
        elif at.user is None and at.member(self.user).is_anonymous:
            sender, sender_chat = ANONYMOUS, at
        message = world.put(at, sender, content, sender_chat=sender_chat, **_placed(rest))
        world.tell(message)
        return message


def _placed(rest: dict[str, Any]) -> dict[str, Any]:
    thread = rest.get("thread", 0)
    reply = rest.get("reply")
    placed = {**rest, "thread": thread.id if isinstance(thread, Topic) else thread}
    if reply is not None and not placed["thread"]:
        placed["thread"] = reply.thread
    return placed


def _captioned(words: str) -> dict[str, str]:
    return {"caption": words} if words else {}


def _commands(text: str) -> dict[str, Any]:
    """Return the entity under which clients show a command."""
    if not text.startswith("/") or len(text) < 2:
        return {}
    command = text.split(maxsplit=1)[0]
    return {"entities": [{"type": "bot_command", "offset": 0, "length": len(command)}]}

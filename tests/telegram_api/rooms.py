"""Chats as people see them: what our bot shows there, and what may be awaited or pressed."""

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from tests.telegram_api.chats import Chat, Message, Topic
from tests.telegram_api.members import RIGHTS, Member, administrator
from tests.telegram_api.users import SERVICE, User

if TYPE_CHECKING:
    from tests.telegram_api.telegram import Telegram


class Room:
    """A chat; `inbox` is what our bot shows there now, oldest first."""

    def __init__(self, telegram: "Telegram", at: Chat) -> None:
        self.telegram = telegram
        self.at = at

    @property
    def chat(self) -> int:
        """Return the chat's id."""
        return self.at.id

    @property
    def title(self) -> str:
        return self.at.title or (self.at.user.first_name if self.at.user else "")

    @property
    def inbox(self) -> list[Message]:
        return list(self.telegram.world.visible(self.at))

    @property
    def all(self) -> list[Message]:
        """Return everything that stands there, whoever wrote it."""
        return list(self.at.messages.values())

    @property
    def last(self) -> Message:
        return self.inbox[-1]

    def thread(self, topic: Topic | int) -> list[Message]:
        """Return what our bot shows in one topic."""
        number = topic if isinstance(topic, int) else topic.id
        return [each for each in self.inbox if each.thread == number]

    async def gets(self, words: str, within: float = 5.0, thread: int | None = None) -> Message:
        """Return the newest message of our bot that shows `words`, waiting for it."""

        def found() -> Message | None:
            fitting = [each for each in self.inbox if words in each.text and thread in {None, each.thread}]
            return fitting[-1] if fitting else None

        return await self._awaits(found, f"{words!r} in {self.title}", within)

    async def shows(self, label: str, within: float = 5.0) -> Message:
        """Return the newest message with a button that reads so, waiting for it."""

        def found() -> Message | None:
            return next((each for each in reversed(self.inbox) if label in each.labels), None)

        return await self._awaits(found, f"a button {label!r} in {self.title}", within)

    def button(self, label: str) -> tuple[Message, str]:
        """Return the newest message with a button that reads so, and the button's data."""
        for shown in reversed(self.inbox):
            for each in (button for row in shown.rows for button in row):
                if each["text"] == label:
                    return shown, each["callback_data"]
        raise AssertionError(f"no button {label!r} in {[shown.labels for shown in self.inbox]}")

    async def _awaits(self, found: Callable[[], Message | None], what: str, within: float) -> Message:
        try:
            async with asyncio.timeout(within):
                while True:
                    if (message := found()) is not None:
                        return message
                    await self.telegram.news()
        except TimeoutError:
            shown = "\n".join(f"- [{each.thread}] {each.text!r} {each.labels}" for each in self.inbox[-8:])
            raise AssertionError(f"{what} did not come within {within} s; there is\n{shown}") from None


class Group(Room):
    """A group, supergroup or forum; a member of it must have joined."""

    def admits(self, user: User, status: str = "member", rights: Iterable[str] = RIGHTS) -> None:
        """Let somebody in without a word about it, as if they had been there before our bot."""
        is_admin = status == "administrator"
        self.at.members[user.id] = administrator(user, rights) if is_admin else Member(user, status)

    @property
    def topics(self) -> list[Topic]:
        return list(self.at.topics.values())

    def topic(self, words: str) -> Topic:
        """Return the topic whose name has these words in it."""
        found = [each for each in self.at.topics.values() if words in each.name]
        assert found, f"no topic {words!r} in {[each.name for each in self.at.topics.values()]}"
        return found[-1]

    def turns_forum(self, *, on: bool = True) -> None:
        """Switch topics on or off; nothing is told of it."""
        self.at.is_forum = on

    def links(self, channel: Chat) -> None:
        """Become the place of discussion of a channel."""
        self.at.linked, channel.linked = channel, self.at

    def posts_from_channel(self, text: str) -> Message:
        """Let what the linked channel posts arrive here, as the service forwards it (api#message, 777000)."""
        channel = self.at.linked
        assert channel is not None, "no channel is linked"
        origin = {"type": "channel", "chat": channel.json, "message_id": 1, "date": self.telegram.clock.date()}
        content = {"text": text, "is_automatic_forward": True, "forward_origin": origin}
        return self._told(self.telegram.world.put(self.at, SERVICE, content, sender_chat=channel))

    def _told(self, message: Message) -> Message:
        self.telegram.world.tell(message)
        return message

    def bot_becomes(self, status: str, rights: Iterable[str] = RIGHTS, by: User | None = None) -> None:
        """Give our bot another place here: it is told (my_chat_member), and the group where the service says so."""
        bot, world = self.telegram.world.bot, self.telegram.world
        was_in = self.at.member(bot).is_in
        new = administrator(bot, rights) if status == "administrator" else Member(bot, status)
        new.is_member = status != "left"
        by = by or self._owner()
        world.change_member(self.at, by, new)
        if was_in and not new.is_in:
            world.serve(self.at, by, {"left_chat_member": bot.json})
        if new.is_in and not was_in:
            world.serve(self.at, by, {"new_chat_members": [bot.json]})

    def moves(self, *, first: str = "to", new_id: int | None = None) -> "Group":
        """Become a supergroup: two service messages in either order, and our bot's place in the new one.

        The two stand in lines of their own, so either may come first. That the bot joins the new group is told, that it
        left the old one is not (reported: tdlib/telegram-bot-api#266).
        """
        world, old, by = self.telegram.world, self.at, self._owner()
        new = world.upgrade(old, new_id or self.telegram.next_group_id())
        to = lambda: world.serve(old, by, {"migrate_to_chat_id": new.id})  # noqa: E731 - two steps to be ordered
        since = lambda: world.serve(new, by, {"migrate_from_chat_id": old.id})  # noqa: E731 - the other one
        place = new.members.pop(world.bot.id)
        world.change_member(new, by, place)
        for step in (to, since) if first == "to" else (since, to):
            step()
        moved = Group(self.telegram, new)
        self.telegram.rooms[new.id] = moved
        return moved

    def _owner(self) -> User:
        found = [each.user for each in self.at.members.values() if each.status == "creator"]
        return found[0] if found else self.telegram.owner

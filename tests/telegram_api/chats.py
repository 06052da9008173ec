"""Chats, their topics, and the messages in them, as the API tells of them."""

from dataclasses import dataclass, field
from typing import Any

from tests.telegram_api.members import PERMISSIONS, Member
from tests.telegram_api.users import User

#: The topic that every forum has and that is no topic to the API (Client.h:68).
GENERAL = 1
MEDIA = ("photo", "document", "voice", "video", "audio", "video_note", "sticker")


@dataclass
class Topic:
    """One topic of a forum; its id is that of the message that created it."""

    id: int
    name: str
    creator: User
    icon_color: int = 7322096
    is_closed: bool = False

    @property
    def json(self) -> dict[str, Any]:
        return {"message_thread_id": self.id, "name": self.name, "icon_color": self.icon_color}


@dataclass(eq=False, repr=False)
class Chat:
    """A private chat, a group, a supergroup or a channel."""

    id: int
    kind: str
    title: str = ""
    is_forum: bool = False
    user: User | None = None
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: dict[int, "Message"] = field(default_factory=dict)
    permissions: frozenset[str] = field(default_factory=lambda: frozenset(PERMISSIONS) - {"can_manage_topics"})
    moved_to: "Chat | None" = None
    linked: "Chat | None" = None
    is_deleted: bool = False
    #: Which signs may stand under messages here; None means all.
    reactions: frozenset[str] | None = None
    #: Whether the topic that every forum has is closed.
    general_is_closed: bool = False
    #: The first message of a supergroup tells of its creation.
    last_id: int = 1

    def __repr__(self) -> str:
        return f"<{self.kind} {self.id} {self.title or (self.user and self.user.first_name)}>"

    @property
    def json(self) -> dict[str, Any]:
        """Return the API's Chat (Client.cpp:1196-1312)."""
        if self.user is not None:
            names = {name: told for name, told in self.user.json.items() if name in {"first_name", "last_name"}}
            username = {"username": self.user.username} if self.user.username else {}
            return {"id": self.id, **names, **username, "type": "private"}
        forum = {"is_forum": True} if self.is_forum else {}
        return {"id": self.id, "title": self.title, "type": self.kind, **forum}

    def member(self, user: User) -> Member:
        """Return somebody's place here; who never came has left."""
        return self.members.get(user.id, Member(user))


@dataclass(eq=False, repr=False)
class Message:
    """One message: `content` is what the API calls text, caption, photo, new_chat_members and so on."""

    id: int
    chat: Chat
    date: int
    sender: User | None
    content: dict[str, Any]
    sender_chat: Chat | None = None
    thread: int = 0
    reply: "Message | None" = None
    rows: list[list[dict[str, Any]]] = field(default_factory=list)
    edit_date: int = 0
    edits: int = 0
    #: What our bot put under it.
    reactions: list[str] = field(default_factory=list)
    silent: bool = False
    file: bytes = b""
    file_name: str = ""
    #: When it last changed: a running number over all chats, and the platform's time.
    changed: tuple[int, float] = (0, 0.0)

    def __repr__(self) -> str:
        place = f"{self.chat!r} [{self.thread}]" if self.thread else repr(self.chat)
        return f"<message {self.id} in {place}: {self.text[:60]!r} {self.labels}>"

    @property
    def text(self) -> str:
        """Return its words, a file's caption included."""
        return str(self.content.get("text") or self.content.get("caption") or "")

    @property
    def kind(self) -> str:
        return next((name for name in MEDIA if name in self.content), "text")

    @property
    def labels(self) -> list[str]:
        """Return what its buttons say."""
        return [button["text"] for row in self.rows for button in row]

    @property
    def bold(self) -> list[str]:
        """Return what stands out, cut out by UTF-16 units as clients do."""
        units = self.text.encode("utf-16-le")
        entities = self.content.get("entities", []) + self.content.get("caption_entities", [])
        return [
            units[2 * each["offset"] : 2 * (each["offset"] + each["length"])].decode("utf-16-le")
            for each in entities
            if each["type"] == "bold"
        ]

    @property
    def reply_to(self) -> int | None:
        return self.reply.id if self.reply is not None else None

    @property
    def strand(self) -> int:
        """Return the first message of a row of answers: outside forums that is no topic (Client.cpp:18436)."""
        if self.reply is None or self.chat.is_forum or self.chat.kind != "supergroup":
            return 0
        return self.reply.strand or self.reply.id

    @property
    def is_service(self) -> bool:
        """Tell whether the service wrote it: about members, topics, a move."""
        return not any(name in self.content for name in ("text", *MEDIA, "contact", "location", "poll", "dice"))

    @property
    def json(self) -> dict[str, Any]:
        """Return the API's Message, with what it answers to.

        What stands in a topic and answers nothing else answers the message that opened it (Client.cpp:17622, 18402).
        """
        root = self.chat.messages.get(self.thread) if self.thread in self.chat.topics else None
        answered = self.reply or (root if root is not self else None)
        reply = {"reply_to_message": answered.shallow} if answered is not None else {}
        return {**self.shallow, **reply}

    @property
    def shallow(self) -> dict[str, Any]:
        """Return it without what it answers to: the API nests one level (api#message, reply_to_message)."""
        told: dict[str, Any] = {"message_id": self.id}
        if self.thread or self.strand:
            told["message_thread_id"] = self.thread or self.strand
        if self.thread:
            told["is_topic_message"] = True
        if self.sender is not None:
            told["from"] = self.sender.json
        if self.sender_chat is not None:
            told["sender_chat"] = self.sender_chat.json
        told |= {"chat": self.chat.json, "date": self.date}
        if self.edit_date:
            told["edit_date"] = self.edit_date
        told |= self.content
        if self.rows:
            told["reply_markup"] = {"inline_keyboard": self.rows}
        return told

"""The Bot API as others emulate it (lo-bot-api-emulator), with its gaps filled and people in it.

async with emulator(token) as telegram:
    li = telegram.person("Li", language="zh")
    await li.says("/report")
    await li.gets("什么")
    await li.presses("1")
    staff = telegram.group("Staff")
    await wang.says("/ack BX-7K3M-9QK", chat=staff)
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from lo_bot_api_emulator import ApiRefusal, LoBotApiEmulator
from lo_bot_api_emulator.updates import KINDS

TOKEN = "7000001:" + "A" * 35
USERNAME = "baoxiu_test_bot"

# The queue refuses other kinds by a set of its own; Telegram sends these too.
KINDS.update({"edited_message", "my_chat_member", "chat_member", "poll", "channel_post"})


@dataclass
class Shown:
    """One message as a person sees it now."""

    id: int
    text: str = ""
    rows: list[list[dict[str, str]]] = field(default_factory=list)
    bold: list[str] = field(default_factory=list)
    kind: str = "text"
    file: bytes = b""
    file_name: str = ""
    silent: bool = False
    edits: int = 0
    reply_to: int | None = None

    @property
    def labels(self) -> list[str]:
        return [button["text"] for row in self.rows for button in row]


@dataclass
class Failure:
    """What the next call of a method meets; `status` 0 does the call and loses the answer."""

    method: str
    status: int
    description: str = ""
    parameters: dict[str, Any] | None = None


class Room:
    """A chat, private or group, and what our bot has shown in it."""

    def __init__(self, telegram: "TelegramEmulator", chat: int, title: str = "") -> None:
        self.telegram = telegram
        self.chat = chat
        self.title = title
        self.inbox: list[Shown] = []
        self.closed = ""

    @property
    def fields(self) -> dict[str, Any]:
        return {"id": self.chat, "type": "supergroup", "title": self.title}

    @property
    def last(self) -> Shown:
        return self.inbox[-1]

    async def gets(self, words: str, within: float = 5.0) -> Shown:
        """Return the newest message that shows `words`, waiting for it."""
        async with asyncio.timeout(within):
            while True:
                for shown in reversed(self.inbox):
                    if words in shown.text:
                        return shown
                await self.telegram.news()

    def button(self, label: str) -> tuple[Shown, str]:
        """Return the newest message with a button that reads so, and the button's data."""
        for shown in reversed(self.inbox):
            for row in shown.rows:
                for button in row:
                    if button["text"] == label:
                        return shown, button["callback_data"]
        raise AssertionError(f"no button {label!r} in {[shown.labels for shown in self.inbox]}")


class Person(Room):
    """Somebody with a private chat with our bot; `inbox` is what they see there, `toasts` what flashes up."""

    def __init__(self, telegram: "TelegramEmulator", number: int, name: str, language: str) -> None:
        super().__init__(telegram, number, name)
        self.user = {"id": number, "is_bot": False, "first_name": name, "language_code": language}
        self.toasts: list[str] = []

    @property
    def fields(self) -> dict[str, Any]:
        return {"id": self.chat, "type": "private", "first_name": self.title}

    async def says(self, text: str, chat: Room | None = None, **rest: Any) -> int:
        return await self._sends(chat, text=text, **rest)

    async def replies(self, to: Shown, text: str, chat: Room | None = None) -> int:
        where = (chat or self).fields
        replied = {"message_id": to.id, "date": int(time.time()), "chat": where, "text": to.text}
        return await self._sends(chat, text=text, reply_to_message=replied)

    async def presses(self, label: str, chat: Room | None = None) -> str:
        """Press the newest button that reads so; return the press's id."""
        shown, data = (chat or self).button(label)
        return await self.presses_data(data, shown.id, chat)

    async def presses_data(self, data: str, message_id: int, chat: Room | None = None) -> str:
        """Press a button that may be long gone."""
        press = f"press-{self.telegram.next_id}"
        self.telegram.next_id += 1
        self.telegram.presses[press] = self
        message = {"message_id": message_id, "date": 0, "chat": (chat or self).fields}
        query = {"id": press, "from": self.user, "message": message, "data": data, "chat_instance": "1"}
        await self.telegram.enqueue_update({"callback_query": query}, token=self.telegram.token)
        return press

    async def edits(self, message_id: int, text: str, chat: Room | None = None) -> None:
        now = int(time.time())
        message = {"message_id": message_id, "date": now, "edit_date": now, "from": self.user, "text": text}
        message["chat"] = (chat or self).fields
        await self.telegram.enqueue_update({"edited_message": message}, token=self.telegram.token)

    async def sends_photo(self, content: bytes, caption: str = "", chat: Room | None = None) -> int:
        small, large = self.telegram.keep(content[:10]), self.telegram.keep(content)
        sizes = [{**small, "width": 90, "height": 60}, {**large, "width": 1280, "height": 853}]
        return await self._sends(chat, photo=sizes, **({"caption": caption} if caption else {}))

    async def sends_file(
        self, content: bytes, name: str, mime: str = "application/pdf", chat: Room | None = None
    ) -> int:
        document = {**self.telegram.keep(content), "file_name": name, "mime_type": mime}
        return await self._sends(chat, document=document)

    async def sends_voice(self, content: bytes, chat: Room | None = None) -> int:
        voice = {**self.telegram.keep(content), "duration": 3, "mime_type": "audio/ogg"}
        return await self._sends(chat, voice=voice)

    async def shares_contact(self, phone: str, *, of: "Person | None" = None) -> int:
        contact = {"phone_number": phone, "first_name": self.title, "user_id": (of or self).chat}
        return await self._sends(None, contact=contact)

    async def shares_location(self, latitude: float, longitude: float) -> int:
        return await self._sends(None, location={"latitude": latitude, "longitude": longitude})

    async def blocks(self) -> None:
        """Block the bot: it is told so, and its next call to this chat is refused."""
        self.closed = "Forbidden: bot was blocked by the user"
        await self._member("member", "kicked")

    async def unblocks(self) -> None:
        self.closed = ""
        await self._member("kicked", "member")

    async def _member(self, before: str, after: str) -> None:
        bot = {"id": self.telegram.bot_id, "is_bot": True, "first_name": "Baoxiu", "username": USERNAME}
        change = {
            "chat": self.fields,
            "from": self.user,
            "date": int(time.time()),
            "old_chat_member": {"status": before, "user": bot},
            "new_chat_member": {"status": after, "user": bot},
        }
        await self.telegram.enqueue_update({"my_chat_member": change}, token=self.telegram.token)

    async def _sends(self, chat: Room | None, **content: Any) -> int:
        message_id = self.telegram.next_id
        self.telegram.next_id += 1
        head = {"message_id": message_id, "date": int(time.time()), "from": self.user}
        message = {**head, "chat": (chat or self).fields, **content}
        await self.telegram.enqueue_update({"message": message}, token=self.telegram.token)
        return message_id


class TelegramEmulator(LoBotApiEmulator):
    """The emulator with a username, real times, groups, things it forgets or does not check, and failures."""

    def __init__(self, token: str = TOKEN) -> None:
        super().__init__(allow_insecure_loopback_webhooks=True, max_bots=1)
        self.token = token
        self.bot_id = int(token.partition(":")[0])
        self.next_id = 1001
        self.api_url = ""
        self.rooms: dict[int, Room] = {}
        self.presses: dict[str, Person] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.failures: list[Failure] = []
        self.standing = "member"
        self.webhook: dict[str, Any] | None = None
        self.strange: list[Any] = []
        self._news = asyncio.Event()

    async def rises(self) -> None:
        """Begin to serve on a free port of this machine."""
        self._runner = web.AppRunner(self.app(), access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.api_url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def falls(self) -> None:
        """Be out of reach from now on."""
        await self._runner.cleanup()

    def person(self, name: str, number: int | None = None, language: str = "en") -> Person:
        person = Person(self, number or 5_000_000_000 + len(self.rooms), name, language)
        self.rooms[person.chat] = person
        return person

    def group(self, title: str, number: int = -1_001_000_000_000) -> Room:
        return self.rooms.setdefault(number, Room(self, number, title))

    def keep(self, content: bytes) -> dict[str, Any]:
        """Put a file on the platform, as if somebody had attached it."""
        name = f"file-{len(self.assets)}"
        self.assets[name] = {"data": content}
        return {"file_id": name, "file_unique_id": f"{name}-unique", "file_size": len(content)}

    def fail(self, method: str, status: int, description: str = "", parameters: dict[str, Any] | None = None) -> None:
        """Let the next call of `method` fail so; status 0 does what was asked and loses the answer."""
        self.failures.append(Failure(method, status, description, parameters))

    def called(self, method: str) -> list[dict[str, Any]]:
        return [fields for name, fields in self.calls if name == method]

    async def sees(self, method: str, count: int = 1, within: float = 5.0) -> list[dict[str, Any]]:
        """Return the calls of `method`, once there are `count` of them."""
        async with asyncio.timeout(within):
            while len(self.called(method)) < count:
                await self.news()
        return self.called(method)

    async def news(self) -> None:
        """Return when our bot has done something."""
        self._news.clear()
        await self._news.wait()

    async def deliver(self) -> int:
        """Post again what the webhook did not take; return how many it took."""
        return await self.deliver_updates(token=self.token)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            refused = {"ok": False, "error_code": 401, "description": "Unauthorized"}
            return web.json_response(refused, status=401)
        if request.match_info["method"] == "getUpdates" and self.strange:
            # What the queue would refuse to hold.
            self.calls.append(("getUpdates", await request.json()))
            return web.json_response({"ok": True, "result": [self.strange.pop(0)]})
        if request.match_info["method"] == "getWebhookInfo" and (told := self.webhook or self._hooked()) is not None:
            info = {"has_custom_certificate": False, "pending_update_count": 0, **told}
            return web.json_response({"ok": True, "result": info})
        answer = await super().handle(request)
        self._news.set()
        if self._failure(request.match_info["method"], lost=True):
            assert request.transport is not None
            request.transport.abort()
        return answer

    def validate(self, method: str, fields: dict[str, Any], uploads: dict[str, Any]) -> Any:
        self.calls.append((method, dict(fields)))
        self._news.set()
        if failure := self._failure(method, lost=False):
            raise ApiRefusal(failure.description, failure.status, failure.parameters)
        if method == "getChatMember":
            user = {"id": self.bot_id, "is_bot": True, "first_name": "Baoxiu", "username": USERNAME}
            return {"status": self.standing, "user": user}
        # It refuses what it does not know; Telegram knows these.
        for known in ("link_preview_options", "disable_content_type_detection"):
            fields.pop(known, None)
        room = self.rooms.get(int(fields["chat_id"])) if str(fields.get("chat_id", "")) else None
        if room is not None and room.closed:
            raise ApiRefusal(room.closed, 403)
        if method == "editMessageText":
            self._edited(room, fields)
        result = super().validate(method, fields, uploads)
        if method == "getMe":
            result.update(id=self.bot_id, username=USERNAME)
        if method == "answerCallbackQuery" and fields.get("text"):
            self.presses[fields["callback_query_id"]].toasts.append(fields["text"])
        if isinstance(result, dict) and "chat" in result:
            result["date"] = int(time.time())
            result["chat"] = room.fields if room else {"id": result["chat"]["id"], "type": "private"}
            if room is not None and method.startswith("send"):
                room.inbox.append(_shown(result, fields, uploads))
        return result

    def _hooked(self) -> dict[str, Any] | None:
        """Return the webhook as it was set last, with the kinds and connections that the emulator forgets."""
        asked = [(method, fields) for method, fields in self.calls if method in {"setWebhook", "deleteWebhook"}]
        if not asked or asked[-1][0] == "deleteWebhook":
            return None
        told = asked[-1][1]
        kinds = LoBotApiEmulator.decoded(told.get("allowed_updates") or [])
        return {"url": told["url"], "allowed_updates": kinds, "max_connections": int(told.get("max_connections", 40))}

    def _edited(self, room: Room | None, fields: dict[str, Any]) -> None:
        """Refuse as Telegram does what is gone or unchanged; change what is shown."""
        inbox = room.inbox if room else []
        shown = next((each for each in inbox if each.id == int(fields["message_id"])), None)
        if shown is None:
            raise ApiRefusal("Bad Request: message to edit not found")
        rows = _rows(fields)
        if (shown.text, shown.rows) == (fields["text"], rows):
            raise ApiRefusal("Bad Request: message is not modified: specified new message content is the same")
        shown.text, shown.rows, shown.edits = fields["text"], rows, shown.edits + 1
        shown.bold = _bold(fields)

    def _failure(self, method: str, *, lost: bool) -> Failure | None:
        for failure in self.failures:
            if failure.method == method and (failure.status == 0) is lost:
                self.failures.remove(failure)
                return failure
        return None


def _shown(result: dict[str, Any], fields: dict[str, Any], uploads: dict[str, Any]) -> Shown:
    kinds = [kind for kind in ("photo", "document", "voice", "video") if kind in result]
    upload = next(iter(uploads.values()), {})
    reply = LoBotApiEmulator.decoded(fields["reply_parameters"]) if "reply_parameters" in fields else {}
    return Shown(
        id=result["message_id"],
        text=fields.get("text") or fields.get("caption") or "",
        rows=_rows(fields),
        bold=_bold(fields),
        kind=kinds[0] if kinds else "text",
        file=upload.get("data", b""),
        file_name=upload.get("filename", ""),
        silent=str(fields.get("disable_notification", "")).lower() == "true",
        reply_to=reply.get("message_id"),
    )


def _rows(fields: dict[str, Any]) -> list[list[dict[str, str]]]:
    markup = LoBotApiEmulator.decoded(fields.get("reply_markup") or {})
    rows: list[list[dict[str, str]]] = markup.get("inline_keyboard", [])
    return rows


def _bold(fields: dict[str, Any]) -> list[str]:
    """Return the bold parts, cut out as Telegram does: by UTF-16 units."""
    units = fields.get("text", "").encode("utf-16-le")
    entities = LoBotApiEmulator.decoded(fields.get("entities") or [])
    return [
        units[2 * each["offset"] : 2 * (each["offset"] + each["length"])].decode("utf-16-le")
        for each in entities
        if each["type"] == "bold"
    ]


@asynccontextmanager
async def emulator(token: str = TOKEN) -> AsyncIterator[TelegramEmulator]:
    """Serve an emulator on a free port of this machine."""
    telegram = TelegramEmulator(token)
    await telegram.rises()
    try:
        yield telegram
    finally:
        await telegram.falls()

"""Takes in what a visitor typed, pressed or sent, and answers once the desk has stored it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Annotated

import msgspec
from aiohttp import web

from bot.handlers.listener import read_body
from bot.handlers.web.channel import WebChannel, press_of
from bot.handlers.web.languages import language_of
from bot.handlers.web.limits import Buckets
from bot.handlers.web.outside import BOT, STAFF_ROOM, Outside
from bot.handlers.web.refusals import Refusal
from bot.handlers.web.sessions import Door, Session
from bot.handlers.web.uploads import FileIn, media_of
from bot.handlers.words import clean, clean_name, clean_tree
from bot.messages import Body, Button, Incoming, Sender

_Uuid = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z")]
_Token = Annotated[str, msgspec.Meta(max_length=64)]


class MessageIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What POST /chat/api/messages takes. `choice` is a button's token and `label` what stood on it."""

    id: _Uuid
    text: str = ""
    choice: _Token = ""
    label: Annotated[str, msgspec.Meta(max_length=300)] = ""
    reply_to: Annotated[str, msgspec.Meta(max_length=100)] = ""
    start: Annotated[str, msgspec.Meta(max_length=200)] = ""
    language: Annotated[str, msgspec.Meta(max_length=35)] = ""
    files: tuple[FileIn, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message with all that is known of where it came from."""

    message: MessageIn
    session: Session
    chat: str
    name: str
    language: str
    raw: bytes

    @property
    def key(self) -> str:
        return f"in:{self.message.id.lower()}"

    @property
    def delivery_id(self) -> str:
        # Uuids are the visitor's own choice: bound to the address, nobody can use up another's.
        return f"{self.session.address[:16]}:{self.message.id.lower()}"


class Messages:
    """POST /chat/api/messages."""

    def __init__(self, outside: Outside, channel: WebChannel, door: Door) -> None:
        self._outside = outside
        self._channel = channel
        self._door = door
        self._rate = Buckets(outside.limits.messages)

    async def post(self, request: web.Request) -> web.Response:
        """Answer 200 after the commit; the same uuid again changes nothing and is told the same."""
        session = await self._door.enter(request)
        chat = await self._door.chat(request, session)
        raw = await read_body(request, self._outside.limits.json)
        message = parse(raw)
        self._check(message)
        if wait := self._rate.take(session.address):
            raise Refusal(429, "too-many", retry_after=wait)
        await self._take(await self._arrived(request, session, chat, (message, raw)))
        return web.json_response({"ok": True}, headers={"Cache-Control": "no-store"})

    def _check(self, message: MessageIn) -> None:
        limits = self._outside.limits
        if len(message.text) > limits.text:
            raise Refusal(413, "too-long", {"limit": limits.text})
        if len(message.files) > limits.files_in_message:
            raise Refusal(400, "too-many-files", {"limit": limits.files_in_message})
        if not (message.text.strip() or message.choice or message.start or message.files):
            raise Refusal(400, "empty")

    async def _arrived(
        self, request: web.Request, session: Session, chat: str, body: tuple[MessageIn, bytes]
    ) -> Arrived:
        message, raw = body
        name = ""
        if chat == STAFF_ROOM and (visitor := await self._door.visitor(session)):
            name = visitor.name
        wished = message.language or language_of(self._outside, request)
        return Arrived(message, session, chat, name, self._outside.texts.pick(wished), raw)

    async def _take(self, arrived: Arrived) -> None:
        now = self._outside.clock.now()
        await self._outside.intake.take(incoming_of(arrived, now))
        body = _own_body(arrived)
        if body is not None:
            await self._outside.mailbox.put(arrived.chat, arrived.key, now, arrived.session.author, body)
            self._channel.hub.wake(arrived.chat)


def parse(raw: bytes) -> MessageIn:
    """Return a message with its texts cleaned; JSON that is no message is refused with what is wrong."""
    try:
        data = clean_tree(json.loads(raw))
        return msgspec.convert(data, MessageIn)
    except msgspec.ValidationError as error:
        raise Refusal(400, "bad-fields", {"detail": str(error)[:200]}) from None
    except (ValueError, RecursionError):
        raise Refusal(400, "bad-request") from None


def incoming_of(arrived: Arrived, now: int) -> Incoming:
    """Return the message as the desk takes it from any channel."""
    message, session = arrived.message, arrived.session
    return Incoming(
        bot=BOT,
        delivery_id=arrived.delivery_id,
        chat=arrived.chat,
        chat_kind="group" if arrived.chat == STAFF_ROOM else "private",
        sender=Sender(session.address, name=arrived.name, language=arrived.language),
        sent_at=now,
        received_at=now,
        text=message.text,
        choice=message.choice,
        press=press_of(session.address, message.id) if message.choice else "",
        start=message.start,
        reply_to=message.reply_to,
        message_id=arrived.key,
        media=tuple(media_of(file, session) for file in message.files),
        raw=arrived.raw,
    )


def _own_body(arrived: Arrived) -> Body | None:
    """Return what the chat keeps of a visitor's own message; start links and presses in a room leave none."""
    message = arrived.message
    if message.choice:
        if arrived.chat == STAFF_ROOM:
            return None
        label = clean_name(message.label)
        return Body(text=label, style="choice", rows=((Button(label, message.choice),),))
    if message.start and not (message.text or message.files):
        return None
    files = tuple(media_of(file, arrived.session) for file in message.files)
    return Body(text=clean(message.text), files=files, author=arrived.name)

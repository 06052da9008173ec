"""One of the cast on the web chat: writes and presses as its page would, and reads the same mailbox."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.handlers.web.channel import WebChannel, press_of
from bot.handlers.web.outside import BOT, STAFF_ROOM
from bot.handlers.web.sessions import Session
from bot.ids import Ids
from bot.messages import Body, Button, Incoming, Media, MediaKind, Sender
from bot.ports import Clock, Files, Intake, Mailbox, MailboxEntry
from bot.stories.actors import Line

_FAMILIES: dict[str, MediaKind] = {"image": "photo", "audio": "voice", "video": "video"}
_READ_AT_ONCE = 500
_FILE_LIMIT = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Desk:
    """What the web chat of a running desk is made of; a restart makes a new one."""

    intake: Intake
    mailbox: Mailbox
    files: Files
    clock: Clock
    ids: Ids
    channel: WebChannel


class Visitor:
    """A person with a web session. `desk` is asked for at every deed: it may have been restarted since."""

    def __init__(self, desk: Callable[[], Desk], session: Session, slug: str, name: str, language: str) -> None:
        self._desk = desk
        self.session = session
        self.slug = slug
        self.name = name
        self.language = language
        self._last: Incoming | None = None

    async def start(self, payload: str) -> None:
        """Follow a link that carries `payload`, like an invitation."""
        await self._take(self._incoming(start=payload), None)

    async def say(self, text: str, *, room: bool = False) -> None:
        """Write a message."""
        await self._take(self._incoming(text=text, room=room), Body(text=text, author=self._author(room=room)))

    async def press(self, _line: Line, button: Button, /, *, room: bool = False) -> None:
        """Press a button; a press before all staff leaves no trace but what it does."""
        kept = None if room else Body(text=button.label, style="choice", rows=((button,),))
        await self._take(self._incoming(choice=button.token, room=room), kept)

    async def send_file(self, name: str, data: bytes, text: str = "") -> None:
        """Store a file as an upload would, and send the message that carries it."""
        mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        kind = _FAMILIES.get(mime.partition("/")[0], "document")
        digest, size = await self._desk().files.store(_chunks(data), _FILE_LIMIT)
        media = Media(kind=kind, name=name, mime=mime, size=size, digest=digest)
        await self._take(self._incoming(text=text, media=(media,)), Body(text=text, files=(media,)))

    async def again(self) -> None:
        """Deliver the last message once more, under its own id."""
        if self._last is None:
            raise ValueError(f"{self.slug} has sent nothing that could be repeated")
        await self._desk().intake.take(self._last)

    async def lines(self, *, room: bool = False) -> Sequence[Line]:
        """Return all entries of the own chat, or of the room of all staff."""
        found: list[MailboxEntry] = []
        chat = STAFF_ROOM if room else self.session.address
        while True:
            after = found[-1].id if found else 0
            entries = await self._desk().mailbox.since(chat, after, _READ_AT_ONCE)
            found.extend(entries)
            if len(entries) < _READ_AT_ONCE:
                break
        lines = [self._line(entry) for entry in found]
        return sorted(lines, key=lambda line: (line.at, line.id))

    def _author(self, *, room: bool) -> str:
        return self.name if room else ""

    async def _take(self, incoming: Incoming, kept: Body | None) -> None:
        desk = self._desk()
        self._last = incoming
        await desk.intake.take(incoming)
        if kept is not None:
            await desk.mailbox.put(incoming.chat, incoming.message_id, incoming.sent_at, self.session.author, kept)
            desk.channel.hub.wake(incoming.chat)

    def _incoming(
        self,
        *,
        text: str = "",
        choice: str = "",
        start: str = "",
        room: bool = False,
        media: tuple[Media, ...] = (),
    ) -> Incoming:
        desk = self._desk()
        number = _uuid(desk.ids)
        now = desk.clock.now()
        return Incoming(
            bot=BOT,
            delivery_id=f"{self.session.address[:16]}:{number}",
            chat=STAFF_ROOM if room else self.session.address,
            chat_kind="group" if room else "private",
            sender=Sender(self.session.address, name=self.name, language=self.language),
            sent_at=now,
            received_at=now,
            text=text,
            choice=choice,
            press=press_of(self.session.address, number) if choice else "",
            start=start,
            message_id=f"in:{number}",
            media=media,
        )

    def _line(self, entry: MailboxEntry) -> Line:
        body = entry.body
        return Line(
            id=entry.id,
            key=entry.key,
            at=entry.at,
            text=body.text,
            own=entry.author == self.session.author,
            author=body.author,
            style=body.style,
            buttons=tuple(button for row in body.rows for button in row) if body.style != "choice" else (),
            card=body.card or {},
        )


def _uuid(ids: Ids) -> str:
    token = ids.token()
    return str(UUID(bytes=base64.urlsafe_b64decode(f"{token}==")[:16]))


async def _chunks(data: bytes) -> AsyncIterator[bytes]:
    yield data

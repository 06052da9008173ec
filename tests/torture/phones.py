"""What people hold in their hands: what they see, in the order in which it came, and a way to write and press."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Seen:
    """A message as it stood before somebody's eyes; an edit is seen as one more, under the same key."""

    chat: str
    key: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    #: Files that came with it: the message of the stand-in gets them a moment after it is seen.
    source: Any = None
    is_edit: bool = False
    at: float = field(default_factory=time.time)

    @property
    def file(self) -> bytes:
        """The file it shows; nothing if it shows none."""
        return bytes(self.source.file) if self.source is not None else b""

    @property
    def words(self) -> str:
        """Its text without the white space that platforms do not keep."""
        return self.text.strip()

    def token(self, label: str) -> str | None:
        """The token of the button with this label."""
        return next((token for shown, token in self.buttons if shown == label), None)


class Phone:
    """One chat as one person sees it; what is written or pressed returns when the desk has answered 200."""

    def __init__(self, chat: str, language: str) -> None:
        self.chat = chat
        self.language = language
        self.inbox: list[Seen] = []
        self._unread: asyncio.Queue[Seen] = asyncio.Queue()

    def sees(self, seen: Seen) -> None:
        """Have something appear on the screen."""
        self.inbox.append(seen)
        self._unread.put_nowait(seen)

    async def next(self, within: float) -> Seen | None:
        """The oldest message not looked at yet; None if none comes in time."""
        try:
            return await asyncio.wait_for(self._unread.get(), within)
        except TimeoutError:
            return None

    async def says(self, text: str) -> None:
        raise NotImplementedError

    async def presses(self, seen: Seen, label: str) -> None:
        raise NotImplementedError

    async def sends(self, photos: Sequence[bytes]) -> list[str]:
        """Send photos together; return the names by which the desk's table of attachments knows them."""
        raise NotImplementedError

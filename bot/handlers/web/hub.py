"""Wakes the pages that listen to a chat; what they missed lies in the mailbox, so nothing piles up here."""

from __future__ import annotations

import asyncio
from collections import deque

#: Toasts are short words of the moment: a page that reads slowly loses the oldest.
_TOASTS = 16


class Watcher:
    """One listening page."""

    def __init__(self, chat: str, address: str) -> None:
        self.chat = chat
        self.address = address
        self.toasts: deque[str] = deque(maxlen=_TOASTS)
        self.closed = False
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Let the page look again."""
        self._woken.set()

    async def wait(self, within: float) -> bool:
        """Return True as soon as the page was woken, False after `within` seconds."""
        try:
            async with asyncio.timeout(within):
                await self._woken.wait()
        except TimeoutError:
            return False
        self._woken.clear()
        return True


class Hub:
    """All listening pages of this process."""

    def __init__(self) -> None:
        self._by_chat: dict[str, set[Watcher]] = {}
        self._by_address: dict[str, set[Watcher]] = {}
        self._closed = False

    def join(self, chat: str, address: str) -> Watcher:
        """Begin to listen."""
        watcher = Watcher(chat, address)
        watcher.closed = self._closed
        self._by_chat.setdefault(chat, set()).add(watcher)
        self._by_address.setdefault(address, set()).add(watcher)
        return watcher

    def leave(self, watcher: Watcher) -> None:
        """Stop listening."""
        for known, name in ((self._by_chat, watcher.chat), (self._by_address, watcher.address)):
            known[name].discard(watcher)
            if not known[name]:
                del known[name]

    def count(self, address: str) -> int:
        """Return how many pages of one visitor listen."""
        return len(self._by_address.get(address, ()))

    def wake(self, chat: str) -> None:
        """Tell the pages of a chat that its mailbox has something new."""
        for watcher in self._by_chat.get(chat, ()):
            watcher.wake()

    def wake_all(self) -> None:
        """Let every page look again, for what concerns them all (the clock's speed, the end)."""
        for chat in self._by_chat:
            self.wake(chat)

    def toast(self, address: str, text: str) -> None:
        """Show a short word on the pages of one visitor."""
        for watcher in self._by_address.get(address, ()):
            watcher.toasts.append(text)
            watcher.wake()

    def close(self) -> None:
        """End all listening, now and from now on."""
        self._closed = True
        for watchers in self._by_chat.values():
            for watcher in watchers:
                watcher.closed = True
        self.wake_all()

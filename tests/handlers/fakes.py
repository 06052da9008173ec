"""Stand-ins for what surrounds a channel, shared by all tests of channels."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path

from bot.messages import Arg, Incoming
from bot.ports import FileTooLarge, StoreError

NOON = 1_790_000_000_000_000


@dataclass
class FakeIntake:
    """Takes each delivery once, as the inbox does, and can be told to fail."""

    taken: list[Incoming] = field(default_factory=list)
    parked: list[tuple[str, str, bytes, str]] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    told: list[tuple[str, str, str, int]] = field(default_factory=list)
    reports: list[tuple[str, str, str]] = field(default_factory=list)
    answer: bytes = b""
    calls: int = 0
    delay: float = 0.0
    at_once: int = 0
    most_at_once: int = 0
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, incoming: Incoming) -> bytes:
        self.calls += 1
        self.begun.set()
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.delay)
            if self.failures:
                raise self.failures.pop(0)
        finally:
            self.at_once -= 1
        if (incoming.bot, incoming.delivery_id) not in {(each.bot, each.delivery_id) for each in self.taken}:
            self.taken.append(incoming)
        self.news.set()
        return self.answer

    async def answered(self, bot: str, delivery_id: str, row: int) -> None:
        self.told.append(("answered", bot, delivery_id, row))
        self.news.set()

    async def unanswered(self, bot: str, delivery_id: str, row: int) -> None:
        self.told.append(("unanswered", bot, delivery_id, row))
        self.news.set()

    async def reported(self, bot: str, external_id: str, reason: str) -> None:
        self.reports.append((bot, external_id, reason))

    async def park(self, bot: str, delivery_id: str, payload: bytes, reason: str) -> None:
        if self.failures and isinstance(self.failures[0], StoreError):
            raise self.failures.pop(0)
        self.parked.append((bot, delivery_id, payload, reason))
        self.news.set()

    async def parks(self, count: int, within: float = 5.0) -> None:
        """Return once `count` payloads are parked."""
        async with asyncio.timeout(within):
            while len(self.parked) < count:
                self.news.clear()
                await self.news.wait()

    async def knows(self, count: int, within: float = 5.0) -> list[tuple[str, str, str, int]]:
        """Return what became of answers, once so much was told."""
        async with asyncio.timeout(within):
            while len(self.told) < count:
                self.news.clear()
                await self.news.wait()
        return self.told

    async def has(self, count: int, within: float = 5.0) -> list[Incoming]:
        """Return what was taken, once there are `count` of them."""
        async with asyncio.timeout(within):
            while len(self.taken) < count:
                self.news.clear()
                await self.news.wait()
        return self.taken


@dataclass
class FakeClock:
    """Desk time runs one hour behind wall time, so that a time that was not mapped shows."""

    wall_at: int = NOON
    behind: int = 3_600_000_000

    def now(self) -> int:
        return self.wall_at - self.behind

    def wall(self) -> int:
        return self.wall_at

    def to_desk(self, wall: int) -> int:
        return wall - self.behind

    async def sleep_until(self, desk: int, at_most: float) -> None:
        await asyncio.sleep(0)
        self.wall_at += min(desk - self.now(), round(at_most * 1_000_000))


@dataclass
class FakeAlarms:
    raised: list[tuple[str, str]] = field(default_factory=list)
    cleared: list[str] = field(default_factory=list)
    rang: asyncio.Event = field(default_factory=asyncio.Event)

    async def raise_alarm(self, kind: str, detail: str) -> None:
        self.raised.append((kind, detail))
        self.rang.set()

    async def rings(self, within: float = 5.0) -> None:
        """Return once there has been an alarm."""
        async with asyncio.timeout(within):
            await self.rang.wait()

    async def clear_alarm(self, kind: str) -> None:
        self.cleared.append(kind)

    def kinds(self) -> list[str]:
        return [kind for kind, _ in self.raised]


@dataclass
class FolderFiles:
    """Files in one folder, by their digest."""

    folder: Path

    async def store(self, chunks: AsyncIterator[bytes], limit: int) -> tuple[str, int]:
        content = b"".join([chunk async for chunk in chunks])
        if len(content) > limit:
            raise FileTooLarge
        return self.keep(content), len(content)

    def keep(self, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()
        (self.folder / digest).write_bytes(content)
        return digest

    def path(self, digest: str) -> str:
        return str(self.folder / digest)


@dataclass
class FakeTexts:
    """Says every text as its id and language."""

    languages: tuple[str, ...] = ("zh", "es", "en")
    unknown: frozenset[str] = frozenset()

    def say(
        self,
        text_id: str,
        language: str,
        zone: tzinfo,
        now: datetime,
        args: Mapping[str, Arg] | None = None,
    ) -> str:
        assert now.tzinfo is not None
        assert zone is not None
        return f"{text_id} {language} {dict(args or {})}".removesuffix(" {}")

    def has(self, text_id: str, language: str) -> bool:
        return language in self.languages and text_id not in self.unknown

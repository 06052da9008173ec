"""The load: updates posted over a few kept connections, as fast as they are answered or at a given rate."""

from __future__ import annotations

import asyncio
import json
import random
import time
import urllib.request
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import urlsplit

from benchmarks.mix import Crowd, Kind, Person

SECRET = "bench"  # noqa: S105  of a server that lives for seconds on this machine alone
PATH = "/telegram"
_HEAD = (
    f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: "
).encode()
#: Real seconds after which a server that still owes answers has failed.
ANSWERED_WITHIN = 20.0
Answered = Callable[["Wire", int], None]


class Wire(asyncio.Protocol):
    """One kept connection with one request on it at a time; a client library would cost as much as the server."""

    def __init__(self, answered: Answered) -> None:
        self._answered = answered
        self._read = b""
        self.person: Person | None = None
        self.since = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self.transport = cast("asyncio.Transport", transport)

    def post(self, person: Person, request: bytes, since: float) -> None:
        """Send one message; `since` is when its sender pressed the key."""
        self.person, self.since = person, since
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        """Collect the answer, and tell when it is whole."""
        self._read += data
        head, end, body = self._read.partition(b"\r\n\r\n")
        if not end:
            return
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        if len(body) >= length:
            self._read = b""
            self._answered(self, int(head[9:12]))

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002  # asyncio's protocol names it
        """A request that was never answered is told as such."""
        if self.person is not None:
            self._answered(self, 0)


@dataclass(slots=True)
class Figures:
    """What one measured stretch showed; latencies in seconds, CPU in seconds of the server's process."""

    seconds: float = 0.0
    cpu: float = 0.0
    latencies: list[float] = field(default_factory=list)
    refused: int = 0
    counts: dict[Kind, int] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        """Return messages a second."""
        return len(self.latencies) / self.seconds

    @property
    def cpu_each(self) -> float:
        """Return microseconds of the server's CPU for each message."""
        return self.cpu / max(1, len(self.latencies)) * 1e6

    def quantile(self, share: float) -> float:
        """Return the latency in milliseconds that this share of messages stayed within."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1e3


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to post: first unmeasured, then measured; `rate` 0 is a closed loop of all wires."""

    warm_up: float
    measured: float
    wires: int = 48
    rate: float = 0.0


def report(url: str) -> dict[str, float]:
    """Return what the server tells of itself."""
    with urllib.request.urlopen(f"{url}/bench", timeout=10) as answer:  # noqa: S310  our own server
        return dict(json.load(answer))


def telegram(body: bytes) -> bytes:
    """Return the request that brings an update of Telegram's."""
    return b"%s%d\r\n\r\n%s" % (_HEAD, len(body), body)


class Load:
    """Posts what the crowd does; `request` makes a request of it."""

    def __init__(self, url: str, crowd: Crowd, request: Callable[[bytes], bytes] = telegram) -> None:
        self._url, self._crowd, self._request = url, crowd, request
        self._free: deque[Wire] = deque()
        self._late: deque[float] = deque()
        self._figures = Figures()
        self._closed = True
        self._going = False

    async def run(self, plan: Plan) -> Figures:
        """Post by the plan and return the figures of its measured part."""
        wires = await self._connect(plan.wires)
        self._closed, self._going = not plan.rate, True
        self._free.extend(wires)
        pace = asyncio.create_task(self._pace(plan.rate)) if plan.rate else None
        for _ in range(plan.wires if self._closed else 0):
            self._post(self._free.popleft(), time.perf_counter())
        await asyncio.sleep(plan.warm_up)
        figures = await self._measured(plan.measured)
        self._going = False
        if pace:
            await pace
        async with asyncio.timeout(ANSWERED_WITHIN):
            while len(self._free) < len(wires):  # noqa: ASYNC110  # answers come by protocol callbacks; bounded above
                await asyncio.sleep(0.01)
        for wire in wires:
            wire.transport.close()
        self._free.clear()
        return figures

    async def _measured(self, seconds: float) -> Figures:
        cpu, before = await self._cpu(), dict(self._crowd.counts)
        figures = self._figures = Figures()
        started = time.perf_counter()
        await asyncio.sleep(seconds)
        figures.cpu = await self._cpu() - cpu
        figures.seconds = time.perf_counter() - started
        figures.counts = {kind: count - before[kind] for kind, count in self._crowd.counts.items()}
        self._figures = Figures()
        return figures

    async def _cpu(self) -> float:
        return (await asyncio.to_thread(report, self._url))["cpu"]

    async def _connect(self, wires: int) -> list[Wire]:
        at, loop = urlsplit(self._url), asyncio.get_running_loop()
        made = [await loop.create_connection(lambda: Wire(self._answered), at.hostname, at.port) for _ in range(wires)]
        return [wire for _transport, wire in made]

    async def _pace(self, rate: float) -> None:
        """Let messages fall due at random instants, `rate` a second on average, whatever the server does."""
        dealer, due = random.Random(3), time.perf_counter()
        while self._going:
            due += dealer.expovariate(rate)
            pause = due - time.perf_counter()
            if pause > 0:
                await asyncio.sleep(pause)
            if self._free:
                self._post(self._free.popleft(), due)
            else:
                self._late.append(due)

    def _post(self, wire: Wire, since: float) -> None:
        person, body = self._crowd.next()
        wire.post(person, self._request(body), since)

    def _answered(self, wire: Wire, status: int) -> None:
        now = time.perf_counter()
        self._figures.latencies.append(now - wire.since)
        self._figures.refused += status != 200
        if wire.person is not None:
            self._crowd.done(wire.person)
            wire.person = None
        if self._late:
            self._post(wire, self._late.popleft())
        elif self._closed and self._going:
            self._post(wire, now)
        else:
            self._free.append(wire)

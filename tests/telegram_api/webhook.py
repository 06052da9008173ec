"""The webhook: set, shown and removed; each line of updates one after the other, all lines beside each other."""

import asyncio
import random
import re
from collections import defaultdict, deque
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from tests.telegram_api.clock import Clock
from tests.telegram_api.parameters import Call
from tests.telegram_api.polling import allow
from tests.telegram_api.refusals import bad, too_many
from tests.telegram_api.updates import Updates, Waiting

#: Seconds an answer is waited for (tdlib/telegram-bot-api#341), a Retry-After may last (WebhookActor.cpp:499).
ANSWER, LONGEST_WAIT = 60.0, 3600
#: The longest wait between two tries is drawn between this and twice this (WebhookActor.h:75).
RESEND = 60
#: WebhookActor.cpp:709.
PORTS = frozenset({80, 88, 443, 8443})
SECRET = re.compile(r"[A-Za-z0-9_-]*")
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Webhook:
    """One bot's webhook. `patience` scales its waits; `loopback` lets tests listen without TLS on any port here."""

    def __init__(self, clock: Clock, updates: Updates) -> None:
        self._clock = clock
        self._updates = updates
        self.url = ""
        self.secret = ""
        self.max_connections = 40
        self.patience = 1.0
        self.loopback = True
        #: Telegram refuses a second setWebhook within a second (Client.cpp:15734).
        self.hasty = True
        self.last_error: tuple[int, str] | None = None
        #: Each answer: (update_id, status, 0 for a broken connection).
        self.answers: list[tuple[int, int]] = []
        self._next_set = 0.0
        self._lines: dict[int, deque[Waiting]] = defaultdict(deque)
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._slots = asyncio.Semaphore(self.max_connections)
        self._session: aiohttp.ClientSession | None = None

    @property
    def info(self) -> dict[str, Any]:
        """Return the API's WebhookInfo (Client.cpp:5950-5978)."""
        told: dict[str, Any] = {"url": self.url, "has_custom_certificate": False}
        told["pending_update_count"] = len(self._updates.pending)
        if self.last_error is not None:
            told["last_error_date"], told["last_error_message"] = self.last_error
        if self.url:
            told |= {"max_connections": self.max_connections, "ip_address": "127.0.0.1"}
            told["allowed_updates"] = sorted(self._updates.allowed)
        return told

    async def set(self, call: Call) -> bool:
        """Answer setWebhook (Client.cpp:15725, 16011-16024; WebhookActor.cpp:700-715)."""
        url, secret = call.text("url"), call.text("secret_token")
        now = asyncio.get_running_loop().time()
        if url and self.hasty and now < self._next_set:
            raise too_many(1)
        self._next_set = now + 1.0
        if not url:
            return await self.delete(call)
        self._check(url, secret)
        allow(self._updates, call)
        await self._close()
        if call.flag("drop_pending_updates"):
            self._updates.clear()
        self.url, self.secret, self.last_error = url, secret, None
        self.max_connections = min(max(call.number("max_connections", 40), 1), 100)
        self._open()
        return True

    async def delete(self, call: Call) -> bool:
        """Answer deleteWebhook."""
        await self._close()
        self.url = self.secret = ""
        self.last_error = None
        if call.flag("drop_pending_updates"):
            self._updates.clear()
        return True

    async def stop(self) -> None:
        """Deliver nothing more."""
        await self._close()

    def _check(self, url: str, secret: str) -> None:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        if not parts.hostname or parts.scheme not in {"http", "https"}:
            raise bad("invalid webhook URL specified")
        if len(secret) > 256:
            raise bad("secret token is too long")
        if not SECRET.fullmatch(secret):
            raise bad("secret token contains unallowed characters")
        if self.loopback and parts.hostname in LOOPBACK:
            return
        if parts.scheme != "https":
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if (parts.port or 443) not in PORTS:
            raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
        # What else may be wrong is found by asking the network, which tests do not.
        raise bad("bad webhook: Failed to resolve host: No address associated with hostname")

    def _open(self) -> None:
        self._slots = asyncio.Semaphore(self.max_connections)
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        self._updates.heard = self._take
        for waiting in self._updates.pending:
            self._take(waiting)

    async def _close(self) -> None:
        self._updates.heard = None
        tasks, self._tasks = list(self._tasks.values()), {}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._lines.clear()
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    def _take(self, waiting: Waiting) -> None:
        self._lines[waiting.line].append(waiting)
        if waiting.line not in self._tasks:
            self._tasks[waiting.line] = asyncio.create_task(self._run(waiting.line))

    async def _run(self, line: int) -> None:
        """Deliver one line, each update until it is taken or too old."""
        queue = self._lines[line]
        try:
            while queue:
                await self._deliver(queue[0])
                queue.popleft()
        finally:
            self._tasks.pop(line, None)

    async def _deliver(self, waiting: Waiting) -> None:
        """Post until it is taken (WebhookActor.cpp:490-522): once more at once, then ever later."""
        delay, fails = 1, 0
        while True:
            async with self._slots:
                status, told = await self._post(waiting)
            self.answers.append((waiting.id, status))
            if 200 <= status <= 299:
                break
            wait = min(max(told, 0), LONGEST_WAIT)
            if not wait and fails:
                delay = min(random.randint(RESEND, 2 * RESEND), delay * 2)
                wait = delay
            if self._clock.now() + wait > waiting.expires_at:
                break
            fails += 1
            await asyncio.sleep(wait * self.patience)
        self._updates.forget(waiting)

    async def _post(self, waiting: Waiting) -> tuple[int, int]:
        """Post once; return the status, 0 for no answer, and the Retry-After in seconds."""
        assert self._session is not None
        headers = {SECRET_HEADER: self.secret} if self.secret else {}
        timeout = aiohttp.ClientTimeout(total=ANSWER * max(self.patience, 0.1))
        post = self._session.post(self.url, json=waiting.json, headers=headers, timeout=timeout, allow_redirects=False)
        try:
            async with post as answer:
                await answer.read()
        except (aiohttp.ClientError, TimeoutError):
            self._wrong("Webhook connection closed")
            return 0, 0
        if answer.status > 299:
            self._wrong(f"Wrong response from the webhook: {answer.status} {answer.reason}")
        told = answer.headers.get("Retry-After", "")
        return answer.status, int(told) if told.isdecimal() else 0

    def _wrong(self, words: str) -> None:
        self.last_error = (self._clock.date(), words)

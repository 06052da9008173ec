"""`baoxiu serve` as a process of its own, which may be killed, starved of disk and started again."""

from __future__ import annotations

import asyncio
import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from tests.e2e.desks import SUN, WANG, peek, until
from tests.handlers.telegram.conftest import SECRET
from tests.handlers.telegram.emulator import TOKEN

_OPEN = re.compile(r"is open on (http://\S+)")
_ROOT = Path(__file__).parents[2]
CONFIG = f"""
[company]
name = "Ridgeline"
languages = ["en"]
[web]
listen = "127.0.0.1:0"
public_url = "https://desk.example"
[[staff]]
id = "wang"
name = "Will Ward"
roles = ["on_duty"]
telegram = {WANG}
web = true
[[staff]]
id = "sun"
name = "Sam Noble"
roles = ["manager", "admin"]
telegram = {SUN}
web = true
"""


def telegram_table(api_url: str, receive: str, token: str = TOKEN) -> str:
    """The [telegram] table of a desk on this platform."""
    given = {"token": token, "api_url": api_url, "receive": receive, "webhook_secret": SECRET}
    return "\n".join(["[telegram]", *(f'{key} = "{value}"' for key, value in given.items()), ""])


class Served:
    """One process after the other in one folder."""

    def __init__(self, folder: Path, telegram: str = "") -> None:
        self.folder = folder
        self.url = ""
        self._log = folder / "log"
        (folder / "config.toml").write_text(CONFIG + telegram, "utf-8")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        return self._log.read_text("utf-8")

    async def start(self) -> None:
        with self._log.open("ab") as log:
            begun = log.tell()
            self._process = self._begin(log)
        await until(lambda: self._is_open(begun), 60)

    def _begin(self, log: IO[bytes]) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "bot.cli", "serve"]
        return subprocess.Popen(words, cwd=self.folder, stderr=log, env=_environment())

    def _is_open(self, begun: int) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, self.log
        found = _OPEN.search(self.log, begun)
        self.url = found[1] if found else ""
        return bool(found)

    async def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and return the exit code."""
        assert self._process is not None
        self._process.send_signal(number)
        return await asyncio.to_thread(self._process.wait, 20)

    async def kill(self) -> None:
        assert await self.end(signal.SIGKILL) == -signal.SIGKILL

    def leave(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    @contextmanager
    def disk_full(self) -> Iterator[None]:
        """Let no file of the running desk grow beyond what its log of writes is now."""
        assert self._process is not None
        size = (self.folder / "baoxiu.db-wal").stat().st_size
        before = resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (size, before[1]))
        try:
            yield
        finally:
            resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, before)

    def rows(self, query: str, *args: object) -> list[tuple[Any, ...]]:
        return peek(self.folder, query, *args)


def _environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if "BAOXIU" not in key}
    return {**kept, "PYTHONPATH": str(_ROOT)}

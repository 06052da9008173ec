"""One desk's folder and its processes, one after the other: each started for real, and ended by SIGKILL."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any

import aiohttp

from storage import named
from storage.sqlite.connection import Location, open_writer
from storage.sqlite.schema import migrate
from tests.e2e.desks import peek, until
from tests.handlers.telegram.conftest import SECRET, free_port
from tests.torture.cast import CREW, GROUP, LANGUAGES

ROOT = Path(__file__).parents[2]
#: Real seconds until a started process must answer, and until a stopped one must be gone.
OPEN_WITHIN, END_WITHIN = 60.0, 15.0
#: Rungs so short that many are taken while a desk is tortured; nothing waits for hours.
_LADDERS = {1: ("0s", "3s", "3s", "3s"), 2: ("0s", "6s", "6s"), 3: ("0s", "8s", "8s")}
_TARGETS = ("rota:first", "rota:second", "role:manager", "role:head")


class Died(Exception):
    """A process ended by itself where it should not have."""


class Served:
    """Starts `baoxiu serve` in a folder, with or without a failpoint."""

    def __init__(self, folder: Path, api_url: str, token: str) -> None:
        self.folder = folder
        self.url = f"http://127.0.0.1:{free_port()}"
        self.restarts: list[float] = []
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config.toml").write_text(_config(self.url, api_url, token), "utf-8")
        self._log = folder / "log"
        self._process: subprocess.Popen[bytes] | None = None

    def begin_with_first_schema(self) -> None:
        """Leave behind what the first release made: the first start has to migrate it."""
        connection = open_writer(Location(self.folder / "baoxiu.db"))
        migrate(connection, named.migrations()[:1])
        connection.close()

    def launch(self, words: Sequence[str] = ()) -> None:
        """Start a process; `words` are failpoints and bugs."""
        command = [sys.executable, "-m", "tests.torture.launch", *words, "--", "serve"]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, cwd=self.folder, stderr=log, env=_environment())

    async def open(self, session: aiohttp.ClientSession) -> bool:
        """Return once the process answers; False when it is gone instead."""
        began = time.monotonic()
        while not self.is_gone:
            if await self._answers(session):
                self.restarts.append(time.monotonic() - began)
                return True
            if time.monotonic() - began > OPEN_WITHIN:
                raise Died(f"the desk did not open within {OPEN_WITHIN:.0f} s\n{self.log}")
            await asyncio.sleep(0.02)
        return False

    async def _answers(self, session: aiohttp.ClientSession) -> bool:
        try:
            async with session.get(f"{self.url}/healthz") as answer:
                return answer.status == HTTPStatus.OK
        except aiohttp.ClientError:
            return False

    @property
    def is_gone(self) -> bool:
        return self._process is None or self._process.poll() is not None

    @property
    def log(self) -> str:
        """The end of what all processes have logged."""
        return self.whole_log[-4000:]

    @property
    def whole_log(self) -> str:
        return self._log.read_text("utf-8") if self._log.exists() else ""

    async def gone(self, within: float) -> bool:
        """Tell whether the process has killed itself in time; one that ended in another way is an error."""
        with suppress(TimeoutError):
            await until(lambda: self.is_gone, within)
        if self.is_gone:
            self._expect(-signal.SIGKILL)
        return self.is_gone

    def kill(self) -> None:
        """Kill the process, as a machine does that is out of memory."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        self._expect(-signal.SIGKILL)

    async def stop(self) -> None:
        """Tell the process to end, in order."""
        assert self._process is not None
        self._process.terminate()
        await asyncio.to_thread(self._process.wait, END_WITHIN)
        self._expect(0)

    def leave(self) -> None:
        """Leave no process behind, whatever happened."""
        if self._process is not None and not self.is_gone:
            self._process.kill()
            self._process.wait()

    def rows(self, query: str, *args: object) -> list[tuple[Any, ...]]:
        """Look into the database with eyes of our own."""
        return peek(self.folder, query, *args)

    def baoxiu(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run another command on the desk."""
        command = [sys.executable, "-m", "bot.cli", *words]
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, env=_environment())

    def _expect(self, code: int) -> None:
        assert self._process is not None
        if self._process.returncode != code:
            raise Died(f"the desk ended with {self._process.returncode}, not {code}\n{self.log}")


def _environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if "BAOXIU" not in key}
    return {**kept, "PYTHONPATH": str(ROOT)}


def _config(url: str, api_url: str, token: str) -> str:
    languages = ", ".join(f'"{language}"' for language in LANGUAGES)
    tables = [
        f'[company]\nname = "Ridgeline"\nhotline = "400-000-0110"\nlanguages = [{languages}]',
        f'[web]\nlisten = "{url.removeprefix("http://")}"\npublic_url = "https://desk.example"',
        f'[telegram]\ntoken = "{token}"\napi_url = "{api_url}"\nreceive = "webhook"',
        f'webhook_secret = "{SECRET}"\nstaff_chat = {GROUP}',
        '[desk]\nsurvey_after = "2s"\nclose_after = "30s"\nmessages_a_minute = 200',
        *(
            f'[[staff]]\nid = "{one.slug}"\nname = "{one.name}"\nroles = {list(one.roles)}\n'
            f'telegram = {one.number}\nlanguages = ["{one.language}"]'
            for one in CREW
        ),
        *(_ladder(level, lengths) for level, lengths in _LADDERS.items()),
    ]
    return "\n".join(tables) + "\n"


def _ladder(level: int, lengths: Sequence[str]) -> str:
    rungs = ", ".join(f'{{ after = "{after}", notify = "{to}" }}' for after, to in zip(lengths, _TARGETS, strict=False))
    return f'[[ladder]]\nid = "level-{level}"\nseverity = {level}\nrungs = [{rungs}]\nrepeat = "10s"'

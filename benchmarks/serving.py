"""A server of its own process, for as long as it is measured."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.product import DATABASE, on_wechat, product
from benchmarks.skeleton import bare, skeleton
from benchmarks.slow_disk import environment
from bot.adapters.collector import spare_what_stays

#: Seconds a server may take to end.
ENDED_WITHIN = 15.0
Server = Callable[[Path], AbstractAsyncContextManager[str]]
SERVERS: dict[str, Server] = {"product": product, "wechat": on_wechat, "skeleton": skeleton, "http": bare}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a server finds: flushes that take `delay` ms longer, and a desk that has been in use before."""

    delay: int = 0
    library: Path | None = None
    used: Path | None = None


PLAIN = Setting()


@dataclass(frozen=True, slots=True)
class Running:
    """A server that has been started, and how many seconds that took."""

    url: str
    folder: Path
    started_within: float


@contextmanager
def served(name: str, setting: Setting = PLAIN) -> Iterator[Running]:
    """Start a server on a folder of its own; stop it and remove the folder at the end."""
    folder = Path(tempfile.mkdtemp(prefix="baoxiu-bench-"))
    if setting.used:
        shutil.copyfile(setting.used, folder / DATABASE)
    command = [sys.executable, "-m", "benchmarks", "server", name, str(folder)]
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603  ourselves
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(setting.library, setting.delay),
    )
    try:
        url = process.stdout.readline().strip() if process.stdout else ""
        if not url:
            raise RuntimeError(f"the server {name} did not start")
        yield Running(url, folder, time.perf_counter() - began)
    finally:
        _end(process)
        shutil.rmtree(folder, ignore_errors=True)


def _end(process: subprocess.Popen[str]) -> None:
    """Let the server end by itself, and end it if it does not."""
    try:
        process.communicate(timeout=ENDED_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()


async def serve(name: str, folder: Path) -> None:
    """Serve until whoever started us closes our input."""
    async with SERVERS[name](folder) as url:
        spare_what_stays()
        print(url, flush=True)
        await asyncio.to_thread(sys.stdin.read)

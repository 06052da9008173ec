"""A server of its own process, for as long as it is measured."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.product import product
from benchmarks.skeleton import bare, skeleton
from bot.adapters.collector import spare_what_stays

#: Seconds a server may take to end.
ENDED_WITHIN = 15.0
Server = Callable[[Path], AbstractAsyncContextManager[str]]
SERVERS: dict[str, Server] = {"product": product, "skeleton": skeleton, "http": bare}


@dataclass(frozen=True, slots=True)
class Running:
    """A server that has been started."""

    url: str
    folder: Path


@contextmanager
def served(name: str) -> Iterator[Running]:
    """Start a server on a fresh folder; stop it and remove the folder at the end."""
    folder = Path(tempfile.mkdtemp(prefix="baoxiu-bench-"))
    command = [sys.executable, "-m", "benchmarks", "server", name, str(folder)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603
    try:
        url = process.stdout.readline().strip() if process.stdout else ""
        if not url:
            raise RuntimeError(f"the server {name} did not start")
        yield Running(url, folder)
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

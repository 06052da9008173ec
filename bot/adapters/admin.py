"""The admin socket: commands that write go through the running desk, so that there is never a second writer.

One JSON line asks, `{"command": ..., "args": {...}}`; one JSON line answers, with `result`, `refused` or `error`.
Whoever may open the socket may do what the operator may: it is open to its owner alone.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import socket
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

SOCKET = "admin.sock"
#: Seconds a client waits for its answer, and the server for a question.
ANSWER_WITHIN = 10.0
#: What the system takes as a socket's path, its end included (unix(7)).
_LONGEST_PATH = 107

Handler = Callable[[Mapping[str, Any]], Awaitable[object]]


class NotRunning(Exception):
    """No desk listens on this socket."""


class AdminError(Exception):
    """The running desk said no, or not in time; the words are its own."""


class AdminRefused(AdminError):
    """The command was understood and cannot be carried out; the words say why."""


class AdminServer:
    """Serves commands by name; a `refusal` a handler raises is told to who asked, anything else only logged."""

    def __init__(self, folder: Path, handlers: Mapping[str, Handler], refusal: type[Exception] = AdminError) -> None:
        self._path = folder / SOCKET
        self._handlers = handlers
        self._refusal = refusal
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen; the caller holds the database's lock, so a socket that lies there is a dead one."""
        if len(os.fsencode(self._path)) > _LONGEST_PATH:
            log.warning("%s is too long a path for a socket: commands that write must wait for a stop", self._path)
            return
        self._path.unlink(missing_ok=True)
        self._server = await asyncio.start_unix_server(self._serve, str(self._path))
        self._path.chmod(0o600)

    async def stop(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()
            self._path.unlink(missing_ok=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                answer = await self._answer(await reader.readline())
                writer.write(json.dumps(answer).encode() + b"\n")
                await writer.drain()
        except (TimeoutError, ConnectionError, ValueError):
            log.warning("a question on the admin socket was not answered")
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def _answer(self, line: bytes) -> dict[str, object]:
        try:
            asked = json.loads(line)
            handler = self._handlers[asked["command"]]
            args = dict(asked["args"])
        except (ValueError, KeyError, TypeError):
            return {"error": "the running desk does not know this command: is it of another version?"}
        try:
            return {"result": await handler(args)}
        except self._refusal as refused:
            return {"refused": str(refused)}
        except Exception:
            log.exception("the command %s failed", asked["command"])
            return {"error": "the running desk could not do it; its log says why"}


def ask(folder: Path, command: str, args: Mapping[str, object]) -> Any:  # noqa: ANN401  what the handler returned
    """Return what the running desk answers; raise NotRunning, AdminRefused or AdminError."""
    question = json.dumps({"command": command, "args": dict(args)}).encode() + b"\n"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(ANSWER_WITHIN)
        try:
            line.connect(str(folder / SOCKET))
        except OSError as error:
            raise NotRunning from error
        try:
            line.sendall(question)
            with line.makefile("rb") as answers:
                answer = json.loads(answers.readline())
        except (OSError, ValueError) as error:
            raise AdminError("the running desk did not answer") from error
    if "refused" in answer:
        raise AdminRefused(answer["refused"])
    if "error" in answer:
        raise AdminError(answer["error"])
    return answer["result"]

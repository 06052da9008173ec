"""The admin socket: commands reach the running desk, and hear from it why not."""

import asyncio
import logging
import socket
import stat
from contextlib import asynccontextmanager, suppress

import pytest

from bot.adapters.admin import SOCKET, AdminError, AdminRefused, AdminServer, NotRunning, ask


class Refused(Exception):
    """The handler says no."""


async def greet(args):
    return {"hello": args["name"]}


async def refuse(_args):
    raise Refused("not today")


async def fail(_args):
    raise ZeroDivisionError("by nothing")


@asynccontextmanager
async def serving(folder):
    server = AdminServer(folder, {"greet": greet, "refuse": refuse, "fail": fail}, Refused)
    await server.start()
    try:
        yield
    finally:
        await server.stop()


async def asked(folder, command, **args):
    return await asyncio.to_thread(ask, folder, command, args)


async def test_a_command_is_answered(tmp_path):
    async with serving(tmp_path):
        assert await asked(tmp_path, "greet", name="Wang") == {"hello": "Wang"}


async def test_a_refusal_reaches_who_asked(tmp_path):
    async with serving(tmp_path):
        with pytest.raises(AdminRefused, match=r"^not today$"):
            await asked(tmp_path, "refuse")


async def test_a_failing_command_is_logged_and_not_told(tmp_path, caplog):
    async with serving(tmp_path):
        with pytest.raises(AdminError, match="its log says why"):
            await asked(tmp_path, "fail")
    assert "by nothing" in caplog.text


async def test_a_command_nobody_knows_is_refused(tmp_path):
    async with serving(tmp_path):
        with pytest.raises(AdminError, match="does not know this command"):
            await asked(tmp_path, "brew")


@pytest.mark.parametrize("line", [b"\n", b"[]\n", b"{}\n", b"\xff\n", b'{"command": "greet", "args": 3}\n'])
async def test_nonsense_is_answered_and_harms_nobody(tmp_path, line):
    async with serving(tmp_path):
        reader, writer = await asyncio.open_unix_connection(str(tmp_path / SOCKET))
        writer.write(line)
        assert b"does not know this command" in await reader.readline()
        writer.close()
        assert await asked(tmp_path, "greet", name="Wang")


async def test_a_line_without_end_is_not_answered(tmp_path, caplog):
    async with serving(tmp_path):
        reader, writer = await asyncio.open_unix_connection(str(tmp_path / SOCKET))
        writer.write(b"x" * 200_000)
        with suppress(ConnectionError):
            assert await reader.read() == b""
        writer.close()
    assert "was not answered" in caplog.text


async def test_nobody_listens_when_no_desk_runs(tmp_path):
    with pytest.raises(NotRunning):
        ask(tmp_path, "greet", {})
    async with serving(tmp_path):
        pass
    with pytest.raises(NotRunning):
        ask(tmp_path, "greet", {})


async def test_a_socket_left_by_a_killed_desk_is_in_nobodys_way(tmp_path):
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(str(tmp_path / SOCKET))
    dead.close()
    with pytest.raises(NotRunning):
        ask(tmp_path, "greet", {})
    async with serving(tmp_path):
        assert await asked(tmp_path, "greet", name="Wang")


async def test_the_socket_is_its_owners_alone(tmp_path):
    async with serving(tmp_path):
        assert stat.S_IMODE((tmp_path / SOCKET).stat().st_mode) == 0o600


async def test_a_path_too_long_for_a_socket_is_said_and_survived(tmp_path, caplog):
    caplog.set_level(logging.WARNING)
    folder = tmp_path / ("x" * 120)
    folder.mkdir()
    async with serving(folder):
        assert "too long a path for a socket" in caplog.text
        with pytest.raises(NotRunning):
            ask(folder, "greet", {})


def test_a_desk_that_hangs_up_gave_no_answer(tmp_path):
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(tmp_path / SOCKET))
    listener.listen()
    listener.settimeout(5)

    async def hang_up():
        answer = asyncio.create_task(asyncio.to_thread(ask, tmp_path, "greet", {}))
        connection, _address = await asyncio.to_thread(listener.accept)
        connection.close()
        await answer

    with pytest.raises(AdminError, match="did not answer"):
        asyncio.run(hang_up())
    listener.close()

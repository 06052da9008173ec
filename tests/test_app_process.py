"""`baoxiu serve` as a process: it starts, answers, stops when told, and loses nothing when killed."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

import pytest

from tests.asking import Answer, ask, connect

CONFIG = """
[company]
name = "Ridgeline"
languages = ["en"]
[web]
listen = "127.0.0.1:0"
[[staff]]
id = "wang"
name = "Will Ward"
roles = ["on_duty", "admin"]
web = true
"""
OPEN = re.compile(r"is open on (http://\S+)")


class Process:
    """A served desk in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", "serve"], cwd=folder, stderr=log, env=environment()
            )
        self.url = self._until_open()

    def _until_open(self) -> str:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            if found := OPEN.search(self.log.read_text("utf-8")):
                return found[1]
            assert self.process.poll() is None, self.log.read_text("utf-8")
            time.sleep(0.05)
        raise AssertionError(self.log.read_text("utf-8"))

    def until_ready(self) -> None:
        for _try in range(100):
            if ask(self.url, "/readyz").status == 200:
                return
            time.sleep(0.1)
        raise AssertionError("never ready")

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot.cli", *words],
            cwd=self.folder,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(15)


def environment() -> dict[str, str]:
    root = str(Path(__file__).parents[1])
    return {**{key: value for key, value in os.environ.items() if "BAOXIU" not in key}, "PYTHONPATH": root}


@pytest.fixture
def serve(tmp_path):
    (tmp_path / "config.toml").write_text(CONFIG, "utf-8")
    started: list[Process] = []

    def start() -> Process:
        started.append(Process(tmp_path))
        return started[-1]

    yield start
    for each in started:
        if each.process.poll() is None:
            each.process.kill()
            each.process.wait()


class Customer:
    """Somebody with a web chat of their own."""

    def __init__(self, desk: Process) -> None:
        self.secret = ask(desk.url, "/chat/api/session", {"language": "en"}, X_Baoxiu_Bearer="1").json["secret"]

    def says(self, desk: Process, number: int, text: str) -> None:
        message = {"id": str(UUID(int=number)), "text": text}
        taken = ask(desk.url, "/chat/api/messages", message, Authorization=f"Bearer {self.secret}")
        assert taken.json == {"ok": True}


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_served_desk_is_ready_and_stops_in_order_when_told(serve, number):
    desk = serve()
    desk.until_ready()
    assert ask(desk.url, "/healthz") == Answer(200, "ok\n")
    before = time.monotonic()
    assert desk.end(number) == 0
    assert time.monotonic() - before < 10
    assert "stopping" in desk.log.read_text("utf-8")
    assert "Traceback" not in desk.log.read_text("utf-8")
    assert not (desk.folder / "run" / "admin.sock").exists()


@pytest.mark.slow
def test_a_killed_desk_goes_on_in_the_middle_of_a_report(serve):
    desk = serve()
    li = Customer(desk)
    li.says(desk, 1, "the core switch is down")
    li.says(desk, 2, "1")
    desk.end(signal.SIGKILL)
    again = serve()
    li.says(again, 3, "1")
    listed = again.command("ticket", "list", "--json")
    (ticket,) = json.loads(listed.stdout)
    assert ticket["severity"] == 1
    assert again.end(signal.SIGTERM) == 0


@pytest.mark.slow
def test_commands_that_write_go_through_the_running_desk(serve):
    desk = serve()
    invited = desk.command("staff", "invite", "--id", "wang")
    assert invited.returncode == 0
    assert invited.stdout.startswith("Will Ward may join once")
    refused = desk.command("staff", "invite", "--id", "nobody")
    assert refused.returncode == 2
    assert refused.stderr.startswith('baoxiu: nobody of the staff has the id "nobody"')
    migrated = desk.command("migrate")
    assert migrated.returncode == 1
    assert migrated.stderr.endswith("is held by another process: is the desk running?\n")
    assert migrated.stderr.count("\n") == 1


@pytest.mark.slow
def test_an_open_page_does_not_hold_up_the_stop(serve):
    desk = serve()
    li = Customer(desk)
    li.says(desk, 1, "hello")
    stream = connect(desk.url)
    stream.request("GET", "/chat/api/events", headers={"Authorization": f"Bearer {li.secret}"})
    stream.getresponse().readline()
    before = time.monotonic()
    assert desk.end(signal.SIGTERM) == 0
    assert time.monotonic() - before < 5
    stream.close()

"""`baoxiu demo`: a story by `--script`, and the page until it is told to stop."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.cli import main
from bot.stories.shelf import SHELF

STORY = """\
name: short
language: en
start: 2026-11-18T22:35:00+08:00
cast:
  li: {role: customer}
  wang: {role: on_duty}
steps:
  - li: The pump stopped
  - expect: {li: "@ask-kind"}
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "short.yaml"
    path.write_text(STORY, "utf-8")
    return path


def test_a_story_that_comes_true_prints_every_talk(story: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["demo", "--script", str(story)]) == 0
    printed = capsys.readouterr()
    assert "== li (Li) ==" in printed.out
    assert "== wang (Will Ward) ==" in printed.out
    assert "18 22:35 > The pump stopped" in printed.out
    assert "== room ==" in printed.out
    assert printed.err == ""


def test_a_line_that_does_not_come_is_named_with_its_place(story: Path, capsys: pytest.CaptureFixture[str]):
    story.write_text(STORY.replace("@ask-kind", "Good morning"), "utf-8")
    assert main(["demo", "--script", str(story)]) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith("baoxiu: short.yaml, line 9: li did not see 'Good morning'; the last they saw is")
    assert len(printed.err.splitlines()) == 1
    assert "The pump stopped" in printed.out


def test_a_story_is_told_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]):
    assert main(["demo", "--script", str(SHELF / "05-ladder.yaml"), "--language", "es"]) == 0
    assert "Todas las pantallas de vuelos están negras" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--script", "nowhere.yaml"], "nowhere.yaml: No such file or directory"),
        (["--language", "fr"], "--language: expected one of zh, es, en"),
        (["--speed", "0"], "--speed: expected a number from 1 to 3600, found 0"),
    ],
)
def test_wrong_use_is_one_line(words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]):
    assert main(["demo", *words]) == 2
    assert complaint in capsys.readouterr().err


def test_a_file_that_tells_no_story_is_wrong_use(story: Path, capsys: pytest.CaptureFixture[str]):
    story.write_text(STORY.replace("name:", "nme:"), "utf-8")
    assert main(["demo", "--script", str(story)]) == 2
    assert "short.yaml, line 1: `nme` is not known here" in capsys.readouterr().err


def test_a_language_the_story_lacks_is_wrong_use(story: Path, capsys: pytest.CaptureFixture[str]):
    story.write_text(STORY.replace("The pump stopped", "{en: The pump stopped}"), "utf-8")
    assert main(["demo", "--script", str(story), "--language", "es"]) == 2
    assert "short.yaml can be told in en, not in es" in capsys.readouterr().err


async def test_the_page_is_served_until_the_command_is_told_to_stop():
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.cli", "demo", "--port", "0", "--speed", "600",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        async with asyncio.timeout(60):
            address = (await process.stdout.readline()).decode().strip()
        async with aiohttp.ClientSession() as visitor, visitor.get(address) as response:
            assert response.status == 200
            assert "Baoxiu" in await response.text()
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(15):
            _, err = await process.communicate()
        assert (process.returncode, err) == (0, b"")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()

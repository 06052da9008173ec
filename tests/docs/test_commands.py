"""Every command line the README and the docs show can be typed as it stands."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import typer

from bot import cli

ROOT = Path(__file__).parents[2]
PAGES = [page for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))) if page.exists()]

FENCED = re.compile(r"^```(?P<language>\w*)[^\n]*\n(?P<lines>.*?)^```", re.MULTILINE | re.DOTALL)
SHELL = ("", "sh", "bash", "shell", "console", "text")
INLINE = re.compile(r"`((?:make|baoxiu|\.venv/bin/baoxiu) [^`]*)`")
# A placeholder or a choice between words stands for many lines: it shows the shape, not a line to type.
SHAPE = re.compile(r"[\[\]|<>…]|\.\.\.")
PROMPT = re.compile(r"^\s*(?:\$ )?\s*(?:[A-Z_]+=\S+ +)*")


@dataclass(frozen=True)
class Shown:
    """One command line as a page shows it."""

    page: str
    words: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.page}: {' '.join(self.words)}"


def lines_of(text: str) -> Iterator[str]:
    """What a reader would type: lines of shell blocks, and commands in the middle of a sentence."""
    for block in FENCED.finditer(text):
        lines = block["lines"] if block["language"] in SHELL else ""
        for line in lines.replace("\\\n", " ").splitlines():
            yield from re.split(r"&&|;|\s\|\s", line)
    yield from (command for command in INLINE.findall(text) if not SHAPE.search(command))


def shown(program: str) -> list[Shown]:
    """The distinct lines that call a program, its own name left out."""
    call = re.compile(rf"(?:\.venv/bin/)?{program}(?: +(?P<words>.*))?")
    found = {}
    for page in PAGES:
        for line in lines_of(page.read_text("utf-8")):
            if match := call.fullmatch(PROMPT.sub("", line).strip()):
                words = tuple(shlex.split(match["words"] or "", comments=True))
                found[words] = Shown(str(page.relative_to(ROOT)), words)
    return list(found.values())


@cache
def commands() -> object:
    """The tree of commands behind `baoxiu`."""
    return typer.main.get_command(cli.app)


def wrong_in(words: tuple[str, ...]) -> str:
    """What `baoxiu` would not understand in a command line; nothing if it understands it all."""
    command, rest = commands(), list(words)
    while rest and hasattr(command, "commands"):
        word = rest.pop(0)
        if word not in command.commands:
            return f"no command {word!r}"
        command = command.commands[word]
    options = {name: each for each in command.params for name in (*each.opts, *each.secondary_opts)}
    places = [each for each in command.params if each.param_type_name == "argument"]
    typed = 0
    while rest:
        name, _, value = rest.pop(0).partition("=")
        if not name.startswith("-"):
            typed += 1
        elif name not in options and name != "--help":
            return f"no option {name!r}"
        elif name in options and not options[name].is_flag and not value:
            rest = rest[1:]
    if typed > len(places) and not any(each.nargs == -1 for each in places):
        return f"{typed} arguments where {len(places)} are taken"
    return ""


@pytest.mark.parametrize("line", shown("make"), ids=str)
def test_a_make_target_shown_exists(line: Shown):
    planned = subprocess.run(["make", "--dry-run", *line.words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert planned.returncode == 0, planned.stderr


@pytest.mark.parametrize("line", shown("baoxiu"), ids=str)
def test_a_baoxiu_command_shown_exists(line: Shown):
    assert wrong_in(line.words) == ""


def test_the_readme_shows_how_to_begin():
    targets = {line.words[0] for line in shown("make") if line.page == "README.md" and line.words}
    assert {"demo", "test"} <= targets


def test_a_command_that_does_not_exist_is_found():
    assert wrong_in(("brew", "coffee")) == "no command 'brew'"
    assert wrong_in(("demo", "--sugar", "2")) == "no option '--sugar'"

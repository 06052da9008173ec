"""The locks fit what pyproject.toml asks for, and install from wherever the reader installs from."""

import shutil
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from tools.lock_check import BENCH, DEVELOPMENT, RUNTIME, problems


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project's declarations, to be spoiled."""
    for name in ("pyproject.toml", RUNTIME, DEVELOPMENT, BENCH):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_locks_are_in_order():
    assert problems(ROOT) == []


def test_a_requirement_that_was_never_locked_is_found(project: Path):
    spoil(project / "pyproject.toml", "dependencies = [", 'dependencies = [\n    "left-pad>=1",')
    assert problems(project) == [f"{name}: left-pad>=1 is not locked" for name in (RUNTIME, DEVELOPMENT)]


def test_a_requirement_that_moved_past_its_lock_is_found(project: Path):
    spoil(project / "pyproject.toml", "python-telegram-bot~=22.8", "python-telegram-bot~=99.0")
    assert [problem.partition(": ")[0] for problem in problems(project)] == [RUNTIME, DEVELOPMENT]


def test_locks_that_differ_are_found(project: Path):
    spoil(project / RUNTIME, "transitions==0.9.3", "transitions==0.9.4")
    assert problems(project) == [f"transitions is ==0.9.4 in {RUNTIME} and ==0.9.3 in {DEVELOPMENT}"]


def test_an_address_in_a_lock_is_found(project: Path):
    spoil(project / RUNTIME, "aiohttp==", "--extra-index-url somewhere\naiohttp==")
    assert any("names an address" in problem for problem in problems(project))


def test_a_pin_without_a_hash_is_found(project: Path):
    spoil(project / RUNTIME, "aiohttp==", "left-pad==1.0\naiohttp==")
    assert f"{RUNTIME}: not pinned with a hash: left-pad==1.0" in problems(project)

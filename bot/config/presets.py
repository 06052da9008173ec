"""The presets as data files: what each kind of contract promises, every figure with its source."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from bot.config import tables
from bot.config.settings import Rung, Table
from bot.config.wrong import ConfigError

_FOLDER = files("bot").joinpath("presets")
LEVELS = ("1", "2", "3")


class Promise(Table, frozen=True):
    """One figure, and where it comes from."""

    within: timedelta
    source: str


class Steps(Table, frozen=True):
    """The ladder of one level, where the operator wrote none."""

    severity: int
    rungs: tuple[Rung, ...]
    repeat: timedelta


class Preset(Table, frozen=True):
    """A kind of contract: the first word of a person by level, the answer to a question, ladders."""

    name: str
    version: int
    respond: dict[str, Promise]
    answer: Promise
    ladder: tuple[Steps, ...]


def names() -> tuple[str, ...]:
    """Return the names of all presets."""
    return tuple(sorted(file.name.removesuffix(".toml") for file in _FOLDER.iterdir() if file.name.endswith(".toml")))


@cache
def preset(name: str) -> Preset:
    """Return a preset; raise KeyError when there is none of this name, ConfigError when its file is wrong."""
    if name not in names():
        raise KeyError(name)
    return parse(name, _FOLDER.joinpath(f"{name}.toml").read_text("utf-8"))


def parse(name: str, text: str) -> Preset:
    """Return the preset a file's text is."""
    data, where, problems = tomllib.loads(text), f"presets/{name}.toml: ", list[str]()
    respond = {level: _promise(data, level, where, problems) for level in LEVELS}
    answer = tables.read(Promise, data.get("answer", {}), f"{where}answer.", problems)
    steps = [tables.read(Steps, each, f"{where}ladder.", problems) for each in data.get("ladder", [])]
    if problems or answer is None:
        raise ConfigError(problems)
    return Preset(
        name=name,
        version=data["version"],
        respond={level: promise for level, promise in respond.items() if promise},
        answer=answer,
        ladder=tuple(each for each in steps if each),
    )


def _promise(data: dict[str, Any], level: str, where: str, problems: list[str]) -> Promise | None:
    found = data.get("respond", {}).get(level, {})
    return tables.read(Promise, found, f"{where}respond.{level}.", problems)

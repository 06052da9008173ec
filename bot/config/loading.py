"""Reads the configuration file and the environment into settings, or says all that is wrong with them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.config import environment, presets, secret_files, tables
from bot.config.names import of_names
from bot.config.rules import of_values
from bot.config.settings import LISTS, SECTIONS, Settings
from bot.config.wrong import ConfigError, nearest, unknown

DEFAULT_NAME = "config.toml"
_NO_VARIABLES: Mapping[str, str] = {}


def load(path: Path, environ: Mapping[str, str] = _NO_VARIABLES) -> Settings:
    """Return the settings of a file and an environment; raise ConfigError."""
    try:
        text = path.read_text("utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        hint = "; config.example.toml shows how to write one" if isinstance(error, FileNotFoundError) else ""
        raise ConfigError([f"{path}: {error.strerror}{hint}"]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError([f"{path}: is no TOML: {error}"]) from None
    return of_tables(data, path.absolute().parent, name=path.name, environ=environ)


def of_tables(
    data: Mapping[str, Any],
    folder: Path,
    *,
    name: str = DEFAULT_NAME,
    environ: Mapping[str, str] = _NO_VARIABLES,
) -> Settings:
    """Return the settings of a file's data; `folder` is where its paths are meant from; raise ConfigError."""
    problems: list[str] = []
    where = f"{name}: "
    laid = environment.overlay({"company": {}, **data}, environ, problems)
    secret_files.read_all(laid, folder, where, problems)
    known = {**SECTIONS, **LISTS}
    problems += [f"{where}{unknown('', key, known)}" for key in laid if key not in known]
    found: dict[str, Any] = {key: _table(key, laid[key], where, problems) for key in known if key in laid}
    if problems:
        raise ConfigError(problems)
    return _checked(Settings(**found, folder=folder), where)


def _table(key: str, value: object, where: str, problems: list[str]) -> object:
    if key in SECTIONS:
        if isinstance(value, dict):
            return tables.read(SECTIONS[key], value, f"{where}{key}.", problems)
        problems.append(f"{where}{key}: expected a table [{key}]")
        return None
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        problems.append(f"{where}{key}: expected tables [[{key}]]")
        return None
    rows = [(f"{where}{_name(key, number, row)}.", row) for number, row in enumerate(value, 1)]
    return tuple(tables.read(LISTS[key], row, place, problems) for place, row in rows)


def _name(key: str, number: int, row: Mapping[str, object]) -> str:
    """Return how a problem names one row of many: by its id, else by its place."""
    return f"{key} {row['id']}" if isinstance(row.get("id"), str) else f"{key}[{number}]"


def _checked(settings: Settings, where: str) -> Settings:
    problems = [*of_values(settings), *of_names(settings)]
    if settings.desk.preset not in presets.names():
        near = nearest(settings.desk.preset, presets.names())
        some = ", ".join(presets.names())
        problems.append(f'desk.preset: expected one of {some}, found "{settings.desk.preset}"; the nearest is {near}')
    if settings.texts and not settings.texts.is_dir():
        problems.append(f"desk.texts: expected a folder of texts, there is none at {settings.texts}")
    if problems:
        raise ConfigError(f"{where}{problem}" for problem in problems)
    return settings

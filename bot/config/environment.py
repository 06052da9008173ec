"""Lays the environment over the file: `BAOXIU_TELEGRAM__TOKEN` is `token` of [telegram]."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any, get_origin, get_type_hints

from bot.config.settings import SECRETS, SECTIONS
from bot.config.wrong import nearest

PREFIX = "BAOXIU_"
Data = dict[str, Any]


def names() -> dict[str, tuple[str, str]]:
    """Return every variable that is read, with the table and key it stands for."""
    keys = [(section, key) for section, kind in SECTIONS.items() for key in get_type_hints(kind)]
    keys += [(section, f"{key}_file") for section, secrets in SECRETS.items() for key in secrets]
    return {f"{PREFIX}{section}__{key}".upper(): (section, key) for section, key in keys}


def overlay(data: Data, environ: Mapping[str, str], problems: list[str]) -> Data:
    """Return the data with the environment's values laid over them."""
    known = names()
    laid = {section: dict(table) if isinstance(table, dict) else table for section, table in data.items()}
    for name in sorted(environ):
        if not name.startswith(PREFIX):
            continue
        if name not in known:
            problems.append(f"{name}: unknown variable, the nearest known one is {nearest(name, known)}")
            continue
        section, key = known[name]
        table = laid.setdefault(section, {})
        if isinstance(table, dict):
            _lay(table, section, key, environ[name])
    return laid


def _lay(table: Data, section: str, key: str, text: str) -> None:
    """Set one key; a secret in the environment replaces the file's in either of its two forms."""
    plain = key.removesuffix("_file")
    if plain in SECRETS.get(section, ()):
        table.pop(plain, None)
        table.pop(f"{plain}_file", None)
        table[key] = text
        return
    table[key] = _value(get_type_hints(SECTIONS[section])[key], text)


def _value(hint: object, text: str) -> object:
    """Return the value a variable's text stands for: a list by commas, a number as TOML writes it."""
    if get_origin(hint) is tuple:
        return [part.strip() for part in text.split(",") if part.strip()]
    if hint not in (float, int, bool):
        return text
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text

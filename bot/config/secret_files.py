"""Secrets that lie in files of their own, which only their owner's people may read."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

from bot.config.settings import SECRETS


def read_all(data: dict[str, Any], folder: Path, where: str, problems: list[str]) -> None:
    """Replace every `<key>_file` by the secret it holds."""
    for section, secrets in SECRETS.items():
        table = data.get(section)
        if not isinstance(table, dict):
            continue
        for key in secrets:
            if f"{key}_file" in table:
                _replace(table, key, folder, f"{where}{section}.{key}_file", problems)


def _replace(table: dict[str, Any], key: str, folder: Path, where: str, problems: list[str]) -> None:
    name = table.pop(f"{key}_file")
    if key in table:
        problems.append(f"{where}: {key} is there too, expected one of the two")
    elif not isinstance(name, str):
        problems.append(f"{where}: expected the path of a file")
        table[key] = ""
    else:
        _read(table, key, folder / name, where, problems)


def _read(table: dict[str, Any], key: str, path: Path, where: str, problems: list[str]) -> None:
    # A problem stands for the key's value: nothing more is said of it, and nothing of its content.
    table[key] = ""
    try:
        if path.stat().st_mode & stat.S_IROTH:
            problems.append(f"{where}: everybody on this machine may read {path}: chmod 600 {path}")
            return
        secret = path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        problems.append(f"{where}: cannot read {path}: {reason}")
        return
    if not secret:
        problems.append(f"{where}: {path} is empty")
    table[key] = secret

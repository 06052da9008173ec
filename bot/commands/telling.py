"""How commands speak: results on standard output, one line of trouble on standard error, never a secret."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.adapters import logs
from bot.adapters.admin import AdminError
from bot.adapters.logs import Redaction
from bot.app import CannotStart
from bot.app.invitations import NotInvited
from bot.config import ConfigError, Settings, load
from bot.ports import StoreError
from storage.sqlite.schema import SchemaError

DONE, NO, WRONG_USE = 0, 1, 2

Config = Annotated[Path, typer.Option("--config", help="The configuration file.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
CONFIG = Path("config.toml")
AS_JSON = False

redaction = Redaction()
#: What can go wrong in an ordinary day: its words are meant for the operator.
_EXPECTED = (CannotStart, StoreError, SchemaError, AdminError)


class WrongUse(Exception):
    """The command was not meant like this."""


class No(Exception):
    """The answer is no; the words say why."""


_MEANT = (*_EXPECTED, No)
_MISUSED = (ConfigError, NotInvited, WrongUse)


def settings_of(config: Path) -> Settings:
    """Return the configuration; from here on no line shows its secrets."""
    settings = load(config, os.environ)
    redaction.register(*settings.secrets())
    # What a library has to say beside a command's own answer matters only when it fails; `serve` logs more.
    logs.set_up("ERROR", settings.secrets())
    return settings


def say(text: str) -> None:
    """Print one result."""
    typer.echo(redaction.mask(text))


def say_json(value: object) -> None:
    """Print the one JSON document."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def say_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under each other, columns wide enough for each."""
    lines = [tuple(head), *(tuple(str(cell) for cell in row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        say("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def complain(text: str) -> None:
    """Print one line of trouble."""
    typer.echo(f"baoxiu: {' '.join(redaction.mask(text).split())}", err=True)


def answer_no() -> NoReturn:
    """End with the answer no, everything having been said."""
    raise typer.Exit(NO)


def code_of(error: Exception) -> int:
    """Say what happened in one line and return the exit code for it."""
    if isinstance(error, typer.TyperException):
        words = error.format_message()
        # Without any words the command explains itself, over many lines.
        typer.echo(words, err=True) if words.startswith("Usage:") else complain(words)
        return error.exit_code
    if isinstance(error, _MISUSED):
        complain(str(error))
        return WRONG_USE
    if isinstance(error, _MEANT):
        complain(str(error))
        return NO
    place = traceback.extract_tb(error.__traceback__)[-1]
    complain(f"{type(error).__name__}: {error} (at {Path(place.filename).name}:{place.lineno}; this is a bug)")
    return NO


def interrupted() -> int:
    """Return the exit code of a command that was interrupted by the keyboard."""
    sys.stderr.write("\n")
    return NO

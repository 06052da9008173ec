"""Turns plain data into one table of the settings, saying of each wrong value what was expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from bot.config.settings import SECRETS, Table
from bot.config.wrong import unknown
from bot.domain import durations

T = TypeVar("T", bound=Table)
_WORDS: Mapping[object, str] = {
    str: "a text in quotes",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    timedelta: "a length of time like 90s, 5m, 4h or 3d",
}


class Wrong(ValueError):
    """A value that does not fit; the words say what was expected."""


def read(kind: type[T], data: Mapping[str, Any], where: str, problems: list[str]) -> T | None:
    """Return the table of these data, or None with its problems added to `problems`.

    `where` stands before each key in a problem, like `config.toml: telegram.`.
    """
    before = len(problems)
    hints = get_type_hints(kind)
    file, _, table = where.partition(": ")
    problems += [f"{file}: {unknown(table, key, hints)}" for key in data if key not in hints]
    problems += _missing(kind, data, where)
    values = {key: _try(hints[key], data[key], f"{where}{key}", problems) for key in hints if key in data}
    return kind(**values) if len(problems) == before else None


def _missing(kind: type[Table], data: Mapping[str, Any], where: str) -> Iterator[str]:
    hints = get_type_hints(kind)
    for field in msgspec.structs.fields(kind):
        if field.required and field.name not in data:
            yield f"{where}{field.name}: is missing, expected {expected(hints[field.name])}"


def _try(hint: Any, value: Any, where: str, problems: list[str]) -> Any:  # noqa: ANN401  any type of the file
    try:
        return fit(hint, value, where, problems)
    except Wrong as wrong:
        words = str(wrong)
        problems.append(f"{where}: expected {words.partition(', found')[0] if _is_secret(where) else words}")
        return None


def fit(hint: Any, value: Any, where: str, problems: list[str]) -> Any:  # noqa: ANN401  any type of the file
    """Return `value` as its type; raise Wrong with what was expected instead."""
    if hint is timedelta:
        return _length(value)
    if get_origin(hint) is tuple:
        return _list(get_args(hint)[0], value, where, problems)
    table = next((each for each in (hint, *get_args(hint)) if _is_table(each)), None)
    if table is not None and isinstance(value, dict):
        return read(table, value, f"{where}.", problems)
    try:
        return msgspec.convert(value, hint)
    except msgspec.ValidationError:
        raise Wrong(f"{expected(hint)}, found {_shown(value)}") from None


def expected(hint: Any) -> str:  # noqa: ANN401  any type of the file
    """Return what a value of this type is, in words."""
    if get_origin(hint) is Literal:
        return " or ".join(_shown(choice) for choice in get_args(hint))
    if get_origin(hint) is tuple:
        return "a list of tables" if _is_table(get_args(hint)[0]) else "a list of texts"
    if get_origin(hint) in (Union, UnionType):
        return " or ".join(expected(each) for each in get_args(hint) if each is not NoneType)
    return "a table" if _is_table(hint) else _WORDS[hint]


def _length(value: object) -> timedelta:
    try:
        return durations.parse(value) if isinstance(value, str) else _refuse_length(value)
    except durations.DurationError:
        return _refuse_length(value)


def _refuse_length(value: object) -> timedelta:
    raise Wrong(f"{_WORDS[timedelta]}, found {_shown(value)}")


def _list(inner: Any, value: object, where: str, problems: list[str]) -> tuple[Any, ...]:  # noqa: ANN401  any type of the file
    if not isinstance(value, list):
        raise Wrong(f"{expected(tuple[inner, ...])}, found {_shown(value)}")
    if not _is_table(inner):
        return tuple(fit(inner, each, where, problems) for each in value)
    found = []
    for number, each in enumerate(value, 1):
        if not isinstance(each, dict):
            raise Wrong(f"{expected(tuple[inner, ...])}, found {_shown(each)} in it")
        found.append(read(inner, each, f"{where}[{number}].", problems))
    return tuple(found)


def _is_secret(where: str) -> bool:
    """Tell whether the value may not even be shown as a mistake."""
    return any(where.endswith(f" {section}.{key}") for section, keys in SECRETS.items() for key in keys)


def _is_table(hint: object) -> bool:
    return isinstance(hint, type) and issubclass(hint, Table)


def _shown(value: object) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, bool):
        return str(value).lower()
    return "a table" if isinstance(value, dict) else "a list" if isinstance(value, list) else str(value)

"""Which texts the code names, read from its source: constants, beginnings of f-strings, and the variables given."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Where in a call the text id stands, and where its variables.
_CALLS = {"Say": (0, 1), "Ref": (0, 1), "Choice": (1, 3)}
_ID = re.compile(r"^[a-z][a-z0-9_]*(-[a-z0-9_]+)+$")
_BEGINNING = re.compile(r"^[a-z][a-z0-9_]*(-[a-z0-9_]+)*-$")


@dataclass
class Named:
    """What was found: ids in calls with where they stand, all strings that look like ids, beginnings of ids."""

    calls: dict[str, set[str]] = field(default_factory=dict)
    strings: set[str] = field(default_factory=set)
    beginnings: dict[str, set[str]] = field(default_factory=dict)
    given: list[tuple[str, frozenset[str], str]] = field(default_factory=list)


def scan(*folders: str) -> Named:
    """Return what the modules under these folders name."""
    named = Named()
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            _read(ast.parse(file.read_text(encoding="utf-8")), file.relative_to(ROOT).as_posix(), named)
    return named


def _read(tree: ast.AST, where: str, named: Named) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _ID.match(node.value):
            named.strings.add(node.value)
        elif isinstance(node, ast.JoinedStr) and (beginning := _beginning(node)):
            named.beginnings.setdefault(beginning, set()).add(f"{where}:{node.lineno}")
        elif isinstance(node, ast.Call):
            for text_id, args in _texts(node):
                place = f"{where}:{node.lineno}"
                named.calls.setdefault(text_id, set()).add(place)
                named.strings.add(text_id)
                if args is not None:
                    named.given.append((text_id, args, place))


def _beginning(node: ast.JoinedStr) -> str:
    first = node.values[0]
    text = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
    return text if _BEGINNING.match(text) else ""


def _texts(call: ast.Call) -> Iterator[tuple[str, frozenset[str] | None]]:
    """Yield the text ids of a call, with the names of the variables where they are written out."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in _CALLS:
        at, args_at = _CALLS[name]
        text = call.args[at] if len(call.args) > at else _keyword(call, "text")
        args = call.args[args_at] if len(call.args) > args_at else _keyword(call, "args")
        for text_id in _constants(text):
            yield text_id, _names(args)
    elif name == "State":
        for text_id in _constants(_keyword(call, "asks")):
            yield text_id, None


def _constants(node: ast.expr | None) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def _names(args: ast.expr | None) -> frozenset[str] | None:
    """Return the keys of a written-out mapping; none given is an empty one; None when they cannot be read."""
    if args is None:
        return frozenset()
    if isinstance(args, ast.Dict) and all(isinstance(key, ast.Constant) for key in args.keys):
        return frozenset(key.value for key in args.keys if isinstance(key, ast.Constant) and isinstance(key.value, str))
    return None


def _keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((keyword.value for keyword in call.keywords if keyword.arg == name), None)

"""The Fluent files of a language, ours and an operator's over them, read and parsed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from fluent.runtime import FluentResource
from fluent.syntax import ast, visitor

if TYPE_CHECKING:
    from fluent.syntax.ast import Resource

SHIPPED = ("zh", "es", "en")


@dataclass(frozen=True, slots=True)
class Source:
    """One parsed file; `name` tells people which, `laid_over` that it is an operator's."""

    name: str
    language: str
    resource: Resource
    laid_over: bool

    def messages(self) -> Iterator[ast.Message]:
        """Yield the messages that have a text."""
        for entry in self.resource.body:
            if isinstance(entry, ast.Message) and entry.value is not None:
                yield entry

    def junk(self) -> Iterator[str]:
        """Yield what could not be read, one line for each piece."""
        for entry in self.resource.body:
            if isinstance(entry, ast.Junk):
                first = (entry.content or "").strip().partition("\n")[0]
                reason = entry.annotations[0].message if entry.annotations else "not Fluent"
                yield f"{self.name}: cannot read {first!r}: {reason}"


def read(language: str, extra_dir: Path | None) -> tuple[Source, ...]:
    """Return the files of a language: ours first, then those of `extra_dir`, each in the order of names."""
    ours = _shipped(language)
    return ours if extra_dir is None else (*ours, *_parsed(extra_dir / language, language, laid_over=True))


@cache
def _shipped(language: str) -> tuple[Source, ...]:
    """Return our own files; parsing them takes a fifth of a second, and they do not change while we run."""
    return tuple(_parsed(files("bot.texts").joinpath(language), language, laid_over=False))


def _parsed(folder: Traversable, language: str, *, laid_over: bool) -> Iterator[Source]:
    if not folder.is_dir():
        return
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".ftl"):
            name = str(file) if laid_over else f"{language}/{file.name}"
            yield Source(name, language, FluentResource(file.read_text(encoding="utf-8-sig")), laid_over)


@dataclass(frozen=True, slots=True)
class Needs:
    """What a text asks for: its variables, functions, and the other texts it names."""

    variables: frozenset[str]
    functions: frozenset[str]
    texts: frozenset[str]


class _Collector(visitor.Visitor):
    """Walks a text and keeps the names it meets."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.functions: set[str] = set()
        self.texts: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  fluent.syntax calls it so
        self.variables.add(node.id.name)

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802  likewise
        self.functions.add(node.id.name)
        self.generic_visit(node)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802  likewise
        self.texts.add(node.id.name)


def needs(message: ast.Message) -> Needs:
    """Return what a text asks for."""
    collector = _Collector()
    collector.visit(message)
    return Needs(frozenset(collector.variables), frozenset(collector.functions), frozenset(collector.texts))


def needs_of(sources: tuple[Source, ...]) -> Mapping[str, Needs]:
    """Return what each text of a language asks for; a later file wins."""
    return {message.id.name: needs(message) for source in sources for message in source.messages()}

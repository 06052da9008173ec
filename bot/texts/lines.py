"""Messages made ready to be said: plain pieces joined at once, the others through Fluent's own resolver.

Most texts are words with variables in them. Joined piece by piece they take a tenth of the time the resolver
needs (it formats every number by the locale and keeps a stack for references); what chooses by a variable, or
names another text, goes its way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Protocol

from fluent.runtime import FluentBundle
from fluent.runtime.resolver import (
    CurrentEnvironment,
    FunctionReference,
    MessageReference,
    NeverIsolatingPlaceable,
    Pattern,
    Placeable,
    ResolverEnvironment,
    StringLiteral,
    TextElement,
    VariableReference,
)
from fluent.runtime.types import FluentFloat, FluentInt, FluentType

from bot.messages import Arg

#: What texts may call with an instant, and the form each gives it (see bot.texts.moments).
FORMS = {"BY": "by", "AT": "at", "ABOUT": "about", "DATE": "date", "TIME": "time"}
#: What texts may call with a length in seconds.
LENGTH = "LENGTH"
#: Stands where a variable was not given: a text with a hole says more than none.
HOLE = "…"
#: The resolver refuses parts above 2,500 characters.
_RESOLVER_LIMIT = 2_400


class Reader(Protocol):
    """Whoever a text is rendered for, with their language, zone and now."""

    def show(self, value: Arg) -> str:
        """Return an argument in the reader's words."""

    def clock(self, form: str, at: datetime) -> str:
        """Return an instant in one of the forms."""

    def length(self, seconds: float) -> str:
        """Return a length of time."""

    def note(self, problem: str) -> None:
        """Record that a text could not be rendered as it is written."""


Args = Mapping[str, Arg]
Piece = Callable[[Args, Reader], str]
Pieces = tuple[str | Piece, ...]
Element = Callable[[ResolverEnvironment], object]


#: Stands between two rows of a text.
BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Line:
    """One text of one language: `fixed` when it holds no variables, else pieces, with a BREAK between rows.

    A row of several whose variables are all empty is left out ("call {$hotline}" where there is no hotline).
    """

    fixed: str | None
    pieces: Pieces = ()

    def render(self, args: Args, reader: Reader) -> str:
        """Return the text with its variables filled in."""
        if self.fixed is not None:
            return self.fixed
        said = [piece if isinstance(piece, str) else piece(args, reader) for piece in self.pieces]
        return _without_empty_rows(self.pieces, said) if "" in said else "".join(said)


def _without_empty_rows(pieces: Pieces, said: list[str]) -> str:
    rows: list[str] = []
    for is_break, row in groupby(zip(pieces, said, strict=True), key=lambda pair: pair[0] is BREAK):
        parts = list(row)
        filled = [words for piece, words in parts if not isinstance(piece, str)]
        if not is_break and (not filled or any(filled)):
            rows.append("".join(words for _, words in parts))
    return "\n".join(rows)


def compiled(bundle: FluentBundle, text_id: str) -> Line:
    """Return the line of a message that the bundle has."""
    pieces = tuple(part for piece in _pieces(bundle, text_id, ()) for part in _by_rows(piece))
    fixed = [piece for piece in pieces if isinstance(piece, str)]
    return Line("".join(fixed)) if len(fixed) == len(pieces) else Line(None, pieces)


def _by_rows(piece: str | Piece) -> Pieces:
    """Return a piece cut where the text itself (not a variable) begins a new row."""
    if not isinstance(piece, str):
        return (piece,)
    first, *others = piece.split("\n")
    rows = (first, *(part for other in others for part in (BREAK, other)))
    return tuple(row for row in rows if row)


def _pieces(bundle: FluentBundle, text_id: str, within: tuple[str, ...]) -> Pieces:
    """Return the pieces of a message, those of the messages it names laid in place."""
    pattern: Any = bundle.get_message(text_id).value  # Pattern, or what a one-piece pattern shrinks to
    elements = pattern.elements if isinstance(pattern, Pattern) else [pattern]
    within = (*within, text_id)
    return tuple(piece for element in elements for piece in _piece(bundle, element, within))


def functions(length: Callable[[float], str]) -> dict[str, Callable[..., Any]]:
    """Return what texts may call, for the resolver; `length` puts seconds into words."""
    asked: dict[str, Callable[..., Any]] = {name: _asking(form) for name, form in FORMS.items()}
    return {**asked, LENGTH: lambda seconds: length(float(seconds))}


def _piece(bundle: FluentBundle, element: Element, within: tuple[str, ...]) -> Pieces:
    expression: object = element
    if isinstance(element, Placeable | NeverIsolatingPlaceable):
        expression = element.expression
    if isinstance(expression, TextElement):
        return (str(expression.value),)
    if isinstance(expression, StringLiteral):
        return (str(expression.parse()["value"]),)
    if isinstance(expression, VariableReference):
        return (_variable(expression.id.name),)
    if isinstance(expression, MessageReference) and not expression.attribute:
        name = expression.id.name
        if bundle.has_message(name) and name not in within:
            return _pieces(bundle, name, within)
    call = _call(expression) if isinstance(expression, FunctionReference) else None
    return (call or _resolved(bundle, element),)


def _call(expression: FunctionReference) -> Piece | None:
    """Return the piece for a function of ours on one variable, or None for anything else."""
    function, arguments = expression.id.name, expression.arguments
    if len(arguments.positional) != 1 or arguments.named:
        return None
    argument: object = arguments.positional[0]
    if not isinstance(argument, VariableReference):
        return None
    if function in FORMS:
        return _instant(argument.id.name, FORMS[function])
    return _length(argument.id.name) if function == LENGTH else None


def _variable(name: str) -> Piece:
    def piece(args: Args, reader: Reader) -> str:
        value = args.get(name)
        if value is None:
            reader.note(f"${name} was not given")
            return HOLE
        return reader.show(value)

    return piece


def _instant(name: str, form: str) -> Piece:
    def piece(args: Args, reader: Reader) -> str:
        value = args.get(name)
        if isinstance(value, datetime):
            return reader.clock(form, value)
        reader.note(f"${name} is no instant")
        return HOLE

    return piece


def _length(name: str) -> Piece:
    def piece(args: Args, reader: Reader) -> str:
        value = args.get(name)
        if isinstance(value, int | float):
            return reader.length(value)
        reader.note(f"${name} is no length in seconds")
        return HOLE

    return piece


class _Instant(FluentType):
    """An instant on its way through the resolver."""

    def __init__(self, at: datetime, reader: Reader) -> None:
        self.at, self.reader = at, reader

    def format(self, locale: object) -> str:
        """Return the instant in the reader's words, who knows the locale."""
        del locale
        return self.reader.clock("moment", self.at)


def _asking(form: str) -> Callable[[_Instant], str]:
    def asked(instant: _Instant) -> str:
        return instant.reader.clock(form, instant.at)

    return asked


def _resolved(bundle: FluentBundle, element: Element) -> Piece:
    """Return a piece that Fluent's resolver works out."""

    def piece(args: Args, reader: Reader) -> str:
        given = {name: _fluent(value, reader) for name, value in args.items()}
        found = ResolverEnvironment(context=bundle, current=CurrentEnvironment(args=given), errors=[])
        text = element(found)
        for error in found.errors:
            reader.note(str(error))
        return str(text)

    return piece


def _fluent(value: Arg, reader: Reader) -> str | FluentType:
    if isinstance(value, bool | str):
        return reader.show(value)[:_RESOLVER_LIMIT]
    if isinstance(value, int):
        return FluentInt(value)
    if isinstance(value, float):
        return FluentFloat(value)
    if isinstance(value, datetime):
        return _Instant(value, reader)
    return reader.show(value)[:_RESOLVER_LIMIT]

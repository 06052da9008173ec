"""Finds what trying single steps would miss in a flow: dead ends, unreachable states, missing texts."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from types import FunctionType, ModuleType

from bot.flows.machine import BEGAN, NAVIGATION
from bot.flows.tables import Flow, Row, State

#: What is called with a text id, and which argument it is.
_SPEAKERS = {"Say": 0, "Ref": 0, "Choice": 1}
#: Triggers by which nobody gets on: nothing was answered, or the desk spoke.
_NO_WAY_OUT = frozenset({BEGAN, "timed_out", "attached", "raised", "restored", "added", "revised"})


class UnreadableText(ValueError):
    """A text id is computed, so that nobody can say which texts a flow needs."""


def problems(flow: Flow, text_ids: Iterable[str] | None = None) -> list[str]:
    """Return a line for each fault of the table; with `text_ids` (those there are) missing texts too."""
    found = [*_unknown_states(flow), *_twice_named(flow)]
    if found:
        return [f"{flow.name} v{flow.version}: {problem}" for problem in found]
    found += [*_unreachable(flow), *_dead_ends(flow), *_shadowed(flow), *_unanswerable(flow)]
    if text_ids is not None:
        missing = texts_of(flow) - frozenset(text_ids)
        found += [f"there is no text {text}" for text in sorted(missing)]
    return [f"{flow.name} v{flow.version}: {problem}" for problem in found]


def texts_of(flow: Flow) -> frozenset[str]:
    """Return the id of every text the flow can say: of its states and choices, and of all its modules say.

    The modules are read as source: a text id there must be written out, else UnreadableText is raised.
    """
    found = {state.asks for state in flow.states if state.asks}
    found |= {choice.text for state in flow.states if isinstance(state.choices, tuple) for choice in state.choices}
    triggers = {row.trigger for row in flow.rows}
    found |= {way.text for way in NAVIGATION if way.trigger in triggers}
    for module in _modules(flow):
        found |= texts_in(module)
    return frozenset(found)


def _unknown_states(flow: Flow) -> Iterator[str]:
    names = {state.name for state in flow.states}
    for place in (flow.initial, *flow.entries):
        if place not in names:
            yield f"it starts in {place}, which is no state"
    for row in flow.rows:
        for place in (row.source, row.target):
            if place not in names:
                yield f"the row {_told(row)} names {place}, which is no state"


def _twice_named(flow: Flow) -> Iterator[str]:
    names = [state.name for state in flow.states]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield f"two states are called {name}"


def _unreachable(flow: Flow) -> Iterator[str]:
    reached = _closure((flow.initial, *flow.entries), lambda row: (row.source, row.target), flow.rows)
    for state in flow.states:
        if state.name not in reached:
            yield f"nothing leads to {state.name}"


def _dead_ends(flow: Flow) -> Iterator[str]:
    ends = [state.name for state in flow.states if state.final]
    ending = _closure(ends, lambda row: (row.target, row.source), flow.rows)
    for state in flow.states:
        ways_on = [row for row in flow.rows if row.source == state.name]
        if state.final and ways_on:
            yield f"{state.name} is an end, but the row {_told(ways_on[0])} leaves it"
        elif not state.final and not any(_is_way_out(row) for row in ways_on):
            yield f"{state.name} has no way out"
        elif state.name not in ending:
            yield f"no end can be reached from {state.name}"


def _is_way_out(row: Row) -> bool:
    return row.target != row.source and row.trigger not in _NO_WAY_OUT


def _shadowed(flow: Flow) -> Iterator[str]:
    """A row comes after one of the same source and trigger that takes everything, or the very same guard."""
    taken: dict[tuple[str, str], list[object]] = {}
    for row in flow.rows:
        guards = taken.setdefault((row.source, row.trigger), [])
        if None in guards or row.when in guards:
            yield f"the row {_told(row)} is never tried: one before it takes all"
        guards.append(row.when)


def _unanswerable(flow: Flow) -> Iterator[str]:
    """A state lets people say something that no row there takes."""
    taken = {(row.source, row.trigger) for row in flow.rows}
    for state in flow.states:
        for trigger in _declared(state):
            if (state.name, trigger) not in taken:
                yield f"{state.name} takes {trigger}, but has no row for it"


def _declared(state: State) -> Iterator[str]:
    fixed = state.choices if isinstance(state.choices, tuple) else ()
    yield from dict.fromkeys(choice.trigger for choice in fixed)
    yield from (trigger for trigger in (state.typed, state.sent) if trigger)


def _closure(
    starts: Iterable[str],
    ends_of: Callable[[Row], tuple[str, str]],
    rows: Iterable[Row],
) -> frozenset[str]:
    steps = [ends_of(row) for row in rows]
    reached, fresh = frozenset[str](), frozenset(starts)
    while fresh:
        reached |= fresh
        fresh = frozenset(target for source, target in steps if source in fresh) - reached
    return reached


def _told(row: Row) -> str:
    return f"{row.source} -{row.trigger}-> {row.target}"


def _modules(flow: Flow) -> frozenset[ModuleType]:
    """Return the modules whose functions rows and states call, and those they take functions from."""
    found: set[ModuleType] = set()
    fresh = {sys.modules[function.__module__] for function in _functions(flow)}
    while fresh:
        found |= fresh
        fresh = {module for known in fresh for module in _taken_from(known)} - found
    return frozenset(found)


def _functions(flow: Flow) -> Iterator[FunctionType]:
    named: list[object] = [call for row in flow.rows for call in (row.when, row.do)]
    named += [call for state in flow.states for call in (state.args, state.choices)]
    yield from (call for call in named if isinstance(call, FunctionType) and _is_own(call.__module__))


def _taken_from(module: ModuleType) -> Iterator[ModuleType]:
    for value in vars(module).values():
        if isinstance(value, ModuleType) and _is_own(value.__name__):
            yield value
        elif isinstance(value, FunctionType) and _is_own(value.__module__):
            yield sys.modules[value.__module__]


def _is_own(name: str) -> bool:
    """Tell whether a module speaks for a flow; tables only hold the types."""
    return name != "bot.flows.tables" and name.startswith("bot.flows.")


@cache
def texts_in(module: ModuleType) -> frozenset[str]:
    """Return the text ids written out in a module; raise UnreadableText where one is computed."""
    found = set()
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SPEAKERS:
            found.add(_text_id(node, _SPEAKERS[node.func.id], module.__name__))
    return frozenset(found)


def _text_id(call: ast.Call, position: int, where: str) -> str:
    argument = call.args[position] if position < len(call.args) else None
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    raise UnreadableText(f"{where}, line {call.lineno}: write the text id out")

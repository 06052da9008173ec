"""What is wrong with the text files, as lines an operator can act on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.texts.lines import FORMS, LENGTH
from bot.texts.sources import Needs, Source, needs, needs_of

_BUILT_IN = frozenset({"NUMBER", "DATETIME"})
FUNCTIONS = frozenset({*FORMS, LENGTH}) | _BUILT_IN
#: Phrases of instants: a language takes of these what its grammar asks for.
CLOCK = "clock-"
CLOCK_VARIABLES = frozenset({"time", "date", "hour", "count", "large", "small"})

Sources = tuple[Source, ...]


def problems(by_language: Mapping[str, Sources]) -> list[str]:
    """Return what cannot be read, is missing, or asks for a variable, function or text that is not there."""
    found: list[str] = []
    wanted = _union({language: needs_of(read) for language, read in by_language.items()})
    for language, read in by_language.items():
        own = needs_of(read)
        found += [line for source in read for line in source.junk()]
        found += _twice(read)
        found += [f"{language}: there is no text {text_id}" for text_id in sorted(wanted.keys() - own.keys())]
        found += _unknown(read, own)
        found += _differing(language, own, wanted)
    return found


def _union(all_needs: Mapping[str, Mapping[str, Needs]]) -> Mapping[str, Needs]:
    """Return each text as the first language that has it defines it."""
    union: dict[str, Needs] = {}
    for own in all_needs.values():
        for text_id, asked in own.items():
            union.setdefault(text_id, asked)
    return union


def _twice(read: Sources) -> Iterator[str]:
    """Yield texts that stand twice in a file, or in two of ours: which one is said would depend on their names."""
    seen: dict[tuple[str, str], str] = {}
    for source in read:
        for message in source.messages():
            key = (source.name if source.laid_over else "", message.id.name)
            if key in seen:
                yield f"{source.name}: the text {message.id.name} stands also in {seen[key]}"
            seen[key] = source.name


def _unknown(read: Sources, own: Mapping[str, Needs]) -> Iterator[str]:
    """Yield what a text names and nobody has: functions, other texts, in an overlay also variables."""
    ours = needs_of(tuple(source for source in read if not source.laid_over))
    for source in read:
        for message in source.messages():
            text_id, asked = message.id.name, needs(message)
            where = f"{source.name}: {text_id}"
            unknown = sorted(asked.functions - FUNCTIONS) + sorted(asked.texts - own.keys())
            yield from (f"{where}: there is no {name}" for name in unknown)
            if source.laid_over and text_id in ours:
                surplus = sorted(asked.variables - _allowed(text_id, ours[text_id]))
                yield from (f"{where}: nobody gives it ${name}" for name in surplus)


def _differing(language: str, own: Mapping[str, Needs], wanted: Mapping[str, Needs]) -> Iterator[str]:
    for text_id, asked in sorted(own.items()):
        if text_id.startswith(CLOCK):
            surplus = sorted(asked.variables - CLOCK_VARIABLES)
            yield from (f"{language}: {text_id}: nobody gives it ${name}" for name in surplus)
        elif asked.variables != wanted[text_id].variables:
            here, there = _named(asked.variables), _named(wanted[text_id].variables)
            yield f"{language}: {text_id} fills in {here}, in another language {there}"


def _allowed(text_id: str, asked: Needs) -> frozenset[str]:
    return CLOCK_VARIABLES if text_id.startswith(CLOCK) else asked.variables


def _named(variables: frozenset[str]) -> str:
    return ", ".join(f"${name}" for name in sorted(variables)) or "nothing"

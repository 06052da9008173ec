"""Writes down what each party of a story said and saw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo

from bot.stories.actors import Actor, Line
from bot.stories.script import ROOM

_MILLION = 1_000_000


async def transcripts(actors: Sequence[Actor], staff: Actor, zone: tzinfo) -> str:
    """Return the talk of every party, the room of all staff last, with times in `zone`."""
    parts = [_part(actor.slug, actor.name, await actor.lines(), zone) for actor in actors]
    parts.append(_part(ROOM, "", await staff.lines(room=True), zone))
    return "\n".join(parts)


def _part(slug: str, name: str, lines: Sequence[Line], zone: tzinfo) -> str:
    title = f"== {slug} ({name}) ==" if name else f"== {slug} =="
    return "\n".join([title, *(text for line in lines for text in _shown(line, zone)), ""])


def _shown(line: Line, zone: tzinfo) -> Iterator[str]:
    at = datetime.fromtimestamp(line.at // _MILLION, UTC).astimezone(zone)
    sign = ">" if line.own else "!" if line.style == "page" else "<"
    first, *rest = line.text.split("\n") or [""]
    said = f"[{first}]" if line.style == "choice" else first
    author = f"{line.author}: " if line.author and not line.own else ""
    yield f"{at:%d %H:%M} {sign} {author}{said}"
    for text in rest:
        yield f"           {text}"
    if line.buttons:
        yield "           " + " ".join(f"[{button.label}]" for button in line.buttons)

"""`baoxiu flows`: draws the conversations' tables as pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.telling import answer_no, complain, say
from bot.flows.diagrams import pages
from bot.flows.registry import FLOWS

Folder = Annotated[Path, typer.Option("--draw", metavar="DIR", help="The folder of the pages.")]
Check = Annotated[bool, typer.Option("--check", help="Write nothing; 1 when the pages are not as the tables are.")]


def flows(draw: Folder, check: Check = False) -> None:  # noqa: FBT002  a flag of the command line
    """Draw every conversation as a page with its diagram."""
    drawn = pages(FLOWS.values())
    stale = stale_in(draw, drawn)
    if not check:
        draw.mkdir(parents=True, exist_ok=True)
        for name in stale:
            path = draw / name
            path.write_text(drawn[name], "utf-8") if name in drawn else path.unlink()
        say(f"{draw}: {len(drawn)} pages, {len(stale)} changed")
    elif stale:
        complain(f"{draw}: not as the tables are: {', '.join(stale)}; draw them again with make docs")
        answer_no()


def stale_in(folder: Path, drawn: Mapping[str, str]) -> list[str]:
    """Return the names of pages that are missing, differ, or belong to no flow."""
    there = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")} if folder.is_dir() else {}
    return sorted(name for name in {*there, *drawn} if there.get(name) != drawn.get(name))

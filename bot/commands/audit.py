"""`baoxiu audit verify`: walks the hash chain of every timeline, and the anchors over them."""

from __future__ import annotations

import asyncio

import typer

from bot.commands.chains import Findings, verify_all
from bot.commands.reading import reading
from bot.commands.telling import AS_JSON, CONFIG, AsJson, Config, answer_no, say, say_json, settings_of
from bot.config import Settings

app = typer.Typer(no_args_is_help=True, help="Whether the timelines are as they were written.")


@app.callback()
def audit() -> None:
    """Hold the timelines against their chains."""


@app.command()
def verify(config: Config = CONFIG, as_json: AsJson = AS_JSON) -> None:
    """Find events that were changed, removed or cut off; 1 when there are any."""
    found = asyncio.run(_verify(settings_of(config)))
    if as_json:
        say_json(
            {"tickets": found.tickets, "events": found.events, "anchors": found.anchors, "problems": found.problems}
        )
    else:
        for problem in found.problems:
            say(problem)
        verdict = f"{len(found.problems)} problems" if found.problems else "all as they were written"
        say(f"{found.tickets} tickets, {found.events} events, {found.anchors} anchors: {verdict}")
    if found.problems:
        answer_no()


async def _verify(settings: Settings) -> Findings:
    async with reading(settings) as reads:
        return await verify_all(reads)

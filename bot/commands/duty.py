"""`baoxiu duty`: who is on duty, and who is called next."""

from __future__ import annotations

import asyncio

import typer

from bot.commands.reading import reading, roster
from bot.commands.telling import AS_JSON, CONFIG, AsJson, Config, answer_no, say, say_json, settings_of
from bot.config import Settings, rota_of
from bot.desk.house import Member, Roster

app = typer.Typer(no_args_is_help=True, help="Who is on duty now, and who is called next.")


@app.command()
def now(config: Config = CONFIG, as_json: AsJson = AS_JSON) -> None:
    """Show who is on duty; 1 when nobody on the rota can be paged."""
    _show(settings_of(config), 0, as_json=as_json)


@app.command("next")
def following(config: Config = CONFIG, as_json: AsJson = AS_JSON) -> None:
    """Show who is called when the one on duty does not answer; 1 when there is nobody."""
    _show(settings_of(config), 1, as_json=as_json)


def _show(settings: Settings, position: int, *, as_json: bool) -> None:
    rota, staff = rota_of(settings), asyncio.run(_roster(settings))
    slug = rota.nth(position, staff.able())
    member = staff.with_slug(slug) if slug else None
    if as_json:
        say_json({"rota": rota.id, "person": _plain(member)})
    elif member:
        say(f"{member.name} ({member.slug})")
    else:
        say(f"nobody: {len(rota.members)} on the rota {rota.id}, and too few of them can be paged")
    if member is None:
        answer_no()


async def _roster(settings: Settings) -> Roster:
    async with reading(settings) as reads:
        return await roster(reads)


def _plain(member: Member | None) -> dict[str, object] | None:
    return {"id": member.slug, "name": member.name} if member else None

"""`baoxiu staff`: who works here, and one-time invitations for them."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
import typer

from bot.adapters import admin
from bot.adapters.clock import open_clock
from bot.adapters.ids import TimeIds
from bot.app import Invitation, Invited
from bot.app.invitations import NotInvited, check, invite
from bot.app.refusing import in_one_line
from bot.commands.reading import reading, roster
from bot.commands.telling import AS_JSON, CONFIG, AsJson, Config, say, say_json, say_table, settings_of
from bot.config import Settings
from bot.desk.house import Member
from storage.open import open_store

app = typer.Typer(no_args_is_help=True, help="Who works here, and one-time invitations.")

Name = Annotated[str, typer.Option("--name", help="The name customers and colleagues read.")]
Roles = Annotated[list[str] | None, typer.Option("--role", help="A role; may be given many times.")]
Slug = Annotated[str, typer.Option("--id", help="The id of one of the staff, or for somebody new.")]


@app.command("invite")
def invite_one(
    name: Name = "",
    role: Roles = None,
    slug: Slug = "",
    config: Config = CONFIG,
    as_json: AsJson = AS_JSON,
) -> None:
    """Make a one-time link by which somebody joins the staff, or one of the staff adds a web chat or Telegram."""
    settings = settings_of(config)
    wish = Invitation(name=name, roles=tuple(role or ()), slug=slug)
    check(wish)
    invited = _invite(settings, wish)
    link = f"{_address(settings)}/chat/join/{invited.token}"
    until_at = datetime.fromtimestamp(invited.expires_at / 1_000_000, UTC).astimezone(settings.zone)
    if as_json:
        say_json({"name": invited.name, "web": link, "start": invited.token, "until": until_at.isoformat()})
        return
    say(f"{invited.name} may join once, until {until_at:%Y-%m-%d %H:%M}:")
    say(f"  in the browser: {link}")
    if settings.telegram:
        say(f"  on Telegram, to the bot: /start {invited.token}")
    if settings.wecom:
        say(f"  in WeCom, to the application: /start {invited.token}")


def _invite(settings: Settings, wish: Invitation) -> Invited:
    """Have the running desk do it, else do it with the database to ourselves."""
    try:
        answer: Any = admin.ask(settings.run, "invite", msgspec.to_builtins(wish))
    except admin.NotRunning:
        return asyncio.run(_invite_alone(settings, wish))
    except admin.AdminRefused as refused:
        raise NotInvited(str(refused)) from refused
    return msgspec.convert(answer, Invited)


async def _invite_alone(settings: Settings, wish: Invitation) -> Invited:
    with in_one_line(settings.url):
        store = await open_store(settings.url)
    try:
        clock = await open_clock(store, settings.clock.speed)
        return await invite(store, TimeIds(), clock, wish)
    finally:
        await store.close()


def _address(settings: Settings) -> str:
    return settings.web.public_url.rstrip("/") or f"http://{settings.web.listen}"


@app.command("list")
def list_all(config: Config = CONFIG, as_json: AsJson = AS_JSON) -> None:
    """Show the staff, their roles, and by what they can be reached."""
    settings = settings_of(config)
    members = asyncio.run(_members(settings))
    if as_json:
        say_json([_plain(member) for member in members])
        return
    rows = [(m.slug, m.name, " ".join(sorted(m.roles)), _routes(m) or "cannot be reached") for m in members]
    say_table(("id", "name", "roles", "reached by"), rows)


async def _members(settings: Settings) -> tuple[Member, ...]:
    async with reading(settings) as reads:
        return (await roster(reads)).members


def _plain(member: Member) -> dict[str, object]:
    return {
        "id": member.slug,
        "name": member.name,
        "roles": sorted(member.roles),
        "routes": [route.place.key for route in member.routes if route.reachable],
    }


def _routes(member: Member) -> str:
    return " ".join(dict.fromkeys(route.place.channel for route in member.routes if route.reachable))

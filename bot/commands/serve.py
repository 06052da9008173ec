"""`baoxiu serve`: runs the desk until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Mapping
from contextlib import AsyncExitStack
from typing import Annotated, Any

import msgspec
import typer

from bot.adapters import logs
from bot.adapters.admin import AdminServer
from bot.adapters.collector import spare_what_stays
from bot.app import ALL, App, Invitation, build
from bot.app.invitations import NotInvited
from bot.commands.telling import CONFIG, Config, WrongUse, settings_of
from bot.config import Settings
from bot.config.wrong import nearest

log = logging.getLogger(__name__)

Only = Annotated[str, typer.Option("--only", help="Run only these: telegram, wechat, wecom, web, sender, timers.")]


def serve(config: Config = CONFIG, only: Only = "") -> None:
    """Run the configured channels, the timers and the sender."""
    parts = parts_of(only)
    settings = settings_of(config)
    # Libraries log too: from here on nothing is written that holds a secret.
    logs.set_up(secrets=settings.secrets())
    asyncio.run(run(settings, parts))


def parts_of(only: str) -> frozenset[str]:
    """Return the parts an `--only` names, all when it names none; raise WrongUse."""
    named = [part.strip() for part in only.split(",") if part.strip()]
    for part in named:
        if part not in ALL:
            known = ", ".join(sorted(ALL))
            raise WrongUse(f'--only: expected some of {known}, found "{part}"; the nearest is {nearest(part, ALL)}')
    return frozenset(named) or ALL


async def run(settings: Settings, parts: frozenset[str] = ALL) -> None:
    """Serve until SIGTERM or SIGINT, then finish what was begun."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    async with AsyncExitStack() as stack:
        app = await build(settings, only=parts)
        stack.push_async_callback(app.stop)
        await app.start()
        spare_what_stays()
        admin = AdminServer(settings.run, handlers(app), NotInvited)
        await admin.start()
        stack.push_async_callback(admin.stop)
        log.info("%s is open on %s", settings.company.name, app.listener.url)
        await told.wait()
        log.info("stopping")


def handlers(app: App) -> Mapping[str, Any]:
    """Return what the admin socket can be asked for."""

    async def invite(args: Mapping[str, Any]) -> object:
        return msgspec.to_builtins(await app.invite(msgspec.convert(dict(args), Invitation)))

    return {"invite": invite}

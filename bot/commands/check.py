"""`baoxiu check`: says what is wrong or out of reach before the desk finds out at night."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from bot.app import CannotStart
from bot.app.house import texts_of
from bot.commands.online import ask, reachable
from bot.commands.telling import AS_JSON, CONFIG, AsJson, Config, answer_no, say, say_json, settings_of
from bot.config import ConfigError, Settings, policy, rota_of
from bot.config.names import POSITIONS
from bot.config.settings import Member
from bot.flows import checks
from bot.flows.registry import FLOWS

Online = Annotated[bool, typer.Option("--online", help="Also ask the platforms.")]


def check(config: Config = CONFIG, online: Online = False, as_json: AsJson = AS_JSON) -> None:  # noqa: FBT002  a flag of the command line
    """Read configuration, presets, rotas, ladders and texts; 1 when something is wrong."""
    try:
        settings = settings_of(config)
    except ConfigError as error:
        _report(error.problems, as_json=as_json)
        return
    problems = [*unreachable(settings), *wordless(settings), *reachable(settings)]
    to_set: list[str] | None = None
    if online:
        wrong, to_set = asyncio.run(ask(settings))
        problems += wrong
    _report(problems, to_set, as_json=as_json)


def _report(problems: Iterable[str], to_set: list[str] | None = None, *, as_json: bool) -> None:
    """Say what is wrong; before it, when platforms were asked, what belongs where at them."""
    found = list(problems)
    if as_json:
        say_json({"ok": not found, "problems": found, **({} if to_set is None else {"to_set": to_set})})
    for line in [] if as_json else to_set or ():
        say(f"to be set at {line}")
    for problem in [] if as_json else found:
        say(problem)
    if found:
        answer_no()
    if not as_json:
        say("nothing is wrong")


def unreachable(settings: Settings) -> Iterator[str]:
    """Yield staff nobody can page, rungs with nobody on them, and duties nobody has."""
    for member in settings.staff:
        if why := no_route(settings, member):
            yield f"staff {member.id}: cannot be paged: {why}"
    if not called(settings, "role:admin"):
        yield "nobody who can be paged has the role admin: alarms, and faults nobody answers, would reach no one"
    if settings.desk.alarm and not called(settings, settings.desk.alarm):
        yield f"desk.alarm {settings.desk.alarm}: nobody there can be paged"
    for level, ladder in policy(settings).ladders.items():
        for number, rung in enumerate(ladder.rungs, 1):
            if not called(settings, rung.notify):
                yield f"level {level.value}, rung {number} ({rung.notify}): nobody there can be paged"


def no_route(settings: Settings, member: Member) -> str:
    """Return why a member of staff cannot be paged, "" when they can."""
    routes = {"telegram": (member.telegram, settings.telegram), "wecom": (member.wecom, settings.wecom)}
    if member.web or any(name and section for name, section in routes.values()):
        return ""
    for section, (name, _) in routes.items():
        if name:
            return f"there is a {section} id, but no [{section}] section"
    return "expected telegram or wecom = their user id, or web = true"


def called(settings: Settings, notify: str) -> list[str]:
    """Return the slugs of those whom `rota:first`, `role:manager` or `staff:wang` would page."""
    able = frozenset(member.id for member in settings.staff if not no_route(settings, member))
    kind, _, name = notify.partition(":")
    if kind == "role":
        return [member.id for member in settings.staff if name in member.roles and member.id in able]
    if kind == "staff":
        return [name] if name in able else []
    position = POSITIONS.index(name) if name in POSITIONS else 0
    slug = rota_of(settings).nth(position, able)
    return [slug] if slug else []


def wordless(settings: Settings) -> Iterator[str]:
    """Yield texts that are missing or unreadable, and conversations that lead nowhere."""
    try:
        texts = texts_of(settings)
    except CannotStart as error:
        yield str(error)
        return
    yield from texts.problems()
    known = texts.ids(settings.company.languages[0])
    for flow in FLOWS.values():
        yield from checks.problems(flow, known)

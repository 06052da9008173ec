"""Whether the names in staff, rotas and ladders are well formed and lead to somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta

from bot.config.rules import A_SLUG, SLUG, of_languages
from bot.config.settings import Ladder, Member, Settings
from bot.config.wecom_rules import of_user
from bot.config.wrong import nearest
from bot.domain.roles import Role

#: The channels on which staff are called, in the order in which they are tried.
ROUTES = ("telegram", "wecom", "web")
POSITIONS = ("first", "second", "third", "fourth")
#: Customers are not configured here, and a ladder calls none of them.
ROLES = tuple(role.value for role in Role if role not in {Role.CUSTOMER, Role.SUPERVISOR})


def of_names(settings: Settings) -> Iterator[str]:
    """Yield what is wrong with the names people gave, and with those they refer to."""
    for table, rows in (("staff", settings.staff), ("rota", settings.rota), ("ladder", settings.ladder)):
        yield from _ids(table, [row.id for row in rows])
    for member in settings.staff:
        yield from _member(member, settings.company.languages)
    yield from _twice("staff", "telegram", [each.telegram for each in settings.staff if each.telegram])
    # WeCom takes no notice of capitals in the names of members.
    yield from _twice("staff", "wecom", [each.wecom.casefold() for each in settings.staff if each.wecom])
    yield from _rotas(settings)
    for ladder in settings.ladder:
        yield from _ladder(ladder, settings)
    yield from _twice("ladder", "severity", [each.severity for each in settings.ladder])
    if settings.desk.alarm:
        yield from of_target("desk.alarm", settings.desk.alarm, settings)


def _ids(table: str, ids: list[str]) -> Iterator[str]:
    for each in ids:
        if not SLUG.fullmatch(each):
            yield f'{table}.id: expected {A_SLUG}, found "{each}"'
    yield from _twice(table, "id", ids)


def _twice(table: str, key: str, values: Iterable[object]) -> Iterator[str]:
    for value, count in Counter(values).items():
        if count > 1:
            yield f"{table}.{key}: {value} stands there twice, expected it once"


def _member(member: Member, languages: tuple[str, ...]) -> Iterator[str]:
    where = f"staff {member.id}."
    if not member.name.strip():
        yield f"{where}name: expected the name customers read"
    if not member.roles:
        yield f"{where}roles: expected at least one of {', '.join(ROLES)}"
    for role in member.roles:
        if role not in ROLES:
            near = nearest(role, ROLES)
            yield f'{where}roles: expected some of {", ".join(ROLES)}, found "{role}"; the nearest is {near}'
    yield from of_languages(f"{where}languages", member.languages, languages)
    yield from of_user(member)
    yield from _routes(member)


def _routes(member: Member) -> Iterator[str]:
    """Yield a line for each route that is none, or has no account behind it."""
    known = {"telegram": member.telegram, "wecom": member.wecom, "web": member.web}
    for route in member.routes:
        if route not in ROUTES:
            near = _near(route, ROUTES)
            yield f'staff {member.id}.routes: expected some of {", ".join(ROUTES)}, found "{route}"{near}'
        elif not known[route]:
            yield f'staff {member.id}.routes: "{route}" stands there, expected staff {member.id}.{route} too'
    if len(set(member.routes)) < len(member.routes):
        yield f"staff {member.id}.routes: a route stands there twice"


def _rotas(settings: Settings) -> Iterator[str]:
    if len(settings.rota) > 1:
        yield f"rota: expected one [[rota]], found {len(settings.rota)}"
    slugs = [member.id for member in settings.staff]
    for rota in settings.rota:
        where = f"rota {rota.id}.members"
        if not rota.members:
            yield f"{where}: expected at least one id of [[staff]]"
        for slug in rota.members:
            if slug not in slugs:
                yield f'{where}: nobody in [[staff]] has the id "{slug}"{_near(slug, slugs)}'
        yield from _twice(f"rota {rota.id}", "members", rota.members)


def _ladder(ladder: Ladder, settings: Settings) -> Iterator[str]:
    where = f"ladder {ladder.id}."
    if not ladder.rungs:
        yield f"{where}rungs: expected at least one rung"
    if ladder.repeat <= timedelta():
        yield f"{where}repeat: expected a length of time above 0"
    for number, rung in enumerate(ladder.rungs, 1):
        yield from of_target(f"{where}rungs[{number}].notify", rung.notify, settings)


def of_target(where: str, notify: str, settings: Settings) -> Iterator[str]:
    """Yield a line when `notify` stands for nobody who is known here."""
    kind, _, name = notify.partition(":")
    slugs = [member.id for member in settings.staff]
    known = {"rota": [*POSITIONS, *(rota.id for rota in settings.rota)], "role": [*ROLES], "staff": slugs}
    if kind not in known or not name:
        shape = "rota:first, rota:second, role:manager or staff:wang"
        yield f'{where}: expected something like {shape}, found "{notify}"'
    elif name not in known[kind]:
        yield f'{where}: there is no {kind} "{name}"{_near(name, known[kind])}'


def _near(word: str, known: Iterable[str]) -> str:
    near = nearest(word, known)
    return f"; the nearest is {near}" if near else ""

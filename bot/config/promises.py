"""Hands the settings' promises to the domain: the policy frozen onto new tickets, and the rota."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.config import presets
from bot.config.settings import Ladder, Rung, Settings
from bot.domain import ladder
from bot.domain.policy import Policy
from bot.domain.rota import Rota
from bot.domain.severity import Severity

#: A solved ticket is asked about again after this part of the time until it closes by silence.
_REMIND_PART = 3
#: The rota that stands where the operator wrote none: everybody on duty, in the order of the file.
DEFAULT_ROTA = "duty"


def policy(settings: Settings) -> Policy:
    """Return what new tickets are promised: the preset's figures, the operator's ladders over its own."""
    chosen = presets.preset(settings.desk.preset)
    desk = settings.desk
    return Policy(
        preset=chosen.name,
        version=chosen.version,
        respond={Severity(int(level)): promise.within for level, promise in chosen.respond.items()},
        answer=chosen.answer.within,
        ladders={**_ladders(chosen.ladder), **_ladders(settings.ladder)},
        remind_after=desk.close_after / _REMIND_PART,
        close_after=desk.close_after,
        survey_after=desk.survey_after,
    )


def rota_of(settings: Settings) -> Rota:
    """Return the order of duty."""
    if settings.rota:
        return Rota(settings.rota[0].id, settings.rota[0].members)
    on_duty = tuple(member.id for member in settings.staff if "on_duty" in member.roles)
    return Rota(DEFAULT_ROTA, on_duty)


def _ladders(tables: Iterable[presets.Steps | Ladder]) -> Mapping[Severity, ladder.Ladder]:
    return {Severity(each.severity): ladder.Ladder(_rungs(each.rungs), each.repeat) for each in tables}


def _rungs(rungs: tuple[Rung, ...]) -> tuple[ladder.Rung, ...]:
    return tuple(ladder.Rung(rung.after, rung.notify) for rung in rungs)

"""Every flow by its name, and how a stored conversation of an older version is brought to today's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.flows import (
    agree_severity,
    answer_offer,
    ask_question,
    choose_language,
    confirm_repair,
    log_call,
    privacy,
    rate_service,
    recheck_outage,
    report_fault,
    take_ticket,
    track_ticket,
    work_ticket,
)
from bot.flows.tables import Answers, Flow

FLOWS: Mapping[str, Flow] = {
    module.FLOW.name: module.FLOW
    for module in (
        report_fault,
        ask_question,
        track_ticket,
        confirm_repair,
        recheck_outage,
        agree_severity,
        rate_service,
        choose_language,
        privacy,
        take_ticket,
        work_ticket,
        answer_offer,
        log_call,
    )
}


class UnknownFlow(LookupError):
    """There is no flow of this name."""


def flow(name: str) -> Flow:
    """Return the flow of that name; raise UnknownFlow."""
    try:
        return FLOWS[name]
    except KeyError:
        raise UnknownFlow(f"there is no flow {name!r}") from None


def lift(flow: Flow, version: int, state: str, answers: Answers) -> tuple[str, Answers] | None:
    """Bring a conversation stored under `version` to the flow's own, step by step.

    None when a step is missing or refuses, or when the state that comes out is unknown or ended.
    """
    lifted: tuple[str, Answers] | None = (state, answers)
    for step in range(version, flow.version):
        upcast = flow.upcasts.get(step)
        lifted = upcast(*lifted) if upcast and lifted else None
    waiting = {known.name for known in flow.states if not known.final}
    return lifted if version <= flow.version and lifted and lifted[0] in waiting else None


def unreachable_rows(
    stored: Iterable[tuple[str, int, str, int]],
    flows: Mapping[str, Flow] = FLOWS,
) -> list[str]:
    """Return a line for each (flow, version, state, count) of open conversations that no upcast lifts.

    An upcast is tried with no answers, so it must tell by the state alone whether it can lift.
    """
    return [
        f"{count} open in {name} v{version}, state {state}: no upcast reaches "
        + (f"v{flows[name].version}" if name in flows else "it, the flow is gone")
        for name, version, state, count in stored
        if name not in flows or lift(flows[name], version, state, {}) is None
    ]

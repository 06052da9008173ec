"""A staff group that has got another id: all that is stored of it goes there, and the operators hear of it once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.desk.facts import Move
from bot.desk.warnings import warn
from bot.flows.tables import Say
from bot.messages import Place

if TYPE_CHECKING:
    from bot.desk.draft import Draft


def move(draft: Draft, step: Move) -> None:
    """Move what is known of a group; again it moves what came in between, and is not told again."""
    if step.new in {"", step.old}:
        return
    draft.changes.moves.append(step)
    draft.changes.roster_changed = True
    old = Place(step.bot, step.old)
    if draft.world.groups.live(old).chat != step.new and old in _ours(draft):
        say = Say("group-moved", {"old": step.old, "new": step.new})
        warn(draft, "group-moved", f"{step.bot}: {step.old} is now {step.new}", say)


def _ours(draft: Draft) -> set[Place]:
    """Return the groups of the settings, as they are named there and as they are now."""
    configured = draft.world.house.staff_chats
    return {*configured, *map(draft.world.groups.live, configured)}

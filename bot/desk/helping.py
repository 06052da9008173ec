"""What staff can do, a line for each command: only what works for the one who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import commands as c
from bot.domain.roles import FRONT, STAFF, STAFF_RIGHTS, Role
from bot.flows.tables import Lines, Ref, Say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.desk.speaker import Speaker

#: In the order in which they are shown: who may use them at all.
RIGHTS: Mapping[str, frozenset[Role]] = {
    "mine": STAFF,
    "open": STAFF,
    "find": FRONT,
    "next": STAFF,
    "duty": STAFF,
    "new": FRONT,
    "ticket": STAFF,
    "ack": STAFF_RIGHTS[c.Acknowledge],
    "take": STAFF_RIGHTS[c.Take],
    "give": STAFF_RIGHTS[c.HandOver],
    "accept": FRONT,
    "decline": FRONT,
    "phone": FRONT,
    "say": STAFF_RIGHTS[c.Say],
    "note": STAFF_RIGHTS[c.Note],
    "heard": STAFF_RIGHTS[c.Heard],
    "wait": STAFF_RIGHTS[c.Wait],
    "onsite": STAFF_RIGHTS[c.OnSite],
    "solved": STAFF_RIGHTS[c.Solve],
    "confirm": FRONT,
    "reject": FRONT,
    "rate": FRONT,
    "severity": STAFF_RIGHTS[c.SetSeverity],
    "answer": STAFF_RIGHTS[c.Answer],
    "refer": STAFF_RIGHTS[c.Refer],
    "drop": STAFF_RIGHTS[c.Cancel],
    "block": STAFF_RIGHTS[c.Block],
    "unblock": STAFF_RIGHTS[c.Unblock],
}


def help_staff(speaker: Speaker) -> None:
    """List the commands of the person's roles."""
    lines = tuple(Ref(f"help-{name}") for name, roles in RIGHTS.items() if speaker.actor.roles & roles)
    speaker.says.append(Say("help-staff", {"commands": Lines(lines)}))

"""The promises frozen onto a ticket when it opens: clocks of its preset and the ladder, with their version."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.domain import durations
from bot.domain.ladder import Ladder, Rung
from bot.domain.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Policy:
    """What was promised: figures by level, the ladder by level, and what follows a repair.

    `respond` is the first word of a person, from the customer's notice. `answer` is the time for a question.
    A solved ticket is reminded of after `remind_after` and closes by silence after `close_after`.
    """

    preset: str
    version: int
    respond: Mapping[Severity, timedelta] = field(hash=False)
    answer: timedelta
    ladders: Mapping[Severity, Ladder] = field(hash=False)
    remind_after: timedelta
    close_after: timedelta
    survey_after: timedelta

    def canonical(self) -> str:
        """Return the one text that stands for this policy: JSON with sorted keys and lengths like `4h`."""
        return _canonical(self)

    def hash(self) -> str:
        """Return the name the ticket carries: SHA-256 of the canonical text, in hex."""
        return _hash(self)


@lru_cache(maxsize=64)
def _canonical(policy: Policy) -> str:
    """Write a policy down; there are few of them, and every ticket asks."""
    show = durations.show
    return json.dumps(
        {
            "preset": policy.preset,
            "version": policy.version,
            "respond": {str(int(level)): show(length) for level, length in policy.respond.items()},
            "answer": show(policy.answer),
            "ladders": {str(int(level)): _ladder_data(ladder) for level, ladder in policy.ladders.items()},
            "remind_after": show(policy.remind_after),
            "close_after": show(policy.close_after),
            "survey_after": show(policy.survey_after),
        },
        sort_keys=True,
        separators=(",", ":"),
    )


@lru_cache(maxsize=64)
def _hash(policy: Policy) -> str:
    return hashlib.sha256(_canonical(policy).encode()).hexdigest()


def thaw(canonical: str) -> Policy:
    """Return the policy whose canonical text this is."""
    data = json.loads(canonical)
    parse = durations.parse
    return Policy(
        preset=data["preset"],
        version=data["version"],
        respond={Severity(int(level)): parse(length) for level, length in data["respond"].items()},
        answer=parse(data["answer"]),
        ladders={Severity(int(level)): _ladder(ladder) for level, ladder in data["ladders"].items()},
        remind_after=parse(data["remind_after"]),
        close_after=parse(data["close_after"]),
        survey_after=parse(data["survey_after"]),
    )


def _ladder_data(ladder: Ladder) -> dict[str, object]:
    rungs = [[durations.show(rung.after), rung.notify] for rung in ladder.rungs]
    return {"rungs": rungs, "repeat": durations.show(ladder.repeat)}


def _ladder(data: dict[str, Any]) -> Ladder:
    rungs = data["rungs"]
    return Ladder(
        tuple(Rung(durations.parse(after), notify) for after, notify in rungs),
        durations.parse(data["repeat"]),
    )

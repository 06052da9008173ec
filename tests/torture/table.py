"""The result of a torture as a table: what was done to the desks, and what they made of it."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tests.torture.evidence import Evidence
from tests.torture.failpoints import POINTS
from tests.torture.invariants import INVARIANTS, calls, messages

_WIDTH = 46


@dataclass
class Result:
    """What is counted over all desks, and what does not hold."""

    kills: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    doubles: Counter[str] = field(default_factory=Counter)
    resent: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    restarts: list[float] = field(default_factory=list)
    findings: dict[str, list[str]] = field(default_factory=dict)

    def add(self, evidence: Evidence) -> None:
        """Take in one desk."""
        desk = evidence.desk
        self.kills += desk.kills.done
        self.missed += desk.kills.missed
        self.restarts += desk.served.restarts
        self.counts += _counts(evidence)
        self.doubles += messages.doubles(evidence)
        self.resent += messages.resent(evidence)
        self.alarms += Counter({row["kind"]: row["count"] for row in evidence.rows("alarms")})
        for name, invariant in INVARIANTS.items():
            self.findings.setdefault(name, []).extend(invariant(evidence))

    @property
    def broken(self) -> list[str]:
        """The names of the invariants that do not hold."""
        return [name for name, found in self.findings.items() if found]


def _counts(evidence: Evidence) -> Counter[str]:
    ledger, outbox = evidence.ledger, evidence.rows("outbox")
    on_web = sum(sent.phone.chat.startswith("web:") for sent in ledger.accepted("report"))
    return Counter({
        "reports told 200, on Telegram": len(ledger.accepted("report")) - on_web,
        "reports told 200, on the web": on_web,
        "lines and photos told 200": len(ledger.accepted("line")) + len(ledger.accepted("photo")),
        "posts repeated because they were not": evidence.desk.repeated,
        "tickets": len(evidence.tickets),
        "tickets of level 1": sum(row["severity"] == 1 for row in evidence.tickets.values()),
        "calls made": len(evidence.rows("pages")),
        "calls on their way at an acknowledgement": calls.calls_in_flight(evidence),
        "messages out": sum(row["state"] == "sent" for row in outbox),
        "overtakings recorded": messages.overtakings(evidence),
        "kept aside after ending the process twice": len(evidence.rows("parked")),
    })  # fmt: skip


def lines_of(result: Result) -> Iterator[str]:
    """The table, line by line."""
    kills = sum(result.kills.values())
    yield from _part(f"kills: {kills}", {point: result.kills[point] for point in [*POINTS, "at random"]})
    yield from _part("work", result.counts)
    yield from _part("sent once more, because", result.resent)
    yield from _part("of these seen twice, because", result.doubles)
    yield from _part("alarms", result.alarms)
    yield from _part("restart, seconds from start to first answer", _times(result.restarts))
    yield from _part("losses and other breaches", {name: len(found) for name, found in result.findings.items()})
    for name, found in result.findings.items():
        yield from (f"  {name}: {line}" for line in found[:10])


def _part(title: str, rows: Mapping[str, object]) -> Iterator[str]:
    yield title
    yield from (f"  {name:<{_WIDTH}}{value:>8}" for name, value in rows.items())


def _times(restarts: Sequence[float]) -> dict[str, str]:
    if not restarts:
        return {}
    return {"median": f"{statistics.median(restarts):.2f}", "longest": f"{max(restarts):.2f}"}

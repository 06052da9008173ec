"""Everything one run of the bench found."""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.load import Figures
from benchmarks.wechat import Costs

#: Updates a second, and CPU microseconds each.
Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Cell:
    """One setting: flushes `delay` ms slower, tables empty or full; memory in bytes before and after the load."""

    delay: int
    full: bool
    closed: Figures
    half: Figures
    skeleton: Figures
    started_within: float
    memory: tuple[float, float]


@dataclass(slots=True)
class Outcome:
    """Figures by round, by setting and by peer; `left_out` says what could not be measured here, and why."""

    product: list[Figures] = field(default_factory=list)
    skeleton: list[Figures] = field(default_factory=list)
    raw: list[Pair] = field(default_factory=list)
    pickle: Pair = (0.0, 0.0)
    aiogram: dict[int, Pair] = field(default_factory=dict)
    half_rate: float = 0.0
    half_product: Figures = field(default_factory=Figures)
    half_http: Figures = field(default_factory=Figures)
    drained: list[float] = field(default_factory=list)
    batch: list[float] = field(default_factory=list)
    opened: int = 0
    wechat: Figures = field(default_factory=Figures)
    wechat_half: Figures = field(default_factory=Figures)
    wechat_costs: Costs = field(default_factory=Costs)
    cells: list[Cell] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def cell(self, delay: int, *, full: bool) -> Cell | None:
        """Return the figures of one setting, None when it was not measured."""
        return next((cell for cell in self.cells if (cell.delay, cell.full) == (delay, full)), None)

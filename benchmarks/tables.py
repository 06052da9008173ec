"""The bench's figures as a table, on the screen and in docs/performance.md."""

from __future__ import annotations

import os
import platform
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.load import Figures
from benchmarks.mix import Kind

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- figures: make bench ARGS=--write -->", "<!-- end of figures -->"
COLUMNS = ("what", "messages/s", "CPU us each", "p50 ms", "p99 ms")


@dataclass(slots=True)
class Outcome:
    """Everything one run of the bench found."""

    product: list[Figures] = field(default_factory=list)
    skeleton: list[Figures] = field(default_factory=list)
    raw: list[tuple[float, float]] = field(default_factory=list)
    pickle: tuple[float, float] = (0.0, 0.0)
    half_rate: float = 0.0
    half_product: Figures = field(default_factory=Figures)
    half_http: Figures = field(default_factory=Figures)
    drained: list[float] = field(default_factory=list)
    batch: list[float] = field(default_factory=list)
    opened: int = 0


def render(outcome: Outcome) -> str:
    """Return the tables as Markdown."""
    rows = [
        _row("the product", outcome.product),
        _row("skeleton: its statements, group commit, HTTP", outcome.skeleton),
        _plain("raw loop: the statements alone", *_medians(outcome.raw)),
        _plain("flushed pickle, 1,000 users (in process)", *outcome.pickle),
        _row(f"half load ({outcome.half_rate:,.0f}/s): the product", [outcome.half_product]),
        _row(f"half load ({outcome.half_rate:,.0f}/s): the HTTP server alone", [outcome.half_http]),
    ]
    head = [_line(COLUMNS), "|---|--:|--:|--:|--:|"]
    return "\n".join([*head, *map(_line, rows), "", *_ratios(outcome), "", _circumstances(outcome)])


def keep(text: str) -> None:
    """Put the tables between the marks of the page."""
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")


def _row(name: str, rounds: list[Figures]) -> tuple[str, ...]:
    return (
        name,
        f"{median(figures.rate for figures in rounds):,.0f}",
        f"{median(figures.cpu_each for figures in rounds):,.0f}",
        f"{median(figures.quantile(0.5) for figures in rounds):.1f}",
        f"{median(figures.quantile(0.99) for figures in rounds):.1f}",
    )


def _plain(name: str, rate: float, cpu: float) -> tuple[str, ...]:
    return (name, f"{rate:,.0f}", f"{cpu:,.0f}", "", "")


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _medians(pairs: list[tuple[float, float]]) -> tuple[float, float]:
    return median(rate for rate, _ in pairs), median(cpu for _, cpu in pairs)


def _ratios(outcome: Outcome) -> list[str]:
    product = median(figures.rate for figures in outcome.product)
    skeleton = median(figures.rate for figures in outcome.skeleton)
    late = outcome.half_product.quantile(0.99) / outcome.half_http.quantile(0.99)
    return [
        "| ratio | is | ought to be |",
        "|---|--:|--:|",
        f"| product / skeleton | {product / skeleton:.2f} | at least 0.5 |",
        f"| product / flushed pickle | {product / outcome.pickle[0]:.0f} | at least 25 |",
        f"| p99 at half load: product / HTTP server alone | {late:.1f} | at most 4 |",
    ]


def _circumstances(outcome: Outcome) -> str:
    counts = {kind: sum(figures.counts[kind] for figures in outcome.product) for kind in Kind}
    total = sum(counts.values())
    shares = ", ".join(f"{count / total:.0%} {kind.value}" for kind, count in counts.items())
    sqlite = f"SQLite {sqlite3.sqlite_version}, Python {platform.python_version()}, {os.cpu_count()} cores"
    return (
        f"{sqlite}; {total:,} messages ({shares}), {outcome.opened:,} tickets opened and withdrawn; "
        f"{median(outcome.batch):.0f} turns a commit; "
        f"the outbox ran empty {median(outcome.drained):.1f} s after the load."
    )

"""The bench's figures as tables."""

from __future__ import annotations

import os
import platform
import sqlite3
from statistics import median

from benchmarks.load import Figures
from benchmarks.mix import Kind
from benchmarks.outcome import Cell, Outcome

COLUMNS = ("what", "messages/s", "CPU us each", "p50 ms", "p99 ms")


def render(outcome: Outcome) -> str:
    """Return the tables as Markdown."""
    rows = [
        _row("the product", outcome.product),
        _row("skeleton: its statements, group commit, HTTP", outcome.skeleton),
        _plain("raw loop: the statements alone", *_medians(outcome.raw)),
        _plain("flushed pickle, 1,000 users (in process)", *outcome.pickle),
        *(_plain(f"aiogram, Redis appendfsync always{_disk(delay)}", *pair) for delay, pair in outcome.aiogram.items()),
        _row(f"half load ({outcome.half_rate:,.0f}/s): the product", [outcome.half_product]),
        _row(f"half load ({outcome.half_rate:,.0f}/s): the HTTP server alone", [outcome.half_http]),
    ]
    rows += [
        _row("WeChat, encrypted, answered in the response: the product", [outcome.wechat]),
        _row(f"WeChat at half load ({outcome.wechat_half.rate:,.0f}/s): the product", [outcome.wechat_half]),
        _cost("WeChat: opening a push (signature, AES, XML, words)", outcome.wechat_costs.opened),
        _cost("WeChat: answering it (XML, AES, signature)", outcome.wechat_costs.answered),
    ]
    head = [_line(COLUMNS), "|---|--:|--:|--:|--:|"]
    parts = [[*head, *map(_line, rows)], _ratios(outcome), _settings(outcome), [_circumstances(outcome)]]
    return "\n\n".join("\n".join(part) for part in (*parts, outcome.left_out) if part)


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


def _cost(name: str, each: float) -> tuple[str, ...]:
    return (name, "", f"{each:,.0f}", "", "")


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _medians(pairs: list[tuple[float, float]]) -> tuple[float, float]:
    return median(rate for rate, _ in pairs), median(cpu for _, cpu in pairs)


def _ratios(outcome: Outcome) -> list[str]:
    product = median(figures.rate for figures in outcome.product)
    skeleton = median(figures.rate for figures in outcome.skeleton)
    late = outcome.half_product.quantile(0.99) / outcome.half_http.quantile(0.99)
    lines = [
        "| ratio | is | ought to be |",
        "|---|--:|--:|",
        f"| product / skeleton | {product / skeleton:.2f} | at least 0.5 |",
        f"| product / flushed pickle | {product / outcome.pickle[0]:.0f} | at least 25 |",
    ]
    if 0 in outcome.aiogram:
        lines.append(f"| product / aiogram on Redis | {product / outcome.aiogram[0][0]:.1f} | at least 4 |")
    lines.append(f"| p99 at half load: product / HTTP server alone | {late:.1f} | at most 4 |")
    answered = outcome.wechat_half.quantile(0.99)
    lines.append(f"| p99 of the passive answer on WeChat at half load | {answered:,.0f} ms | under 1,000 ms |")
    empty, full = outcome.cell(0, full=False), outcome.cell(0, full=True)
    if empty and full:
        lines.append(f"| full tables / empty tables | {full.closed.rate / empty.closed.rate:.2f} | at least 0.8 |")
    return lines


def _settings(outcome: Outcome) -> list[str]:
    """Return the table of disks and tables; memory and start-up are the product's."""
    if not outcome.cells:
        return []
    head = ("flush", "tables", "messages/s", "of the skeleton", "p50 ms", "p99 ms", *_HALF, "start s", "memory MB")
    lines = [_line(head), f"|---|---|{'--:|' * (len(head) - 2)}"]
    lines += [_line(_setting(cell)) for cell in outcome.cells]
    return lines


_HALF = ("half load: p50 ms", "p99 ms")


def _setting(cell: Cell) -> tuple[str, ...]:
    before, after = (bytes_ / 1_000_000 for bytes_ in cell.memory)
    return (
        f"+{cell.delay} ms" if cell.delay else "as it is",
        "full" if cell.full else "empty",
        f"{cell.closed.rate:,.0f}",
        f"{cell.closed.rate / cell.skeleton.rate:.2f}",
        f"{cell.closed.quantile(0.5):.1f}",
        f"{cell.closed.quantile(0.99):.1f}",
        f"{cell.half.quantile(0.5):.1f}",
        f"{cell.half.quantile(0.99):.1f}",
        f"{cell.started_within:.1f}",
        f"{before:.0f}, {after:.0f} after",
    )


def _disk(delay: int) -> str:
    return f", flush +{delay} ms" if delay else ""


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
